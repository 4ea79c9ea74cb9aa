"""No room, no right to write, no memory: what was acknowledged is on file, and the file stays sound."""
import collections
import contextlib
import os
import random
import resource
import subprocess
import tempfile

import ledger
import trial

DISK = 512 * 1024
# What a command ends with that cannot have the memory to begin.
UNEXPECTED = 1


def rounds(seed, count, believing=False):
    """Tries `count` commands under each shortage; with `believing` what a command ended with is not looked at."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        bench, said = trial.Trial(folder), []
        for name, shortage in (("quota", quota), ("full disk", full_disk), ("read-only folder", read_only),
                               ("no memory", no_memory)):
            try:
                said.append(f"{name} {shortage(bench, chance, count, believing)}")
            except ledger.Skipped as skipped:
                said.append(f"{name} skipped, {skipped}")
            except ledger.Broken as broken:
                raise ledger.Broken(f"seed {seed}, {name}: {broken}") from None
    return f"{'; '.join(said)}; seed {seed}"


def limited(bench, command, kind, most):
    """A command under a limit of its process; one that does not end is killed, and gives none."""
    try:
        return subprocess.run(
            ledger.start(bench.database, *bench.commands[command]), capture_output=True, text=True, timeout=10,
            preexec_fn=lambda: resource.setrlimit(kind, (most, most)))
    except subprocess.TimeoutExpired:
        return None


def quota(bench, chance, count, believing):
    """Files may not grow past a size; the signal that comes with that must not kill."""
    refused = 0
    for number in range(count):
        command = chance.choice(list(bench.commands))
        bench.prepare(command)
        most = chance.randrange(int(os.path.getsize(bench.template) * 1.1))
        done = limited(bench, command, resource.RLIMIT_FSIZE, most)
        if done is None:
            raise ledger.Broken(f"try {number}, {command} with {most} bytes did not end")
        with about(f"try {number}, {command} with {most} bytes"):
            trial.check_ending(done)
            bench.judge(command, done, believing=believing)
        refused += done.returncode != 0
    return f"{refused} of {count} refused"


def full_disk(bench, chance, count, believing):
    """A disk of 512 kB that another file has filled but for a little."""
    refused = 0
    with mounted(bench, "-t", "tmpfs", "-o", f"size={DISK},mode=0700", "tmpfs"):
        for number in range(count):
            command = chance.choice(list(bench.commands))
            bench.prepare(command)
            filler, left = os.path.join(bench.work, "filler"), 4096 * chance.randrange(40)
            free = os.statvfs(bench.work)
            with open(filler, "wb") as file:
                file.write(bytes(max(0, free.f_bavail * free.f_bsize - left)))
            done = ledger.run(bench.database, *bench.commands[command])
            os.unlink(filler)
            with about(f"try {number}, {command} with {left} bytes left"):
                trial.check_ending(done)
                # Two copies of the ledger have no room beside each other, whatever else is taken away.
                bench.judge(command, done, may_leave=command == "backup", believing=believing)
            refused += done.returncode != 0
    return f"{refused} of {count} refused"


def read_only(bench, chance, count, believing):
    """A folder nobody may write to: who looks sees everything, who writes is refused."""
    del chance, count, believing
    for has_lock in (False, True):
        for command in bench.commands:
            bench.prepare(command)
            if has_lock:
                open(bench.database + ".lock", "w").close()
            before = os.listdir(bench.work)
            with mounted(bench, "--bind", bench.work), remounted_read_only(bench), about(command):
                done = ledger.run(bench.database, *bench.commands[command])
                trial.check_ending(done, (0,) if command in trial.READING else (trial.INPUT_OUTPUT,))
            if os.listdir(bench.work) != before:
                raise ledger.Broken(f"{command} left something in the folder")
            bench.judge(command, done)
    return f"{2 * len(bench.commands)} commands"


def no_memory(bench, chance, count, believing):
    """Address space that is enough for the program's own code, and not for much more."""
    endings, enough = collections.Counter(), least()
    for number in range(count):
        command = chance.choice(list(bench.commands))
        bench.prepare(command)
        most = enough + 4096 * chance.randrange(6000)
        done = limited(bench, command, resource.RLIMIT_AS, most)
        with about(f"try {number}, {command} with {most} bytes"):
            if done is None:
                raise ledger.Broken("it did not end")
            if done.returncode < 0:
                endings[f"ended by signal {-done.returncode}"] += 1
                # The language ends a program that runs out of memory; the first megabyte is its own runtime's.
                if most > enough + (1 << 20):
                    raise ledger.Broken(f"it ended by signal {-done.returncode}")
            else:
                trial.check_ending(done, (0, UNEXPECTED))
                endings["refused" if done.returncode else "done"] += 1
            bench.judge(command, done, may_leave=done.returncode < 0, believing=believing)
    return f"of {count} " + ", ".join(f"{number} {ending}" for ending, number in sorted(endings.items()))


def least():
    """Address space in which the program comes to its own code, to 128 kB."""
    too_little, enough = 0, 1 << 30
    while enough - too_little > 1 << 17:
        half = (too_little + enough) // 2
        too_little, enough = (too_little, half) if begins(half) else (half, enough)
    return enough


def begins(most):
    """Whether the program comes to its own code: it is done, or says that there is too little memory."""
    return subprocess.run(
        [ledger.BINARY, "--version"], capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (most, most))).returncode in (0, UNEXPECTED)


@contextlib.contextmanager
def about(what):
    """Says what a broken promise was about."""
    try:
        yield
    except ledger.Broken as broken:
        raise ledger.Broken(f"{what}: {broken}") from None


@contextlib.contextmanager
def mounted(bench, *how):
    """Something mounted over the folder, where the system lets us."""
    if os.geteuid() != 0 or subprocess.run(["mount", *how, bench.work], capture_output=True).returncode != 0:
        raise ledger.Skipped("mounting is not permitted")
    try:
        yield
    finally:
        subprocess.run(["umount", bench.work], check=True)


@contextlib.contextmanager
def remounted_read_only(bench):
    subprocess.run(["mount", "-o", "remount,bind,ro", bench.work], check=True)
    yield


def control(seed):
    """A harness that takes every command for done must find lines that are not on file."""
    try:
        rounds(seed, 60, believing=True)
    except ledger.Broken as broken:
        if "is not on file" in str(broken):
            return
        raise
    raise ledger.Broken("the control found nothing lost")
