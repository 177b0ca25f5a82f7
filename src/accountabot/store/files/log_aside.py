"""Keep a write-ahead log away from a database that it doesn't belong to."""

import os
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from accountabot.store import dialect
from accountabot.store.files.names import free_name


class LogAside:
    """A log and its index under other names, until their database is back."""

    def __init__(self, log: str) -> None:
        """Rename the files; raise OSError if that is impossible."""
        folder = free_name(_former(log))
        self._names = {
            path: f"{folder}{suffix}"
            for path, suffix in ((log, ""), (_index_of(log), "-index"))
            if Path(path).exists()
        }
        for path, name in self._names.items():
            os.rename(path, name)  # noqa: PTH104 - strings

    def put_back(self) -> None:
        """Give the files their names again."""
        for path, name in self._names.items():
            os.rename(name, path)  # noqa: PTH104 - strings

    def discard_if_empty(self) -> None:
        """Delete the files if everything in them is in the database already."""
        with suppress(OSError):
            log, *_ = self._names.values()
            if not os.stat(log).st_size:  # noqa: PTH116 - a string
                for name in self._names.values():
                    os.unlink(name)  # noqa: PTH108 - a string


def cut_off(log: str) -> None:
    """Copy a log, then empty it: SQLite must not write it into the file that it has open.

    SQLite notices that the log is truncated, and then writes nothing.
    """
    if Path(log).exists():
        try:
            copy = free_name(_former(log))
            os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            shutil.copyfile(log, copy)
        finally:
            os.truncate(log, 0)


def _former(log: str) -> str:
    """Return the name of a log of a file that is gone."""
    return f"{log}-of-former-file-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"


def _index_of(log: str) -> str:
    return log.removesuffix(dialect.LOG_SUFFIX) + dialect.INDEX_SUFFIX
