"""A day at the desks in minutes: writers, readers and the nightly job at once, without a rest."""
import json
import os
import random
import subprocess
import tempfile
import threading
import time

import ledger

WRITERS, READERS = 8, 2
# What a process may have grown by between a quarter of the time and the end.
GROWTH_BYTES, GROWTH_DESCRIPTORS = 8 << 20, 0
# The slowest writer gets at least a tenth of what the fastest gets.
FAIRNESS = 10


def rounds(seed, seconds, stray=False):
    """Works for so long; with `stray` one writer works on a copy of its own, which must be noticed."""
    if not os.path.isdir("/proc/self/fd"):
        raise ledger.Skipped("there is no /proc to look at processes with")
    with tempfile.TemporaryDirectory() as folder:
        database = ledger.make(folder, members=WRITERS, cycles=5)
        stop = time.monotonic() + seconds
        writers = [Writer(ledger.copy(database, folder, "stray.db") if stray and not number else database, number, seed)
                   for number in range(WRITERS)]
        clerks = [Loop(database, command) for command in (*[("status", "M-1"), ("worklist",)][:READERS], ("nightly",))]
        threads = [threading.Thread(target=each.work, args=(stop,)) for each in writers + clerks]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for each in writers + clerks:
            each.check()
        on_file = ledger.references(database)
        told = [reference for writer in writers for reference in writer.told]
        if sorted(on_file) != sorted(told) or any(count > 1 for count in on_file.values()):
            raise ledger.Broken(f"{len(told)} lines were acknowledged, and {len(on_file)} are on file")
        ledger.check_sound(database)
        slowest, fastest = min(len(writer.told) for writer in writers), max(len(writer.told) for writer in writers)
        if slowest * FAIRNESS < fastest:
            raise ledger.Broken(f"the slowest writer logged {slowest} lines, the fastest {fastest}")
        grown = max(writer.growth() for writer in writers)
        if grown[0] > GROWTH_BYTES or grown[1] > GROWTH_DESCRIPTORS:
            raise ledger.Broken(f"a writer has grown by {grown[0]} bytes and {grown[1]} descriptors")
    return (f"{len(told)} lines of {WRITERS} writers in {seconds} s, {slowest} to {fastest} each, "
            f"{sum(clerk.runs for clerk in clerks)} commands beside them, memory grew by {grown[0] >> 10} kB at most, "
            f"seed {seed}")


class Writer:
    """One `apply` that lives as long as the soak, fed a line at a time."""

    def __init__(self, database, number, seed):
        self.number, self.chance = number, random.Random(seed + number)
        self.told, self.samples = [], []
        self.process = subprocess.Popen(
            ledger.start(database, "apply", "-", "--batch", "1"), text=True, bufsize=1, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def work(self, stop):
        line = 0
        while time.monotonic() < stop:
            line += 1
            claim = {"op": "administer", "member_id": f"M-{self.number + 1}", "units": self.chance.choice((1, 28, 35)),
                     "on": f"2024-0{self.chance.randint(1, 6)}-{self.chance.randint(1, 28):02}",
                     "reference": f"S{self.number}-{line}"}
            self.process.stdin.write(json.dumps(claim) + "\n")
            answer = self.process.stdout.readline()
            if not answer:
                break
            self.told.append(json.loads(answer)["result"]["reference"])
            if line % 20 == 1:
                self.samples.append(size_of(self.process.pid))
        self.output, self.errors = self.process.communicate()

    def check(self):
        if self.process.returncode != 0:
            raise ledger.Broken(f"writer {self.number} ended with {self.process.returncode}: {self.errors}")

    def growth(self):
        """Bytes and descriptors more at the end than after a quarter of the time."""
        return tuple(last - first for first, last in zip(self.samples[len(self.samples) // 4], self.samples[-1]))


class Loop:
    """A command run over and over."""

    def __init__(self, database, command):
        self.database, self.command, self.runs, self.failed = database, command, 0, None

    def work(self, stop):
        while time.monotonic() < stop and self.failed is None:
            done = ledger.run(self.database, *self.command)
            self.runs += 1
            if done.returncode != 0:
                self.failed = done

    def check(self):
        if self.failed is not None:
            ledger.must(self.failed)


def size_of(process):
    """Resident bytes and open descriptors of a process."""
    with open(f"/proc/{process}/status") as file:
        resident = next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))
    return resident << 10, len(os.listdir(f"/proc/{process}/fd"))


def control(seed):
    """The lines of a writer that works on a copy of its own must be missed."""
    try:
        rounds(seed, 1, stray=True)
    except ledger.Broken as broken:
        if "were acknowledged" in str(broken):
            return
        raise
    raise ledger.Broken("the control missed the lines that went elsewhere")
