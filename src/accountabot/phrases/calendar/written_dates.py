"""Parse dates in ISO 8601, numeric dates, and dates with a month name.

All except ISO dates are parsed by dateparser, which supports many languages.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache, cached_property, lru_cache
from typing import Any

from accountabot.domain.calendar.days import Calendar, LocalDay
from accountabot.domain.goals.schedules import WEEKDAYS
from accountabot.phrases.calendar.calendar_ranges import CalendarRanges, add_span
from accountabot.phrases.calendar.clock_times import ClockTimeParser
from accountabot.phrases.calendar.deadlines import LAST_YEAR
from accountabot.phrases.calendar.moment import Moment, moment_on
from accountabot.phrases.language import locales
from accountabot.phrases.language.matcher import Matcher

LEAP_YEAR = 2000
"""The year for parsing a date without one; a leap year, so that every date exists."""
_MAX_LEAP_GAP = 9
"""29 February recurs within this many years."""
_YEAR = re.compile(r"(?:19|2\d)\d\d")
_NUMERIC_DATE = re.compile(r"\d{1,4}([./])\d{1,2}\1\d{2,4}")
_DAY = timedelta(days=1)
_TWO_DIGITS = 2
_MAX_DATES = 3
"""The maximum number of dates to parse per sentence, because dateparser is slow."""
_MAX_YEARS_AHEAD = 10
"""A later year is more likely an ordinary number."""


class WrittenDateParser:
    """Parser for the dates in a sentence."""

    def __init__(
        self, matcher: Matcher, calendar: Calendar, clock_times: ClockTimeParser, locale: str
    ) -> None:
        self.matcher = matcher
        self.calendar = calendar
        self.clock_times = clock_times
        self.locale = locale
        self._parsed: set[str] = set()

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The possible languages of a date."""
        return locales.date_languages(self.matcher.table.language, self.locale)

    def parse(
        self, at: int, ranges: CalendarRanges, *, is_whole: bool
    ) -> Iterator[tuple[int, Moment]]:
        """Yield the end and value of each date at a position.

        With `is_whole`, numeric dates and a month or year alone are also accepted.
        """
        weekday = self.matcher.value("day", at)
        if weekday in WEEKDAYS:
            at = self.skip_joiner(at + 1)
        try:
            yield from self._iso(at)
            named = list(self._with_month_name(at, ranges.today))
            yield from named
            if is_whole and not weekday and not named:
                yield from self._numeric(at, ranges.today)
                yield from self._month_or_year(at, ranges)
        except (ValueError, OverflowError):
            return

    def skip_joiner(self, at: int) -> int:
        """Skip a word that joins the parts of a date, such as "of"."""
        return at + self.matcher.has_class("date-joiners", at)

    def _iso(self, at: int) -> Iterator[tuple[int, Moment]]:
        text = self.matcher.text(at)
        if text[4:5] != "-":
            return
        found = datetime.fromisoformat(text.upper())
        if 1 < found.year < LAST_YEAR:
            instant = self.calendar.instant(found) if "t" in text else None
            yield at + 1, Moment(found.date(), found.date(), instant)

    def _with_month_name(self, at: int, today: LocalDay) -> Iterator[tuple[int, Moment]]:
        """Yield a date such as "Dec 24th" or "24 December 2026"."""
        if (found := self._day_number(at + 1)) and self._is_month(at):
            end, day = found
            month = self.matcher.text(at)
        elif found := self._day_number(at):
            end, day = found
            place = self.skip_joiner(end)
            if not self._is_month(place):
                return
            month = self.matcher.text(place)
            end = place + 1
        else:
            return
        end, year = self._year(end)
        yield end, moment_on(self._parse(f"{day} {month}", "DMY", year, today))

    def _is_month(self, at: int) -> bool:
        """Return whether a token names a month, in the table's or the member's language."""
        text = self.matcher.text(at)
        if self.matcher.has_class("months", at):
            return True
        own_languages = self.languages[1:] if text.isalpha() else ()
        return any(text in locales.month_names(language) for language in own_languages)

    def _day_number(self, at: int) -> tuple[int, int] | None:
        at = self.skip_joiner(at)
        for end, slots in self.matcher.fill("ordinal", at):
            return end, slots["ordinal"]
        text = self.matcher.text(at)
        if not text.isdecimal() or len(text) > _TWO_DIGITS or self.clock_times.parse(at):
            return None
        return at + 1, int(text)

    def _year(self, at: int) -> tuple[int, int | None]:
        """Return the end and value of the year that follows, or the unchanged position and None."""
        place = self.skip_joiner(at)
        year = _YEAR.fullmatch(self.matcher.text(place))
        return (place + 1, int(year[0])) if year else (at, None)

    def _month_or_year(self, at: int, ranges: CalendarRanges) -> Iterator[tuple[int, Moment]]:
        """Yield a month without a day, or a year alone."""
        text = self.matcher.text(at)
        if self.matcher.has_class("months", at):
            end, year = self._year(at + 1)
            first = self._parse(f"1 {text}", "DMY", year or LEAP_YEAR, ranges.today)
            first = first if year else ranges.next_month_named(first.month)
            yield end, Moment(first, add_span(first, 1, "months") - _DAY)
        elif _YEAR.fullmatch(text):
            year = int(text)
            if ranges.today.year <= year <= ranges.today.year + _MAX_YEARS_AHEAD:
                yield at + 1, Moment(date(year, 1, 1), date(year, 12, 31))

    def _numeric(self, at: int, today: LocalDay) -> Iterator[tuple[int, Moment]]:
        text = self.matcher.text
        order = locales.date_order(self.locale)
        if _NUMERIC_DATE.fullmatch(text(at)):
            yield at + 1, moment_on(self._written(text(at), order))
        elif text(at).isdecimal() and text(at + 1) == "/" and text(at + 2).isdecimal():
            yield at + 3, moment_on(self._parse(f"{text(at)}/{text(at + 2)}", order, None, today))
        elif re.fullmatch(r"\d{1,2}\.\d{1,2}", text(at)) and text(at + 1) == ".":
            yield at + 2, moment_on(self._parse(text(at).replace(".", "/"), order, None, today))

    def _parse(self, text: str, order: str, year: int | None, today: LocalDay) -> LocalDay:
        """Return a date in the given year, or its next occurrence if there is none."""
        separator = "/" if "/" in text else " "
        found = self._written(f"{text}{separator}{year or LEAP_YEAR}", order)
        return found if year else next_date(found.month, found.day, today)

    def _written(self, text: str, order: str) -> LocalDay:
        self._parsed.add(text)
        if len(self._parsed) > _MAX_DATES:
            raise ValueError(text)
        found = parse_written_date(text, self.languages, order)
        if found is None:
            raise ValueError(text)
        return found


@lru_cache(maxsize=1024)
def parse_written_date(text: str, languages: tuple[str, ...], order: str) -> LocalDay | None:
    """Parse a date that includes the year, or return None."""
    found: datetime | None = _parser(languages, order).get_date_data(text).date_obj
    return found.date() if found and 1 < found.year < LAST_YEAR else None


@cache
def _parser(languages: tuple[str, ...], order: str) -> Any:  # noqa: ANN401 - dateparser is untyped
    from dateparser.date import DateDataParser  # noqa: PLC0415 - loaded with the first date only

    base = datetime(LEAP_YEAR, 1, 1)  # noqa: DTZ001 - a date has no zone
    settings = {"DATE_ORDER": order, "STRICT_PARSING": True, "RELATIVE_BASE": base}
    return DateDataParser(languages=list(languages), settings=settings)


def next_date(month: int, day: int, today: LocalDay) -> LocalDay:
    """Return the next date with this month and day, including today."""
    years = range(today.year, today.year + _MAX_LEAP_GAP)
    return next(found for found in _valid_dates(month, day, years) if found >= today)


def _valid_dates(month: int, day: int, years: range) -> Iterator[LocalDay]:
    for year in years:
        try:
            yield date(year, month, day)
        except ValueError:
            continue
