"""Isolate everything specific to SQLite, the only supported database, except for whole files."""

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    URL,
    BigInteger,
    ColumnElement,
    Connection,
    Dialect,
    Index,
    Insert,
    Integer,
    Table,
    insert,
    literal_column,
    make_url,
)
from sqlalchemy.exc import ArgumentError

RawConnection = sqlite3.Connection
"""A connection of the driver, without SQLAlchemy."""
DriverError = sqlite3.Error
DriverIntegrityError = sqlite3.IntegrityError

DRIVER: Final = "sqlite"
IN_MEMORY: Final = ":memory:"
BEGIN_READ: Final = "BEGIN"
BEGIN_WRITE: Final = "BEGIN IMMEDIATE"
"""Locks the file immediately: a transaction that reads before it writes could fail halfway."""

GENERATED_KEY = BigInteger().with_variant(Integer, DRIVER)
"""SQLite generates IDs only for a column of type INTEGER."""
NEVER_REUSE_IDS: Final[dict[str, Any]] = {"sqlite_autoincrement": True}
"""Options of a table whose IDs are in messages, so that IDs are never reused."""

_STEPS_PER_CHECK = 10_000
"""The number of SQLite virtual machine steps between two checks of the deadline."""
_BUSY = "stop the other program that uses it, or wait until it is done, and start again"
_DAMAGED = "restore a backup of it, or move the file away to start with an empty one"
_NOT_WRITABLE = "make the file and its folder writable, or set DATABASE_URL to another file"
_REMEDIES = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_READONLY: _NOT_WRITABLE,
    sqlite3.SQLITE_CANTOPEN: _NOT_WRITABLE,
    sqlite3.SQLITE_FULL: "make room on the disk and start again",
    sqlite3.SQLITE_IOERR: "check the disk, or set DATABASE_URL to a file on another one",
}
_BUGS = {
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_CONSTRAINT,
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_MISUSE,
    sqlite3.SQLITE_RANGE,
    sqlite3.SQLITE_TOOBIG,
}
"""The codes of errors that are in the program, such as a statement that SQLite can't parse."""


def url_of(path: str) -> URL:
    """Return the URL of a database file."""
    return URL.create(DRIVER, database=path)


def path_of(url: str | URL) -> str:
    """Return the path in a database URL; raise ValueError if the URL is unsupported."""
    if isinstance(url, URL):
        return url.database or IN_MEMORY
    parsed = _parse(url)
    if parsed.host or parsed.database == "":
        raise ValueError("DATABASE_URL contains no path: write sqlite:/// and a path.")
    if "?" in url:
        raise ValueError("DATABASE_URL takes no options after a ?: in a path, write it as %3F.")
    if parsed.database and parsed.database.startswith("~"):
        raise ValueError("DATABASE_URL can't begin with ~: write the whole path.")
    return in_file_system(parsed.database) if parsed.database else IN_MEMORY


def in_file_system(path: str) -> str:
    """Return a path as the operating system expects it, even if the locale can't encode it."""
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return path.encode().decode(sys.getfilesystemencoding(), "surrogateescape")
    return path


def shown(path: str) -> str:
    """Return a path for people to read."""
    return os.fsencode(path).decode(errors="replace")


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise ValueError(
            "DATABASE_URL is not the address of a database: write sqlite:/// and a path."
        ) from error
    if not parsed.drivername.startswith(DRIVER):
        raise ValueError(
            f"DATABASE_URL begins with {parsed.drivername}: only sqlite:/// is supported so far."
        )
    return parsed


def connect(path: str, lock_timeout: float, is_overdue: Callable[[], bool]) -> RawConnection:
    """Open a database file; interrupt a statement once `is_overdue` returns True."""
    # With isolation_level=None the driver never begins a transaction: the session does.
    connection = sqlite3.connect(path, isolation_level=None, timeout=lock_timeout)
    try:
        # A write-ahead log lets readers continue while the writer writes. FULL syncs each commit
        # to the disk, so even a power cut loses no change that a member saw confirmed.
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        connection.close()
        raise
    connection.set_progress_handler(is_overdue, _STEPS_PER_CHECK)
    return connection


def has_table(path: str, name: str) -> bool:
    """Return whether a database file has a table, without creating or changing any file.

    Raises DriverError if it can't be read, or if there is no such file.
    """
    uri = f"{Path(path).absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,))
        return found.fetchone() is not None


def file_of(tx: Connection) -> str:
    """Return the path of the file behind a connection, or IN_MEMORY."""
    _, _, path = tx.exec_driver_sql("PRAGMA database_list").one()
    return str(path) or IN_MEMORY


def connect_in_memory() -> RawConnection:
    """Open an empty database in memory."""
    return sqlite3.connect(IN_MEMORY, isolation_level=None)


def set_lock_timeout(connection: RawConnection, seconds: float) -> None:
    """Set the busy timeout: how long a transaction waits for a lock of another process."""
    connection.execute(f"PRAGMA busy_timeout={int(seconds * 1000)}")


@contextmanager
def without_foreign_keys(connection: RawConnection) -> Iterator[None]:
    """Disable foreign keys temporarily; this only works outside a transaction."""
    connection.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        connection.execute("PRAGMA foreign_keys=ON")


def begin_savepoint(connection: RawConnection) -> None:
    """Begin a savepoint in the current transaction."""
    connection.execute("SAVEPOINT unit")


def rollback_savepoint(connection: RawConnection) -> None:
    """Roll back to the savepoint; raise DriverError if the transaction is already rolled back."""
    connection.execute("ROLLBACK TO unit")


def release_savepoint(connection: RawConnection) -> None:
    """Release the savepoint, which keeps its changes in the transaction."""
    connection.execute("RELEASE unit")


def is_locked(error: BaseException) -> bool:
    """Return whether another process has locked the file."""
    error = getattr(error, "orig", None) or error  # SQLAlchemy wraps the driver's error
    return _primary_code(error) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def is_environmental(error: BaseException) -> bool:
    """Return whether the file, the disk or another process caused a database error.

    Everything else is a bug.
    """
    error = getattr(error, "orig", None) or error  # as above
    is_misuse = isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError)
    return isinstance(error, sqlite3.Error) and not is_misuse and _primary_code(error) not in _BUGS


def _primary_code(error: BaseException) -> int:
    """Return SQLite's error code without the higher bits, which are the extended code."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def remedy_for(error: BaseException) -> str:
    """Return a suggestion for fixing an error on startup."""
    code = sqlite3.SQLITE_CANTOPEN if isinstance(error, OSError) else _primary_code(error)
    return _REMEDIES.get(code, "set DATABASE_URL to another file")


def partial_index(*columns: str, where: ColumnElement[bool], unique: bool = False) -> Index:
    """Return a partial index.

    Without `postgresql_where`, PostgreSQL would index all rows, and a unique index would reject
    some of them.
    """
    return Index(None, *columns, unique=unique, sqlite_where=where, postgresql_where=where)


def insert_ignoring(table: Table) -> Insert:
    """Return an INSERT that skips rows with an existing key."""
    return insert(table).prefix_with("OR IGNORE", dialect=DRIVER)


def insert_replacing(table: Table) -> Insert:
    """Return an INSERT that replaces rows with an existing key."""
    return insert(table).prefix_with("OR REPLACE", dialect=DRIVER)


def upsert_adding(table: Table, column: str) -> Insert:
    """Return an INSERT that adds to a column of rows with an existing key."""
    from sqlalchemy.dialects import sqlite  # noqa: PLC0415 - see named_parameters()

    statement = sqlite.insert(table)
    total = table.c[column] + statement.excluded[column]
    return statement.on_conflict_do_update(
        index_elements=list(table.primary_key), set_={column: total}
    )


def row_id(table: Table) -> ColumnElement[int]:
    """Return the implicit row ID, which exists whatever the table's primary key is."""
    return literal_column(f"{table.name}.rowid", Integer)


def without_index(column: ColumnElement[int]) -> ColumnElement[int]:
    """Return an expression for a column that keeps the query planner from using its index."""
    return column + literal_column("0")


@cache
def named_parameters() -> Dialect:
    """Return SQLAlchemy's dialect for compiling statements with named parameters."""
    # Importing the dialect takes time, and SQLAlchemy does it anyway with the first connection.
    from sqlalchemy.dialects import sqlite  # noqa: PLC0415

    return sqlite.dialect(paramstyle="named")
