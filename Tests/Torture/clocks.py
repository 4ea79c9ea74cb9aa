"""Wrong clocks, time zones, nights on which clocks change, 29 February: decisions depend on `--today` alone."""
import datetime
import json
import os
import random
import subprocess
import tempfile
import time
import zoneinfo

import ledger
from ledger import Broken

ZONES = ("UTC", "America/Chicago", "America/St_Johns", "Europe/London", "Africa/Casablanca", "Asia/Kolkata",
         "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Sao_Paulo")
MACHINE_ZONES = ZONES + ("", ":UTC", "EST5EDT", "Nowhere/At_All", "UTC-14", "../../etc/passwd")
YEAR = 31_556_952
# Nights on which some zone changes its clock, leap days, a turn of the year, and days that look like them.
MOMENTS = ("2024-03-10T08", "2024-11-03T06", "2024-03-31T01", "2024-10-27T01", "2024-04-06T15", "2024-09-28T16",
           "2024-02-29T00", "2024-02-28T12", "2024-12-31T12", "2028-02-29T00", "2100-02-28T12", "2100-03-01T00", "2038-01-19T03",
           "2025-04-05T14", "2026-02-15T02")
# What a moment of writing leaves; everything else must come out the same whatever the clock says.
INSTANTS = {"recorded_at", "noted_at", "decided_at", "salt", "commitment", "hash", "applied_at", "minutes_taken"}


def rounds(seed, count, leaving_today_to_the_clock=False):
    """Turns clocks `count` times; with `leaving_today_to_the_clock` no day is given, and answers must differ."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        shim = f"{folder}/clock.so"
        built = subprocess.run(["clang", "-shared", "-fPIC", "-O1", "-o", shim, f"{os.path.dirname(__file__)}/clock.c", "-ldl"],
                               capture_output=True, text=True)
        if built.returncode != 0:
            raise Broken(f"the wrong clock cannot be built: {built.stderr}")
        for number in range(count):
            try:
                one(f"{folder}/{number}", shim, chance, leaving_today_to_the_clock)
            except Broken as broken:
                raise Broken(f"seed {seed}, clock {number}: {broken}") from None
    return f"{count} rounds of wrong clocks and zones, seed {seed}"


def one(folder, shim, chance, leaving_today_to_the_clock):
    os.mkdir(folder)
    script = story(chance)
    answers = []
    for name in ("right", "wrong"):
        database = f"{folder}/{name}.db"

        def run(*arguments, text=None, day=ledger.TODAY, ahead=0, backwards=False):
            environment = {**os.environ, "TZ": "UTC"}
            if name == "wrong":
                environment |= {"TZ": chance.choice(MACHINE_ZONES), "LD_PRELOAD": shim, "CLOCK_AHEAD": str(int(ahead))}
                environment |= {"CLOCK_BACKWARDS": "1"} if backwards else {}
            today = [] if day is None else ["--today", day]
            return subprocess.run([ledger.BINARY, *arguments, "--db", database, *today], input=text, env=environment,
                                  capture_output=True, text=True)

        zone = chance.choice(ZONES)
        ledger.must(run("init", "--time-zone", "UTC"))
        said = []
        for part in script:
            # Each part of the story is told under another clock: decades ahead, decades behind, running back.
            done = run("apply", "-", "--batch", "5", text=part, ahead=chance.uniform(-30, 60) * YEAR,
                       day=None if leaving_today_to_the_clock else ledger.TODAY, backwards=chance.random() < 0.5)
            said.append(done.stdout)
        said += [run(*words, ahead=chance.uniform(-30, 60) * YEAR).stdout for words in (
            ("status", "M-1", "--format", "json"), ("project", "M-2", "--format", "json"), ("worklist", "--format", "json"))]
        said.append(nightly(run, chance))
        said.append(facts(run))
        check_journal(run)
        answers.append(said)
        if name == "wrong":
            days(folder, run, zone, shim, chance)
    for right, wrong in zip(*answers, strict=True):
        if right != wrong:
            raise Broken(f"another clock gives another answer: {right[:400]!r} and {wrong[:400]!r}")


def story(chance):
    """Operations in parts, with days near leap days and the nights clocks change."""
    lines = []
    for number in range(1, 4):
        member, start = f"M-{number}", chance.choice(("2023-12-19", "2024-02-29", "2024-03-10"))
        lines += [
            {"op": "patient.add", "member_id": member, "name": "A", "birth_date": chance.choice(("2024-02-29", "2000-02-29"))},
            {"op": "intake", "member_id": member, "indication": "rr-all", "diagnosis": "C91.02", "received": start, "start": start,
             "received_time": "23:59", "attestations": ledger.ANSWERS},
            {"op": "intake", "member_id": member, "indication": "mrd-all", "received": start, "attestations": {}},
            {"op": "cycle.start", "member_id": member, "indication": "rr-all", "on": start},
        ]
        lines += [{"op": "administer", "member_id": member, "on": f"2024-{chance.randint(1, 4):02}-{chance.randint(1, 28):02}",
                   "units": chance.choice((28, 35, 280)), "reference": f"{member}-{line}"} for line in range(12)]
        lines += [{"op": "note", "subject": f"R-{2 * number:06}", "kind": "outreach", "text": "x", "at": "2024-03-10T02:30:00-06:00"}]
    texts = [json.dumps(line) + "\n" for line in lines]
    cut = chance.randint(5, len(texts) - 5)
    return ["".join(texts[:cut]), "".join(texts[cut:])]


def nightly(run, chance):
    """The nightly job twice on each of some days: the second run of a day adds nothing, whatever the clock says."""
    said = []
    for day in ("2024-03-10", "2024-07-31"):
        first, again = (json.loads(ledger.must(
            run("nightly", "--format", "json", day=day, ahead=chance.uniform(-3, 3) * YEAR)).stdout) for _ in range(2))
        result = again.get("result", again)
        if result["raised"] or result["resolved"]:
            raise Broken(f"nightly of {day} ran twice, and the second run raised or resolved a flag: {again}")
        said.append([(flag["kind"], flag["subject"], flag["due_on"]) for flag in first.get("result", first)["open"]])
    return json.dumps(said)


def facts(run):
    """Every fact on file but for the moments of writing."""
    tables = [row for row in json.loads(ledger.must(run("export", "--format", "json")).stdout) if row["kind"] == "table"]
    rows = {row["name"]: json.loads(ledger.must(run("export", "--table", row["name"], "--format", "json")).stdout)
            for row in tables}
    return json.dumps({name: [{key: value for key, value in row.items() if key not in INSTANTS} for row in rows[name]]
                       for name in rows})


def check_journal(run):
    moments = [row["recorded_at"] for row in
               json.loads(ledger.must(run("export", "--table", "journal", "--format", "json")).stdout)]
    if moments != sorted(moments):
        raise Broken("the journal's instants go back")
    ledger.must(run("verify"))


def days(folder, run, zone, shim, chance):
    """Without `--today` a command works on the day of the plan's own zone, at every moment near its turn."""
    database = f"{folder}/zone.db"
    ledger.must(subprocess.run([ledger.BINARY, "init", "--time-zone", zone, "--db", database], capture_output=True, text=True))
    ledger.must(ledger.run(database, "patient", "add", "M-1", "--name", "A", "--birth-date", "1980-01-01"))
    for moment in chance.sample(MOMENTS, 4):
        start = datetime.datetime.fromisoformat(moment + ":00:00+00:00")
        local = start.astimezone(zoneinfo.ZoneInfo(zone))
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        # Half a minute from the turn of a day there, or anywhere in the day.
        wanted = midnight.timestamp() + chance.choice((-30, 30, 3 * 3600, 23.5 * 3600))
        environment = {**os.environ, "TZ": chance.choice(MACHINE_ZONES), "LD_PRELOAD": shim,
                       "CLOCK_AHEAD": str(int(wanted - time.time()))}
        done = ledger.must(subprocess.run([ledger.BINARY, "status", "M-1", "--format", "json", "--db", database], env=environment,
                                          capture_output=True, text=True))
        told = json.loads(done.stdout)
        day = datetime.datetime.fromtimestamp(wanted, zoneinfo.ZoneInfo(zone)).date().isoformat()
        if told.get("result", told)["today"] != day:
            raise Broken(f"in {zone} it is {day} at {wanted}, and not {told}")


def control(seed):
    """With the day left to a wrong clock answers must differ, which must be noticed."""
    try:
        rounds(seed, 1, leaving_today_to_the_clock=True)
    except Broken:
        return
    raise Broken("the control saw no clock in any answer")
