"""Each file call fails in turn, once or for good: what was acknowledged is on file, and the file stays sound."""
import collections
import itertools
import os
import random
import tempfile

import ledger
import shim
import trial

KINDS = {"O": "open", "R": "read", "W": "write", "S": "sync", "T": "truncate", "U": "unlink", "N": "rename or link"}
ERRORS = {"EIO": 5, "ENOSPC": 28}
# SQLite takes a disk that cannot be read for a damaged file, and `verify` lists what it could not read.
DAMAGED, BROKEN = 78, 3
Case = collections.namedtuple("Case", "command kind at how error")


def rounds(seed, count, lying=False):
    """Runs `count` of all cases; with `lying` writes report success and are not done."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        bench = trial.Trial(folder)
        between = shim.Shim(folder)
        commands, hows = (["apply", "import"], ["lie"]) if lying else (bench.commands, ["once", "on", "half"])
        cases = [case for command in commands for case in cases_of(command, bench, between, hows)]
        chosen = cases if count >= len(cases) else chance.sample(cases, count)
        failed = 0
        for case in chosen:
            try:
                failed += one(case, bench, between)
            except ledger.Broken as broken:
                raise ledger.Broken(
                    f"seed {seed}: {KINDS[case.kind]} number {case.at} of {case.command} failing with {case.error} "
                    f"({case.how}): {broken}") from None
    return f"{len(chosen)} of {len(cases)} failing calls, {failed} noticed by an exit status, seed {seed}"


def cases_of(command, bench, between, hows):
    """Every call the command makes, failing in each of the ways."""
    log = os.path.join(bench.folder, "log")
    bench.prepare(command)
    ledger.must(between.run(bench.database, *bench.commands[command], log=log))
    calls = collections.Counter(record.kind for record in shim.records(log))
    os.unlink(log)
    for kind, how, error in itertools.product(KINDS, hows, ERRORS):
        if how in ("once", "on") or kind == "W" and error == "ENOSPC":
            yield from (Case(command, kind, at, how, error) for at in range(1, calls[kind] + 1))


def one(case, bench, between):
    """One call fails; what is on file afterwards is looked at without the shim. 1 when the command noticed."""
    bench.prepare(case.command)
    done = between.run(bench.database, *bench.commands[case.command],
                       fault=f"{case.kind} {case.at} {case.how} {ERRORS[case.error]}")
    if case.kind == "R" and case.command == "verify" and done.returncode == BROKEN:
        return 1
    trial.check_ending(done, (0, trial.INPUT_OUTPUT, DAMAGED) if case.kind == "R" else (0, trial.INPUT_OUTPUT))
    bench.judge(case.command, done, may_leave=case.kind == "U")
    return int(done.returncode != 0)


def control(seed):
    """Writes that report success and do nothing must cost lines that were acknowledged."""
    try:
        rounds(seed, 40, lying=True)
    except ledger.Broken as broken:
        if "is not on file" in str(broken):
            return
        raise
    raise ledger.Broken("the control was lied to, and believed it")
