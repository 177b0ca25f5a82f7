"""List the pauses of a goal, and add up the time that they cover."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from tests.oracle.check_ins import while_it_lived
from tests.oracle.local_days import begin_of
from tests.oracle.model import NEVER, Interval, Known


def joined(intervals: Iterable[Interval]) -> list[Interval]:
    """Join overlapping intervals, so that no time is counted twice."""
    found: list[Interval] = []
    for begins, ends in sorted(intervals):
        if found and begins <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        else:
            found.append((begins, ends))
    return found


def overlap(intervals: Iterable[Interval], begins: datetime, ends: datetime) -> timedelta:
    """Add up how much of the time from begins to ends is covered."""
    pieces = [
        min(ends, its_end) - max(begins, its_begin) for its_begin, its_end in joined(intervals)
    ]
    return sum((piece for piece in pieces if piece > timedelta()), timedelta())


def pauses(known: Known) -> list[Interval]:
    """List the pauses: each lasts until resumed, its named day, or the next check-in."""
    found = []
    for pause in known.life.pauses:
        ends = [one.at for one in known.acted if one.at > pause.at and while_it_lived(known, one)]
        if pause.until is not None:
            ends.append(begin_of(known, pause.until))
        if pause.resumed_at is not None:
            ends.append(pause.resumed_at)
        end = min(ends, default=NEVER)
        if pause.at < end:
            found.append((pause.at, end))
    return found
