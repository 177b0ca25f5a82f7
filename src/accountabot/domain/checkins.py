"""Decide for which local day a check-in counts, and whether it may."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from accountabot.domain.days import Calendar, LocalDay
from accountabot.domain.goals import Goal, State
from accountabot.domain.refusals import Refusal
from accountabot.domain.schedules import WeeklyOn


class When(StrEnum):
    """The day that a member says their check-in is for."""

    TODAY = "today"
    YESTERDAY = "yesterday"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One day's deed, the instant (UTC) at which the member said so, and their note."""

    day: LocalDay
    at: datetime
    note: str = ""


def day_meant(when: When, calendar: Calendar, now: datetime) -> LocalDay:
    """Return the local day that *today* or *yesterday* is, now."""
    today = calendar.day_of(now)
    return today if when is When.TODAY else calendar.before(today)


def day_named(day: LocalDay, calendar: Calendar, now: datetime) -> When:
    """Return whether `day` is *today* or *yesterday*, now; raise Refusal where it is neither."""
    for when in When:
        if day == day_meant(when, calendar, now):
            return when
    raise Refusal("day-over", day=day)


def refuse(goal: Goal, day: LocalDay, now: datetime) -> None:
    """Raise Refusal where a check-in for `day` can't belong to `goal`: it is over, or had not begun."""
    if goal.state is State.COMPLETED:
        raise Refusal("goal-completed")
    if day < goal.start.day:
        raise Refusal("before-the-start", start=goal.start.day, day=day)
    if goal.is_once:
        closes = next(goal.periods(Calendar())).closes
        if closes and now >= closes:
            raise Refusal("deadline-over", closed=closes)


def is_bonus(goal: Goal, day: LocalDay) -> bool:
    """Tell whether `day` is one on which the goal asks for nothing."""
    return isinstance(goal.schedule, WeeklyOn) and not goal.schedule.due_on(day)
