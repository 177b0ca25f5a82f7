"""Say what a goal asks for next."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from accountabot.domain.checkins import CheckIn
from accountabot.domain.days import Calendar, LocalDay
from accountabot.domain.goals import Goal
from accountabot.domain.outcomes import Outcome, judge

LOOK_AHEAD = 2
"""Due dates that are named in advance."""


@dataclass(frozen=True, slots=True)
class Due:
    """What is open: something today, something of yesterday, and the next due days or the deadline (UTC)."""

    today: bool = False
    yesterday: bool = False
    days: tuple[LocalDay, ...] = ()
    deadline: datetime | None = None


def due(goal: Goal, calendar: Calendar, check_ins: Collection[CheckIn], now: datetime) -> Due:
    """Return what `goal` asks for at `now`; `check_ins` are at least those of yesterday and today."""
    if not goal.is_going(now):
        return Due()
    if goal.is_once:
        until = goal.start.until
        return Due(today=until is not None and calendar.day_of(until) <= calendar.day_of(now), deadline=until)
    today = calendar.day_of(now)
    recent = goal.periods(calendar, calendar.before(calendar.before(today)))
    verdicts = [judge(period, check_ins, now) for period in islice(recent, LOOK_AHEAD + 2)]
    asked = {v.period.first for v in verdicts if v.outcome is Outcome.OPEN}
    missed = any(v.outcome is Outcome.PENDING for v in verdicts)
    return Due(today in asked, missed, tuple(sorted(asked))[:LOOK_AHEAD])
