"""Look up effective-dated values: each change is appended with its time, never overwritten."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

FOR_EVER = datetime.max.replace(tzinfo=UTC)
"""The end of an open-ended interval."""
Interval = tuple[datetime, datetime]
"""A half-open interval (UTC): it includes its start but not its end."""


class DatedValue(NamedTuple, Generic[T]):
    """An effective-dated value: it applies from `at` (UTC) on."""

    at: datetime
    value: T


def at(changes: Iterable[DatedValue[T]], instant: datetime, default: T) -> T:
    """Return the value in force at `instant`, including a change at `instant`.

    The changes must be in order.
    """
    value = default
    for change in changes:
        if change.at > instant:
            break
        value = change.value
    return value


def before(changes: Iterable[DatedValue[T]], instant: datetime, default: T) -> T:
    """Return the value in force just before `instant`."""
    return at((change for change in changes if change.at < instant), instant, default)


def known_by(changes: Iterable[DatedValue[T]], instant: datetime) -> tuple[DatedValue[T], ...]:
    """Return the changes made up to `instant`."""
    return tuple(change for change in changes if change.at <= instant)


def merge(intervals: Iterable[Interval]) -> list[Interval]:
    """Return the union of the intervals, in order."""
    found: list[Interval] = []
    for begins, ends in sorted(intervals):
        if found and begins <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], ends)
        else:
            found.append((begins, ends))
    return found


def overlap_seconds(intervals: Iterable[Interval], begins: datetime, ends: datetime) -> float:
    """Return the total overlap of the intervals with `begins` to `ends`, in seconds."""
    within = (
        (max(since, begins), min(until, ends))
        for since, until in intervals
        if since < ends and until > begins
    )
    return sum((until - since).total_seconds() for since, until in merge(within))
