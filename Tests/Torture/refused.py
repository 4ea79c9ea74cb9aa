"""Text the ledger does not keep is refused in every field and option, in one line that says so; the file stays as it is."""
import concurrent.futures
import json

import harmless
import texts
from ledger import Broken


def refusals(call, database, chance):
    """How many texts were refused; `call` runs a command and looks at what it complains of."""
    with open(database, "rb") as file:
        before = file.read()
    count = by_apply(call, database, chance) + by_import(call, database, chance) + by_command(call, database, chance)
    with open(database, "rb") as file:
        if file.read() != before:
            raise Broken("what was refused has changed the file")
    return count


def by_apply(call, database, chance):
    lines = []
    for operation in texts.OPERATIONS:
        for field in ["actor", *operation]:
            if field in ("op", "attestations"):
                continue
            line = json.dumps({**operation, field: "\0"}).encode()
            for bad in (json.dumps(chance.choice(texts.REFUSED)).encode(), chance.choice(texts.NO_TEXT)):
                lines.append(line.replace(b'"\\u0000"', bad))
    done = call(database, "apply", "-", text=b"\n".join(lines) + b"\n")
    results = harmless.values(done.stdout, lines=True)
    if len(results) != len(lines) or done.returncode != 3:
        raise Broken(f"{len(lines)} bad lines gave {len(results)} results and exit {done.returncode}")
    for line, result in zip(lines, results):
        if result["ok"] or result["error"]["code"] not in ("invalid", "not-found"):
            raise Broken(f"{line} was answered {result}")
    return len(lines)


def by_import(call, database, chance):
    """No service date is one here, so that every line fails; its answers go into a file fit for a spreadsheet."""
    said = texts.KEPT + texts.REFUSED
    rows = [",".join('"' + chance.choice(said).replace('"', '""') + '"' for _ in range(4)) for _ in said]
    source = "\r\n".join(["member_id,service_date,units,reference", *rows, ""]).encode() + b'\xff,1,1,"x"\r\na"b,,,\r\n'
    for name in (database + ".csv", database + ".ndjson"):
        done = call(database, "import", "administrations", "-", "--results", name, "--excel", text=source)
        with open(name, "rb") as file:
            answers = file.read()
        if name.endswith(".csv"):
            harmless.cells(answers)
        else:
            harmless.values(answers, lines=True)
        if done.returncode != 3:
            raise Broken(f"bad claims ended with {done.returncode}: {done.stderr!r}")
    call(database, "import", "administrations", "-", text=source)
    call(database, "import", "administrations", "-", text=f"member_id,{chance.choice(texts.KEPT)}\n".encode())
    return len(rows)


def by_command(call, database, chance):
    asked = []
    for command in texts.COMMANDS + texts.WORDS:
        words = command.split()
        for place, word in enumerate(words):
            if "*" in word:
                text = chance.choice([text for text in texts.REFUSED if "\0" not in text])
                asked.append((command in texts.COMMANDS, [
                    word.replace("*", text) if index == place else other.replace("*", "x")
                    for index, other in enumerate(words)]))

    def ask(is_text, given):
        done = call(database, *given)
        if is_text and (done.returncode != 64 or done.stderr.count(b"\n") != 2):
            raise Broken(f"{given} ended with {done.returncode}: {done.stderr!r}")
        if done.returncode in (0, 2) or done.stderr.count(b"\n") > 2:
            raise Broken(f"{given} ended with {done.returncode}: {done.stderr!r}")

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        list(pool.map(ask, *zip(*asked)))
    for bad in (b"\xff", b"\xed\xa0\x80", b"a\xc0\xafb"):
        done = call(database, "patient", "show", bad)
        if done.returncode != 64 or done.stderr.count(b"\n") != 2:
            raise Broken(f"{bad} ended with {done.returncode}: {done.stderr!r}")
    return len(asked) + 3
