"""One command in a folder of its own, and what must hold however it ended."""
import collections
import contextlib
import json
import os
import shutil
import sqlite3

import ledger

INPUT_OUTPUT = 74
REFERENCES = [f"C-{number}" for number in range(1, 7)]
READING = ("status", "verify", "export")


class Trial:
    """A ledger and the commands that are tried on copies of it."""

    def __init__(self, folder):
        self.folder, self.work = folder, os.path.join(folder, "work")
        self.database = os.path.join(self.work, "ledger.db")
        os.mkdir(self.work)
        self.template = ledger.make(folder)
        self.kept = os.path.join(folder, "kept.db")
        ledger.must(ledger.run(self.template, "backup", self.kept))
        lines = [{"op": "administer", "member_id": "M-1", "on": f"2024-01-0{line}", "units": 28, "reference": reference}
                 for line, reference in enumerate(REFERENCES, 2)]
        operations, claims = os.path.join(folder, "lines.ndjson"), os.path.join(folder, "claims.csv")
        with open(operations, "w") as file:
            file.writelines(json.dumps(line) + "\n" for line in lines)
        with open(claims, "w") as file:
            file.write("member_id,service_date,units,reference\n")
            file.writelines(f"M-1,{line['on']},28,{line['reference']}\n" for line in lines)
        self.commands = {
            "administer": ("administer", "M-1", "--on", "2024-01-02", "--units", "28", "--reference", "C-1"),
            "apply": ("apply", operations, "--batch", "2"),
            "import": ("import", "administrations", claims, "--batch", "2", "--results", f"{self.work}/answers.csv"),
            "nightly": ("nightly",),
            "init": ("init", "--time-zone", "UTC"),
            "backup": ("backup", f"{self.work}/copy.db"),
            "restore": ("restore", self.kept),
            "status": ("status", "M-1"),
            "verify": ("verify",),
            "export": ("export", "--table", "cycle"),
        }
        # A file of another name in the same place, so that answers can be held against each other.
        self.prepare("status")
        self.expected = {command: ledger.must(ledger.run(self.database, *self.commands[command])).stdout
                         for command in READING}

    def prepare(self, command):
        """Empties the folder, and puts the ledger into it unless the command is to make one."""
        for entry in os.scandir(self.work):
            os.unlink(entry.path)
        if command not in ("init", "restore"):
            ledger.copy(self.template, self.work, "ledger.db")

    def judge(self, command, done, may_leave=False, believing=False):
        """What was acknowledged is on file, all is sound, and all can be sent again.

        With `may_leave` a half-made file may be left behind that stands in the way; with `believing` everything is
        taken for acknowledged, whatever the command ended with.
        """
        if command in READING:
            if done.returncode == 0 and done.stdout != self.expected[command]:
                raise ledger.Broken("another answer than before, and exit status 0")
        elif command in ("init", "restore"):
            self.judge_new(command, done, may_leave)
        elif command == "backup":
            self.judge_backup(done, may_leave)
        else:
            self.judge_entries(command, acknowledged(command, None if believing else done))

    def judge_entries(self, command, told):
        ledger.check_sound(self.database)
        facts = on_file(self.database)
        lost = [fact for fact in told if fact not in facts]
        if lost:
            raise ledger.Broken(f"{lost[0]} was acknowledged and is not on file")
        ledger.must(ledger.run(self.database, *self.commands[command]))
        ledger.check_sound(self.database)
        facts = on_file(self.database)
        if any(facts[fact] != 1 for fact in acknowledged(command, None)):
            raise ledger.Broken(f"sent again, {facts} are on file")

    def judge_new(self, command, done, may_leave):
        again = ledger.run(self.database, *self.commands[command])
        # One that is whole may stand there although the command did not come to say so.
        if again.returncode not in ((5,) if done.returncode == 0 else (0, 5)):
            raise ledger.Broken(f"ended with {done.returncode}, and with {again.returncode} run again: {again.stderr}")
        if not (may_leave and done.returncode != 0):
            ledger.check_sound(self.database)

    def judge_backup(self, done, may_leave):
        if done.returncode != 0 and not may_leave:
            again = ledger.run(self.database, *self.commands["backup"])
            # One that is whole may stand there although the command did not come to say so.
            if again.returncode not in (0, 5):
                raise ledger.Broken(f"ended with {again.returncode} run again: {again.stderr}")
        if done.returncode == 0 or not may_leave:
            ledger.must(ledger.run(os.path.join(self.work, "back.db"), "restore", os.path.join(self.work, "copy.db")))
        ledger.check_sound(self.database)


def check_ending(done, allowed=(0, INPUT_OUTPUT)):
    """An exit status that fits, with one clear line and a hint; never a death."""
    if done.returncode not in allowed:
        raise ledger.Broken(f"ended with {done.returncode}: {done.stderr}")
    said = done.stderr.splitlines()
    if done.returncode != 0 and [line.split(": ")[0] for line in said] not in (["authledger"], ["authledger", "hint"]):
        raise ledger.Broken(f"said {done.stderr!r}")


def acknowledged(command, done):
    """What a run said it had recorded; all it can say where `done` is none."""
    if command == "apply" and done:
        whole = [line for line in done.stdout.splitlines(keepends=True) if line.endswith("\n")]
        return [json.loads(line)["result"]["reference"] for line in whole]
    if done and done.returncode != 0:
        return []
    return {"administer": REFERENCES[:1], "nightly": ["run"]}.get(command, REFERENCES)


def on_file(database):
    """How often each reference is on file, and whether the nightly job's run is."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT reference FROM administration").fetchall()
        runs = connection.execute("SELECT count(*) FROM nightly_run").fetchone()[0]
    return collections.Counter([reference for reference, in rows] + ["run"] * runs)
