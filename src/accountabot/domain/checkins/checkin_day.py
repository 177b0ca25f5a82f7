"""Decide which local day a check-in counts for, and whether it is allowed."""

from datetime import datetime
from enum import StrEnum

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.personal_calendar import PersonalCalendar
from accountabot.domain.goals import periods
from accountabot.domain.goals.goal import Goal, GoalState
from accountabot.domain.goals.schedules import EveryWeeksOn, MonthlyOn, WeeklyOn
from accountabot.domain.judging_rules import JudgingRules
from accountabot.domain.refusals import Refusal
from accountabot.domain.timelines import Interval


class DayChoice(StrEnum):
    """The day that a member selects for a check-in."""

    TODAY = "today"
    YESTERDAY = "yesterday"


def resolve_day(when: DayChoice, days: PersonalCalendar, now: datetime) -> LocalDay:
    """Return the local day of *today* or *yesterday* at `now`."""
    today = days.day_of(now)
    return today if when is DayChoice.TODAY else days.before(today)


def classify_day(day: LocalDay, days: PersonalCalendar, now: datetime) -> DayChoice:
    """Return whether `day` is *today* or *yesterday* at `now`; raise Refusal if it is neither."""
    for when in DayChoice:
        if day == resolve_day(when, days, now):
            return when
    raise Refusal("day-over", day=day)


def ensure_can_check_in(
    goal: Goal, rules: JudgingRules, pauses: list[Interval], day: LocalDay, now: datetime
) -> None:
    """Raise Refusal if the goal is over or had not started on `day`."""
    if goal.state is not GoalState.ACTIVE:
        raise Refusal(f"goal-{goal.state}")
    if day < goal.began.day:
        raise Refusal("before-the-start", start=goal.began.day, day=day)
    if goal.start.through and day > goal.start.through:
        raise Refusal("goal-over", last=goal.start.through)
    if goal.is_once:
        closes = next((period.closes for period in periods.of(goal, rules, pauses, now)), None)
        if closes and now >= closes:
            raise Refusal("deadline-over", closed=closes)


def is_bonus(goal: Goal, day: LocalDay) -> bool:
    """Tell whether a check-in on `day` is a bonus, because nothing is due."""
    match goal.schedule:
        case WeeklyOn() | EveryWeeksOn() | MonthlyOn() as fixed:
            return not fixed.due_on(day, goal.start.day)
    return False
