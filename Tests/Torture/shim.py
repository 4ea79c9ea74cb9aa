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
        environment = {
            **os.environ, "LD_PRELOAD": self.library, "TORTURE_FOLDER": self.folder, "SQLITE_TMPDIR": self.folder,
            "XDG_DATA_HOME": os.path.join(self.folder, "data")}
        for name, value in (("FAULT", fault), ("LOG", log), ("SYNCHRONOUS", synchronous)):
            if value is not None:
                environment[f"TORTURE_{name}"] = value
        return subprocess.run(
            ledger.start(database, *arguments), input=text, capture_output=True, text=True, env=environment, timeout=60)


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
