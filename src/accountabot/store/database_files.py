"""Copy, check and close whole database files; besides `dialect`, only this knows SQLite."""

import errno
import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from accountabot.store.dialect import is_locked

STEP_PAGES: Final = 256
"""The pages of a step, one megabyte."""
SYNC_AFTER: Final = 4
"""The steps after which they are synced to the disk.

Otherwise the disk would get gigabytes at once, and a member's commit would wait behind them.
"""
SHORTEST_PAUSE: Final = 0.002
"""Seconds. A pause takes as long as the step before it, so at least half of the disk is free."""
RESERVE: Final = 100_000_000
"""The bytes on the disk that a copy leaves free."""
SUFFIXES: Final = ("", "-wal", "-shm", "-journal", "-lock")
"""What the names of the files of a database end in: its own, SQLite's, and that of the lock."""

GENERATED_IDS: Final = "sqlite_sequence"
"""The table of the last IDs that were generated, some of which must never be generated again."""
_STEPS_PER_CHECK = 10_000

IsStopped = Callable[[], bool]


class Interrupted(Exception):  # noqa: N818 - nothing is wrong
    """A copy was given up, because the bot stops."""


def copy(source: str, target: str, *, is_gentle: bool, is_stopped: IsStopped = bool) -> None:
    """Copy a database, which may be in use, into a new file that only its owner can read.

    Args:
        source: The path of the database
        target: The path of the new file
        is_gentle: Whether to pause after each step, because someone may wait for the disk
        is_stopped: Asked after each step whether to give up

    Raises OSError, DriverError or Interrupted, and then leaves no file.
    """
    _ensure_room(source, target)
    descriptor = os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    try:
        pacer = _Pacer(descriptor, is_gentle=is_gentle, is_stopped=is_stopped)
        _copy_pages(source, target, pacer)
        os.fsync(descriptor)
    except BaseException:
        remove(target)
        raise
    finally:
        os.close(descriptor)


def _ensure_room(source: str, target: str) -> None:
    """Raise OSError if a copy would fill the disk, on which the bot may have to write meanwhile."""
    size = sum(
        Path(source + suffix).stat().st_size
        for suffix in ("", "-wal")
        if Path(source + suffix).exists()
    )
    free = shutil.disk_usage(Path(target).absolute().parent).free
    if free < size + RESERVE:
        raise OSError(
            errno.ENOSPC,
            f"it needs {size / 1e6:,.0f} MB, and {RESERVE / 1e6:,.0f} MB have to stay free, "
            f"but only {free / 1e6:,.0f} MB are",
        )


def _copy_pages(source: str, target: str, pacer: "_Pacer") -> None:
    with (
        closing(open_snapshot(source)) as reading,
        closing(sqlite3.connect(target, isolation_level=None)) as writing,
    ):
        # The file is thrown away if anything goes wrong, and synced when it is complete.
        for pragma in ("journal_mode=OFF", "synchronous=OFF"):
            writing.execute(f"PRAGMA {pragma}")
        # Without a snapshot, each commit of the bot between two steps would start the copy again.
        reading.backup(writing, pages=STEP_PAGES, progress=pacer.after_step)
        reading.execute("ROLLBACK")
        # The write-ahead log has grown meanwhile. If this didn't empty it, a member's commit would.
        with suppress(sqlite3.OperationalError):
            reading.execute("PRAGMA wal_checkpoint(PASSIVE)")
        writing.execute("PRAGMA journal_mode=DELETE")  # so that the copy is a single file


class _Pacer:
    """Pause and sync between the steps of a copy."""

    def __init__(self, descriptor: int, *, is_gentle: bool, is_stopped: IsStopped) -> None:
        self._descriptor = descriptor
        self._is_gentle = is_gentle
        self._is_stopped = is_stopped
        self._steps = 0
        self._began = time.perf_counter()

    def after_step(self, *_: int) -> None:
        """Let others use the disk; raise Interrupted if the copy is to be given up."""
        if self._is_stopped():
            raise Interrupted
        if not self._is_gentle:
            return
        self._steps += 1
        if self._steps % SYNC_AFTER == 0:
            os.fsync(self._descriptor)
        time.sleep(max(SHORTEST_PAUSE, time.perf_counter() - self._began))
        self._began = time.perf_counter()


def damage_in(path: str, is_stopped: IsStopped = bool) -> str | None:
    """Return the first thing that is wrong with a database file, or None if it is whole."""
    try:
        with closing(_open(path)) as connection:
            connection.set_progress_handler(is_stopped, _STEPS_PER_CHECK)
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        if is_stopped():
            raise Interrupted from error
        return str(error)
    return None if found == "ok" else str(found).strip().splitlines()[-1]


def orphan_in(path: str) -> str | None:
    """Describe a row whose parent row is missing, or return None."""
    with closing(_open(path)) as connection:
        orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    return (
        f"a row of {orphan[0]} belongs to a row of {orphan[2]} that is missing" if orphan else None
    )


def tables_in(path: str) -> set[str]:
    """Return the names of the tables in a file."""
    with closing(_open(path)) as connection:
        return {*names_of_tables(connection)}


def names_of_tables(connection: sqlite3.Connection) -> list[str]:
    """Return the names of all tables, except for SQLite's own."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    return [name for (name,) in connection.execute(query) if not name.startswith("sqlite_")]


def value_in(path: str, query: str) -> str | None:
    """Return the one value that a query finds in a file, or None."""
    with closing(_open(path)) as connection:
        found = connection.execute(query).fetchone()
        return None if found is None else str(found[0])


def fold_log(path: str) -> bool:
    """Write a database's log into its file; return False if another process uses the database.

    A damaged file stays as it is.
    """
    try:
        with closing(_open(path)) as connection:
            # SQLite does this only if nobody else has the file open.
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        return not is_locked(error)
    return True


def remove(path: str) -> None:
    """Delete a database with all of its files."""
    for suffix in SUFFIXES:
        Path(path + suffix).unlink(missing_ok=True)


def create(path: str) -> sqlite3.Connection:
    """Open a new file that only its owner can read, to be filled quickly and then closed."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=OFF", "synchronous=OFF"):  # as for a copy
        connection.execute(f"PRAGMA {pragma}")
    return connection


def open_snapshot(path: str) -> sqlite3.Connection:
    """Open a database that may be in use, and keep its state of this moment until it is closed."""
    connection = _open(path)
    connection.execute("BEGIN")
    connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    return connection


def order_of(table: str) -> str:
    """Return what the rows of a table are ordered by, so that they can be inserted in order."""
    return "1" if table == GENERATED_IDS else "rowid"


def _open(path: str) -> sqlite3.Connection:
    """Open an existing file."""
    uri = f"{Path(path).absolute().as_uri()}?mode=rw"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=1)
