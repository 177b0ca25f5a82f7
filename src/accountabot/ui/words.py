"""Say schedules and dates in plain words."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from babel.dates import format_skeleton, get_day_names
from babel.lists import format_list

from accountabot.domain.days import Calendar, LocalDay
from accountabot.domain.due import Due
from accountabot.domain.goals import Goal
from accountabot.domain.refusals import Detail, Refusal
from accountabot.domain.schedules import DAILY, WORKDAYS, Once
from accountabot.ui.quotes import quote
from accountabot.ui.texts import LANGUAGE, say


def promise(goal: Goal) -> str:
    """Say how a goal's sentence was understood: "every Tuesday and Thursday"."""
    schedule = goal.schedule
    if isinstance(schedule, Once):
        return say("once-by", deadline=deadline(goal.start.until)) if goal.start.until else say("once")
    if schedule == DAILY:
        return say("every-day")
    if schedule == WORKDAYS:
        return say("every-weekday")
    return say("every-week-on", days=format_list([weekday(day) for day in sorted(schedule.days)], locale=LANGUAGE))


def next_due(due: Due) -> str | None:
    """Say what a goal asks for next, or nothing where it asks for nothing more."""
    if not due.days:
        return None
    return say("due-next", dates=" · ".join(map(date, due.days)))


def weekday(day: int) -> str:
    """Say a weekday; 0 is Monday."""
    name: str = get_day_names("wide", "format", LANGUAGE)[day]
    return name


def refusal(cause: Refusal) -> str:
    """Say why something can't be done."""
    return say(cause.key, **{name: _detail(value) for name, value in cause.details.items()})


def _detail(value: Detail) -> str | int:
    """Say one detail of a refusal; what a member wrote is quoted."""
    match value:
        case datetime():
            return f"<t:{int(value.timestamp())}:f>"
        case LocalDay():
            return full_date(value)
        case tuple():
            return "\n".join(f"- {quote(text)}" for text in value)
        case str():
            return quote(value)
        case _:
            return value


def full_date(day: LocalDay) -> str:
    """Say a date, with its weekday and year."""
    return format_skeleton("yMMMEd", day, locale=LANGUAGE)


@lru_cache(maxsize=1024)
def date(day: LocalDay) -> str:
    """Say a date, with its weekday."""
    return format_skeleton("MMMEd", day, locale=LANGUAGE)


def deadline(until: datetime) -> str:
    """Say a deadline: a date, or the moment where the member named one."""
    day = Calendar().day_of(until)
    is_end_of_day = Calendar().ends(day) - until.astimezone(UTC) <= timedelta(seconds=1)
    return full_date(day) if is_end_of_day else f"<t:{int(until.timestamp())}:f>"
