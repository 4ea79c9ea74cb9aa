"""One bit of the file flipped: either `verify` reports it, or nothing anyone can see has changed."""
import os
import random
import tempfile

import ledger


def rounds(seed, count, believing=False):
    """Flips `count` bits; with `believing` nothing is verified, and a change must be seen."""
    chance = random.Random(seed)
    reported = harmless = 0
    with tempfile.TemporaryDirectory() as folder:
        database = ledger.make(folder)
        ledger.must(ledger.run(database, "administer", "M-1", "--on", "2024-01-02", "--units", "28", "--reference", "C-1"))
        before = visible(database)
        with open(database, "rb") as file:
            whole = file.read()
        for number in range(count):
            bit = chance.randrange(len(whole) * 8)
            bent = bytearray(whole)
            bent[bit // 8] ^= 1 << bit % 8
            path = f"{folder}/bent.db"
            with open(path, "wb") as file:
                file.write(bent)
            os.chmod(path, 0o600)
            if not believing and ledger.run(path, "verify").returncode != 0:
                reported += 1
            elif visible(path) == before:
                harmless += 1
            else:
                raise ledger.Broken(f"seed {seed}, flip {number}: bit {bit} changed what is seen, and was not reported")
    return f"{count} bits flipped: {reported} reported, {harmless} changed nothing that is seen, seed {seed}"


def visible(database):
    """What the tables of facts say; nothing where they cannot be read."""
    tables = ("journal", "patient_identity", "request", "determination", "authorization", "cycle", "administration", "policy")
    return [ledger.run(database, "export", "--table", table).stdout for table in tables]


def control(seed):
    """Without verification some flip must be seen."""
    try:
        rounds(seed, 200, believing=True)
    except ledger.Broken:
        return
    raise ledger.Broken("the control saw no flip")
