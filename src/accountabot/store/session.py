"""One connection and its thread: units of work take turns on it, and those that wait together are saved together."""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from math import inf
from time import perf_counter
from typing import Any, Generic, TypeVar

import aiosqlite
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError

from accountabot.store.engine import view

T = TypeVar("T")

PATIENCE = 1.9
"""Seconds after which a unit of work gives up, waiting included, so that every command is answered in time."""
QUEUE_WAIT = 1.5
"""Seconds of them that it may wait for its turn."""
LOCK_WAIT = 1.4
"""Seconds of them, where so many are left, that it may wait for another process to let go of the file."""
TOGETHER = 32
"""Units of work that share one transaction at most, so that the first of them need not wait long for the last."""


class NotSaved(Exception):  # noqa: N818 - it is what the member is told
    """The database is busy, full, broken or closed: nothing was changed."""


@dataclass
class _UnitOfWork(Generic[T]):
    """A use case that waits for its turn, and what became of it."""

    work: Callable[[Connection], T]
    patience: float
    has_keys: bool = True
    asked: float = field(default_factory=perf_counter)
    is_done: bool = False
    value: T | None = None
    error: BaseException | None = None

    @property
    def is_patient(self) -> bool:
        return self.patience == inf

    def carry_out(self, connection: Connection) -> None:
        if not self.is_patient and perf_counter() - self.asked > QUEUE_WAIT:
            raise NotSaved("the database was busy for too long")
        self.value, self.error = self.work(connection), None

    def outcome(self) -> T:
        match self.error:
            case None:
                return self.value  # type: ignore[return-value]  # a unit without an error has its value, None or not
            case DBAPIError() | sqlite3.Error() as error if not isinstance(error, IntegrityError):
                raise NotSaved(str(getattr(error, "orig", error))) from error
        raise self.error


class _Thread(aiosqlite.Connection):
    """One connection to the file, with the thread that alone uses it."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connect, iter_chunk_size=64)
        self._thread.daemon = (
            True  # a program that ends without closing must not hang; what was answered is on disk
        )

    @property
    def raw(self) -> sqlite3.Connection:
        """What sqlite3 itself holds; only for this thread."""
        return self._conn

    async def run(self, work: Callable[[], T]) -> T:
        """Run something on this connection's own thread, in one hop."""
        result: T = await self._execute(work)  # type: ignore[no-untyped-call]  # the one untyped door
        return result

    async def end(self) -> None:
        """Close the connection, where there is one, and wait for the thread to end while the loop still runs."""
        await self.close()
        if self._thread.is_alive():
            await asyncio.to_thread(self._thread.join)


class Session:
    """What one thread holds: its connection, who waits for it, and the SQL with which its transactions begin."""

    def __init__(self, path: str, begin: str) -> None:
        self._path, self._begin = path, begin
        self._thread = _Thread(self._connect)
        self._waiting: deque[_UnitOfWork[Any]] = deque()
        self._lock_wait = LOCK_WAIT
        self._deadline = inf
        self.is_open = False

    async def open(self) -> None:
        """Connect."""
        await self._thread
        await self._thread.run(self._wrap)
        self.is_open = True

    async def close(self) -> None:
        """Finish what waits, and disconnect."""
        if self.is_open:
            self.is_open = False
            await self._thread.run(self._connection.close)
        await self._thread.end()

    async def run(
        self, work: Callable[[Connection], T], patience: float = PATIENCE, *, has_keys: bool = True
    ) -> T:
        """Carry out a unit of work and return what it came to, once that is on disk.

        `work` may be begun anew where others spoilt the transaction that it shared: it changes nothing but rows.
        Without keys SQLite neither refuses nor removes what hangs on a row that goes; only for patient work, alone.
        Raises what `work` raises, and NotSaved after `patience` seconds or where the database can't.
        """
        if not self.is_open:
            raise NotSaved("the database is closed")
        unit = _UnitOfWork(work, patience, has_keys)
        self._waiting.append(unit)
        await self._thread.run(partial(self._see_to, unit))
        return unit.outcome()

    def _see_to(self, unit: _UnitOfWork[Any]) -> None:
        while not unit.is_done:  # who came in the meantime was done together with one before
            units = self._next()
            if len(units) == 1 or not self._share(units):
                for each in units:
                    self._alone(each)
            for each in units:
                each.is_done = True

    def _next(self) -> list[_UnitOfWork[Any]]:
        units = [self._waiting.popleft()]
        if not units[0].is_patient:
            while self._waiting and not self._waiting[0].is_patient and len(units) < TOGETHER:
                units.append(self._waiting.popleft())
        return units

    def _alone(self, unit: _UnitOfWork[Any]) -> None:
        try:
            with self._keys(unit), self._transaction(unit):
                unit.carry_out(self._connection)
        except BaseException as error:  # noqa: BLE001 - whoever asked for it is told
            unit.error = error

    @contextmanager
    def _keys(self, unit: _UnitOfWork[Any]) -> Iterator[None]:
        """Do without keys between tables where that is asked for; SQLite changes it outside of transactions only."""
        if unit.has_keys:
            yield
            return
        self._thread.raw.execute("PRAGMA foreign_keys=OFF")
        try:
            yield
        finally:
            self._thread.raw.execute("PRAGMA foreign_keys=ON")

    def _share(self, units: list[_UnitOfWork[Any]]) -> bool:
        """Carry out all of them in one transaction, and return whether it could be kept."""
        try:
            with self._transaction(units[0]):
                for unit in units:
                    self._deadline = unit.asked + unit.patience
                    self._within(unit)
        except (DBAPIError, sqlite3.Error):
            return False
        return True

    def _within(self, unit: _UnitOfWork[Any]) -> None:
        raw = self._thread.raw
        raw.execute("SAVEPOINT one")
        try:
            unit.carry_out(self._connection)
        except BaseException as error:  # noqa: BLE001 - whoever asked for it is told
            unit.error = error
            raw.execute("ROLLBACK TO one")  # which fails where the whole transaction was lost
        raw.execute("RELEASE one")

    @contextmanager
    def _transaction(self, unit: _UnitOfWork[Any]) -> Iterator[None]:
        self._wait_for_lock(min(LOCK_WAIT, max(0, unit.asked + unit.patience - perf_counter())))
        self._deadline = unit.asked + unit.patience
        with self._connection.begin():
            self._thread.raw.execute(
                self._begin
            )  # sqlite3's own transaction, which SQLAlchemy ends
            yield

    def _wait_for_lock(self, seconds: float) -> None:
        if seconds != self._lock_wait:
            self._thread.raw.execute(f"PRAGMA busy_timeout={int(seconds * 1000)}")
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
        self._connection = view(self._thread.raw)
