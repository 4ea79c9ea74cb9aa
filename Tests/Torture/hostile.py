"""Hostile text in every field, printed by every command in every format: nothing acts, and nothing is changed."""
import concurrent.futures
import json
import os
import pty
import random
import subprocess
import tempfile
import termios
import unicodedata

import harmless
import ledger
import refused
import texts
from ledger import Broken

FORMATS = ("table", "json", "ndjson", "csv")
VERSION = "blinatumomab@2099-01"
POLICY = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../Seeds/policies/blinatumomab-2021-03.yaml")
# What is said of one patient; what is printed of all is in `LISTS`.
READINGS = [
    ("patient", "show"), ("status",), ("history",), ("authorization", "list"), ("project",), ("dose", "--cycle", "1"),
    ("check", "--on", "2024-01-06", "--units", "990"), ("check", "--cycle", "--on", "2024-02-13"), ("check", "--renewal"),
]
LISTS = [
    ("patient", "list"), ("worklist",), ("policy", "list"), ("doctor",), ("verify",), ("export",), ("policy", "show", VERSION),
    ("policy", "diff", "blinatumomab@2021-03", VERSION), ("policy", "scenarios", VERSION),
]


def rounds(seed, count, taking_exact_for_harmless=False):
    """Fills `count` ledgers; with `taking_exact_for_harmless` an exact file is taken for one that is fit to be looked at."""
    chance = random.Random(seed)
    read = refusals = 0
    for number in range(count):
        with tempfile.TemporaryDirectory() as folder:
            try:
                database = os.path.join(folder, "ledger.db")
                ledger.must(ledger.run(database, "init", "--time-zone", "UTC"))
                members, references, said = fill(database, chance)
                if taking_exact_for_harmless:
                    harmless.cells(call(database, "export", "--table", "patient_identity").stdout)
                    harmless.text(call(database, "export", "--table", "patient_identity").stdout)
                    continue
                refusals += refused.refusals(call, database, chance)
                said += policy(database, folder, chance)
                read += readings(database, chance.sample(members, 1), chance.sample(references, 2))
                round_trip(database, said)
            except Broken as broken:
                raise Broken(f"seed {seed}, ledger {number}: {broken}") from None
    return f"{count} ledgers of hostile text, {read} outputs read, {refusals} texts refused, seed {seed}"


def call(database, *arguments, text=b"", member=None):
    """A command; what it complains of is harmless, and it ends in a way that is written down."""
    words = [ledger.BINARY, *arguments, "--db", database]
    words += [] if any(str(word).startswith("--today") for word in arguments) else ["--today", ledger.TODAY]
    done = subprocess.run(words + ([] if member is None else ["--", member]), input=text, capture_output=True)
    harmless.text(done.stderr)
    if done.returncode not in (0, 2, 3, 4, 5, 64, 65, 66, 74, 77, 78):
        raise Broken(f"{arguments} {member!r} ended with {done.returncode}: {done.stderr!r}")
    return done


def fill(database, chance):
    """Patients with hostile text in every field; their member ids, the references, and all that was said."""
    members = chance.sample(texts.NAMES, 6)
    lines, references, said, pool = [], [], list(members), []
    for place, member in enumerate(members, 1):
        # Of a patient's two requests the second is pended, then approved by a person.
        names = {"M": member, "PENDED": f"R-{2 * place:06}", "GRANTED": f"A-{place:06}"}
        for operation in texts.OPERATIONS:
            line = {"actor": "*", **operation}
            for field, value in line.items():
                if value == "*":
                    pool = pool or chance.sample(texts.KEPT, len(texts.KEPT))
                    text = chance.choice(texts.NAMES) if field in ("reference", "diagnosis") else pool.pop()
                    if field == "reference":
                        # A reference is given once.
                        text = text[:200] + str(len(references))
                        references.append(text)
                    said.append(text)
                    line[field] = text
                elif value == "LAST":
                    line[field] = references[-1]
                elif isinstance(value, str):
                    line[field] = names.get(value, value)
            lines.append(line)
    done = call(database, "apply", "-", text="".join(json.dumps(line) + "\n" for line in lines).encode())
    for line, result in zip(lines, harmless.values(done.stdout, lines=True), strict=True):
        if not result["ok"] or result["outcome"] == "refused":
            raise Broken(f"{line} was answered {result}")
    call(database, "nightly", "--within", "400", "--today", "2024-08-01")
    return members, references, said


def policy(database, folder, chance):
    """Installs a version of the policy that says hostile things; the file that says them."""
    with open(POLICY) as file:
        text = file.read()
    text = text.replace('version: "2021-03"', 'version: "2099-01"').replace("effective: 2021-03-01", "effective: 2023-01-01")
    # A policy file may hold nothing that does not show, and nothing that looks like an anchor.
    kept = [one for one in texts.KEPT
            if not any(sign == "&" or unicodedata.category(sign) in ("Cf", "Cn", "Zl", "Zp") for sign in one)]
    for line in ("title: Blincyto (blinatumomab) coverage policy", "drug: blinatumomab (Blincyto)",
                 "source: Blincyto medical benefit drug policy, March 2021", "text: Used as single agent therapy",
                 "text: Relapsed or refractory disease"):
        key = line.partition(":")[0]
        text = text.replace(line, f"{key}: {json.dumps(chance.choice(kept), ensure_ascii=False)}")
    with open(f"{folder}/policy.yaml", "w") as file:
        file.write(text)
    done = call(database, "policy", "install", f"{folder}/policy.yaml")
    if done.returncode != 0:
        raise Broken(f"a policy that says hostile things is refused: {done.stdout!r}")
    return [text]


def readings(database, members, references):
    """Every reading command in every format; how many outputs were looked at."""
    asked = [(command, member) for command in READINGS for member in members]
    asked += [(command, None) for command in LISTS] + [(("explain",), reference) for reference in references]
    asked += [(("explain",), "R-000002"), (("authorization", "show"), "A-000001"), (("history",), "A-000001")]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda one: look(database, *one), asked))
    for member in members:
        harmless.page(call(database, "report", "patient", "-o", "-", member=member).stdout)
        harmless.calendar(call(database, "project", "--ics", "-", member=member).stdout)
    harmless.page(call(database, "report", "population", "-o", "-").stdout)
    return len(asked) * (len(FORMATS) + 1) + 2 * len(members) + 1


def look(database, command, member):
    """A reading command in every format and on a terminal."""
    printed = {form: call(database, *command, "--format", form, member=member) for form in FORMATS}
    if printed["table"].returncode not in (0, 2, 4):
        raise Broken(f"{command} {member!r}: {printed['table'].stderr!r}")
    harmless.text(printed["table"].stdout)
    harmless.text(on_terminal(database, *command, member=member), on_terminal=True)
    value = harmless.values(printed["json"].stdout, lines=False)
    if harmless.values(printed["ndjson"].stdout, lines=True) != (value if isinstance(value, list) else [value]):
        raise Broken(f"{command} {member!r} says one thing in JSON and another in NDJSON")
    if printed["csv"].returncode != 64:
        rows = harmless.table(printed["csv"].stdout)
        if isinstance(value, list):
            harmless.same(rows, value, f"{command} {member!r}")


def on_terminal(database, *arguments, member):
    """What a command prints on a terminal, through a pager where it is long."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    words = [ledger.BINARY, *arguments, "--db", database, "--today", ledger.TODAY]
    running = subprocess.Popen(
        words + ([] if member is None else ["--", member]), stdin=theirs, stdout=theirs, stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", "PAGER": "cat"})
    os.close(theirs)
    printed = b""
    try:
        while part := os.read(ours, 65_536):
            printed += part
    except OSError:
        # The other end is closed: that is all.
        pass
    os.close(ours)
    running.wait()
    return printed


def round_trip(database, said):
    """Every table and view says the same in CSV, JSON and NDJSON, and all that was said is in them to the letter."""
    held = set()
    for row in harmless.values(call(database, "export", "--format", "json").stdout, lines=False):
        what = (f"--{row['kind']}", row["name"])
        objects = harmless.values(call(database, "export", *what, "--format", "json").stdout, lines=False)
        if objects != harmless.values(call(database, "export", *what, "--format", "ndjson").stdout, lines=True):
            raise Broken(f"{row['name']} says one thing in JSON and another in NDJSON")
        rows = harmless.table(call(database, "export", *what).stdout)
        if objects:
            harmless.same(rows, objects, row["name"])
        harmless.cells(call(database, "export", *what, "--excel").stdout)
        held.update(value for members in objects for value in members.values() if isinstance(value, str))
    for text in said:
        # A field is kept in NFC, a policy file as it is.
        if text not in held and unicodedata.normalize("NFC", text) not in held:
            raise Broken(f"{text[:600]!r} was said, and is in no table")


def control(seed):
    """What is written exactly is not harmless, which must be noticed."""
    try:
        rounds(seed, 1, taking_exact_for_harmless=True)
    except Broken:
        return
    raise Broken("the control took an exact file for a harmless one")
