"""Run units of work on one connection, and commit waiting ones together (group commit).

A commit waits for the disk, which takes much longer than everything else in a unit of work. So all
units that are waiting when the connection becomes free share one transaction and one commit.
Decision 0005 has the measurements; decision 0020 is about what happens if the database is busy.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from math import inf
from time import perf_counter
from typing import Any, TypeVar

from sqlalchemy import Connection

from accountabot.store import dialect
from accountabot.store.connections.connection_thread import ConnectionThread
from accountabot.store.connections.health import DatabaseHealth
from accountabot.store.connections.unit_of_work import UnitOfWork, UnknownCommit, claim, unclaim
from accountabot.store.connections.work_queue import WorkQueue
from accountabot.store.dialect import DriverError, RawConnection
from accountabot.store.driver_messages import driver_message, undecodable_column
from accountabot.store.engine import wrap
from accountabot.store.errors import NotSaved, StoreError
from accountabot.store.files.damaged_texts import DamagedTexts
from accountabot.store.files.file_watch import FilesChanged, FileWatch

T = TypeVar("T")

TIMEOUT = 1.9
"""Seconds until a unit of work times out. Discord discards an interaction after three."""
QUEUE_TIMEOUT = 1.5
"""The maximum seconds of it in the queue."""
LOCK_TIMEOUT = 1.4
"""The maximum seconds of it waiting for the lock of another process."""
LOCK_TURN = 0.1
"""The seconds after which waiting background work lets others try to get the lock."""
COMMIT_TIMEOUT = 0.4
"""More seconds for a commit that has begun: before its result, nothing true can be answered."""
CLOSE_TIMEOUT = 3.0
"""The maximum seconds for the rest of the queue when the connection is closed."""
BATCH_SIZE = 32
"""The maximum units of work per transaction; the first one waits for the last."""

_log = logging.getLogger(__name__)


class _Abandoned(Exception):  # noqa: N818 - it only rolls a transaction back
    """A caller gave up on a unit of work that was about to be committed."""


class _Locked(Exception):  # noqa: N818 - as above
    """Another process has locked the file, and nothing has run yet."""


class Session:
    """A connection with its thread and its queue of units of work."""

    def __init__(
        self, path: str, begin: str, health: DatabaseHealth, damaged: DamagedTexts
    ) -> None:
        self._path = path
        self._damaged = damaged
        self._begin = begin
        self._thread = ConnectionThread(self._connect)
        self._queue = WorkQueue(BATCH_SIZE)
        self._lock_timeout = LOCK_TIMEOUT
        self._deadline = inf
        self._watch: FileWatch | None = None
        self._is_committing = False
        self.is_open = False
        self._health = health
        self.observer: Callable[[bool, float], None] | None = None
        """Called with each unit: whether it was background work, and the seconds that it took."""

    async def open(self) -> None:
        """Start the thread and connect."""
        self._loop = asyncio.get_running_loop()
        await self._thread
        await self._thread.run(self._wrap)
        self.is_open = True

    async def watch(self, watch: FileWatch, save: Callable[[str], None]) -> None:
        """Check that the file can be written; from now on, save nothing if it is replaced.

        The write-ahead log is emptied, so the file is whole without it.
        """
        await self._thread.run(partial(watch.begin, self._thread.raw, save))
        self._watch = watch

    def interrupt(self) -> None:
        """Give up on the statement that is running."""
        self._thread.interrupt_now()

    async def check_files(self) -> None:
        """Keep the saved data if the files were replaced, even if nothing was written since."""
        if self._watch and self.is_open:
            with suppress(TimeoutError):
                async with asyncio.timeout(CLOSE_TIMEOUT):
                    await self._thread.run(self._rescue)

    async def close(self) -> bool:
        """Finish background work, give up on the rest of the queue, and join the thread.

        Return False if the database stays open, because it is still busy.
        """
        try:
            async with asyncio.timeout(CLOSE_TIMEOUT):
                if self.is_open:
                    self.is_open = False
                    self._queue.abandon_members("the database is closed")
                    if self._watch:
                        await self._thread.run(self._rescue)
                    await self._thread.run(self._connection.close)
                await self._thread.end()
        except TimeoutError:
            _log.warning("The database is still busy, and was not closed.")
            return False
        return True

    async def run(
        self,
        work: Callable[[Connection], T],
        timeout: float = TIMEOUT,  # noqa: ASYNC109 - it includes the wait for the thread
        *,
        failure: type[StoreError] = NotSaved,
        is_retry: bool = False,
        has_foreign_keys: bool = True,
    ) -> T:
        """Run a unit of work, and return its result once its changes are committed.

        `work` runs again if another unit breaks a shared transaction, so it must have no other side
        effects. Only background work, which has an infinite timeout and its own transaction, can
        disable foreign keys. If another process has locked the file, all waiting background work
        fails, until a retry begins. Raises the errors of `work`, `failure` on a timeout or a
        database error, and MaybeSaved if a commit that has begun doesn't end.
        """
        if not self.is_open:
            raise failure("the database is closed")
        future: asyncio.Future[T] = self._loop.create_future()
        unit = UnitOfWork(
            work,
            future=future,
            failure=failure,
            timeout=timeout,
            has_foreign_keys=has_foreign_keys,
            is_retry=is_retry,
        )
        if unit.is_background:
            self._put(unit)
            return await future
        timer = self._loop.call_later(timeout, self._time_out, unit)
        self._put(unit)
        try:
            return await future
        finally:
            timer.cancel()

    @property
    def queue_length(self) -> int:
        """How many units of work wait."""
        return self._queue.length

    def _deliver(self, batch: list[UnitOfWork[Any]]) -> None:
        for unit in batch:
            self._health.note(unit.error, is_write=self._begin == dialect.BEGIN_WRITE)
            unit.deliver()
            if self.observer:
                self.observer(unit.is_background, perf_counter() - unit.requested_at)

    def _put(self, unit: UnitOfWork[Any]) -> None:
        if self._queue.put(unit):
            self._thread.start(self._run_queue)

    def _time_out(self, unit: UnitOfWork[Any]) -> None:
        if not unit.abandon("the database was busy for too long"):
            self._loop.call_later(COMMIT_TIMEOUT, unit.give_up_commit)

    # Everything below runs on the connection's thread.

    def _run_queue(self) -> None:
        """Run units of work until none is waiting."""
        while batch := self._queue.next_batch():
            try:
                self._run_batch(batch)
            except _Locked:
                self._queue.put_back(batch[0])
                continue
            batch += self._queue.fail_behind(batch[0])
            for unit in batch:
                unit.settle()
            self._loop.call_soon_threadsafe(self._deliver, batch)

    def _run_batch(self, batch: list[UnitOfWork[Any]]) -> None:
        if len(batch) == 1 or not self._run_together(batch):
            for unit in batch:
                self._run_alone(unit)
        failed = [unit for unit in batch if unit.error and undecodable_column(unit.error)]
        if failed and self._damaged.accept(self._thread.raw, failed[0].error):
            for unit in failed:
                self._run_alone(unit)

    def _run_alone(self, unit: UnitOfWork[Any]) -> None:
        raw = self._thread.raw
        try:
            keys = nullcontext() if unit.has_foreign_keys else dialect.without_foreign_keys(raw)
            with keys, self._transaction(unit):
                self._run_unit(unit)
                self._claim([unit])
        except _Locked:
            raise
        except BaseException as error:  # noqa: BLE001 - deliver() raises it to the caller
            unit.error = error
            unclaim([unit])
            if self._watch and isinstance(error, FilesChanged):
                self._watch.rescue(raw, error)

    def _rescue(self) -> None:
        if self._watch:
            try:
                self._watch.check()
            except FilesChanged as changed:
                self._watch.rescue(self._thread.raw, changed)

    def _run_together(self, batch: list[UnitOfWork[Any]]) -> bool:
        """Run all units in one transaction; return False if it was rolled back as a whole."""
        try:
            with self._transaction(batch[0]):
                for unit in batch:
                    self._deadline = unit.deadline
                    self._run_in_savepoint(unit)
                self._claim([unit for unit in batch if unit.error is None])
        except UnknownCommit as error:
            for unit in batch:
                unit.error = unit.error or error
            return True
        except Exception:  # noqa: BLE001 - each unit runs into its own error again
            # One unit may have broken the transaction for all, so each gets one of its own.
            unclaim(batch)
            return False
        return True

    def _run_in_savepoint(self, unit: UnitOfWork[Any]) -> None:
        # A unit that fails, such as a refused command, must not undo the others. SQLAlchemy's
        # begin_nested() does the same, but takes thirty times as long as these two statements.
        raw = self._thread.raw
        dialect.begin_savepoint(raw)
        try:
            self._run_unit(unit)
        except BaseException as error:  # noqa: BLE001 - deliver() raises it to the caller
            unit.error = error
            dialect.rollback_savepoint(raw)  # raises if the whole transaction was lost
        dialect.release_savepoint(raw)

    def _run_unit(self, unit: UnitOfWork[Any]) -> None:
        if unit.is_abandoned:
            raise _Abandoned
        if not unit.is_background and perf_counter() - unit.requested_at > QUEUE_TIMEOUT:
            raise unit.failure("the database was busy for too long")
        unit.run(self._connection)

    def _claim(self, units: list[UnitOfWork[Any]]) -> None:
        if self._watch:
            self._watch.check()
        if not claim(units):
            raise _Abandoned
        self._is_committing = True

    @contextmanager
    def _transaction(self, unit: UnitOfWork[Any]) -> Iterator[None]:
        self._set_lock_timeout(unit)
        self._deadline = unit.deadline
        self._is_committing = False
        with self._no_leftovers(), self._connection.begin():
            # The driver doesn't begin transactions, so SQLAlchemy's begin() has no effect on the
            # file. This does, and SQLAlchemy commits it or rolls it back.
            try:
                self._thread.raw.execute(self._begin)
            except DriverError as error:
                if self._may_try_again(unit) and dialect.is_locked(error):
                    raise _Locked from error
                raise
            yield

    @contextmanager
    def _no_leftovers(self) -> Iterator[None]:
        """Roll back after a failed commit, which can leave its transaction open."""
        try:
            yield
        except BaseException as error:
            if self._thread.raw.in_transaction:
                self._thread.raw.rollback()
            if self._is_committing and dialect.may_be_committed(error):
                self._erase_commit()
            raise

    def _erase_commit(self) -> None:
        """Overwrite a failed commit, or it could be in the file at the next start.

        If the disk fails to sync the write-ahead log, the commit is already written to it.
        """
        try:
            dialect.write_nothing(self._thread.raw)
        except DriverError as error:
            raise UnknownCommit(driver_message(error)) from error

    def _may_try_again(self, unit: UnitOfWork[Any]) -> bool:
        """Return whether background work that can't get the lock should wait for another turn."""
        if not unit.is_background or not self.is_open:
            return False
        unit.tried_at = unit.tried_at or perf_counter()
        return perf_counter() - unit.tried_at < LOCK_TIMEOUT

    def _set_lock_timeout(self, unit: UnitOfWork[Any]) -> None:
        if unit.is_background:
            seconds = min(LOCK_TURN, LOCK_TIMEOUT)
        else:
            seconds = min(LOCK_TIMEOUT, max(0, unit.deadline - perf_counter()))
        if seconds != self._lock_timeout:  # usually unchanged, which saves a statement
            dialect.set_lock_timeout(self._thread.raw, seconds)
            self._lock_timeout = seconds

    def _connect(self) -> RawConnection:
        return dialect.connect(self._path, LOCK_TIMEOUT, self._is_overdue)

    def _is_overdue(self) -> bool:
        return perf_counter() > self._deadline

    def _wrap(self) -> None:
        self._damaged.prepare(self._thread.raw)
        self._connection = wrap(self._thread.raw)
