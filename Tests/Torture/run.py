#!/usr/bin/env python3
"""run.py [--short] [NAME…]: breaks the ledger on purpose, and says what held. AUTHLEDGER names the binary."""
import sys
import time

sys.dont_write_bytecode = True

import backups
import bitflips
import canaries
import clocks
import faults
import hostile
import kills
import ledger
import memory
import power
import races
import scarcity
import soak
import tampering
import upgrades

SEED = 20260301
# What is done, how often in full, and how often beside every test run.
PLAN = {
    "kills": (kills, 1_000, 10),
    "races": (races, 500, 6),
    "bit flips": (bitflips, 5_000, 30),
    "backups": (backups, 10, 1),
    # More than there are: every call, in every way.
    "file faults": (faults, 100_000, 30),
    "scarcity": (scarcity, 300, 6),
    "memory": (memory, 300, 5),
    "power loss": (power, 20_000, 300),
    # Seconds.
    "soak": (soak, 300, 10),
    "hostile text": (hostile, 50, 1),
    "canaries": (canaries, 50, 1),
    "clocks": (clocks, 100, 1),
    "tampering": (tampering, 1_000, 20),
    # So many kills a release; there are fewer calls to kill before.
    "upgrades": (upgrades, 1_000, 1),
}


def main(arguments):
    is_short = "--short" in arguments
    wanted = [argument for argument in arguments if argument != "--short"]
    for name, (part, full, short) in PLAN.items():
        if wanted and name not in wanted:
            continue
        begun = time.monotonic()
        try:
            # A harness that cannot fail proves nothing.
            part.control(SEED)
            print(f"torture: {name}: {part.rounds(SEED, short if is_short else full)}, {time.monotonic() - begun:.0f} s",
                  flush=True)
        except ledger.Skipped as skipped:
            print(f"torture: {name}: skipped: {skipped}", flush=True)
        except ledger.Broken as broken:
            sys.exit(f"torture: {name}: {broken}")


main(sys.argv[1:])
