"""Read a sentence and return what a member would see, in local dates and times."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

from accountabot.domain.calendar.days import Calendar
from accountabot.domain.goals.schedules import Once
from accountabot.domain.refusals import Refusal
from accountabot.phrases.goals import goal_parser
from accountabot.phrases.goals.parsed_goal import ParsedGoal

WEDNESDAY = datetime(2026, 11, 25, 15, 0)


class Reading(NamedTuple):
    """The fields of a sentence; `asked` means that the member is asked about something."""

    title: str
    schedule: str | None
    start: date | None
    until: datetime | None
    amount: Decimal | None
    unit: str | None
    at_most: bool
    usual_time: time | None
    asked: bool


REFUSED = Reading("", None, None, None, None, None, at_most=False, usual_time=None, asked=True)


def read(
    text: str,
    *,
    now: datetime = WEDNESDAY,
    zone: str = "America/New_York",
    locale: str = "en-US",
) -> Reading:
    """Read a sentence; one that is refused counts as asked."""
    calendar = Calendar(ZoneInfo(zone))
    instant = calendar.instant(now)
    try:
        parsed = goal_parser.parse_goal(text, calendar, instant, locale=locale)
    except Refusal:
        return REFUSED
    until = calendar.last_second(parsed.through) if parsed.through else parsed.until
    amount = parsed.amount
    return Reading(
        title=parsed.title,
        schedule=str(parsed.schedule) if parsed.schedule else None,
        start=parsed.start,
        until=until.astimezone(calendar.zone).replace(tzinfo=None) if until else None,
        amount=amount.number if amount else None,
        unit=(amount.unit or None) if amount else None,
        at_most=bool(amount and amount.at_most),
        usual_time=parsed.usual_time,
        asked=_is_asked(parsed, calendar, instant),
    )


def _is_asked(parsed: ParsedGoal, calendar: Calendar, now: datetime) -> bool:
    """Return whether something is open, or an end that is over will be refused."""
    is_over = bool(
        (parsed.until and parsed.until <= now and isinstance(parsed.schedule, Once))
        or (parsed.through and parsed.through < calendar.day_of(now))
    )
    is_open = parsed.schedule is None or parsed.choices or parsed.parts or parsed.unread_end
    return bool(is_open or is_over)
