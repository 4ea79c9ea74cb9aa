"""Backups taken while others write: each is restored to the very head it was said to have, and no damaged one is."""
import json
import os
import random
import subprocess
import tempfile

import ledger


def rounds(seed, count, damages=25, believing=False):
    """Takes `count` backups; with `believing` a backup that was not touched is taken for a damaged one."""
    chance = random.Random(seed)
    refused = 0
    with tempfile.TemporaryDirectory() as folder:
        database = ledger.make(folder)
        writers = [write(database, number) for number in range(2)]
        try:
            for number in range(count):
                try:
                    path = drill(database, folder, number)
                    refused += sum(damaged(path, folder, chance, believing) for _ in range(damages))
                except ledger.Broken as broken:
                    raise ledger.Broken(f"seed {seed}, backup {number}: {broken}") from None
        finally:
            for writer in writers:
                writer.kill()
                writer.wait()
        ledger.check_sound(database)
    return f"{count} backups under load restored, {refused} damaged ones refused, seed {seed}"


def write(database, number):
    """A process that writes without end: one line a commit."""
    lines = "".join(
        json.dumps({"op": "administer", "member_id": "M-1", "on": "2024-01-02", "units": 1, "reference": f"B{number}-{line}"})
        + "\n" for line in range(20_000))
    source = f"{database}.lines-{number}"
    with open(source, "w") as file:
        file.write(lines)
    return subprocess.Popen(
        ledger.start(database, "apply", source, "--batch", "1"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def drill(database, folder, number):
    """A backup and its restoration; the backup's path."""
    path = f"{folder}/backup-{number}.db"
    said = json.loads(ledger.must(ledger.run(database, "backup", path, "--format", "json", "--wait", "60")).stdout)
    restored = f"{folder}/restored-{number}.db"
    ledger.must(ledger.run(restored, "restore", path))
    found = json.loads(ledger.must(ledger.run(restored, "verify", "--format", "json")).stdout)
    if (found["head"], found["entries"]) != (said["head"], said["entries"]):
        raise ledger.Broken(f"the backup was said to end with {said['head']}, and ends with {found['head']}")
    # What went on since must go on from there.
    ledger.must(ledger.run(database, "verify", "--quick", "--head", said["head"]))
    return path


def damaged(path, folder, chance, believing):
    """Whether a copy with one bit turned, a part missing or a part added is refused, and nothing is left of it."""
    with open(path, "rb") as file:
        whole = file.read()
    place = chance.randrange(len(whole))
    bent = chance.choice((
        whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1:],
        whole[:place], whole + whole[:chance.randint(1, 4096)],
    ))
    copy, target = f"{folder}/bent.db", f"{folder}/from-bent.db"
    with open(copy, "wb") as file:
        file.write(whole if believing else bent)
    with open(f"{path}.sha256") as file:
        said = file.read().split()[0]
    with open(f"{copy}.sha256", "w") as file:
        file.write(f"{said}  bent.db\n")
    done = ledger.run(target, "restore", copy)
    if done.returncode != 78 or os.path.exists(target):
        raise ledger.Broken(f"a backup damaged at byte {place} of {len(whole)} was restored: {done.returncode} {done.stderr}")
    return 1


def control(seed):
    """A backup that nothing happened to is restored, and the harness must say so."""
    try:
        rounds(seed, 1, damages=1, believing=True)
    except ledger.Broken:
        return
    raise ledger.Broken("the control saw no backup restored")
