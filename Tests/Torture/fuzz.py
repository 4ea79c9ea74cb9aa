#!/usr/bin/env python3
"""fuzz.py [READER…]: gives the readers of files and dates what libFuzzer thinks of; every input must get an answer.

The readers are built from their sources, with the fuzzer in them, under .build/fuzz. Run by `make fuzz`.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import time

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "../.."))
FOLDER = f"{ROOT}/.build/fuzz"
SEED = 20260301
# How many inputs each reader gets, and the longest of them in bytes: ten million in all.
PLAN = {"csv": (3_000_000, 512), "json": (3_000_000, 512), "dates": (3_800_000, 40), "yaml": (200_000, 4096)}
LONGEST_SECONDS = 10
PACKAGE = """// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "fuzz",
  dependencies: [.package(path: "%s")],
  targets: [
    .target(name: "CivilTime"),
    .target(name: "TextFormats"),
    .target(name: "Coverage", dependencies: ["CivilTime", "TextFormats"]),
    .target(
      name: "PolicyFiles",
      dependencies: ["Coverage", "CivilTime", "TextFormats", .product(name: "Yams", package: "Yams")]),
    .target(name: "Fuzz", dependencies: ["PolicyFiles", "Coverage", "CivilTime", "TextFormats"]),
  ])
"""
# What a file that is nearly right looks like, for the fuzzer to begin with.
BEGINNINGS = {
    "csv": ['member_id,service_date,units,reference\r\nM-1,2024-01-02,28,"C,""1"""\r\n', "a,b\n\n\"x\ny\",z"],
    "json": ['{"op":"administer","member_id":"M-1","on":"2024-01-02","units":28,"discarded":7,"again":true}',
             '[1,-0.5e3,null,"\\u00e9\\ud83d\\ude00"]\n{"a":{"b":[]}}'],
    "dates": ["2024-02-29", "2026-03-03T15:00:00.250-06:00", "23:59", "0.1", "1900-02-29", "2199-12-31"],
    "yaml": [],
    "control": ["F"],
}


def main(arguments):
    binary = built()
    control = fuzzed(binary, "control", 10_000_000, 8)
    # A fuzzer that finds nothing where something is to be found proves nothing.
    if control.returncode == 0:
        sys.exit("fuzz: the control was not found out")
    total = 0
    for reader in arguments or PLAN:
        begun = time.monotonic()
        runs, longest = PLAN[reader]
        done = fuzzed(binary, reader, runs, longest)
        count = re.search(r"Done (\d+) runs", done.stderr)
        if done.returncode != 0 or not count:
            sys.exit(f"fuzz: {reader}, seed {SEED}: {done.stderr[-4_000:]}")
        total += int(count.group(1))
        print(f"fuzz: {reader}: {int(count.group(1)):,} inputs answered, {time.monotonic() - begun:.0f} s, seed {SEED}",
              flush=True)
    print(f"fuzz: {total:,} inputs in all")


def built():
    """The readers with the fuzzer in them, as one program."""
    for name in ("CivilTime", "TextFormats", "Coverage", "PolicyFiles"):
        shutil.copytree(f"{ROOT}/Sources/{name}", f"{FOLDER}/Sources/{name}", dirs_exist_ok=True)
    shutil.copytree(f"{ROOT}/Tests/Torture/Fuzz", f"{FOLDER}/Sources/Fuzz", dirs_exist_ok=True)
    with open(f"{FOLDER}/Package.swift", "w") as file:
        file.write(PACKAGE % f"{ROOT}/.build/checkouts/Yams")
    run("swift", "build", "--package-path", FOLDER, "-c", "release", "--sanitize", "fuzzer", "-q")
    objects = [path for target in ("CivilTime", "TextFormats", "Coverage", "PolicyFiles", "Fuzz", "Yams", "CYaml")
               for path in glob.glob(f"{FOLDER}/.build/release/{target}.build/**/*.o", recursive=True)]
    run("swiftc", "-sanitize=fuzzer", *objects, "-o", f"{FOLDER}/fuzz")
    return f"{FOLDER}/fuzz"


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        sys.exit(f"fuzz: {' '.join(command[:2])} ended with {done.returncode}\n{done.stdout[-4_000:]}")


def fuzzed(binary, reader, runs, longest):
    """A run of the fuzzer over one reader, from a corpus made anew."""
    corpus = f"{FOLDER}/corpus-{reader}"
    shutil.rmtree(corpus, ignore_errors=True)
    os.makedirs(corpus)
    for number, text in enumerate(BEGINNINGS[reader]):
        with open(f"{corpus}/{number}", "w", newline="") as file:
            file.write(text)
    if reader == "yaml":
        for path in glob.glob(f"{ROOT}/Seeds/template/*"):
            shutil.copy(path, corpus)
    return subprocess.run(
        [binary, f"-runs={runs}", f"-max_len={longest}", f"-seed={SEED}", f"-timeout={LONGEST_SECONDS}",
         f"-artifact_prefix={FOLDER}/{reader}-", "-detect_leaks=0", "-print_final_stats=1", corpus],
        env={**os.environ, "READER": reader, "SWIFT_BACKTRACE": "enable=no"}, capture_output=True, text=True,
        errors="replace")


if __name__ == "__main__":
    main(sys.argv[1:])
