"""A unit of work: a function that runs in one transaction, unless its caller gives up before.

The event loop can give up on a unit of work at any moment, and the database's thread commits it at
any moment. A lock decides between the two, so that what is reported as not saved is never saved
later.
"""

import logging
from asyncio import Future
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from math import inf
from threading import Lock
from time import perf_counter
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from accountabot.store import dialect
from accountabot.store.dialect import DriverError
from accountabot.store.driver_messages import driver_message
from accountabot.store.errors import MaybeSaved, NotSaved, StoreError
from accountabot.store.files.file_watch import FilesChanged

T = TypeVar("T")

_log = logging.getLogger(__name__)
_lock = Lock()


class UnknownCommit(Exception):  # noqa: N818 - it becomes MaybeSaved
    """A commit failed, but may be in the file at the next start."""


class _State(Enum):
    WAITING = auto()
    """In the queue, or running; nothing is committed."""
    COMMITTING = auto()
    DONE = auto()
    ABANDONED = auto()
    """Nobody waits for it, and it must not be committed."""


@dataclass(eq=False)
class UnitOfWork(Generic[T]):
    """A queued function, and later its result or error."""

    work: Callable[[Connection], T]
    future: Future[T]
    failure: type[StoreError]
    """The error that stands for all database errors."""
    timeout: float
    """Seconds until the caller gives up; infinite for background work."""
    has_foreign_keys: bool = True
    is_retry: bool = False
    requested_at: float = field(default_factory=perf_counter)
    tried_at: float | None = None
    """When background work first tried to lock the file."""
    error: BaseException | None = None
    _result: T | None = None
    _state: _State = _State.WAITING

    @property
    def is_background(self) -> bool:
        """Return whether the unit has no timeout, because no member waits for it."""
        return self.timeout == inf

    @property
    def deadline(self) -> float:
        """The time (of the performance counter) at which its caller gives up."""
        return self.requested_at + self.timeout

    @property
    def is_abandoned(self) -> bool:
        """Return whether the unit must not run any more."""
        return self._state is _State.ABANDONED

    # The database's thread calls these.

    def run(self, connection: Connection) -> None:
        """Run the function and store its result."""
        self._result = self.work(connection)
        self.error = None  # left over from a batch that failed

    def settle(self) -> None:
        """End the unit with its result or error, unless its caller gave up before."""
        with _lock:
            if self._state is not _State.ABANDONED:
                self._state = _State.DONE

    # The event loop calls these.

    def deliver(self) -> None:
        """Give the caller the result or the error."""
        if self.future.done():
            self._log_late_commit()
        elif self.error is None:
            self.future.set_result(self._result)  # type: ignore[arg-type]  # None only if T allows it
        else:
            self.future.set_exception(self._reported(self.error))

    def abandon(self, reason: str) -> bool:
        """Report that the unit failed; return False if it is being committed or is done."""
        with _lock:
            if self._state is not _State.WAITING:
                return False
            self._state = _State.ABANDONED
        if not self.future.done():
            self.future.set_exception(self.failure(reason))
        return True

    def give_up_commit(self) -> None:
        """Report that it is unknown whether the unit is saved, if it still is being committed."""
        with _lock:
            is_committing = self._state is _State.COMMITTING
        if is_committing and not self.future.done():
            self.future.set_exception(self._unknown("the commit takes too long"))

    def _unknown(self, reason: str) -> StoreError:
        return MaybeSaved(reason) if self.failure is NotSaved else self.failure(reason)

    def _log_late_commit(self) -> None:
        given_up = not self.future.cancelled() and isinstance(self.future.exception(), MaybeSaved)
        if given_up:
            seconds = perf_counter() - self.requested_at
            end = "failed after all" if self.error else "was saved after all"
            _log.warning("A change %s, %.1f seconds after it was requested.", end, seconds)

    def _reported(self, error: BaseException) -> BaseException:
        if isinstance(error, DBAPIError | DriverError) and dialect.is_environmental(error):
            reported = self.failure(
                driver_message(error),
                is_locked=dialect.is_locked(error),
                may_pass=dialect.may_pass(error),
            )
            reported.__cause__ = error
            return reported
        if isinstance(error, UnknownCommit):
            return self._unknown(str(error))
        if isinstance(error, FilesChanged):
            return self.failure(str(error), may_pass=False)
        return error


def claim(units: Sequence[UnitOfWork[Any]]) -> bool:
    """Begin to commit units together; return False if a caller has given up on one of them."""
    with _lock:
        if any(unit.is_abandoned for unit in units):
            return False
        for unit in units:
            unit._state = _State.COMMITTING  # noqa: SLF001 - the lock guards all units at once
    return True


def unclaim(units: Sequence[UnitOfWork[Any]]) -> None:
    """Let units wait again after a failed commit; drop those that nobody waits for any more."""
    with _lock:
        for unit in units:
            if unit._state is _State.COMMITTING:  # noqa: SLF001 - as above
                given_up = unit.future.done()
                unit._state = _State.ABANDONED if given_up else _State.WAITING  # noqa: SLF001
