#!/usr/bin/env python3
"""Times authledger against SQLite on the same rows, in pairs, and writes Documentation/Benchmarks.md.

bench.py BINARY KERNEL [DOCUMENT]

BENCH_PATIENTS, BENCH_LINES, BENCH_LIVE and BENCH_RUNS set the sizes (2,000 patients with coverage that ended, 40,000 lines,
1,000 patients with coverage that lives, 5 runs); BENCH_SEED the seed.
"""
import csv
import json
import os
import pathlib
import platform
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
TODAY = "2025-06-30"
PATIENTS = int(os.environ.get("BENCH_PATIENTS", "2000"))
LINES = int(os.environ.get("BENCH_LINES", "40000"))
LIVE = int(os.environ.get("BENCH_LIVE", "1000"))
RUNS = max(5, int(os.environ.get("BENCH_RUNS", "5")))
SEED = os.environ.get("BENCH_SEED", "20260302")
DURABLE = ["-cmd", "PRAGMA journal_mode = TRUNCATE", "-cmd", "PRAGMA synchronous = EXTRA"]
WINDOWS = """
SELECT max(used) FROM (
  SELECT sum(covered_administered + covered_discarded) OVER (
    PARTITION BY patient ORDER BY julianday(service_date) RANGE BETWEEN 41 PRECEDING AND CURRENT ROW) AS used
  FROM administration WHERE outcome <> 'denied')
"""


class Bench:
    def __init__(self, binary, kernel, folder):
        self.binary, self.kernel = (str(pathlib.Path(path).resolve()) for path in (binary, kernel))
        self.folder, self.rows, self.peaks = folder, [], {}

    def path(self, name):
        return str(self.folder / name)

    def run(self, *command, allowed=(0, 2), into=None, peak=None):
        """Seconds a command takes; what it prints goes to a file or nowhere. `peak` names its memory in the report."""
        with open(self.path(into) if into else os.devnull, "wb") as out:
            before = time.monotonic()
            process = subprocess.Popen([str(part) for part in command], stdout=out, stderr=subprocess.PIPE)
            errors = process.stderr.read()
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.monotonic() - before
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in allowed:
            sys.exit(f"bench: {command[0]} {command[1]} ended with {process.returncode}: {errors.decode()[-500:]}")
        if peak:
            self.peaks[peak] = max(self.peaks.get(peak, 0), usage.ru_maxrss // 1024)
        return seconds

    def ours(self, *command, db, **options):
        return self.run(self.binary, *command, "--db", self.path(db), "--quiet", "--today", TODAY, **options)

    def copy(self, source, target):
        for ending in ("", "-journal", ".lock"):
            pathlib.Path(self.path(target) + ending).unlink(missing_ok=True)
        shutil.copy(self.path(source), self.path(target))

    def pairs(self, case, bar, subject, peer):
        """Runs subject and peer in turn; the ratio is the median of the pairs'."""
        pairs = [(subject(), peer()) for _ in range(RUNS)]
        ratios = sorted(mine / other for mine, other in pairs)
        mine, other = (statistics.median(times) for times in zip(*pairs))
        ratio = statistics.median(ratios)
        self.rows.append((case, f"{mine:.3f} s", f"{other:.3f} s", f"{ratio:.2f}", f"{ratios[0]:.2f}–{ratios[-1]:.2f}",
                          bar))
        print(f"{case:34} {mine:9.3f} s {other:9.3f} s   ratio {ratio:7.2f}   bar {bar}", flush=True)

    def skip(self, case, why):
        self.rows.append((case, "–", "–", "–", "–", why))
        print(f"{case:34} skipped: {why}", flush=True)

    # The data.

    def generate(self, *arguments, into):
        self.run(sys.executable, HERE / "generate.py", *arguments, into=into)

    def prepare(self):
        self.generate("setup", PATIENTS, SEED, into="setup.ndjson")
        self.generate("claims", PATIENTS, LINES, SEED, into="claims.csv")
        self.generate("claims", PATIENTS, LINES, SEED, "--ndjson", into="claims.ndjson")
        self.ours("init", "--time-zone", "America/Chicago", db="base.db")
        self.ours("apply", self.path("setup.ndjson"), db="base.db")
        self.copy("base.db", "full.db")
        self.ours("import", "administrations", self.path("claims.csv"), db="full.db", allowed=(0, 2, 3))
        full = sqlite3.connect(self.path("full.db"))
        # The rows of the floor name an entry that the file without them has; a shell writes no NULL from CSV, so the
        # few values that would be NULL are written as something of their type.
        base = sqlite3.connect(self.path("base.db"))
        last = base.execute("SELECT max(sequence) FROM journal").fetchone()[0]
        whole = "ifnull({0}, 0)".format
        names = {row[1]: row[2] for row in base.execute("PRAGMA table_info(administration)")}
        names["sequence"] = None
        columns = [str(last) if kind is None
                   else f"ifnull({name}, service_date)" if name in ("window_from", "window_to", "fits_on")
                   else f"ifnull({name}, (SELECT min(cycle) FROM cycle))" if name == "cycle"
                   else whole(name) if kind == "INTEGER" else name for name, kind in names.items()]
        with open(self.path("rows.csv"), "w", newline="") as out:
            csv.writer(out).writerows(
                full.execute(f"SELECT {', '.join(columns)} FROM administration ORDER BY administration"))
        full.close()
        base.close()

    # The cases.

    def floor(self):
        """`sqlite3 .import` of the same rows into the same table and indexes, without a rule."""
        self.copy("base.db", "floor.db")
        seconds = self.run("sqlite3", *DURABLE, self.path("floor.db"),
                           f".import --csv {self.path('rows.csv')} administration")
        with sqlite3.connect(self.path("floor.db")) as floor:
            taken = floor.execute("SELECT count(*) FROM administration").fetchone()[0]
        if taken != LINES // PATIENTS * PATIENTS:
            sys.exit(f"bench: the floor took {taken} rows")
        return seconds

    def imported(self, command, source):
        self.copy("base.db", "work.db")
        return self.ours(*command, self.path(source), db="work.db", allowed=(0, 2, 3), peak=command[0])

    def inserted(self):
        """One row by the shell, as durable as the ledger's own."""
        return self.run(
            "sqlite3", *DURABLE, self.path("floor.db"),
            "INSERT INTO administration SELECT max(administration) + 1, patient, 'B' || max(administration), attempt, "
            "service_date, administered, discarded, vials, indication, code, cycle, outcome, covered_administered, "
            "covered_discarded, covered_vials, window_from, window_to, window_used, window_limit, fits_then, fits_on, "
            "findings, sequence FROM administration")

    def all_cases(self):
        self.prepare()
        self.pairs("import, against .import", "2.0", lambda: self.imported(("import", "administrations"), "claims.csv"),
                   self.floor)
        self.pairs("apply --batch 10000, against .import", "3.5",
                   lambda: self.imported(("apply", "--batch", "10000"), "claims.ndjson"), self.floor)
        self.pairs("import, against an analyst's script", "0.1",
                   lambda: self.imported(("import", "administrations"), "claims.csv"), self.analyst)
        self.pairs("verify, against one window query", "2.0",
                   lambda: self.ours("verify", db="full.db", peak="verify"),
                   lambda: self.run("sqlite3", self.path("full.db"), WINDOWS))
        number = iter(range(10 ** 6))
        self.pairs("administer, against one INSERT", "2.0",
                   lambda: self.ours("administer", "M-0000001", "--on", "2024-06-01", "--units", "1",
                                     "--reference", f"BENCH-{next(number)}", db="full.db"),
                   self.inserted)
        self.pairs("status, against the file without lines", "1.3",
                   lambda: self.ours("status", "M-0000001", db="full.db"),
                   lambda: self.ours("status", "M-0000001", db="base.db"))
        # Before the bench itself holds much, which counts along.
        self.ours("export", "--table", "administration", db="full.db", peak="export")
        self.nights()
        self.judging()

    def analyst(self):
        """The same job as a person with a script would do it."""
        self.copy("base.db", "analyst.db")
        return self.run(sys.executable, HERE / "analyst.py", self.path("analyst.db"), self.path("claims.csv"))

    def nights(self):
        """A second night of a ledger in which most coverage ended, and of one without what ended."""
        self.generate("setup", LIVE, SEED, "--live", into="live.ndjson")
        self.ours("init", "--time-zone", "America/Chicago", db="live.db")
        self.copy("base.db", "both.db")
        for name in ("live.db", "both.db"):
            self.ours("apply", self.path("live.ndjson"), db=name)
            self.ours("nightly", db=name)
        days = {name: iter(range(1, 30)) for name in ("live.db", "both.db")}

        def night(name):
            return self.run(self.binary, "nightly", "--db", self.path(name), "--quiet", "--today",
                            f"2025-07-{next(days[name]):02}")

        self.pairs("nightly, against without what ended", "1.3", lambda: night("both.db"), lambda: night("live.db"))
        self.pairs("nightly, against one query", "2.0", lambda: night("both.db"),
                   lambda: self.run("sqlite3", self.path("both.db"), NIGHT))

    def judging(self):
        """The rules alone, in memory, against DuckDB's window sum over the same lines."""
        case = "rules alone, against DuckDB's sum"
        try:
            import duckdb
        except ImportError:
            return self.skip(case, "DuckDB is not installed")

        def kernel():
            self.run(self.kernel, self.path("setup.ndjson"), self.path("claims.csv"), "2", into="kernel.json")
            with open(self.path("kernel.json")) as out:
                return json.load(out)["seconds"]

        def summed():
            with duckdb.connect(config={"threads": 2}) as connection:
                connection.execute(f"CREATE TABLE claim AS FROM read_csv('{self.path('claims.csv')}')")
                before = time.monotonic()
                connection.execute(
                    "SELECT max(used) FROM (SELECT sum(units + discarded) OVER (PARTITION BY member_id ORDER BY "
                    "service_date RANGE BETWEEN INTERVAL 41 DAYS PRECEDING AND CURRENT ROW) AS used FROM claim)").fetchall()
                return time.monotonic() - before

        self.pairs(case, "1.0", kernel, summed)

    # The document.

    def document(self):
        with open("/proc/cpuinfo") as file:
            model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), "unknown")
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2 ** 30
        versions = [
            subprocess.run([self.binary, "--version"], capture_output=True, text=True, check=True).stdout.strip(),
            "sqlite3 " + subprocess.run(["sqlite3", "--version"], capture_output=True, text=True).stdout.split()[0],
            "Python " + platform.python_version(),
        ]
        try:
            import duckdb
            versions.append("DuckDB " + duckdb.__version__)
        except ImportError:
            pass
        rows = "".join(f"| {' | '.join(row)} |\n" for row in self.rows)
        peaks = "".join(f"| `{name}` | {peak} MB |\n" for name, peak in self.peaks.items())
        return PAGE.format(
            patients=f"{PATIENTS:,}", lines=f"{LINES:,}", live=f"{LIVE:,}", runs=RUNS, seed=SEED, rows=rows, peaks=peaks,
            machine=f"{model}, {os.cpu_count()} processors, {memory:.0f} GB", versions=", ".join(versions))


NIGHT = """
SELECT count(*), count(c.cycle), count(d.outcome) FROM authorization a
LEFT JOIN authorization_void v ON v.authorization = a.authorization
LEFT JOIN authorization_change m ON m.authorization = a.authorization
LEFT JOIN cycle c ON c.patient = a.patient
LEFT JOIN request r ON r.patient = a.patient
LEFT JOIN determination d ON d.request = r.request
LEFT JOIN flag f ON f.patient = a.patient
WHERE a.ends_on >= '2025-07-01'
"""

PAGE = """# Benchmarks

Written by `make bench`, which builds the release binary, generates its data from a seed, and runs each case in turn with
its peer. Ratios are the median of the pairs' ratios; times are medians of whole processes, start-up included.

- Machine: {machine}
- Versions: {versions}
- Data: {patients} patients with coverage and five cycles each, {lines} claim lines in the order of their service dates;
  {live} patients more whose coverage lives, for the nights; seed {seed}, {runs} pairs a case. `BENCH_PATIENTS`,
  `BENCH_LINES`, `BENCH_LIVE`, `BENCH_RUNS` and `BENCH_SEED` set them.
- The floor is the `sqlite3` command line's `.import` of the very rows an import writes, into the same table with the same
  indexes, as durable, and without any rule. The analyst's script reads the same file, asks the ledger's tables for each
  line, and commits once.
- The rules alone judge the same lines entry after entry, each upon what was covered before it, in memory: patients are in
  shares of a thousand, which two threads take one after the other, and bringing a share's lines into the order of its
  patients is timed with the judging. DuckDB has the lines in a table, two threads, and sums one column on one side.

| case | authledger | peer | ratio | least–most | bar |
|---|---|---|---|---|---|
{rows}
| peak memory, at most | |
|---|---|
{peaks}
## Where a bar is missed, and the floor

What follows was measured once with 1,000,000 lines for 50,000 patients, and is not measured anew by `make bench`.

- **An analyst's script** asks SQLite the same questions without judging both sides of a window, hashing, or answering. To
  be ten times as fast, an import would have to take a third of the time of `.import` itself. Of an import that took 23 s,
  13 went into the statements that put rows in and 6 into looking ahead to what lines ask of the file, one after the other;
  judging, hashing and answering took 10 s beside them on the second processor (decisions 0046, 0051 and 0052).
- **apply** in commits of 1,000, as it makes them unless told otherwise, took 3.9 times as long as `.import`, half of it in a
  thousand commits.
- **verify.** What SQLite alone takes, without a line of the ledger's: its `integrity_check` 4.8 s, its check of foreign keys
  1.1 s, reading every row once in the order of the chain 1.5 s and once by patient 0.9 s; the peer took 1.43 s. Shared by
  two processors that is 2.9 times the peer. With `quick_check` instead, which does not notice an index that lacks a row, it
  would be 1.9 times, before a byte is hashed or an answer judged; these took 2 s of the 12 s of processor time.
- **administer.** A program of twenty lines that parses five options with the same parser and puts one row in through the
  same library, as durable, takes 1.97 times as long as the peer, before it looks at a policy, a patient or the chain, and 23
  million instructions. Of the 42.3 million of an `administer` 15.0 are the argument parser's, 4.3 the loader's, 9.2 open the
  file and read its schema, 3.9 read the settings and the policy, and 7.3 are the transaction: the patient read, the line
  judged, hashed and put in (callgrind; decision 0029).
- **10,000,000 lines** for the same patients: an import held 144 MB at most, `verify` 160 MB, `export` 25 MB. `status` of a
  patient took 1.2 times as long there as on the file without lines.
"""

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(sys.argv[1], sys.argv[2], pathlib.Path(folder))
        bench.all_cases()
        if len(sys.argv) > 3:
            pathlib.Path(sys.argv[3]).write_text(bench.document())
