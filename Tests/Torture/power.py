"""Power lost at any moment: a recorded session is played into the states a crash may leave, and each is opened."""
import collections
import json
import os
import random
import sqlite3
import tempfile

import crash
import ledger
import shim

# Every so many states the real binary opens the state, before anything else has.
VERIFIED_EVERY = 50
# What is promised from a moment on: so many entries of the journal, and files with these bytes.
Promise = collections.namedtuple("Promise", "entries files")


def rounds(seed, count, synchronous=None):
    """Opens `count` crash states; with `synchronous` of a binary that syncs less."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        session = Session(folder, synchronous)
        moments = sorted(chance.randrange(len(session.events) + 1) for _ in range(count))
        disk, promise, played = crash.Disk(), Promise(0, {}), 0
        for number, moment in enumerate(moments):
            for event in session.events[played:moment]:
                if isinstance(event, Promise):
                    promise = Promise(max(promise.entries, event.entries), {**promise.files, **event.files})
                else:
                    disk.play(event)
            played = moment
            try:
                state = disk.after_crash(chance)
                if number % VERIFIED_EVERY == 0:
                    state = session.verified(state, promise, chance)
                session.check(state, promise)
            except (ledger.Broken, sqlite3.Error) as broken:
                raise ledger.Broken(f"seed {seed}, crash state {number} after {moment} events: {broken}") from None
    return f"{count} crash states of {len(session.events)} recorded events, seed {seed}"


class Session:
    """A day's work under the shim: its calls in order, and between them what was promised."""

    def __init__(self, folder, synchronous):
        self.shim, self.folder, self.synchronous = shim.Shim(folder), folder, synchronous
        self.events, self.work = [], os.path.join(folder, "crashed")
        os.mkdir(self.work)
        # Where no --db is named, `init` makes the directories too.
        self.database = os.path.join(folder, "data", "authledger", "authledger.db")
        self.record("init", "--time-zone", "UTC", database="")
        self.record("apply", "-", "--batch", "4", text=lines(setting()))
        for number in range(4):
            self.record("administer", f"M-{number % 2 + 1}", "--on", "2024-01-05", "--units", "35",
                        "--reference", f"A-{number}")
        self.record("apply", "-", "--batch", "3", text=lines(claims("B", 20)))
        self.record_together("D", "E")
        source = os.path.join(folder, "claims.csv")
        with open(source, "w") as file:
            file.write("member_id,service_date,units,reference\n")
            file.writelines(f"{claim['member_id']},{claim['on']},{claim['units']},{claim['reference']}\n"
                            for claim in claims("C", 20))
        self.record("import", "administrations", source, "--batch", "6", "--results", f"{folder}/answers.csv",
                    "--format", "ndjson", wrote="answers.csv")
        self.record("nightly")
        self.record("export", "--table", "administration", "--output", f"{folder}/lines.csv", wrote="lines.csv")
        self.record("backup", f"{folder}/copy.db", wrote="copy.db")
        self.record("administer", "M-1", "--on", "2024-01-06", "--units", "35", "--reference", "A-9")
        self.record("restore", f"{folder}/copy.db", wrote="back.db", database=f"{folder}/back.db")
        self.record("void", "A-9", "--reason", "entered in error")
        self.entries, self.references = on_file(self.database)

    def record(self, *command, text=None, wrote=None, database=None):
        """Runs a command; what it said or ended with is a promise at the moment it did."""
        log, before = os.path.join(self.folder, "log"), self.entry_count()
        done = self.shim.run(
            self.database if database is None else database, *command, log=log, synchronous=self.synchronous, text=text)
        if done.returncode not in (0, 2):
            raise ledger.Broken(f"{command} ended with {done.returncode}: {done.stderr}")
        for record in shim.records(log):
            if record.kind == "W" and record.path == "-":
                # `apply` makes one entry a line; every other command has done everything when it speaks.
                before += record.data.count(b"\n")
                self.events.append(Promise(before if command[0] == "apply" else self.entry_count(), {}))
            elif record.kind != "R":
                self.events.append(record)
        os.unlink(log)
        files = {}
        for name in [wrote, f"{wrote}.sha256"] if wrote else []:
            if os.path.exists(os.path.join(self.folder, name)):
                with open(os.path.join(self.folder, name), "rb") as file:
                    files[os.path.join(self.folder, name)] = file.read()
        self.events.append(Promise(self.entry_count(), files))

    def record_together(self, *prefixes):
        """Writers at the same time, one for each prefix of references; the calls of all, in the order they were made.

        A writer's calls on the ledger come before those of the next, which waits for its lock, and an answer is in the
        log when it was given: what it promises is all entries up to the last it names.
        """
        log = os.path.join(self.folder, "log")
        inputs = [[lines([claim]) for claim in claims(prefix, 20)] for prefix in prefixes]
        endings = self.shim.together(self.database, *inputs, log=log, synchronous=self.synchronous)
        if any(endings):
            raise ledger.Broken(f"writers beside each other ended with {endings}")
        places, turns = dict(on_file(self.database)[1]), []
        for record in shim.records(log):
            if record.kind == "W" and record.path == "-":
                told = [json.loads(line)["result"]["reference"] for line in record.data.splitlines()]
                turns += [reference[0] for reference in told]
                self.events.append(Promise(max(places[reference] for reference in told), {}))
            elif record.kind != "R":
                self.events.append(record)
        os.unlink(log)
        # Writers that follow one another show nothing that one alone does not.
        if sum(one != other for one, other in zip(turns, turns[1:])) < len(turns) // 4:
            raise ledger.Broken("the writers took no turns")

    def entry_count(self):
        return len(on_file(self.database)[0]) if os.path.exists(self.database) else 0

    def put(self, state):
        """Writes the ledger of a crash state, as a machine finds it that starts again."""
        target = os.path.join(self.work, "ledger.db")
        for ending in ("", "-journal"):
            if os.path.exists(target + ending):
                os.unlink(target + ending)
            if self.database + ending in state:
                with open(os.open(target + ending, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
                    file.write(state[self.database + ending])
        return target

    def verified(self, state, promise, chance):
        """The real binary opens a crash state, before anything else has; what a power loss while it does may leave."""
        target, log = self.put(state), os.path.join(self.folder, "log")
        done = self.shim.run(target, "verify", log=log)
        if done.returncode not in ((0,) if promise.entries else (0, 66, 78)):
            raise ledger.Broken(f"verify ended with {done.returncode}: {done.stdout}{done.stderr}")
        disk = crash.Disk({path.replace(self.database, target): data for path, data in state.items()})
        calls = list(shim.records(log))
        for record in calls[:chance.randrange(len(calls) + 1)]:
            disk.play(record)
        os.unlink(log)
        return {path.replace(target, self.database): data for path, data in disk.after_crash(chance).items()}

    def check(self, state, promise):
        """Opens a crash state: every entry promised is in it, and it is sound."""
        if promise.entries and self.database not in state:
            raise ledger.Broken("the ledger is gone")
        for path, data in promise.files.items():
            if state.get(path) != data:
                raise ledger.Broken(f"{os.path.basename(path)} is not as it was promised")
        target = self.put(state)
        if promise.entries:
            entries, references = on_file(target, checking=True)
            if len(entries) < promise.entries:
                raise ledger.Broken(f"{promise.entries} entries were acknowledged, and {len(entries)} are on file")
            if entries != self.entries[:len(entries)] or references != [
                    reference for reference in self.references if reference[1] <= len(entries)]:
                raise ledger.Broken("something else is on file than was entered")


def on_file(database, checking=False):
    """The hashes of the journal and the references with their entries; SQLite takes back what was left half done."""
    connection = sqlite3.connect(database)
    try:
        if checking and (found := connection.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            raise ledger.Broken(f"integrity_check says {found}")
        entries = [row[0] for row in connection.execute("SELECT hash FROM journal ORDER BY sequence")]
        return entries, connection.execute("SELECT reference, sequence FROM administration ORDER BY 2, 1").fetchall()
    finally:
        connection.close()


def setting():
    for number in (1, 2):
        member = f"M-{number}"
        yield {"op": "patient.add", "member_id": member, "name": f"Test Patient {number}", "birth_date": "1980-01-01"}
        yield {"op": "intake", "member_id": member, "indication": "rr-all", "diagnosis": "C91.02",
               "received": "2024-01-02", "start": "2024-01-02", "attestations": ledger.ANSWERS}
        yield {"op": "cycle.start", "member_id": member, "indication": "rr-all", "on": "2024-01-02"}


def claims(prefix, count):
    for number in range(count):
        yield {"op": "administer", "member_id": f"M-{number % 2 + 1}", "on": f"2024-01-{number + 3:02}", "units": 35,
               "reference": f"{prefix}-{number}"}


def lines(objects):
    return "".join(json.dumps(each) + "\n" for each in objects)


def control(seed):
    """A binary that runs with `synchronous=NORMAL` must lose some, or all."""
    try:
        rounds(seed, 400, synchronous="1")
    except ledger.Broken as broken:
        # Pages that are not synced before their journal goes may also leave a file that is no database any more.
        if any(loss in str(broken) for loss in ("were acknowledged", "malformed", "integrity_check", "the ledger is gone")):
            return
        raise
    raise ledger.Broken("the control lost nothing")
