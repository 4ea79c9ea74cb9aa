"""Memory that runs out in the middle of a long command: it ends with a clear line, and what was acknowledged is kept."""
import collections
import csv
import json
import os
import random
import resource
import shutil
import subprocess
import tempfile

import ledger
import scarcity
import trial

# Lines of one patient, in full and beside every test run.
FULL, SHORT = 3_000, 1_000
# What people are told of a command that has none left, or none to begin with.
SAID = "too little memory"


def rounds(seed, count, granting=False):
    """Tries `count` long commands, each with less memory than the whole of it takes; with `granting` whatever they ask
    for is promised to them."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(folder, FULL if count >= 100 else SHORT, built(folder) if granting else None)
        endings = collections.Counter()
        for number in range(count):
            command = chance.choice(list(bench.commands))
            whole = bench.whole(command)
            # From just below what a command asks for to begin with; where it is given everything, below that.
            pages = (256, 3_840) if granting else (3_840, (whole - bench.least) // 4096)
            most = bench.least + 4096 * chance.randrange(*pages)
            bench.prepare()
            done = bench.run(command, most)
            with scarcity.about(f"seed {seed}, try {number}, {command} with {most} of {whole} bytes"):
                check_ending(done)
                bench.judge(command, done)
            kind = "done" if done.returncode == 0 else "refused" if "to begin with" in done.stderr else "broken off"
            endings[kind] += 1
    return f"of {count} " + ", ".join(f"{number} {ending}" for ending, number in sorted(endings.items())) + f"; seed {seed}"


def check_ending(done):
    """Done, or one clear line; as JSON where JSON was asked for."""
    if done.returncode == 0 or "json" not in done.args:
        trial.check_ending(done, (0, scarcity.UNEXPECTED))
    elif done.returncode != scarcity.UNEXPECTED or list(json.loads(done.stderr)) != ["error"]:
        raise ledger.Broken(f"ended with {done.returncode}: {done.stderr}")
    if done.returncode != 0 and SAID not in done.stderr:
        raise ledger.Broken(f"said {done.stderr!r}")


def built(folder):
    """The library that promises memory which is not there."""
    compiler, library = shutil.which("cc") or shutil.which("clang"), os.path.join(folder, "granting.so")
    if compiler is None:
        raise ledger.Skipped("there is no C compiler to build the control with")
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "granting.c")
    subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    return library


class Bench:
    """A large ledger, and the long commands that are tried on copies of it."""

    def __init__(self, folder, lines, library):
        self.lines, self.library, self.work = lines, library, os.path.join(folder, "work")
        os.mkdir(self.work)
        self.database = os.path.join(self.work, "ledger.db")
        self.template = ledger.make(folder, members=150)
        earlier = self.claims(folder, "earlier", "M-1", "E")
        ledger.must(ledger.run(self.template, "import", "administrations", earlier))
        self.kept = os.path.join(folder, "kept.db")
        ledger.must(ledger.run(self.template, "backup", self.kept))
        self.answers = os.path.join(self.work, "answers.csv")
        operations = os.path.join(folder, "lines.ndjson")
        with open(operations, "w") as file:
            for line in range(lines):
                file.write(json.dumps({"op": "administer", "member_id": "M-2", "on": day(line), "units": 28,
                                       "reference": f"C-{line}"}) + "\n")
        claims = self.claims(folder, "claims", "M-2", "C")
        self.commands = {
            "apply": ("apply", operations, "--batch", "700"),
            "import": ("import", "administrations", claims, "--batch", "700", "--results", self.answers),
            "nightly": ("nightly",),
            "verify": ("verify", "--format", "json"),
            "history": ("history", "M-1"),
            "history as JSON": ("history", "M-1", "--format", "json"),
            "report on a patient": ("report", "patient", "M-1", "-o", "-"),
            "report on all": ("report", "population", "-o", os.path.join(self.work, "report.html")),
            "authorizations": ("authorization", "list", "--format", "json"),
            "export": ("export", "--view", "audit_entries"),
            "backup": ("backup", os.path.join(self.work, "copy.db")),
            "restore": ("restore", self.kept, "--db", os.path.join(self.work, "back.db")),
        }
        self.least = scarcity.least()
        self.expected, self.wholes = {}, {}

    def claims(self, folder, name, member, prefix):
        path = os.path.join(folder, f"{name}.csv")
        with open(path, "w") as file:
            file.write("member_id,service_date,units,reference\n")
            file.writelines(f"{member},{day(line)},28,{prefix}-{line}\n" for line in range(self.lines))
        return path

    def prepare(self):
        for entry in os.scandir(self.work):
            os.unlink(entry.path)
        ledger.copy(self.template, self.work, "ledger.db")

    def run(self, command, most=resource.RLIM_INFINITY):
        """A command within so much address space."""
        words = self.commands[command]
        start = [ledger.BINARY, *words, *([] if "--db" in words else ["--db", self.database]), "--today", ledger.TODAY]
        environment = {**os.environ, "LD_PRELOAD": self.library} if self.library else None
        return subprocess.run(
            start, capture_output=True, text=True, timeout=300, env=environment,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (most, most)))

    def whole(self, command):
        """Address space in which a command is done, to 16 MiB."""
        if command not in self.wholes:
            self.prepare()
            self.expected[command] = ledger.must(self.run(command)).stdout
            enough = 32 << 20
            while not self.fits(command, enough):
                enough += 16 << 20
            self.wholes[command] = self.least + enough
        return self.wholes[command]

    def fits(self, command, more):
        self.prepare()
        return self.run(command, self.least + more).returncode == 0

    def judge(self, command, done):
        """What was acknowledged is on file, nothing is half said, and all can be done again."""
        if command in ("apply", "import"):
            self.judge_entries(command, done)
        elif command == "nightly":
            self.judge_facts("nightly", ["run"] if done.returncode == 0 else [])
        elif command == "backup":
            self.judge_backup(done)
        elif command == "restore":
            again = self.run(command)
            if again.returncode != (5 if done.returncode == 0 else 0):
                raise ledger.Broken(f"ended with {done.returncode}, and with {again.returncode} run again: {again.stderr}")
        else:
            self.judge_answer(command, done)

    def judge_answer(self, command, done):
        wanted = self.expected[command]
        # Rows are written as they are read; every other answer is given whole or not at all.
        if done.stdout != wanted and not (
                done.returncode != 0 and (done.stdout == "" or command == "export" and wanted.startswith(done.stdout))):
            raise ledger.Broken(f"ended with {done.returncode} and half an answer")
        left = set(os.listdir(self.work)) - {"ledger.db", "ledger.db-journal", "ledger.db.lock"}
        if left != ({"report.html"} if command == "report on all" and done.returncode == 0 else set()):
            raise ledger.Broken(f"left {left} behind")

    def judge_entries(self, command, done):
        if command == "apply":
            told = [json.loads(line)["result"]["reference"] for line in done.stdout.splitlines()]
        elif os.path.exists(self.answers):
            with open(self.answers, newline="") as file:
                told = [row["reference"] for row in csv.DictReader(file)]
        else:
            told = []
        if done.returncode == 0 and len(told) != self.lines:
            raise ledger.Broken(f"{len(told)} lines answered")
        self.judge_facts(command, told)

    def judge_facts(self, command, told):
        ledger.check_sound(self.database)
        facts = trial.on_file(self.database)
        lost = [fact for fact in told if facts[fact] != 1]
        if lost:
            raise ledger.Broken(f"{lost[0]} was acknowledged and is not on file")
        again = self.run(command)
        facts = trial.on_file(self.database)
        wanted = ["run"] if command == "nightly" else [f"C-{line}" for line in range(self.lines)]
        if again.returncode != 0 or any(facts[fact] != 1 for fact in wanted):
            raise ledger.Broken(f"sent again it ended with {again.returncode}, and not all is on file once: {again.stderr}")

    def judge_backup(self, done):
        if done.returncode != 0:
            ledger.must(self.run("backup"))
        ledger.must(ledger.run(os.path.join(self.work, "back.db"), "restore", os.path.join(self.work, "copy.db")))


def day(line):
    return f"2024-0{1 + line % 3}-{14 + line % 14}"


def control(seed):
    """A harness under which memory is promised and not there must see commands end by a signal."""
    try:
        rounds(seed, 40, granting=True)
    except ledger.Broken as broken:
        if "ended with -" in str(broken):
            return
        raise
    raise ledger.Broken("the control saw no command end by a signal")
