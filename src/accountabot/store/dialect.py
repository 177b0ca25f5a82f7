"""Isolate everything specific to SQLite, the only supported database, except for whole files."""

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from threading import Timer
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
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateIndex
from sqlalchemy.sql.compiler import DDLCompiler

RawConnection = sqlite3.Connection
"""A connection of the driver, without SQLAlchemy."""
DriverError = sqlite3.Error
DriverIntegrityError = sqlite3.IntegrityError

DRIVER: Final = "sqlite"
IN_MEMORY: Final = ":memory:"
LOG_SUFFIX: Final = "-wal"
"""The suffix of the write-ahead log's name."""
INDEX_SUFFIX: Final = "-shm"
"""The suffix of the log index's name."""
MARK_OFFSET: Final = 60
MARK_SIZE: Final = 4
"""Where a number is in the header of a file, the `user_version`, and its bytes."""
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
    sqlite3.SQLITE_FULL: "free some disk space and start again",
    sqlite3.SQLITE_IOERR: "check the disk, or set DATABASE_URL to a file on another one",
}
_LASTING = {
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_NOLFS,
    sqlite3.SQLITE_AUTH,
    sqlite3.SQLITE_FORMAT,
}
"""The codes of errors that don't pass until somebody does something about the file."""
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
    if not parsed.database or parsed.database == IN_MEMORY:
        raise ValueError(
            "DATABASE_URL names a database in memory, which is lost when the bot stops: "
            "write sqlite:/// and the path of a file."
        )
    return os.path.abspath(in_file_system(parsed.database))  # noqa: PTH100 - Path keeps ".."


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
    _create(path)
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


def _create(path: str) -> None:
    """Create a missing file so that only its owner can read it; its log gets the same mode."""
    if path != IN_MEMORY:
        with suppress(OSError):  # it is there already, or the driver says what is wrong
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def has_table(path: str, name: str) -> bool:
    """Return whether a database file has a table, without creating or changing any file.

    Raises DriverError if it can't be read, or if there is no such file.
    """
    with closing(connect_to_read(path)) as connection:
        found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,))
        return found.fetchone() is not None


def write_nothing(connection: RawConnection) -> None:
    """Write to the file without a change; raise DriverError if it can't be written.

    SQLite opens a read-only file without an error, and even begins to write to it.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.execute(f"PRAGMA user_version={version}")


def write_mark(connection: RawConnection, mark: int) -> None:
    """Write a number into the header of the file; raise DriverError if it can't be written."""
    connection.execute(f"PRAGMA user_version={mark}")


def mark_in(connection: RawConnection) -> int:
    """Return the number in the header of the file, as SQLite sees it."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def data_version(connection: RawConnection) -> int:
    """Return a number that changes when another connection commits."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def rewrite_mark(tx: Connection) -> None:
    """Write the file's header in a transaction, without a change."""
    version = tx.exec_driver_sql("PRAGMA user_version").scalar_one()
    tx.exec_driver_sql(f"PRAGMA user_version={version}")


def empty_log(connection: RawConnection) -> None:
    """Write everything in the write-ahead log to the database file, as far as nobody reads it."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def copy_to(connection: RawConnection, path: str) -> None:
    """Copy the whole database to another file."""
    with closing(sqlite3.connect(path)) as copy:
        connection.backup(copy)


def connect_to_read(path: str) -> RawConnection:
    """Open a database file for reading only, without creating or changing any file.

    Raises DriverError if that is impossible.
    """
    # Without a write-ahead log, nobody has the file open. SQLite would create the log only to read.
    mode = "mode=ro" if has_log(path) else "mode=ro&immutable=1"
    uri = f"{Path(path).absolute().as_uri()}?{mode}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)


def files_of(path: str) -> tuple[Path, Path]:
    """Return the paths of a database and of its write-ahead log."""
    return Path(path), Path(f"{path}{LOG_SUFFIX}")


def has_log(path: str) -> bool:
    """Return whether a database has a write-ahead log: it is open, or its process was killed."""
    return files_of(path)[1].exists()


@contextmanager
def interrupted_after(connection: RawConnection, seconds: float) -> Iterator[None]:
    """Interrupt a statement in this block that takes too long, even if it is a single step."""
    timer = Timer(seconds, connection.interrupt)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()  # the connection is closed next


def is_interrupted(error: BaseException) -> bool:
    """Return whether an error means that a statement was interrupted."""
    return _primary_code(error) == sqlite3.SQLITE_INTERRUPT


def integrity_problems(connection: RawConnection, most: int) -> list[str]:
    """Return the first problems of a file's pages and indexes, and of its foreign keys."""
    found = [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({most})")]
    if found == ["ok"]:
        lost = connection.execute("PRAGMA foreign_key_check").fetchmany(most)
        return [
            f"a row of {table} refers to a missing row of {parent}" for table, _, parent, _ in lost
        ]
    return found


def file_of(tx: Connection) -> str:
    """Return the path of the file behind a connection, or IN_MEMORY."""
    found = tx.exec_driver_sql("SELECT file FROM pragma_database_list WHERE name = 'main'")
    return str(found.scalar_one()) or IN_MEMORY


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


def may_be_committed(error: BaseException) -> bool:
    """Return whether a commit that failed may be written all the same, as far as the disk works."""
    error = getattr(error, "orig", None) or error  # as above
    return _primary_code(error) == sqlite3.SQLITE_IOERR


def may_pass(error: BaseException) -> bool:
    """Return whether a database error can pass by itself, so that a retry makes sense."""
    error = getattr(error, "orig", None) or error  # as above
    return _primary_code(error) not in _LASTING


def is_damage(error: BaseException) -> bool:
    """Return whether an error means that a file is damaged."""
    return _primary_code(error) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def lasting_remedy(error: BaseException) -> str:
    """Return a suggestion for fixing an error of a database that is open."""
    if is_damage(error):
        return "stop accountabot, restore a backup with accountabot restore, and start it again"
    return _NOT_WRITABLE


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
    """Return a partial index."""
    return Index(None, *columns, unique=unique, sqlite_where=where)


@compiles(CreateIndex, "postgresql")
def _create_partial_index(create: CreateIndex, compiler: DDLCompiler, **options: object) -> str:
    """Compile an index for PostgreSQL with the condition that it has for SQLite.

    Without one, PostgreSQL would index all rows, and a unique index would reject some of them. An
    argument `postgresql_where` for each index would import SQLAlchemy's support of PostgreSQL: 3 MB
    of memory.
    """
    options_of = create.element.dialect_options
    options_of["postgresql"]["where"] = options_of[DRIVER]["where"]
    sql: str = compiler.visit_create_index(create, **options)  # type: ignore[no-untyped-call]
    return sql


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
