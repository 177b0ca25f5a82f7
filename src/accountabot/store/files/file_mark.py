"""Distinguish a database file from another one in its place, even with the same inode.

Each start writes a random number, its mark, into the header of the file. A copy that overwrites the
file has another one. The marks and inodes are saved in the lock file, so the next start knows
whether a write-ahead log was left by this file.
"""

import json
import os
from contextlib import suppress
from secrets import randbelow
from typing import NamedTuple

from accountabot.store import dialect

_HIGHEST = 2**31 - 1
IS_SUPPORTED = hasattr(os, "pread")
"""Whether a part of an open file can be read; not on Windows."""

Inode = tuple[int, int]


class FileMarks(NamedTuple):
    """The inodes and marks of a database's files when it was opened."""

    file: Inode | None
    log: Inode | None
    marks: tuple[int, ...]
    """The possible numbers in the header of the file."""

    def as_json(self) -> str:
        """Return this as a line of JSON."""
        return json.dumps(self._asdict())


def from_json(line: str) -> FileMarks | None:
    """Read saved marks; return None if there are none."""
    with suppress(ValueError, TypeError, KeyError):
        saved = json.loads(line)
        inodes = [tuple(saved[name]) if saved[name] else None for name in ("file", "log")]
        return FileMarks(inodes[0], inodes[1], tuple(saved["marks"]))
    return None


def new_mark() -> int:
    """Return a mark that no other start used."""
    return randbelow(_HIGHEST) + 1


def mark_of(descriptor: int) -> int | None:
    """Return the mark of an open file, or None if it is truncated."""
    found = os.pread(descriptor, dialect.MARK_SIZE, dialect.MARK_OFFSET)
    return int.from_bytes(found, "big") if len(found) == dialect.MARK_SIZE else None


def inode_of(path: str) -> Inode | None:
    """Return the device and inode of a file, or None if there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - a Path takes as long again, before every commit
    except OSError:  # such as a folder on a disk that was unmounted
        return None
    return found.st_dev, found.st_ino


def has_foreign_log(path: str, before: FileMarks | None) -> bool:
    """Return whether the write-ahead log beside a file was left by another file.

    The database must not be open: to close the file would release the locks on it.
    """
    log = log_of(path)
    if not (IS_SUPPORTED and before and size_of(log) and inode_of(log) == before.log):
        return False  # a log that was copied together with its database has another inode
    if inode_of(path) != before.file:
        return True
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return mark_of(descriptor) not in before.marks
    finally:
        os.close(descriptor)


def log_of(path: str) -> str:
    """Return the path of a database's write-ahead log, which is beside the target of a link."""
    return os.path.realpath(path) + dialect.LOG_SUFFIX


def size_of(path: str) -> int:
    """Return the bytes of a file, 0 if there is none."""
    try:
        return os.stat(path).st_size  # noqa: PTH116 - as above
    except OSError:
        return 0
