#!/usr/bin/env python3
"""analyst.py DATABASE CLAIMS: the unit limit over a file of claims, as an analyst would script it with `sqlite3`.

It asks the tables for each line, looks back and ahead over the windows that hold the day, and writes what it found. It
keeps no journal, no hashes, no vials and no replays.
"""
import csv
import datetime
import sqlite3
import sys

LIMIT, DAYS = 980, 42


def day(text):
    return datetime.date.fromisoformat(text)


def main(database, claims):
    ledger = sqlite3.connect(database)
    ledger.execute("CREATE TABLE billed (member TEXT, on_day TEXT, units INTEGER, reference TEXT UNIQUE, covered INTEGER)")
    ledger.execute("CREATE INDEX billed_by_member ON billed (member, on_day)")
    with open(claims, newline="") as file:
        for claim in csv.DictReader(file):
            member, on = claim["member_id"], day(claim["service_date"])
            asked = int(claim["units"]) + int(claim["discarded"] or 0)
            held = ledger.execute(
                "SELECT c.starts_on, a.ends_on FROM patient_identity i JOIN cycle c ON c.patient = i.patient "
                "JOIN authorization a ON a.authorization = c.authorization "
                "WHERE i.member_id = ? AND i.reason IS NULL AND c.starts_on <= ? ORDER BY c.starts_on DESC LIMIT 1",
                (member, claim["service_date"])).fetchone()
            covered = bool(held) and on <= day(held[0]) + datetime.timedelta(DAYS - 1) and on <= day(held[1])
            if covered:
                reach = datetime.timedelta(DAYS - 1)
                near = [(day(text), units) for text, units in ledger.execute(
                    "SELECT on_day, units FROM billed WHERE member = ? AND covered AND on_day BETWEEN ? AND ?",
                    (member, (on - reach).isoformat(), (on + reach).isoformat()))]
                for last in {on} | {other for other, _ in near if other > on}:
                    used = sum(units for other, units in near if last - reach <= other <= last)
                    covered = covered and used + asked <= LIMIT
            ledger.execute("INSERT INTO billed VALUES (?, ?, ?, ?, ?)",
                           (member, claim["service_date"], asked, claim["reference"], covered))
    ledger.commit()


main(*sys.argv[1:])
