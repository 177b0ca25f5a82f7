"""Parse a whole date in another language than the table's, such as "demain", with dateparser."""

import re
from datetime import UTC, datetime
from typing import Any

from accountabot.domain.calendar.days import Calendar
from accountabot.phrases.calendar.calendar_ranges import CalendarRanges, add_span
from accountabot.phrases.calendar.moment import Moment, either, moment_on
from accountabot.phrases.language import locales

_NUMBER = re.compile(r"\d+")
_CENTURY = 100
_DAYS_PER_WEEK = 7
_MONTHS_PER_YEAR = 12
_SPANS = {"week", "month", "year"}


def parse_date(
    text: str,
    calendar: Calendar,
    now: datetime,
    *,
    languages: tuple[str, ...],
    locale: str,
    week_start: int,
) -> Moment | None:
    """Return the moment of a text that is only a date, or None."""
    if not languages:
        return None
    local_now = now.astimezone(calendar.zone)
    found = _date_parser(languages, locale, local_now).get_date_data(text)
    date: datetime | None = found.date_obj
    if date is None or not _explains_numbers(text, date, local_now):
        return None
    if found.period == "time":
        instant = calendar.instant(date.replace(tzinfo=None)).astimezone(UTC)
        day = calendar.day_of(instant)
        return Moment(day, day, instant)
    day = date.date()
    ranges = CalendarRanges(local_now.date(), week_start)
    if found.period in _SPANS and not _NUMBER.search(text):
        return _in_span(found.period, moment_on(day), ranges)
    return moment_on(day)


def _in_span(span: str, moment: Moment, ranges: CalendarRanges) -> Moment:
    """Return this or the next week, month or year.

    dateparser doesn't tell "next week" from "in a week", so the next one is ambiguous.
    """
    if moment.last == ranges.today:
        return Moment(*ranges.relative(span, 0))
    if moment.last == add_span(ranges.today, 1, f"{span}s"):
        return either([Moment(*ranges.relative(span, 1)), moment])
    return moment


def _date_parser(languages: tuple[str, ...], locale: str, now: datetime) -> Any:  # noqa: ANN401 - dateparser is untyped
    from dateparser.date import DateDataParser  # noqa: PLC0415 - loaded with the first date only

    settings = {
        "RELATIVE_BASE": now.replace(tzinfo=None),
        "PREFER_DATES_FROM": "future",
        "RETURN_TIME_AS_PERIOD": True,
        # Without this, a month alone would get today's day.
        "REQUIRE_PARTS": ["day", "month"],
        "DATE_ORDER": locales.date_order(locale),
    }
    return DateDataParser(languages=list(languages), settings=settings)


def _explains_numbers(text: str, found: datetime, now: datetime) -> bool:
    """Return whether dateparser used every number; it skips words that it doesn't know."""
    days = abs((found.date() - now.date()).days)
    months = abs((found.year - now.year) * _MONTHS_PER_YEAR + found.month - now.month)
    used = {found.day, found.month, found.year, found.year % _CENTURY, found.hour, found.minute}
    used |= {days, days // _DAYS_PER_WEEK, months, months // _MONTHS_PER_YEAR}
    return {int(number) for number in _NUMBER.findall(text)} <= used
