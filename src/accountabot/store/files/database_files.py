"""Open, check and close whole database files of any content."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from accountabot.store.dialect import is_locked
from accountabot.store.driver_messages import driver_message

SUFFIXES: Final = ("", "-wal", "-shm", "-journal", "-lock")
"""The suffixes of a database's files: its own, SQLite's, and that of the lock."""

GENERATED_IDS: Final = "sqlite_sequence"
"""The table of the last IDs that were generated, some of which must never be generated again."""
_STEPS_PER_CHECK = 10_000

_REFUSED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
"""The codes of errors of a file that can't be opened."""

IsStopped = Callable[[], bool]


class Interrupted(Exception):  # noqa: N818 - nothing is wrong
    """Long work on a file was given up, because the bot stops."""


def damage_in(path: str, is_stopped: IsStopped = bool) -> str | None:
    """Return the first thing that is wrong with a database file, or None if it is whole."""
    try:
        with closing(_open(path)) as connection:
            connection.set_progress_handler(lambda: is_stopped(), _STEPS_PER_CHECK)  # noqa: PLW0108 - signals are handled in Python code only
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        if is_stopped():
            raise Interrupted from error
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _REFUSED:
            raise
        return driver_message(error)
    return None if found == "ok" else str(found).strip().splitlines()[-1]


def orphan_in(path: str) -> str | None:
    """Describe a row whose parent row is missing, or return None."""
    with closing(_open(path)) as connection:
        orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    return f"a row of {orphan[0]} refers to a missing row of {orphan[2]}" if orphan else None


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
    with _closed_on_error(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode=OFF", "synchronous=OFF"):  # as for a copy
            connection.execute(f"PRAGMA {pragma}")
        return connection


def open_snapshot(path: str) -> sqlite3.Connection:
    """Open a database that may be in use, and keep its state of this moment until it is closed."""
    with _closed_on_error(_open(path)) as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        return connection


def order_of(table: str) -> str:
    """Return the order of a table's rows, so that they can be inserted in that order."""
    return "1" if table == GENERATED_IDS else "rowid"


def _open(path: str) -> sqlite3.Connection:
    """Open an existing file."""
    uri = f"{Path(path).absolute().as_uri()}?mode=rw"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=1)


@contextmanager
def _closed_on_error(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Close a connection if it can't be prepared."""
    try:
        yield connection
    except BaseException:
        connection.close()
        raise
