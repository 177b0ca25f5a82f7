"""Decide whether the check-ins of a period meet its requirement, on time or late."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from accountabot.domain.checkins.activity import CheckIn
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.periods import Period
from accountabot.domain.goals.schedules import Per


class Outcome(StrEnum):
    """The state of a period; all states except the first two are final."""

    OPEN = "open"
    PENDING = "pending"
    KEPT = "kept"
    LATE = "late"
    EXCUSED = "excused"
    FROZEN = "frozen"
    MISSED = "missed"
    NOT_JUDGED = "not judged"

    @property
    def is_closed(self) -> bool:
        """Return whether the outcome is final."""
        return self not in {Outcome.OPEN, Outcome.PENDING}

    @property
    def is_slip(self) -> bool:
        """Return whether the promise was not kept, so that it cost the streak or a freeze."""
        return self in {Outcome.MISSED, Outcome.FROZEN}

    @property
    def counts_as_kept(self) -> bool:
        """Return whether the promise was kept, on time or in the grace period."""
        return self in {Outcome.KEPT, Outcome.LATE}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a period, its time (UTC), and the reason for an excuse."""

    period: Period
    outcome: Outcome
    closed_at: datetime | None
    reason: str = ""


class CheckInIndex:
    """A goal's check-ins, sorted by day for fast lookup by period."""

    def __init__(self, check_ins: Sequence[CheckIn]) -> None:
        # Two check-ins at the same instant keep the order in which they were recorded. That is
        # rare, so their positions are only stored if it happens.
        has_ties = len({check_in.at for check_in in check_ins}) < len(check_ins)
        self._position = {id(c): number for number, c in enumerate(check_ins)} if has_ties else {}
        self._sorted = sorted(check_ins, key=lambda c: (c.day, c.at))
        self._days = [check_in.day for check_in in self._sorted]
        self.last = self._days[-1] if self._days else None

    @property
    def all(self) -> Sequence[CheckIn]:
        """All check-ins, sorted by day."""
        return self._sorted

    def serving(self, goal: Goal, period: Period, now: datetime) -> list[CheckIn]:
        """Return the check-ins up to `now` that count for `period`, in the order they were made.

        They must be for a day in the period, and made before the grace period ends. A first time
        zone can leave one on the first day that was made before that day began. For a one-time
        goal, the end is an instant. After the goal has ended, a check-in only counts for a period
        that was pending at that time.
        """
        is_bounded_by_instants = goal.is_once or period.last is None
        within = self._sorted if is_bounded_by_instants else self._between(period)
        if not within:
            return []
        ended = goal.ended_at
        was_pending = ended is not None and period.ends is not None and period.ends <= ended
        counting = (
            c
            for c in within
            if period.first <= c.day
            and c.at <= now
            and (period.closes is None or c.at < period.closes)
            and (ended is None or was_pending or c.at <= ended)
        )
        return sorted(counting, key=lambda c: (c.at, self._position.get(id(c), 0)))

    def _between(self, period: Period) -> Sequence[CheckIn]:
        last = period.last or period.first
        return self._sorted[bisect_left(self._days, period.first) : bisect_right(self._days, last)]


def met(
    goal: Goal, period: Period, check_ins: Sequence[CheckIn], now: datetime
) -> tuple[Outcome, datetime] | None:
    """Return whether a period was met on time or late, and when, or None.

    A ceiling is judged when the period ends; late check-ins only count if there were none before.
    """
    if not check_ins:
        return None
    in_time = [c for c in check_ins if period.ends is None or c.at < period.ends]
    if goal.is_ceiling and (in_time or period.ends is None or now < period.ends):
        return _met_ceiling(goal, period.ends, in_time, now)
    progress = zip(check_ins, _progress(goal, check_ins), strict=True)
    at = next((c.at for c, is_met in progress if is_met), None)
    if at is None:
        return None
    return (Outcome.KEPT if period.ends is None or at < period.ends else Outcome.LATE), at


def _met_ceiling(
    goal: Goal, ends: datetime | None, in_time: Sequence[CheckIn], now: datetime
) -> tuple[Outcome, datetime] | None:
    if ends is None or ends > now or (goal.ended_at and goal.ended_at < ends):
        return None
    *_, is_met = _progress(goal, in_time)
    return (Outcome.KEPT, ends) if is_met else None


def days_met(goal: Goal, check_ins: Sequence[CheckIn]) -> int:
    """Count the distinct days on which the check-ins of a period met the requirement."""
    return [0, *_met_days(goal, check_ins)][-1]


def _progress(goal: Goal, check_ins: Sequence[CheckIn]) -> Iterator[bool]:
    """Yield, for each check-in, whether the requirement is met so far."""
    wanted = goal.schedule.number if isinstance(goal.schedule, Per) and goal.counts_days else 1
    return (count >= wanted for count in _met_days(goal, check_ins))


def _met_days(goal: Goal, check_ins: Sequence[CheckIn]) -> Iterator[int]:
    """Yield, for each check-in, the days met so far; 1 or 0 without a quota."""
    sums: defaultdict[object, Decimal] = defaultdict(Decimal)
    met: set[object] = set()
    for check_in in check_ins:
        key = check_in.day if goal.counts_days else None
        sums[key] += check_in.amount or 0
        if goal.amount is None or goal.amount.is_reached(sums[key]):
            met.add(key)
        else:
            met.discard(key)  # one more check-in can exceed a ceiling
        yield len(met)
