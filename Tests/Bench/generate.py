#!/usr/bin/env python3
"""Makes the data of the benchmarks, the same each time for a seed.

generate.py setup PATIENTS SEED        operations of `apply`: patients, coverage, cycles; --live: others, covered today
generate.py claims PATIENTS LINES SEED a file of claim lines for them, as CSV; --ndjson as operations of `apply`
"""
import datetime
import json
import random
import sys

FIRST = datetime.date(2024, 1, 1)
ANSWERS = {
    "b-cell-precursor": "yes", "single-agent": "yes", "live-vaccine-within-2-weeks": "no",
    "concurrent-live-vaccine": "no", "relapsed-or-refractory": "yes", "ph-status": "negative",
}


def member(patient):
    return f"M-{patient:07d}"


def start(patient):
    """The first day of a patient's coverage; plans take patients in all year round."""
    return FIRST + datetime.timedelta(days=patient * 7919 % 300)


def setup(patients, seed, out, live):
    chance = random.Random(seed)
    for patient in range(1, patients + 1):
        day = start(patient)
        if live:
            # Covered on the day the benchmarks work on, and known by other numbers.
            day, patient = datetime.date(2025, 2, 1) + datetime.timedelta(days=patient % 20), patient + 5_000_000
        lines = [
            {"op": "patient.add", "member_id": member(patient), "name": f"Patient {patient}",
             "birth_date": f"{chance.randint(1950, 2015)}-06-15"},
            {"op": "intake", "member_id": member(patient), "indication": "rr-all", "diagnosis": "C91.02",
             "received": day.isoformat(), "start": day.isoformat(), "prior_cycles": 0, "attestations": ANSWERS},
        ]
        # What has ended was used up.
        for cycle in range(3 if live else 5):
            lines.append({"op": "cycle.start", "member_id": member(patient), "indication": "rr-all",
                          "on": (day + datetime.timedelta(days=42 * cycle)).isoformat()})
        for line in lines:
            line["today"] = "2025-06-30"
            out.write(json.dumps(line, separators=(",", ":")) + "\n")


def claims(patients, lines, seed, out, ndjson):
    """Claim lines in the order of their service dates, as a clearing house sends them."""
    chance = random.Random(seed)
    each = lines // patients
    rows = []
    for patient in range(1, patients + 1):
        day = start(patient)
        for line in range(each):
            # Most lie on the days of a cycle; some a little outside, some as large as a bag for a week.
            on = day + datetime.timedelta(days=line * 120 // max(each, 1) + chance.randint(0, 5))
            units = chance.choice((28, 28, 28, 56, 112, 196))
            rows.append((on, patient, line, units, chance.choice((0, 0, 7, 14))))
    rows.sort()
    if not ndjson:
        out.write("member_id,service_date,units,discarded,vials,reference,indication\n")
    for on, patient, line, units, discarded in rows:
        vials = (units + discarded + 34) // 35
        reference = f"CLM{patient:07d}-{line}"
        if ndjson:
            out.write(
                f'{{"op":"administer","member_id":"{member(patient)}","on":"{on}","units":{units},'
                f'"discarded":{discarded},"vials":{vials},"reference":"{reference}","today":"2025-06-30"}}\n')
        else:
            out.write(f"{member(patient)},{on},{units},{discarded},{vials},{reference},\n")


def main(arguments):
    if len(arguments) in (3, 4) and arguments[0] == "setup" and arguments[3:] in ([], ["--live"]):
        setup(int(arguments[1]), int(arguments[2]), sys.stdout, arguments[3:] == ["--live"])
    elif len(arguments) in (4, 5) and arguments[0] == "claims" and arguments[4:] in ([], ["--ndjson"]):
        claims(*map(int, arguments[1:4]), sys.stdout, arguments[4:] == ["--ndjson"])
    else:
        sys.exit(__doc__)


main(sys.argv[1:])
