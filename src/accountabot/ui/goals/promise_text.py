"""Format a promise in plain words: schedule, amount, start and end."""

from datetime import datetime, timedelta

from accountabot.domain.calendar.days import Calendar
from accountabot.domain.calendar.personal_calendar import PersonalCalendar
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.schedules import (
    DAILY,
    LAST_OF_MONTH,
    WORKDAYS,
    Every,
    EveryWeeksOn,
    MonthlyOn,
    Once,
    Per,
    Schedule,
    WeeklyOn,
)
from accountabot.ui import dates
from accountabot.ui.amounts import promised_text
from accountabot.ui.lists import listed
from accountabot.ui.localization import say

SHORTEST_MONTH = 28
"""Days that every month has."""


def promise_text(goal: Goal, days: PersonalCalendar) -> str:
    """Format a goal's promise: "20 pages every Tuesday and Thursday until Sun, Mar 1"."""
    start = goal.start.day
    through = goal.start.through
    is_later = start > days.day_of(goal.start.at)
    parts = [
        promised_text(goal.amount) if goal.amount else None,
        say("once-by", deadline=deadline_text(goal.start.until, days.calendar(goal.start.at)))
        if goal.start.until
        else schedule_text(goal.schedule),
        say("promise-from", day=dates.date(start)) if is_later else None,
        say("promise-until", day=dates.full_date(through)) if through else None,
    ]
    return " ".join(part for part in parts if part)


def schedule_unit(goal: Goal) -> str:
    """Return the case of a sentence about a goal's periods: days, weeks, months or others."""
    if goal.schedule == DAILY:
        return "day"
    return goal.schedule.unit if isinstance(goal.schedule, Per) else "other"


def schedule_text(schedule: Schedule) -> str:
    """Format a schedule."""
    match schedule:
        case Once():
            return say("once")
        case WeeklyOn():
            return _weekly(schedule)
        case EveryWeeksOn():
            return say("every-weeks-on", weeks=schedule.weeks, day=weekday_name(schedule.weekday))
        case MonthlyOn(day=day):
            return _monthly(day)
        case Every():
            return say(f"every-{schedule.unit}", number=schedule.number)
        case Per():
            return say(f"per-{schedule.unit}", number=schedule.number)


def _monthly(day: int) -> str:
    if day == LAST_OF_MONTH:
        return say("every-month-last")
    return say("every-month-on" if day <= SHORTEST_MONTH else "every-month-on-or-last", day=day)


def _weekly(schedule: WeeklyOn) -> str:
    if schedule in {DAILY, WORKDAYS}:
        return say("every-day" if schedule == DAILY else "every-weekday")
    return say(
        "every-week-on",
        days=listed([weekday_name(day) for day in sorted(schedule.days)]),
    )


def weekday_name(day: int) -> str:
    """Return a weekday's name; 0 is Monday."""
    return say("weekday-name", day=day)


def deadline_text(until: datetime, calendar: Calendar) -> str:
    """Format a deadline as a date in the owner's zone, or as an instant if it has a time."""
    return (
        dates.full_date(calendar.day_of(until))
        if is_end_of_day(until, calendar)
        else dates.moment_with_weekday(until)
    )


def is_end_of_day(until: datetime, calendar: Calendar) -> bool:
    """Return whether a deadline is the end of a local day, without an explicit time."""
    return calendar.ends(calendar.day_of(until)) - until <= timedelta(seconds=1)
