"""Each file call fails in turn, once or for good: what was acknowledged is on file, and the file stays sound."""
import collections
import itertools
import json
import os
import random
import shutil
import sqlite3
import tempfile

import ledger
import shim

KINDS = {"O": "open", "R": "read", "W": "write", "S": "sync", "T": "truncate", "U": "unlink", "N": "rename or link"}
ERRORS = {"EIO": 5, "ENOSPC": 28}
INPUT_OUTPUT = 74
# SQLite takes a disk that cannot be read for a damaged file, and `verify` lists what is damaged.
DAMAGED, BROKEN = 78, 3
REFERENCES = [f"C-{number}" for number in range(1, 7)]
Case = collections.namedtuple("Case", "command kind at how error")


def rounds(seed, count, lying=False):
    """Runs `count` of all cases; with `lying` writes report success and are not done."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(folder)
        commands, hows = (["apply", "import"], ["lie"]) if lying else (bench.commands, ["once", "on", "half"])
        cases = [case for command in commands for case in bench.cases(command, hows)]
        chosen = cases if count >= len(cases) else chance.sample(cases, count)
        failed = 0
        for case in chosen:
            try:
                failed += bench.one(case)
            except ledger.Broken as broken:
                raise ledger.Broken(
                    f"seed {seed}: {KINDS[case.kind]} number {case.at} of {case.command} failing with {case.error} "
                    f"({case.how}): {broken}") from None
    return f"{len(chosen)} of {len(cases)} failing calls, {failed} noticed by an exit status, seed {seed}"


class Bench:
    """A ledger, what is done to it, and how that goes when no call fails."""

    def __init__(self, folder):
        self.shim = shim.Shim(folder)
        self.folder, self.work = folder, os.path.join(folder, "work")
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
        self.expected = {}

    def run(self, command, **how):
        """The command in a folder of its own, with the ledger in it unless the command is to make one."""
        shutil.rmtree(self.work, ignore_errors=True)
        os.mkdir(self.work)
        self.database = os.path.join(self.work, "ledger.db")
        if command not in ("init", "restore"):
            ledger.copy(self.template, self.work, "ledger.db")
        return self.shim.run(self.database, *self.commands[command], **how)

    def cases(self, command, hows):
        """Every call the command makes, failing in each of the ways."""
        log = os.path.join(self.folder, "log")
        self.expected[command] = ledger.must(self.run(command, log=log)).stdout
        calls = collections.Counter(record.kind for record in shim.records(log))
        os.unlink(log)
        for kind, how, error in itertools.product(KINDS, hows, ERRORS):
            if how in ("once", "on") or kind == "W" and error == "ENOSPC":
                yield from (Case(command, kind, at, how, error) for at in range(1, calls[kind] + 1))

    def one(self, case):
        """One call fails; what is on file afterwards is looked at without the shim. 1 when the command noticed."""
        done = self.run(case.command, fault=f"{case.kind} {case.at} {case.how} {ERRORS[case.error]}")
        is_unreadable = case.kind == "R" and case.error == "EIO"
        if is_unreadable and case.command == "verify" and done.returncode == BROKEN:
            return 1
        check_ending(done, {0, INPUT_OUTPUT, DAMAGED} if is_unreadable else {0, INPUT_OUTPUT})
        if case.command in ("status", "verify", "export"):
            if done.returncode == 0 and done.stdout != self.expected[case.command]:
                raise ledger.Broken("another answer than before, and exit status 0")
        elif case.command in ("init", "restore"):
            self.check_new(case, done)
        elif case.command == "backup":
            self.check_backup(case, done)
        else:
            self.check_entries(case.command, done)
        return done.returncode != 0

    def check_entries(self, command, done):
        """What was acknowledged is on file; sent again, everything is there, and once."""
        told = acknowledged(command, done)
        ledger.check_sound(self.database)
        lost = [fact for fact in told if fact not in on_file(self.database)]
        if lost:
            raise ledger.Broken(f"{lost[0]} was acknowledged and is not on file")
        ledger.must(ledger.run(self.database, *self.commands[command]))
        ledger.check_sound(self.database)
        facts, wanted = on_file(self.database), acknowledged(command, None)
        if any(facts[fact] != 1 for fact in wanted):
            raise ledger.Broken(f"sent again, {facts} are on file")

    def check_new(self, case, done):
        """A new ledger is whole where it was acknowledged; else the command can be run again."""
        again = ledger.run(self.database, *self.commands[case.command])
        if again.returncode != (5 if done.returncode == 0 else 0) and not (case.kind == "U" or os.path.exists(self.database)):
            raise ledger.Broken(f"ended with {done.returncode}, and with {again.returncode} run again: {again.stderr}")
        ledger.check_sound(self.database)

    def check_backup(self, case, done):
        copy, back = os.path.join(self.work, "copy.db"), os.path.join(self.work, "back.db")
        if done.returncode != 0 and case.kind != "U":
            ledger.must(ledger.run(self.database, *self.commands["backup"]))
        if done.returncode == 0 or case.kind != "U":
            ledger.must(ledger.run(back, "restore", copy))
        ledger.check_sound(self.database)


def check_ending(done, allowed):
    """An exit status that fits and one clear line, never a death."""
    if done.returncode not in allowed:
        raise ledger.Broken(f"ended with {done.returncode}: {done.stderr}")
    lines = done.stderr.splitlines()
    if done.returncode != 0 and not (
            lines and lines[0].startswith("authledger: ") and all(line.startswith("hint: ") for line in lines[1:])
            and len(lines) <= 2):
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
    with sqlite3.connect(database) as connection:
        rows = connection.execute("SELECT reference FROM administration").fetchall()
        runs = connection.execute("SELECT count(*) FROM nightly_run").fetchone()[0]
    return collections.Counter([reference for reference, in rows] + ["run"] * runs)


def control(seed):
    """Writes that report success and do nothing must cost lines that were acknowledged."""
    try:
        rounds(seed, 40, lying=True)
    except ledger.Broken as broken:
        if "is not on file" in str(broken):
            return
        raise
    raise ledger.Broken("the control was lied to, and believed it")
