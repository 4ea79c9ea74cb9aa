"""A file of every released schema, brought up to date: the same as one built today, also when it is killed on the way.

Released/ holds files that the programs of their time made of `STORY`, as text. `upgrades.py BINARY FILE` makes one.
"""
import collections
import glob
import hashlib
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import ledger
import shim
from ledger import Broken

RELEASED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Released")
APPLICATION = 0x616C6467
# What a moment of writing, its salt, and the words of a program leave, and what the first programs did not record of
# decisions; all else must be the same.
PASSING = {"decided_at", "minutes_taken", "answered_at", "given_on", "given_at", "late", "salt", "commitment",
           "hash", "head", "actor", "message", "hint"}
# The story is of 2024; later days and moments are those of writing.
MOMENT = re.compile(r"20(?:2[5-9]|[3-9]\d)-\d\d-\d\d(T[\d:.]+Z)?")
PATIENT = {"op": "patient.add", "member_id": "M-1", "name": "Test Patient", "birth_date": "1980-01-01"}
STORY = [
    PATIENT, {**PATIENT, "member_id": "M-2", "birth_date": "2000-02-29"},
    {"op": "patient.correct", "member_id": "M-2", "name": "Test Person", "reason": "spelling"},
    {"op": "patient.measure", "member_id": "M-1", "on": "2024-01-01", "weight_kg": 61.5, "height_cm": 170},
    {"op": "intake", "member_id": "M-1", "indication": "rr-all", "diagnosis": "C91.02", "received": "2024-01-02",
     "start": "2024-01-02", "attestations": ledger.ANSWERS, "source": "chart", "requester": "clinic"},
    {"op": "intake", "member_id": "M-2", "indication": "rr-all", "diagnosis": "C91.02", "received": "2024-01-02",
     "attestations": {"single-agent": "yes"}},
    {"op": "answer", "request": "R-000002", "attestations": {**ledger.ANSWERS, "b-cell-precursor": "no"}},
    {"op": "decide", "request": "R-000002", "outcome": "approved", "reviewer": "A. Reviewer", "credential": "MD", "rationale": "seen"},
    {"op": "intake", "member_id": "M-2", "indication": "mrd-all", "diagnosis": "C34.1", "received": "2024-01-03", "attestations": {}},
    *({"op": "cycle.start", "member_id": "M-1", "indication": "rr-all", "on": day} for day in ("2024-01-02", "2024-02-13", "2024-03-01")),
    {"op": "cycle.start", "member_id": "M-1", "indication": "rr-all", "on": "2024-03-20", "exception": "restart", "approved_by": "B"},
    {"op": "cycle.void", "member_id": "M-1", "indication": "rr-all", "number": 3, "reason": "wrong day"},
    {"op": "administer", "member_id": "M-1", "on": "2024-02-01", "units": 651, "discarded": 294, "vials": 27, "reference": "C-1"},
    {"op": "administer", "member_id": "M-1", "on": "2024-02-14", "units": 56, "discarded": 14, "vials": 2, "reference": "C-2"},
    {"op": "administer", "member_id": "M-1", "on": "2024-02-14", "units": 56, "reference": "C-2", "discarded": 14, "vials": 2,
     "again": True, "cut_back": True},
    {"op": "administer", "member_id": "M-1", "on": "2024-02-15", "units": 9, "reference": "C-3"},
    {"op": "void", "reference": "C-1", "reason": "wrong patient"},
    {"op": "authorization.extend", "authorization": "A-000001", "to": "2024-08-31", "reason": "late start", "approved_by": "B"},
    {"op": "authorization.terminate", "authorization": "A-000002", "on": "2024-05-31", "reason": "moved", "approved_by": "B"},
    {"op": "note", "subject": "R-000002", "kind": "outreach", "at": "2024-01-03T15:00:00Z", "text": "left a message"},
]
# What is done to the file once it is up to date.
SEQUEL = [
    {"op": "administer", "member_id": "M-1", "on": "2024-02-16", "units": 970, "reference": "C-4"},
    {"op": "administer", "member_id": "M-1", "on": "2024-02-15", "units": 9, "reference": "C-3"},
    {"op": "cycle.start", "member_id": "M-2", "indication": "rr-all", "on": "2024-03-04"},
    {"op": "decide", "request": "R-000002", "outcome": "denied", "reviewer": "C", "credential": "DO", "rationale": "late"},
    {"op": "intake", "member_id": "M-2", "indication": "rr-all", "diagnosis": "C91.02", "received": "2024-09-01", "attestations": {}},
]
LOOKS = [
    ("status", "M-1"), ("status", "M-2"), ("history", "M-1"), ("history", "M-2"), ("worklist",), ("authorization", "list"),
    ("patient", "show", "M-2"), ("explain", "R-000002"), ("explain", "C-2"), ("project", "M-1"),
]


def rounds(seed, count, losing_an_index=False):
    """Upgrades every release, with `count` kills each; with `losing_an_index` the upgraded file is not a fresh one."""
    chance = random.Random(seed)
    killed = 0
    releases = sorted(glob.glob(f"{RELEASED}/*.sql"))
    with tempfile.TemporaryDirectory() as folder:
        shims = shim.Shim(folder)
        fresh = f"{folder}/fresh.db"
        tell(ledger.BINARY, fresh)
        said = {words: ledger.must(ledger.run(fresh, *words, "--format", "json")).stdout for words in LOOKS + exports(fresh)}
        for release in releases:
            try:
                old, upgraded = f"{folder}/old.db", f"{folder}/upgraded.db"
                restore(release, old)
                shutil.copy(old, upgraded)
                ledger.must(ledger.run(upgraded, "migrate"))
                if losing_an_index:
                    with sqlite3.connect(upgraded) as connection:
                        connection.execute("DROP INDEX request_by_patient")
                check_same(upgraded, fresh, said)
                killed += kills(shims, old, upgraded, chance, count)
                check_sequel(folder, upgraded, fresh)
            except Broken as broken:
                raise Broken(f"seed {seed}, {os.path.basename(release)}: {broken}") from None
        check_newer(folder, fresh)
    return f"{len(releases)} releases upgraded, {killed} killed on the way and run again, seed {seed}"


def tell(binary, database):
    """The story, as a program tells it."""
    subprocess.run([binary, "init", "--time-zone", "UTC", "--db", database], check=True, capture_output=True)
    lines = "".join(json.dumps(line) + "\n" for line in STORY)
    subprocess.run([binary, "apply", "-", "--db", database, "--today", "2024-07-01"], input=lines, text=True, check=True,
                   capture_output=True)
    for day in ("2024-07-01", "2024-08-15"):
        subprocess.run([binary, "nightly", "--db", database, "--today", day], check=True, capture_output=True)
    subprocess.run([binary, "acknowledge", "F-000001", "--note", "seen", "--db", database], check=True, capture_output=True)


def dump(binary, path):
    """Writes a file a program makes as text."""
    with tempfile.TemporaryDirectory() as folder:
        tell(binary, f"{folder}/made.db")
        with sqlite3.connect(f"{folder}/made.db") as connection, open(path, "w") as file:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            file.writelines(line + "\n" for line in connection.iterdump())
            file.write(f"PRAGMA user_version = {version};\nPRAGMA application_id = {APPLICATION};\n")


def restore(release, path):
    """The file a text was written from."""
    with open(release) as file:
        text = file.read()
    if os.path.exists(path):
        os.unlink(path)
    with sqlite3.connect(path) as connection:
        connection.executescript(text)
    os.chmod(path, 0o600)


def check_same(database, fresh, said):
    """A file has the schema of a fresh one, gives the answers it has given, and is sound."""
    if schema(database) != schema(fresh):
        raise Broken(f"{sorted(set(schema(database)) ^ set(schema(fresh)), key=str)} is in one schema alone")
    ledger.must(ledger.run(database, "verify"))
    for words, wanted in said.items():
        compare(words, ledger.must(ledger.run(database, *words, "--format", "json")).stdout, wanted)


def schema(database):
    """What a file is made of, and the migrations that made it."""
    with sqlite3.connect(database) as connection:
        return [row for sql in (
            "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name", "SELECT migration, name, hash FROM migration",
            "PRAGMA user_version", "PRAGMA application_id") for row in connection.execute(sql)]


def exports(fresh):
    """Every table and view but those on the moments of decisions: no upgrade can know the earlier ones."""
    rows = json.loads(ledger.must(ledger.run(fresh, "export", "--format", "json")).stdout)
    return [("export", f"--{row['kind']}", row["name"]) for row in rows
            if "decision_time" not in row["name"] and "late" not in row["name"]]


def contents(database):
    """Every row of every table, but for the moments migrations were applied at."""
    with sqlite3.connect(database) as connection:
        names = [name for name, in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'migration'")]
        return [(name, connection.execute(f"SELECT * FROM {name}").fetchall()) for name in names]


def compare(words, *texts):
    found, wanted = (lasting(json.loads(text)) for text in texts)
    if found != wanted:
        raise Broken(f"{words} says {json.dumps(found)[:600]} and not {json.dumps(wanted)[:600]}")


def lasting(value):
    """What is said without what a moment of writing leaves."""
    if isinstance(value, dict):
        # The first program said what was missing beside a denial too.
        passing = PASSING | ({"missing"} if value.get("outcome") == "denied" else set())
        return {key: lasting(one) for key, one in value.items() if key not in passing}
    if isinstance(value, list):
        return [lasting(one) for one in value]
    if isinstance(value, str) and value[:1] in ("[", "{"):
        return lasting(json.loads(value))
    return None if isinstance(value, str) and MOMENT.fullmatch(value) else value


def kills(shims, old, upgraded, chance, count):
    """Kills upgrades before some of the calls they make on files, and runs each again."""
    log, victim = f"{shims.folder}/log", f"{shims.folder}/victim.db"
    ledger.copy(old, shims.folder, "victim.db")
    ledger.must(shims.run(victim, "migrate", log=log))
    calls = collections.Counter(record.kind for record in shim.records(log))
    os.unlink(log)
    moments = [(kind, number) for kind in "WSTU" for number in range(1, calls[kind] + 1)]
    chosen = chance.sample(moments, min(count, len(moments)))
    for kind, number in chosen:
        ledger.copy(old, shims.folder, "victim.db")
        if shims.run(victim, "migrate", fault=f"{kind} {number} die 0").returncode != -9:
            raise Broken(f"call {number} of {kind} did not kill it")
        ledger.must(ledger.run(victim, "migrate"))
        if schema(victim) != schema(upgraded) or contents(victim) != contents(upgraded):
            raise Broken(f"killed before call {number} of {kind} and run again, the file is not the same")
    return len(chosen)


def check_sequel(folder, upgraded, fresh):
    """What is done next is answered as in a fresh file."""
    text = "".join(json.dumps(line) + "\n" for line in SEQUEL)
    copy = ledger.copy(fresh, folder, "sequel.db")
    found, wanted = (ledger.run(path, "apply", "-", text=text).stdout.splitlines() for path in (upgraded, copy))
    for one, other in zip(found, wanted, strict=True):
        compare("apply", one, other)
    ledger.must(ledger.run(upgraded, "verify"))


def check_newer(folder, fresh):
    """A file of a later schema is refused by every command, which writes nothing to it or beside it."""
    place = f"{folder}/newer"
    os.mkdir(place)
    database = ledger.copy(fresh, place, "newer.db")
    with sqlite3.connect(database) as connection:
        connection.execute(f"PRAGMA user_version = {connection.execute('PRAGMA user_version').fetchone()[0] + 1}")
    def held():
        return {path: hashlib.sha256(open(path, "rb").read()).hexdigest() for path in sorted(glob.glob(f"{place}/*"))}
    before = held()
    for words in LOOKS + [("migrate",), ("apply", "-"), ("nightly",), ("backup", f"{place}/copy.db"), ("patient", "list"),
                          ("import", "administrations", "-"), ("void", "C-3", "--reason", "x"), ("export",)]:
        done = ledger.run(database, *words, text=json.dumps(SEQUEL[0]) + "\n")
        if done.returncode != 78 or held() != before:
            raise Broken(f"{words} on a newer file ended with {done.returncode} and left {held().keys() - before.keys()}")


def control(seed):
    """A file that lost an index on the way is not the same, which must be noticed."""
    try:
        rounds(seed, 0, losing_an_index=True)
    except Broken:
        return
    raise Broken("the control took another schema for the same")


if __name__ == "__main__":
    dump(sys.argv[1], sys.argv[2])
