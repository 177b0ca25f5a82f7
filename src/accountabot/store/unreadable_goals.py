"""Leave out goals whose rows can't be read, so that everyone else's are handled.

A disk that fails can change a schedule into something that is none. Work on many goals goes through
them one at a time with `attempt`; what reads many at once falls back to `read_each`.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta
from time import monotonic
from typing import TypeVar

from sqlalchemy import Connection

from accountabot.domain.identifiers import GoalId
from accountabot.domain.refusals import Refusal
from accountabot.store import dialect
from accountabot.store.dialect import RawConnection

T = TypeVar("T")

RETRY_AFTER = timedelta(days=1)
"""When background work tries a goal again that it left out."""
UNREADABLE = (ArithmeticError, AssertionError, LookupError, Refusal, TypeError, ValueError)
"""The errors of values that make no sense; a stored schedule is read like a typed one."""

_log = logging.getLogger(__name__)
_reported: dict[GoalId, float] = {}
"""When (in seconds of a monotonic clock) the log last named a goal."""


def attempt(tx: Connection, goal: GoalId, work: Callable[[], T]) -> T | None:
    """Return the result of work on one goal; if that fails, undo it, and return None."""
    # SQLAlchemy's type for the driver's connection is generic.
    raw: RawConnection = tx.connection.driver_connection  # type: ignore[assignment]
    dialect.begin_savepoint(raw)
    try:
        result: T | None = work()
    except UNREADABLE as error:
        dialect.rollback_savepoint(raw)
        _report(goal, error)
        result = None
    dialect.release_savepoint(raw)
    return result


def read_each(
    tx: Connection,
    batch: Callable[[], list[T]],
    keys: Callable[[], Iterable[GoalId]],
    one: Callable[[GoalId], T | None],
) -> list[T]:
    """Return what `batch` reads; if that fails, what `one` can read of each goal."""
    try:
        return batch()
    except UNREADABLE:
        found = (attempt(tx, key, lambda key=key: one(key)) for key in keys())  # type: ignore[misc]
        return [each for each in found if each is not None]


def _report(goal: GoalId, error: Exception) -> None:
    """Log once a day that a goal was skipped, and the place of the error."""
    now = monotonic()
    last = _reported.get(goal)
    if last is None or now - last >= RETRY_AFTER.total_seconds():
        _reported[goal] = now
        _log.error("Goal %s can't be read or evaluated, and is skipped: %r", goal, error)
