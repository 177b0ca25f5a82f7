"""Read what held when: a setting is never overwritten, each change of it is kept with its instant."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

FOR_EVER = datetime.max.replace(tzinfo=UTC)
Interval = tuple[datetime, datetime]
"""A stretch of time (UTC), its first instant included and its last not."""


class DatedValue(NamedTuple, Generic[T]):
    """A setting's new value, and the instant (UTC) from which it holds."""

    at: datetime
    value: T


def at(changes: Iterable[DatedValue[T]], instant: datetime, default: T) -> T:
    """Return what holds at `instant`, by changes in order, one at that very instant included."""
    held = default
    for change in changes:
        if change.at > instant:
            break
        held = change.value
    return held


def before(changes: Iterable[DatedValue[T]], instant: datetime, default: T) -> T:
    """Return what held just before `instant`."""
    return at((change for change in changes if change.at < instant), instant, default)


def known_by(changes: Iterable[DatedValue[T]], instant: datetime) -> tuple[DatedValue[T], ...]:
    """Return the changes that were known at `instant`."""
    return tuple(change for change in changes if change.at <= instant)


def merge(intervals: Iterable[Interval]) -> list[Interval]:
    """Return the stretches in order, those that overlap or touch as one."""
    found: list[Interval] = []
    for begins, ends in sorted(intervals):
        if found and begins <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], ends)
        else:
            found.append((begins, ends))
    return found


def overlap_seconds(intervals: Iterable[Interval], begins: datetime, ends: datetime) -> float:
    """Return for how many seconds the time from `begins` to `ends` is covered; what overlaps is counted once."""
    within = (
        (max(since, begins), min(until, ends))
        for since, until in intervals
        if since < ends and until > begins
    )
    return sum((until - since).total_seconds() for since, until in merge(within))
