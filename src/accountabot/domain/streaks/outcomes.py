"""Judge a period: what its check-ins, its grace and its circumstances make of it."""

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
    """Where a period stands; all but the first two are for ever."""

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
        """Tell whether the period is over for good."""
        return self not in {Outcome.OPEN, Outcome.PENDING}

    @property
    def counts_as_kept(self) -> bool:
        """Tell whether the promise was held, in time or in the grace."""
        return self in {Outcome.KEPT, Outcome.LATE}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A period, what became of it, the instant (UTC) from which that was so, and what in plain words decided it."""

    period: Period
    outcome: Outcome
    closed_at: datetime | None
    reason: str = ""


class CheckInIndex:
    """A goal's check-ins, in the order in which they were recorded, to be asked for those that serve a period."""

    def __init__(self, check_ins: Sequence[CheckIn]) -> None:
        at_once = len({check_in.at for check_in in check_ins}) < len(check_ins)
        self._nth = {id(check_in): nth for nth, check_in in enumerate(check_ins)} if at_once else {}
        self._sorted = sorted(check_ins, key=lambda c: (c.day, c.at))
        self._days = [check_in.day for check_in in self._sorted]
        self.last = self._days[-1] if self._days else None

    @property
    def all(self) -> Sequence[CheckIn]:
        """All of them, by their days."""
        return self._sorted

    def serving(self, goal: Goal, period: Period, now: datetime) -> list[CheckIn]:
        """Return, in the order of saying, what was said by `now` for days of `period` while it or its grace lasted.

        A deed that is done once runs from instant to instant. After the goal's end only what was pending is served.
        """
        whole = goal.is_once or period.last is None
        within = self._sorted if whole else self._between(period)
        if not within:
            return []
        ended = goal.ended_at
        is_alive = ended is None or (period.ends is not None and period.ends <= ended)
        return sorted(
            (
                c
                for c in within
                if period.begins <= c.at <= now
                and (period.closes is None or c.at < period.closes)
                and (is_alive or (ended is not None and c.at <= ended))
            ),
            key=lambda c: (c.at, self._nth.get(id(c), 0)),
        )

    def _between(self, period: Period) -> Sequence[CheckIn]:
        last = period.last or period.first
        return self._sorted[bisect_left(self._days, period.first) : bisect_right(self._days, last)]


def met(
    goal: Goal, period: Period, said: Sequence[CheckIn], now: datetime
) -> tuple[Outcome, datetime] | None:
    """Return how and when the check-ins that serve a period met what it asks for, None where they have not.

    A ceiling is judged once, when the period ends; what comes later counts only where nothing came in time.
    """
    if not said:
        return None
    in_time = [c for c in said if period.ends is None or c.at < period.ends]
    if goal.is_ceiling and (in_time or period.ends is None or now < period.ends):
        return _under(goal, period.ends, in_time, now)
    at = next((c.at for c, is_met in zip(said, _progress(goal, said), strict=True) if is_met), None)
    if at is None:
        return None
    return (Outcome.KEPT if period.ends is None or at < period.ends else Outcome.LATE), at


def _under(
    goal: Goal, ends: datetime | None, in_time: Sequence[CheckIn], now: datetime
) -> tuple[Outcome, datetime] | None:
    is_over = ends is not None and ends <= now and (goal.ended_at is None or ends <= goal.ended_at)
    return (Outcome.KEPT, ends) if ends and is_over and [*_progress(goal, in_time)][-1] else None


def days_met(goal: Goal, said: Sequence[CheckIn]) -> int:
    """Return on how many distinct days the check-ins that serve a period met what each day is asked for."""
    return [0, *_met_days(goal, said)][-1]


def _progress(goal: Goal, said: Sequence[CheckIn]) -> Iterator[bool]:
    """Yield after each check-in whether the requirement is met: by all together, or on so many distinct days."""
    wanted = goal.schedule.number if isinstance(goal.schedule, Per) and goal.counts_days else 1
    return (count >= wanted for count in _met_days(goal, said))


def _met_days(goal: Goal, said: Sequence[CheckIn]) -> Iterator[int]:
    sums: defaultdict[object, Decimal] = defaultdict(Decimal)
    met: set[object] = set()
    for check_in in said:
        key = check_in.day if goal.counts_days else None
        sums[key] += check_in.amount or 0
        (met.add if goal.amount is None or goal.amount.is_reached(sums[key]) else met.discard)(key)
        yield len(met)
