"""A disk that a log of calls is played onto, and what a power loss may leave of it.

What this file keeps true
(1) What a file held when it was last synced is there after a crash; of what came later any part may be, or none.
(2) A write is cut at sectors; sectors that had not been written may hold nothing, or anything.
(3) A name that was made, moved or taken away stays so only when its directory was synced after.
"""
import os

WAYS = ("nothing", "everything", "a beginning", "some calls", "some sectors", "some pages")


class File:
    """What is on the disk of a file, and the calls that may not be there yet."""

    def __init__(self, data=b""):
        self.durable = bytearray(data)
        self.pending = []

    def sync(self):
        for call in self.pending:
            perform(self.durable, *call)
        self.pending = []

    def after_crash(self, chance, way):
        """The bytes that one crash leaves."""
        data = bytearray(self.durable)
        cut = chance.randrange(len(self.pending) + 1)
        odds = chance.choice((0.1, 0.5, 0.9))
        for number, (at, written) in enumerate(self.pending):
            if way == "everything" or way == "a beginning" and number < cut:
                perform(data, at, written)
            elif way == "some calls" or written is None:
                if way.startswith("some") and chance.random() < odds:
                    perform(data, at, written)
            elif way in ("some sectors", "some pages"):
                self.tear(data, at, written, chance, odds, 512 if way == "some sectors" else 4096)
        return bytes(data)

    @staticmethod
    def tear(data, at, written, chance, odds, sector):
        """Writes some of the sectors a write touches; a file may have grown over the others all the same."""
        done = 0
        while done < len(written):
            part = written[done:done + sector - (at + done) % sector]
            if chance.random() < odds:
                perform(data, at + done, part)
            elif at + done >= len(data) and chance.random() < 0.5:
                perform(data, at + done, chance.choice((bytes(len(part)), chance.randbytes(len(part)))))
            done += len(part)


# What stands under the name of a directory.
DIRECTORY = File()


def perform(data, at, written):
    """A write at an offset, or a truncation to it where there are no bytes."""
    if written is None:
        del data[at:]
        at, written = len(data), bytes(at - len(data))
    if at > len(data):
        data.extend(bytes(at - len(data)))
    data[at:at + len(written)] = written


class Disk:
    """Files by name: as programs see them, and as they are on the disk."""

    def __init__(self, found=None):
        self.durable = {path: File(data) for path, data in (found or {}).items()}
        self.seen, self.pending = dict(self.durable), []

    def play(self, record):
        """One call of the log; those that failed and those that change nothing do nothing."""
        if record.result < 0:
            return
        file = self.seen.get(record.path)
        if record.kind == "O" and record.detail == "c":
            self.name(record.path, File())
        elif record.kind == "O" and record.detail == "t" and file:
            file.pending.append((0, None))
        elif record.kind == "W" and file:
            file.pending.append((record.offset, record.data))
        elif record.kind == "T" and file:
            file.pending.append((record.offset, None))
        elif record.kind == "S" and file and file is not DIRECTORY:
            file.sync()
        elif record.kind == "S":
            self.sync_directory(record.path)
        elif record.kind == "U":
            self.name(record.path, None)
        elif record.kind == "N" and record.detail == "m":
            self.name(record.path, DIRECTORY)
        elif record.kind == "N" and file:
            self.name(record.other, file)
            if record.detail == "r":
                self.name(record.path, None)

    def name(self, path, file):
        self.pending.append((path, file))
        give(self.seen, path, file)

    def sync_directory(self, directory):
        for path, file in self.pending:
            if os.path.dirname(path) == directory:
                give(self.durable, path, file)
        self.pending = [(path, file) for path, file in self.pending if os.path.dirname(path) != directory]

    def after_crash(self, chance):
        """The files that one crash leaves, by name."""
        way, names = chance.choice(WAYS), dict(self.durable)
        cut = chance.randrange(len(self.pending) + 1)
        for number, (path, file) in enumerate(self.pending):
            if way == "everything" or way == "a beginning" and number < cut or (
                    way.startswith("some") and chance.random() < 0.5):
                give(names, path, file)
        lost = [path + "/" for path, file in self.seen.items() if file is DIRECTORY and path not in names]
        return {path: file.after_crash(chance, way) for path, file in names.items()
                if file is not DIRECTORY and not path.startswith(tuple(lost))}


def give(names, path, file):
    if file is None:
        names.pop(path, None)
    else:
        names[path] = file
