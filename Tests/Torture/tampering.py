"""One byte of one fact changed with SQL, the triggers dropped first: `verify` reports it, at the right entry."""
import json
import random
import sqlite3
import tempfile

import ledger


def rounds(seed, count, taking_back=False):
    """Changes `count` bytes; with `taking_back` each is changed back before it is looked at, and must be missed."""
    chance = random.Random(seed)
    changed = {}
    with tempfile.TemporaryDirectory() as folder:
        database = story(folder)
        head = verify(database)["head"]
        for number in range(count):
            victim = ledger.copy(database, folder, "victim.db")
            table, column, expected = change(victim, chance, taking_back)
            changed[table] = changed.get(table, 0) + 1
            found = verify(victim)["first_break"]
            if found != expected:
                raise ledger.Broken(
                    f"seed {seed}, change {number}: {table}.{column} of entry {expected}; verify says {found}")
            if number % 20 == 0:
                shorten(ledger.copy(database, folder, "short.db"), chance, head)
    return f"{count} changes of {len(changed)} tables, seed {seed}"


def story(folder):
    """A ledger with a row or more in every table of facts."""
    database = ledger.make(folder)
    lines = [
        {"op": "patient.measure", "member_id": "M-1", "on": "2024-01-02", "weight_kg": 61.5, "height_cm": 170},
        {"op": "administer", "member_id": "M-1", "on": "2024-01-02", "units": 9, "discarded": 26, "vials": 1, "reference": "C-1"},
        {"op": "administer", "member_id": "M-1", "on": "2024-01-03", "units": 990, "reference": "C-2"},
        {"op": "administer", "member_id": "M-1", "on": "2024-01-04", "units": 9, "reference": "C-3"},
        {"op": "void", "reference": "C-3", "reason": "another patient"},
        {"op": "cycle.void", "member_id": "M-2", "indication": "rr-all", "number": 3, "reason": "entered in error"},
        {"op": "authorization.extend", "authorization": "A-000001", "to": "2024-09-30", "reason": "delay", "approved_by": "R. Vance"},
        {"op": "intake", "member_id": "M-4", "indication": "mrd-all", "diagnosis": "C91.01", "received": "2024-03-01",
         "attestations": {**ledger.ANSWERS, "mrd-after-consolidation": "yes"}},
        {"op": "authorization.void", "authorization": "A-000005", "reason": "entered in error"},
        {"op": "note", "subject": "R-000001", "kind": "outreach", "at": "2024-03-03T15:00:00Z", "text": "called the clinic"},
    ]
    ledger.must(ledger.run(database, "apply", "-", text="".join(json.dumps(line) + "\n" for line in lines)))
    ledger.must(ledger.run(database, "patient", "correct", "M-3", "--name", "Test Patient Three", "--reason", "misspelt"))
    ledger.must(ledger.run(database, "nightly"))
    ledger.must(ledger.run(database, "acknowledge", "F-000001", "--note", "seen"))
    return database


def verify(database, *arguments):
    return json.loads(ledger.run(database, "verify", "--format", "json", *arguments).stdout)


def opened(database):
    """The file as somebody opens it who means to change it."""
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    return connection, [sql for _, sql in triggers]


def close(connection, triggers):
    """Puts the triggers back, so that nothing but the fact is different."""
    for sql in triggers:
        connection.execute(sql)
    connection.execute("COMMIT")
    connection.close()


def tables(connection):
    """Every table that holds facts, with its columns, and the journal."""
    names = [name for name, in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    columns = {name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")] for name in names}
    return {name: held for name, held in columns.items() if "sequence" in held}


def change(database, chance, taking_back):
    """Changes one byte; the table, the column, and the first entry that is then not as it was."""
    connection, triggers = opened(database)
    held = tables(connection)
    while True:
        table = chance.choice(sorted(held))
        column = chance.choice(held[table])
        rows = connection.execute(f"SELECT rowid, {column}, sequence FROM {table}").fetchall()
        if not rows:
            continue
        row, old, sequence = chance.choice(rows)
        new = bent(old, chance)
        if new is None:
            continue
        try:
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (new, row))
        except sqlite3.IntegrityError:
            continue
        if taking_back:
            where = new if column == held[table][0] and isinstance(new, int) else row
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (old, where))
        break
    close(connection, triggers)
    moved = column == "sequence" and new > 0
    return table, column, min(sequence, new) if moved else sequence


def bent(value, chance):
    """A value with one byte of it changed; None for what has none."""
    if isinstance(value, int):
        return value ^ 1 << chance.randrange(16)
    if not value:
        return None
    place = chance.randrange(len(value))
    if isinstance(value, bytes):
        return value[:place] + bytes([value[place] ^ 1 << chance.randrange(8)]) + value[place + 1:]
    other = chance.choice([letter for letter in "0123456789-abcxyz{}," if letter != value[place]])
    return value[:place] + other + value[place + 1:]


def shorten(database, chance, head):
    """Takes the last entries away with their facts: sound by itself, but not against the head that was kept."""
    connection, triggers = opened(database)
    last = connection.execute("SELECT max(sequence) FROM journal").fetchone()[0]
    kept = last - chance.randint(1, 5)
    for table in tables(connection):
        connection.execute(f"DELETE FROM {table} WHERE sequence > ?", (kept,))
    close(connection, triggers)
    if not verify(database, "--head", head)["breaks"]:
        raise ledger.Broken(f"entries after {kept} of {last} were taken away, and the head that was kept does not miss them")


def control(seed):
    """A change that was taken back must not be found, and the harness must say so."""
    try:
        rounds(seed, 1, taking_back=True)
    except ledger.Broken:
        return
    raise ledger.Broken("the control took an unchanged file for a changed one")
