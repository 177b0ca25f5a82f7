"""Open the database and carry out use cases: each a whole unit of work, in one hop, on the database's own thread."""

import asyncio
import sqlite3
from collections.abc import Callable
from functools import partial
from math import inf
from pathlib import Path
from time import perf_counter
from typing import Concatenate, ParamSpec, TypeVar

import aiosqlite
from sqlalchemy import Connection, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError
from sqlalchemy.pool import StaticPool

from accountabot.store import migrating

P = ParamSpec("P")
T = TypeVar("T")

PATIENCE = 1.9
"""Seconds after which a unit of work gives up, waiting included, so that every command is answered in time."""
QUEUE_WAIT = 1.5
"""Seconds of them that it may wait for its turn."""
LOCK_WAIT = 1.4
"""Seconds of them, where so many are left, that it may wait for another process to let go of the file."""
PAUSES = (5, 10, 20, 40, 80)
"""Seconds that background work rests before it is tried again, each time."""

_REMEDIES = {
    sqlite3.SQLITE_BUSY: "stop the other program that uses it, or wait until it is done, and start again",
    sqlite3.SQLITE_LOCKED: "stop the other program that uses it, or wait until it is done, and start again",
    sqlite3.SQLITE_CORRUPT: "restore a backup of it, or move the file away to begin anew",
    sqlite3.SQLITE_NOTADB: "restore a backup of it, or move the file away to begin anew",
    sqlite3.SQLITE_READONLY: "make the file and its folder writable, or set DATABASE_URL to another file",
    sqlite3.SQLITE_CANTOPEN: "make the file and its folder writable, or set DATABASE_URL to another file",
    sqlite3.SQLITE_FULL: "make room on the disk and start again",
    sqlite3.SQLITE_IOERR: "check the disk, or set DATABASE_URL to a file on another one",
}


class NotSaved(Exception):  # noqa: N818 - it is what the member is told
    """The database is busy, full, broken or closed: nothing was changed."""


class UnusableDatabase(Exception):  # noqa: N818 - it is what the self-hoster is told
    """The database can't be opened; the message is one sentence that says what to do."""


class _Thread(aiosqlite.Connection):
    """One connection to the file, with the thread that alone uses it."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connect, iter_chunk_size=64)
        self._thread.daemon = True  # a program that ends without closing must not hang; what was answered is on disk

    async def run(self, work: Callable[[], T]) -> T:
        """Run a whole unit of work on this connection's own thread, in one hop."""
        result: T = await self._execute(work)  # type: ignore[no-untyped-call]  # the one untyped door
        return result

    async def end(self) -> None:
        """Close the connection, where there is one, and wait for the thread to end while the loop still runs."""
        await self.close()
        if self._thread.is_alive():
            await asyncio.to_thread(self._thread.join)


class _Session:
    """What one thread holds: its connection, and the SQL with which its transactions begin."""

    def __init__(self, path: str, begin: str) -> None:
        self._path, self._begin = path, begin
        self._thread = _Thread(self._connect)
        self._lock_wait = LOCK_WAIT
        self._deadline = inf
        self.is_open = False

    async def open(self) -> None:
        await self._thread
        await self._thread.run(self._wrap)
        self.is_open = True

    async def close(self) -> None:
        self.is_open = False
        await self._thread.end()

    async def run(self, work: Callable[[Connection], T], patience: float = PATIENCE) -> T:
        if not self.is_open:
            raise NotSaved("the database is closed")
        asked = perf_counter()
        try:
            return await self._thread.run(lambda: self._transact(work, asked, patience))
        except IntegrityError:
            raise
        except (DBAPIError, sqlite3.Error) as error:
            raise NotSaved(str(getattr(error, "orig", error))) from error

    def _transact(self, work: Callable[[Connection], T], asked: float, patience: float) -> T:
        waited = perf_counter() - asked
        if patience < inf and waited > QUEUE_WAIT:
            raise NotSaved("the database was busy for too long")
        self._wait_for_lock(min(LOCK_WAIT, patience - waited))
        self._deadline = asked + patience
        with self._connection.begin():
            self._thread._conn.execute(self._begin)  # noqa: SLF001 - sqlite3's own transaction, which SQLAlchemy ends
            return work(self._connection)

    def _wait_for_lock(self, seconds: float) -> None:
        if seconds != self._lock_wait:
            self._thread._conn.execute(f"PRAGMA busy_timeout={int(seconds * 1000)}")  # noqa: SLF001
            self._lock_wait = seconds

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, isolation_level=None, timeout=LOCK_WAIT)
        try:
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
                connection.execute(f"PRAGMA {pragma}")
        except sqlite3.Error:
            connection.close()
            raise
        connection.set_progress_handler(lambda: perf_counter() > self._deadline, 10_000)
        return connection

    def _wrap(self) -> None:
        engine = create_engine("sqlite://", creator=lambda: self._thread._conn, poolclass=StaticPool)  # noqa: SLF001
        self._connection = engine.connect()


class Database:
    """The bot's memory: one connection that writes and one beside it that reads."""

    def __init__(self, url: str) -> None:
        self.path = _path(url)
        self._writer = _Session(self.path, "BEGIN IMMEDIATE")
        self._reader = self._writer if self.path == ":memory:" else _Session(self.path, "BEGIN")

    async def open(self) -> None:
        """Open the file, bring its schema up to date, and start reading beside the writer; once is enough.

        Raises UnusableDatabase where the file can't be written, is damaged, or belongs to a newer version.
        """
        if self._reader.is_open:
            return
        try:
            if self.path != ":memory:":
                Path(self.path).parent.mkdir(parents=True, exist_ok=True)
            await self._writer.open()
            await self._writer.run(migrating.bring_up_to_date, patience=inf)
            if self._reader is not self._writer:
                await self._reader.open()
        except (sqlite3.Error, DBAPIError, OSError, NotSaved, migrating.UnknownSchema) as error:
            await self.close()
            raise unusable(self.path, error) from error

    async def close(self) -> None:
        """Close every connection, the reading one first."""
        for session in {self._reader, self._writer}:
            await session.close()

    async def write(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Carry out `work` in one writing transaction; raise NotSaved where nothing could be changed."""
        return await self._writer.run(lambda connection: work(connection, *args, **kwargs))

    async def write_patiently(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Carry out background `work` as `write` does, however long its turn takes; try for minutes before NotSaved."""
        in_turn = partial(self._writer.run, lambda connection: work(connection, *args, **kwargs), patience=inf)
        for pause in PAUSES:
            try:
                return await in_turn()
            except NotSaved:
                if not self._writer.is_open:
                    raise
            await asyncio.sleep(pause)
        return await in_turn()

    async def read(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Carry out `work`, which only reads, beside the writer; raise NotSaved where it can't be answered."""
        return await self._reader.run(lambda connection: work(connection, *args, **kwargs))


def unusable(path: str, error: BaseException) -> UnusableDatabase:
    """Return what to tell of an error that prevents a start: what it is, and what to do about it."""
    if isinstance(error, migrating.UnknownSchema):
        return UnusableDatabase(f"The database {path} can't be used ({error}): update accountabot.")
    while error.__cause__:
        error = error.__cause__
    code = sqlite3.SQLITE_CANTOPEN if isinstance(error, OSError) else getattr(error, "sqlite_errorcode", 0)
    remedy = _REMEDIES.get(code & 0xFF, "set DATABASE_URL to another file")
    return UnusableDatabase(f"The database {path} can't be used ({error}): {remedy}.")


def _path(url: str) -> str:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise UnusableDatabase("DATABASE_URL is no address of a database: write sqlite:/// and a path.") from error
    if not parsed.drivername.startswith("sqlite"):
        raise UnusableDatabase(f"DATABASE_URL begins with {parsed.drivername}: only sqlite:/// is known so far.")
    return parsed.database or ":memory:"
