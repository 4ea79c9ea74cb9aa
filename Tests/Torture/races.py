"""Eight processes want the last units, the last cycle, the last renewal: as many are told yes as there are."""
import concurrent.futures
import json
import os
import random
import shutil
import tempfile
import time

import ledger

CLERKS = 8


def rounds(seed, count, each_on_a_copy=False):
    """Runs `count` races; with `each_on_a_copy` the clerks do not share a file, and too many must be told yes."""
    chance = random.Random(seed)
    longest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        template = prepared(folder)
        for number in range(count):
            what = ("units", "cycle", "renewal")[number % 3]
            database = ledger.copy(template, folder, "race.db")
            files = [database] * CLERKS
            if each_on_a_copy:
                files = [shutil.copy(database, os.path.join(folder, f"race-{clerk}.db")) for clerk in range(CLERKS)]
            # 105 of 980 units are left, and each clerk wants 35.
            places = 3 if what == "units" else 1
            with concurrent.futures.ThreadPoolExecutor(CLERKS) as pool:
                asked = [pool.submit(ask, what, files[clerk], clerk, chance.uniform(0, 0.02)) for clerk in range(CLERKS)]
                results = [future.result() for future in asked]
            longest = max(longest, max(seconds for _, seconds in results))
            statuses = sorted(status for status, _ in results)
            if statuses != [0] * places + [2] * (CLERKS - places):
                raise ledger.Broken(f"seed {seed}, race {number} for {what}: exit statuses {statuses}")
            ledger.check_sound(database)
    return f"{count} races of {CLERKS} processes, longest wait {longest:.2f} s, seed {seed}"


def prepared(folder):
    """M-1 has 105 units left in a window, M-2 may start one more cycle, M-3 may be renewed once."""
    database = ledger.make(folder, members=3, cycles=5)
    lines = [{"op": "administer", "member_id": "M-1", "on": "2024-01-02", "units": 875, "reference": "bulk"},
             {"op": "cycle.void", "member_id": "M-2", "indication": "rr-all", "number": 5, "reason": "test"}]
    ledger.must(ledger.run(database, "apply", "-", text="".join(json.dumps(line) + "\n" for line in lines)))
    return database


def ask(what, database, clerk, delay):
    time.sleep(delay)
    begun = time.monotonic()
    if what == "units":
        done = ledger.run(database, "administer", "M-1", "--on", "2024-01-03", "--units", "35", "--reference", f"C-{clerk}")
    elif what == "cycle":
        done = ledger.run(database, "cycle", "start", "M-2", "--indication", "rr-all", "--on", "2024-06-18")
    else:
        answers = [part for question, answer in ledger.RENEWED.items() for part in ("--attest", f"{question}={answer}")]
        done = ledger.run(
            database, "renew", "M-3", "--indication", "rr-all", "--received", "2024-07-20", "--start", "2024-07-30", *answers)
    return done.returncode, time.monotonic() - begun


def control(seed):
    """Clerks who each work on a copy of their own are all told yes, which must be noticed."""
    try:
        rounds(seed, 1, each_on_a_copy=True)
    except ledger.Broken:
        return
    raise ledger.Broken("the control told nobody yes too often")
