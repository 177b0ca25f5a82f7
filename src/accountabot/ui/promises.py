"""Say in plain words what was promised: how often, how much, from when and until when."""

from datetime import datetime, timedelta

from babel.dates import get_day_names
from babel.lists import format_list

from accountabot.domain.days import Calendar
from accountabot.domain.goals import Goal
from accountabot.domain.journeys import Days
from accountabot.domain.schedules import (
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
from accountabot.ui.amounts import promised
from accountabot.ui.texts import LANGUAGE, say


def promise(goal: Goal, days: Days) -> str:
    """Say how a goal's sentence was understood: "20 pages every Tuesday and Thursday until Sun, Mar 1"."""
    start, through = goal.start.day, goal.start.through
    is_later = start > days.day_of(goal.start.at)
    parts = [
        promised(goal.amount) if goal.amount else None,
        say("once-by", deadline=deadline(goal.start.until, days.calendar(goal.start.at)))
        if goal.start.until
        else how_often(goal.schedule),
        say("promise-from", day=dates.date(start)) if is_later else None,
        say("promise-until", day=dates.full_date(through)) if through else None,
    ]
    return " ".join(part for part in parts if part)


def how_often(schedule: Schedule) -> str:
    """Say how often something is due."""
    match schedule:
        case Once():
            return say("once")
        case WeeklyOn():
            return _weekly(schedule)
        case EveryWeeksOn():
            return say("every-weeks-on", weeks=schedule.weeks, day=weekday(schedule.weekday))
        case MonthlyOn(day=day):
            return say("every-month-last") if day == LAST_OF_MONTH else say("every-month-on", day=day)
        case Every():
            return say(f"every-{schedule.unit}", number=schedule.number)
        case Per():
            return say(f"per-{schedule.unit}", number=schedule.number)


def _weekly(schedule: WeeklyOn) -> str:
    if schedule in {DAILY, WORKDAYS}:
        return say("every-day" if schedule == DAILY else "every-weekday")
    return say("every-week-on", days=format_list([weekday(day) for day in sorted(schedule.days)], locale=LANGUAGE))


def weekday(day: int) -> str:
    """Say a weekday; 0 is Monday."""
    name: str = get_day_names("wide", "format", LANGUAGE)[day]
    return name


def deadline(until: datetime, calendar: Calendar) -> str:
    """Say a deadline: a date where its owner lives, or the moment where they named one."""
    day = calendar.day_of(until)
    is_end_of_day = calendar.ends(day) - until <= timedelta(seconds=1)
    return dates.full_date(day) if is_end_of_day else f"<t:{int(until.timestamp())}:f>"
