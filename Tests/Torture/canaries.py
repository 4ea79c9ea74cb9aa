"""A patient whose name, birth date and notes are canaries: nothing but an answer ever says them, and no file is open to others."""
import glob
import json
import os
import random
import stat
import subprocess
import tempfile
import threading
import time

import ledger
from ledger import Broken

# Started under any of these, a command writes files that their owner alone can read and write.
UMASKS = (0o000, 0o022, 0o077, 0o277, 0o777)
DATABASE_FILES = {"ledger.db", "ledger.db.lock", "ledger.db-journal"}


def rounds(seed, count, taking_answers_for_errors=False):
    """Runs every command `count` times; with `taking_answers_for_errors` an answer may not name the patient either."""
    chance = random.Random(seed)
    run = 0
    for number in range(count):
        with tempfile.TemporaryDirectory() as folder:
            try:
                watch = Watch(folder, chance)
                run += everything(watch, taking_answers_for_errors)
            except Broken as broken:
                raise Broken(f"seed {seed}, round {number}: {broken}") from None
    return f"{count} rounds of {run // max(1, count)} commands, no canary sang, every file 0600, seed {seed}"


class Watch:
    """Runs commands in a folder, and looks at all they say and leave."""

    def __init__(self, folder, chance):
        mark = f"{chance.randrange(10 ** 8):08}"
        self.folder, self.temporary, self.umask = folder, f"{folder}/tmp", chance.choice(UMASKS)
        os.mkdir(self.temporary)
        self.name, self.wrong = f"Kanari{mark} Vogel{mark}", f"Sittich{mark}"
        self.birth = f"19{chance.randint(20, 59)}-{chance.randint(10, 12)}-{chance.randint(11, 28)}"
        self.note = f"Zeisig{mark} sang{mark}"
        self.canaries = [*self.name.split(), self.wrong, *self.note.split(), self.birth, self.birth.replace("-", "/"),
                         self.birth.replace("-", ""), ".".join(reversed(self.birth.split("-")))]

    def run(self, *arguments, answers=False, text=None):
        """A command; only an answer may name the patient, on standard output and in files one asked for."""
        running = subprocess.Popen(
            [ledger.BINARY, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            umask=self.umask, cwd=self.folder,
            env={**os.environ, "TMPDIR": self.temporary, "AUTHLEDGER_DB": f"{self.folder}/ledger.db", "TZ": "UTC"})
        seen = []
        looking = threading.Thread(target=look, args=(running, self.temporary, seen))
        looking.start()
        output, errors = running.communicate(text)
        looking.join()
        if any("(deleted)" in link for link in seen):
            raise Broken(f"{arguments[:2]} held a file without a name: {seen}")
        said = errors + "".join(seen) + ("" if answers else output)
        for canary in self.canaries:
            if canary in said:
                raise Broken(f"{arguments[:2]} ended with {running.returncode} and said {canary}: {said[:300]!r}")
        self.look_at_files(arguments)
        return running.returncode, output

    def look_at_files(self, arguments):
        """Beside the ledger stand its own files and those asked for, each its owner's alone, and none of it half done."""
        if os.listdir(self.temporary):
            raise Broken(f"{arguments[:2]} left {os.listdir(self.temporary)} in the temporary folder")
        for path in glob.glob(f"{self.folder}/*"):
            name = os.path.basename(path)
            if name == "tmp":
                continue
            if name not in DATABASE_FILES and not name.startswith("wanted"):
                raise Broken(f"{arguments[:2]} left {name}")
            mode = stat.S_IMODE(os.stat(path).st_mode)
            if mode != 0o600:
                raise Broken(f"{arguments[:2]} under umask {self.umask:o} made {name} with mode {mode:o}")
            if name in ("ledger.db.lock", "ledger.db-journal") and os.path.getsize(path):
                raise Broken(f"{arguments[:2]} left {os.path.getsize(path)} bytes in {name}")


def look(running, temporary, seen):
    """While a command runs: what it has in the temporary folder, what files it holds that have no name, who it starts."""
    while running.poll() is None:
        try:
            held = [os.readlink(link) for link in glob.glob(f"/proc/{running.pid}/fd/*")]
            seen += [link for link in held if "(deleted)" in link or link.startswith(temporary)]
            seen += os.listdir(temporary)
            for children in glob.glob(f"/proc/{running.pid}/task/*/children"):
                with open(children) as file:
                    for child in file.read().split():
                        with open(f"/proc/{child}/cmdline") as words:
                            seen.append(words.read())
        except OSError:
            # It has ended meanwhile.
            pass
        time.sleep(0.001)


def everything(watch, taking_answers_for_errors):
    """Every command, as it should be and as a tired clerk types it; how many."""
    count = 0
    for expected, arguments, text in commands(watch):
        answers = expected == "answers" and not taking_answers_for_errors
        status, output = watch.run(*arguments, answers=answers, text=text)
        count += 1
        if (status in (0, 2)) != (expected in ("done", "answers")) and expected != "any":
            raise Broken(f"{arguments} ended with {status}")
        if expected == "answers" and watch.name.split()[0] not in output and "-o" not in arguments and "csv" in arguments:
            raise Broken(f"{arguments} does not answer")
    return count


def commands(watch):
    name, birth, note, wrong = watch.name, watch.birth, watch.note, watch.wrong
    day = ("--today", "2024-03-01")
    attest = [part for question, answer in ledger.ANSWERS.items() for part in ("--attest", f"{question}={answer}")]
    add = ("patient", "add", "M-1")
    yield from (("done", words, None) for words in [
        ("init", "--time-zone", "UTC"), (*add, "--name", wrong, "--birth-date", birth),
        ("patient", "correct", "M-1", "--name", name, "--reason", note),
        ("intake", "M-1", "--indication", "rr-all", "--diagnosis", "C91.02", "--received", "2024-01-02", *attest, *day),
        ("cycle", "start", "M-1", "--on", "2024-01-02", *day),
        ("administer", "M-1", "--on", "2024-01-02", "--units", "28", "--reference", "C-1", *day),
        ("nightly", "--today", "2024-08-01"), ("acknowledge", "F-000001", "--note", note), ("migrate",), ("verify",), ("doctor",), ("status", "M-1"),
        ("patient", "measure", "M-1", "--weight", "60", "--on", "2024-01-02"), ("backup", "wanted.backup"), ("worklist",),
        ("project", "M-1", "--ics", "wanted.ics", *day), ("report", "population", "-o", "wanted-all.html"), ("policy", "list"),
        ("void", "C-1", "--reason", note),
        ("--generate-completion-script", "bash"), ("--generate-completion-script", "zsh"), ("patient", "add", "--help"),
    ])
    yield "done", ("import", "administrations", "-", "--results", "wanted.csv", *day), \
        "member_id,service_date,units,reference\nM-1,2024-01-05,28,C-9\n"
    yield from (("answers", words, None) for words in [
        ("note", "R-000001", "--kind", "outreach", "--text", note), ("patient", "show", "M-1"), ("patient", "list", "--format", "csv"), ("history", "M-1"), ("explain", "R-000001"),
        ("export", "--table", "patient_identity", "--format", "csv"), ("report", "patient", "M-1", "-o", "wanted.html"),
        ("export", "--table", "note", "-o", "wanted.note"), ("patient", "list", "--as-of", "3"),
    ])
    # What a tired clerk types; the name, the birth date or the note is in it somewhere, and in no complaint.
    for format in ("table", "json"):
        yield from (("fails", (*words, "--format", format), None) for words in [
            (*add, "--name", name, "--birth-date", birth), (*add, "--name", *name.split(), "--birth-date", birth),
            (*add, "--name", name, "--birth-date", birth.replace("-", "/")), (*add, name, birth),
            (*add, "--name", name, "--birth-date", ".".join(reversed(birth.split("-")))), (*add, "--birth-date", birth, name),
            (*add, "--name", name, "--birthdate", birth), (*add, "--name", f"-{wrong}", "--birth-date", birth),
            (*add, "--name", name + "\x1b", "--birth-date", birth), (*add, "--name", name * 20, "--birth-date", birth),
            (*add, "--name", name, "--name", wrong, "--birth-date", birth), (*add, "--name", name, "--birth-date"),
            (*add, "--name", name, "--birth-date", f"{birth}x"), (*add, "--name", name, "--birth-date", birth, "--today", "x"),
            (*add, "--name", name, "--birth-date", birth, "--db", "no-folder/x.db"), ("status", "M-1", *name.split()),
            ("patient", "correct", "M-1", "--name", name), ("patient", "correct", "M-9", "--name", name, "--reason", note),
            ("patient", "correct", "M-1", "--birth-date", birth.replace("-", ""), "--reason", note),
            ("note", "R-9", "--kind", "outreach", "--text", note), ("acknowledge", "F-000009", "--note", note),
            ("note", "R-000001", "--kind", "outreach", "--text", *note.split()), ("void", "C-1", "--reason", *note.split()),
            ("void", "C-X", "--reason", note), ("cycle", "void", "M-1", "--number", "7", "--reason", note),
            ("export", "--table", "patient_identity", "--where", name), ("export", "--table", "patient", "--where", f"name={name}"),
            ("decide", "R-000001", "--outcome", "denied", "--reviewer", "Dr", "--rationale", *note.split()),
            ("restore", "wanted.backup"), ("patient", "list", "--limit", name), ("authorization", "void", "A-9", "--reason", note),
        ])
    person = {"op": "patient.add", "member_id": "M-2", "name": name, "birth_date": birth}
    lines = [json.dumps({**person, **change}) for change in (
        {"birth_date": birth + "x"}, {"birth_date": 7}, {"name": [name]}, {"name": {"a": name}}, {"birth_day": birth}, {"op": "patient"},
        {"name": name + "\n"}, {"member_id": "M-1"}, {"op": "note", "text": note}, {"birth_date": birth.replace("-", "")})]
    lines += [json.dumps(person).replace('", "', '" "'), json.dumps(person)[:-1], json.dumps(person).replace(f'"{name}"', name),
              json.dumps(person)[:-1] + f', "name": "{name}"}}', "\x1b" + json.dumps(person)]
    yield "fails", ("apply", "-"), "\n".join(lines)
    claims = f"member_id,service_date,units,reference\nM-1,{birth}x,1,\nM-1,2024-01-02,{wrong},C,\n"
    yield "any", ("import", "administrations", "-"), claims.replace(wrong, "x").replace(f"{birth}x", "x")


def control(seed):
    """An answer names the patient, which must be noticed."""
    try:
        rounds(seed, 1, taking_answers_for_errors=True)
    except Broken:
        return
    raise Broken("the control heard no canary")
