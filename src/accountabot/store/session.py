"""Run units of work on one connection, and commit waiting ones together (group commit).

A commit waits for the disk, which takes much longer than everything else in a unit of work. So all
units that are waiting when the connection becomes free share one transaction and one commit.
Decision 0005 has the measurements.
"""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from math import inf
from time import perf_counter
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError

from accountabot.store import dialect
from accountabot.store.connection_thread import ConnectionThread
from accountabot.store.dialect import DriverError, RawConnection
from accountabot.store.engine import wrap

T = TypeVar("T")

TIMEOUT = 1.9
"""Seconds until a unit of work times out. Discord discards an interaction after three."""
QUEUE_TIMEOUT = 1.5
"""The maximum seconds of it in the queue."""
LOCK_TIMEOUT = 1.4
"""The maximum seconds of it waiting for the lock of another process."""
BATCH_SIZE = 32
"""The maximum units of work per transaction; the first one waits for the last."""


class NotSaved(Exception):  # noqa: N818 - members read it as an answer
    """The database is busy, full, damaged or closed; nothing was changed."""


@dataclass
class _UnitOfWork(Generic[T]):
    """A queued function, and later its result or error."""

    work: Callable[[Connection], T]
    timeout: float
    has_foreign_keys: bool
    requested_at: float = field(default_factory=perf_counter)
    is_done: bool = False
    result: T | None = None
    error: BaseException | None = None

    @property
    def is_background(self) -> bool:
        """Tell whether the unit has no timeout, because no member waits for it."""
        return self.timeout == inf

    @property
    def deadline(self) -> float:
        return self.requested_at + self.timeout

    def run(self, connection: Connection) -> None:
        """Run the function and store its result; raise NotSaved if it was queued for too long."""
        if not self.is_background and perf_counter() - self.requested_at > QUEUE_TIMEOUT:
            raise NotSaved("the database was busy for too long")
        self.result = self.work(connection)
        self.error = None  # left over from a batch that failed

    def outcome(self) -> T:
        """Return the result or raise the error, with database errors converted to NotSaved."""
        match self.error:
            case None:
                return self.result  # type: ignore[return-value]  # None only if T allows it
            case DBAPIError() | DriverError() as error if not isinstance(error, IntegrityError):
                raise NotSaved(str(getattr(error, "orig", error))) from error
        raise self.error


class Session:
    """A connection with its thread and its queue of units of work."""

    def __init__(self, path: str, begin: str) -> None:
        self._path = path
        self._begin = begin
        self._thread = ConnectionThread(self._connect)
        self._queue: deque[_UnitOfWork[Any]] = deque()
        self._lock_timeout = LOCK_TIMEOUT
        self._deadline = inf
        self.is_open = False

    async def open(self) -> None:
        """Start the thread and connect."""
        await self._thread
        await self._thread.run(self._wrap)
        self.is_open = True

    async def close(self) -> None:
        """Finish the queue, disconnect, and join the thread."""
        if self.is_open:
            self.is_open = False
            await self._thread.run(self._connection.close)
        await self._thread.end()

    async def run(
        self,
        work: Callable[[Connection], T],
        timeout: float = TIMEOUT,  # noqa: ASYNC109 - it includes the wait for the thread
        *,
        has_foreign_keys: bool = True,
    ) -> T:
        """Run a unit of work, and return its result once its changes are committed.

        `work` runs again if another unit breaks a shared transaction, so it must have no other side
        effects. Only background work, which has an infinite timeout and its own transaction, can
        disable foreign keys. Raises the errors of `work`, and NotSaved on a timeout or a database
        error.
        """
        if not self.is_open:
            raise NotSaved("the database is closed")
        unit = _UnitOfWork(work, timeout, has_foreign_keys)
        self._queue.append(unit)
        await self._thread.run(partial(self._run_until_done, unit))
        return unit.outcome()

    # Everything below runs on the connection's thread.

    def _run_until_done(self, unit: _UnitOfWork[Any]) -> None:
        # Each unit of work brings its own call of this method to the thread. If an earlier call
        # has already run it as part of a batch, there is nothing left to do.
        while not unit.is_done:
            batch = self._next_batch()
            if len(batch) == 1 or not self._run_together(batch):
                for each in batch:
                    self._run_alone(each)
            for each in batch:
                each.is_done = True

    def _next_batch(self) -> list[_UnitOfWork[Any]]:
        # Background work is never in a batch: it may take long, and the answers of the others
        # would have to wait for it. Units keep their order, so it also ends a batch.
        batch = [self._queue.popleft()]
        if not batch[0].is_background:
            while self._queue and not self._queue[0].is_background and len(batch) < BATCH_SIZE:
                batch.append(self._queue.popleft())
        return batch

    def _run_alone(self, unit: _UnitOfWork[Any]) -> None:
        raw = self._thread.raw
        keys = nullcontext() if unit.has_foreign_keys else dialect.without_foreign_keys(raw)
        try:
            with keys, self._transaction(unit):
                unit.run(self._connection)
        except BaseException as error:  # noqa: BLE001 - outcome() raises it to the caller
            unit.error = error

    def _run_together(self, batch: list[_UnitOfWork[Any]]) -> bool:
        """Run all units in one transaction; return False if it was rolled back as a whole."""
        try:
            with self._transaction(batch[0]):
                for unit in batch:
                    self._deadline = unit.deadline
                    self._run_in_savepoint(unit)
        except (DBAPIError, DriverError):
            # One unit may have broken the transaction for all, so each gets one of its own.
            return False
        return True

    def _run_in_savepoint(self, unit: _UnitOfWork[Any]) -> None:
        # A unit that fails, such as a refused command, must not undo the others. SQLAlchemy's
        # begin_nested() does the same, but takes thirty times as long as these two statements.
        raw = self._thread.raw
        dialect.begin_savepoint(raw)
        try:
            unit.run(self._connection)
        except BaseException as error:  # noqa: BLE001 - outcome() raises it to the caller
            unit.error = error
            dialect.rollback_savepoint(raw)  # raises if the whole transaction was lost
        dialect.release_savepoint(raw)

    @contextmanager
    def _transaction(self, unit: _UnitOfWork[Any]) -> Iterator[None]:
        self._set_lock_timeout(min(LOCK_TIMEOUT, max(0, unit.deadline - perf_counter())))
        self._deadline = unit.deadline
        with self._connection.begin():
            # The driver doesn't begin transactions, so SQLAlchemy's begin() has no effect on the
            # file. This does, and SQLAlchemy commits it or rolls it back.
            self._thread.raw.execute(self._begin)
            yield

    def _set_lock_timeout(self, seconds: float) -> None:
        if seconds != self._lock_timeout:  # usually unchanged, which saves a statement
            dialect.set_lock_timeout(self._thread.raw, seconds)
            self._lock_timeout = seconds

    def _connect(self) -> RawConnection:
        return dialect.connect(self._path, LOCK_TIMEOUT, self._is_overdue)

    def _is_overdue(self) -> bool:
        return perf_counter() > self._deadline

    def _wrap(self) -> None:
        self._connection = wrap(self._thread.raw)
