"""The shim that stands between the binary and the C library: built, loaded, and its records read."""
import collections
import os
import shutil
import struct
import subprocess

import ledger

SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "shim.c")
HEAD = struct.Struct("<ccHHqqI")
# One call on a file: its kind (see shim.c), what it was about, and what came of it.
Record = collections.namedtuple("Record", "kind detail path other offset result data")


class Shim:
    """A built shim, for files below a folder."""

    def __init__(self, folder):
        compiler = shutil.which("cc") or shutil.which("clang")
        if compiler is None:
            raise ledger.Skipped("there is no C compiler to build the shim with")
        self.folder = folder
        self.library = os.path.join(folder, "shim.so")
        subprocess.run(
            [compiler, "-O1", "-shared", "-fPIC", "-o", self.library, SOURCE, "-ldl", "-lpthread"], check=True)

    def run(self, database, *arguments, fault=None, log=None, synchronous=None, text=None):
        """A command on a file under the shim, as a finished process."""
        return subprocess.run(
            ledger.start(database, *arguments), input=text, capture_output=True, text=True, timeout=60,
            env=self.environment(fault, log, synchronous))

    def together(self, database, *inputs, log, synchronous=None):
        """A writer for each list of lines, on one file: all are given a line at once, and the next when all have
        answered. How each ended."""
        command = ledger.start(database, "apply", "-", "--batch", "1", "--quiet")
        writers = [subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
            env=self.environment(None, log, synchronous)) for _ in inputs]
        for given in zip(*inputs):
            for writer, line in zip(writers, given):
                writer.stdin.write(line)
            for writer in writers:
                writer.stdout.readline()
        for writer in writers:
            writer.communicate(timeout=60)
        return [writer.returncode for writer in writers]

    def environment(self, fault, log, synchronous):
        environment = {
            **os.environ, "LD_PRELOAD": self.library, "TORTURE_FOLDER": self.folder, "SQLITE_TMPDIR": self.folder,
            "XDG_DATA_HOME": os.path.join(self.folder, "data")}
        for name, value in (("FAULT", fault), ("LOG", log), ("SYNCHRONOUS", synchronous)):
            if value is not None:
                environment[f"TORTURE_{name}"] = value
        return environment


def records(path):
    """The records of a log, in the order of the calls."""
    with open(path, "rb") as file:
        whole = file.read()
    at = 0
    while at < len(whole):
        kind, detail, path_length, other_length, offset, result, byte_count = HEAD.unpack_from(whole, at)
        at += HEAD.size
        parts = []
        for length in (path_length, other_length, byte_count):
            parts.append(whole[at:at + length])
            at += length
        yield Record(kind.decode(), detail.decode(), os.fsdecode(parts[0]), os.fsdecode(parts[1]), offset, result, parts[2])
