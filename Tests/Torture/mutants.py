#!/usr/bin/env python3
"""mutants.py [FIRST [LAST]]: makes slips in the rules, one at a time, and says whether the tests notice each.

It works on a copy of the rules with their own tests, so that a slip is built and tested in well under a minute. Run by hand.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True

import mutations

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "../.."))
PACKAGE = """// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "rules",
  dependencies: [.package(path: "%s")],
  targets: [
    .target(name: "CivilTime"),
    .target(name: "TextFormats"),
    .target(
      name: "Seeds", path: "Seeds",
      resources: [.embedInCode("policies"), .embedInCode("reference"), .embedInCode("template")]),
    .target(name: "Coverage", dependencies: ["CivilTime", "TextFormats"]),
    .target(name: "Ledger", dependencies: ["Coverage", "CivilTime", "TextFormats"]),
    .target(
      name: "PolicyFiles",
      dependencies: ["Coverage", "CivilTime", "TextFormats", .product(name: "Yams", package: "Yams")]),
    .testTarget(name: "CivilTimeTests", dependencies: ["CivilTime"]),
    .testTarget(
      name: "LedgerTests", dependencies: ["Ledger", "Coverage", "CivilTime", "TextFormats", "PolicyFiles", "Seeds"]),
  ])
"""
# Tests that try thousands of histories are asked last: most slips are noticed without them.
LONG_TESTS = "ExhaustiveCapsTests|WindowOracleTests"
LONGEST_SECONDS = 900


def main(arguments):
    first, last = (int(arguments[0]) if arguments else 1), (int(arguments[1]) if len(arguments) > 1 else None)
    with tempfile.TemporaryDirectory() as folder:
        copy_rules(folder)
        outcome, said = tried(folder)
        # Tests that fail on the rules as they are would notice every slip.
        if outcome != "survived":
            sys.exit(f"mutants: the tests do not pass on the rules as they are\n{said}")
        survivors = broken = 0
        chosen = list(enumerate(mutations.ALL, 1))[first - 1:last]
        for number, (file, old, new) in chosen:
            path = f"{folder}/Sources/{file}"
            with open(path) as source:
                text = source.read()
            if text.count(old) != 1:
                sys.exit(f"mutants: {number}: {file} has {old!r} {text.count(old)} times, not once")
            with open(path, "w") as target:
                target.write(text.replace(old, new))
            begun = time.monotonic()
            outcome, _ = tried(folder)
            with open(path, "w") as target:
                target.write(text)
            survivors += outcome == "survived"
            broken += outcome == "does not build"
            print(f"{number:3} {outcome:9} {time.monotonic() - begun:4.0f} s  {file}: {' '.join(old.split())} → "
                  f"{' '.join(new.split()) or 'nothing'}", flush=True)
    print(f"mutants: {len(chosen)} slips, {len(chosen) - survivors - broken} noticed, {survivors} not, {broken} not built")
    sys.exit(1 if survivors or broken else 0)


def copy_rules(folder):
    for name in ("CivilTime", "TextFormats", "Coverage", "Ledger", "PolicyFiles"):
        shutil.copytree(f"{ROOT}/Sources/{name}", f"{folder}/Sources/{name}")
    for name in ("CivilTimeTests", "LedgerTests"):
        shutil.copytree(f"{ROOT}/Tests/{name}", f"{folder}/Tests/{name}")
    shutil.copytree(f"{ROOT}/Seeds", f"{folder}/Seeds")
    with open(f"{folder}/Package.swift", "w") as file:
        file.write(PACKAGE % f"{ROOT}/.build/checkouts/Yams")


def tried(folder):
    """What becomes of the rules as they stand in a folder, and what building and testing them said."""
    options = ["--package-path", folder, "-debug-info-format", "none", "-q"]
    built = swift("build", "--build-tests", *options)
    if built.returncode != 0:
        return "does not build", built.stdout
    for chosen in (["--skip", LONG_TESTS], ["--filter", LONG_TESTS]):
        try:
            tested = swift("test", "--skip-build", *options, *chosen, timeout=LONGEST_SECONDS)
        except subprocess.TimeoutExpired:
            return "killed", "the tests do not end"
        if tested.returncode != 0:
            return "killed", tested.stdout
    return "survived", tested.stdout


def swift(*arguments, timeout=None):
    return subprocess.run(
        ["swift", *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=timeout)


if __name__ == "__main__":
    main(sys.argv[1:])
