"""The binary under torture, and what is asked of a ledger afterwards."""
import contextlib
import json
import os
import shutil
import sqlite3
import subprocess

BINARY = os.environ.get("AUTHLEDGER", os.path.join(os.path.dirname(__file__), "../../.build/debug/authledger"))
TODAY = "2024-12-31"
ANSWERS = {
    "b-cell-precursor": "yes", "single-agent": "yes", "live-vaccine-within-2-weeks": "no",
    "concurrent-live-vaccine": "no", "relapsed-or-refractory": "yes", "ph-status": "negative",
}
RENEWED = {
    "single-agent": "yes", "concurrent-live-vaccine": "no", "unacceptable-toxicity": "no",
    "disease-response": "response", "response-assay": "cbc",
}


class Skipped(Exception):
    """What this machine has no means for; the part says so and goes on."""


class Broken(Exception):
    """A promise of the ledger's that did not hold."""


def run(database, *arguments, text=None):
    """A command on a file, as a finished process."""
    return subprocess.run(
        [BINARY, *arguments, "--db", database, "--today", TODAY], input=text, capture_output=True, text=True)


def start(database, *arguments):
    """A command on a file, as a process under way whose input and output are files or pipes of the caller's."""
    return [BINARY, *arguments, *(["--db", database] if database else []), "--today", TODAY]


def make(folder, members=4, cycles=3):
    """A ledger of patients under way, at a path in a folder."""
    database = os.path.join(folder, "ledger.db")
    must(run(database, "init", "--time-zone", "UTC"))
    lines = []
    for number in range(1, members + 1):
        member = f"M-{number}"
        lines += [
            {"op": "patient.add", "member_id": member, "name": f"Test Patient {number}", "birth_date": "1980-01-01"},
            {"op": "intake", "member_id": member, "indication": "rr-all", "diagnosis": "C91.02",
             "received": "2024-01-02", "start": "2024-01-02", "attestations": ANSWERS},
        ]
        lines += [{"op": "cycle.start", "member_id": member, "indication": "rr-all", "on": day}
                  for day in ("2024-01-02", "2024-02-13", "2024-03-26", "2024-05-07", "2024-06-18")[:cycles]]
    must(run(database, "apply", "-", text="".join(json.dumps(line) + "\n" for line in lines)))
    return database


def must(done):
    if done.returncode != 0:
        raise Broken(f"{done.args[1:]} ended with {done.returncode}: {done.stderr}")
    return done


def copy(database, folder, name="copy.db"):
    """The file as a crash leaves it, with the journal beside it."""
    target = os.path.join(folder, name)
    for ending in ("", "-journal"):
        if os.path.exists(target + ending):
            os.unlink(target + ending)
        if os.path.exists(database + ending):
            shutil.copy(database + ending, target + ending)
    return target


def references(database):
    """How often each reference is on file."""
    rows = must(run(database, "export", "--table", "administration", "--format", "ndjson")).stdout.splitlines()
    counts = {}
    for row in rows:
        reference = json.loads(row)["reference"]
        counts[reference] = counts.get(reference, 0) + 1
    return counts


def check_sound(database):
    """Nothing is broken, and no window holds more than its limit."""
    verified = run(database, "verify")
    if verified.returncode != 0:
        raise Broken(f"verify found a break: {verified.stdout}{verified.stderr}")
    with contextlib.closing(sqlite3.connect(database)) as connection:
        over = connection.execute("SELECT count(*) FROM audit_over_limit").fetchone()[0]
    if over:
        raise Broken(f"{over} lines pass a limit")
