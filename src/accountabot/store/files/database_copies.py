"""Copy a database that is in use, without delaying those who use it."""

import errno
import os
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from accountabot.store.files.database_files import Interrupted, IsStopped, open_snapshot, remove

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
            f"but only {free / 1e6:,.0f} MB are free in {Path(target).absolute().parent}",
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
        writing.execute("PRAGMA user_version=0")  # the mark of the file that was copied
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
