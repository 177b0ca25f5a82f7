"""Divide a server's time into its weeks and months."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tests.oracle.board_model import ALL, MONTH, Club, Week
from tests.oracle.local_days import RUN_UP, date_shown, first_instant_after
from tests.oracle.model import ONE_DAY
from tests.oracle.schedules import last_of_month
from tests.oracle.settings import value_before


def server_weeks(club: Club, since: datetime) -> Iterator[Week]:
    """List the server's weeks, from some weeks before an instant on.

    The settings in force when a week begins decide its zone and its last day, so new ones wait for
    the next week.
    """
    begins = since - RUN_UP
    first = date_shown(ZoneInfo(zone_before(club, begins)), 0, begins)
    while first.weekday() != first_weekday_before(club, begins):
        first -= ONE_DAY
    while True:
        zone = zone_before(club, begins)
        following = first + ONE_DAY
        while following.weekday() != first_weekday_before(club, begins):
            following += ONE_DAY
        last = following - ONE_DAY
        ends = max(begins, first_instant_after(ZoneInfo(zone), last, 0))
        yield Week(first, last, begins, ends, zone)
        first, begins = following, ends


def zone_before(club: Club, instant: datetime) -> str:
    """Find the zone of a week that begins at the instant; UTC if the server has none."""
    return str(value_before(club.zones, instant, "UTC"))


def first_weekday_before(club: Club, instant: datetime) -> int:
    """Find the first weekday (0 is Monday) of the weeks after one that begins at the instant."""
    weekday = value_before(club.week_starts, instant, 0)
    assert isinstance(weekday, int)
    return weekday


def current_week(club: Club, now: datetime) -> Week:
    """Find the week that lasts by the server's clock."""
    return next(week for week in server_weeks(club, now) if now < week.ends)


def server_date(club: Club, now: datetime) -> date:
    """Find the server's date, in the zone of the current week.

    If the week came with a zone further west, its first day lasts longer.
    """
    week = current_week(club, now)
    return max(week.first, date_shown(ZoneInfo(week.zone), 0, now))


def dates_of(club: Club, period: str, now: datetime) -> tuple[date, date] | None:
    """Find the first and the last date of the current week or month; None for `all`."""
    if period == ALL:
        return None
    if period == MONTH:
        first = server_date(club, now).replace(day=1)
        return first, last_of_month(first)
    week = current_week(club, now)
    return week.first, week.last


def is_within(day: date, dates: tuple[date, date] | None) -> bool:
    """Tell whether the day lies between the dates, both included."""
    return dates is None or dates[0] <= day <= dates[1]
