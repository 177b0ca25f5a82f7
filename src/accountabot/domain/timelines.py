"""Read effective-dated values: a change is appended with its instant, never overwritten."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

FOR_EVER = datetime.max.replace(tzinfo=UTC)
"""The end of an interval that has none."""
Interval = tuple[datetime, datetime]
"""A half-open range of time (UTC): its first instant is included, its last one is not."""


class DatedValue(NamedTuple, Generic[T]):
    """A value and the instant (UTC) from which it is in force (an effective-dated value)."""

    at: datetime
    value: T


def at(changes: Iterable[DatedValue[T]], instant: datetime, default: T) -> T:
    """Return the value in force at `instant`; a change at that very instant counts.

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
    """Return the changes made by `instant`."""
    return tuple(change for change in changes if change.at <= instant)


def merge(intervals: Iterable[Interval]) -> list[Interval]:
    """Return the intervals in order, with overlapping and touching ones joined."""
    found: list[Interval] = []
    for begins, ends in sorted(intervals):
        if found and begins <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], ends)
        else:
            found.append((begins, ends))
    return found


def overlap_seconds(intervals: Iterable[Interval], begins: datetime, ends: datetime) -> float:
    """Return how many seconds between `begins` and `ends` are covered, each counted once."""
    within = (
        (max(since, begins), min(until, ends))
        for since, until in intervals
        if since < ends and until > begins
    )
    return sum((until - since).total_seconds() for since, until in merge(within))
