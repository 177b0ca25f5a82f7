"""Parse written dates: in digits, or with a month's name, such as "Dec 24th".

Month names in other languages than the table's are parsed by dateparser.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache, cached_property, lru_cache
from typing import Any

from accountabot.domain.calendar.days import LocalDay
from accountabot.phrases.calendar.calendar_ranges import CalendarRanges, add_span, next_date
from accountabot.phrases.calendar.clock_times import ClockTimeParser
from accountabot.phrases.calendar.moment import Moment
from accountabot.phrases.calendar.numeric_dates import (
    LAST_YEAR,
    LEAP_YEAR,
    NumericDateParser,
    full_year,
    valid_date,
)
from accountabot.phrases.calendar.timing import Timing
from accountabot.phrases.language import locales
from accountabot.phrases.language.matcher import Matcher

_YEAR = re.compile(r"(?:19|2\d)\d\d")
_DAY = timedelta(days=1)
_TWO_DIGITS = 2
_MAX_DATES = 3
"""The maximum number of dates that dateparser parses per sentence, because it is slow."""
_MAX_YEARS_AHEAD = 10
"""A later year is more likely an ordinary number."""


class WrittenDateParser:
    """Parser for the dates in a sentence."""

    def __init__(
        self, matcher: Matcher, timing: Timing, clock_times: ClockTimeParser, locale: str
    ) -> None:
        self.matcher = matcher
        self.timing = timing
        self.clock_times = clock_times
        self.locale = locale
        self.numeric = NumericDateParser(matcher, timing, locale)
        self._parsed: set[str] = set()
        matcher.is_bilingual = not locales.is_in(locale, matcher.table.language)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The possible languages of a date."""
        return locales.date_languages(self.matcher.table.language, self.locale)

    def parse(
        self, at: int, ranges: CalendarRanges, *, is_whole: bool
    ) -> Iterator[tuple[int, Moment]]:
        """Yield the end and value of each date at a position.

        With `is_whole`, a day and month in digits and a month or year alone are also accepted.
        """
        try:
            yield from self.numeric.complete(at)
            named = list(self._with_month_name(at, ranges.today))
            yield from named
            if is_whole or self.numeric.is_dotted(at):
                yield from self.numeric.day_and_month(at)
            if is_whole and not named:
                yield from self._month_or_year(at, ranges)
        except (ValueError, OverflowError):
            return

    def skip_joiner(self, at: int) -> int:
        """Skip a word or hyphen that joins the parts of a date, such as "of"."""
        is_hyphen = self.matcher.text(at) == "-" and self.matcher.tokens[at].is_attached
        return at + (is_hyphen or self.matcher.has_class("date-joiners", at))

    def _with_month_name(self, at: int, today: LocalDay) -> Iterator[tuple[int, Moment]]:
        """Yield a date such as "Dec 24th" or "24-Dec-2026"."""
        if self._is_month(at) and (found := self._day_number(self.skip_joiner(at + 1))):
            end, day = found
            month = self.matcher.text(at)
            last = self._last_day_number(end)
            if last:
                yield end, self._days_of_month(day, day, month, end, today)[1]
            yield self._days_of_month(
                day, last[1] if last else day, month, last[0] if last else end, today
            )
        elif found := self._day_number(at):
            end, day = found
            last = self._last_day_number(end, before_month=True)
            place = self.skip_joiner(last[0] if last else end)
            if self._is_month(place):
                month = self.matcher.text(place)
                yield self._days_of_month(day, last[1] if last else day, month, place + 1, today)

    def _days_of_month(
        self, first: int, last: int, month: str, end: int, today: LocalDay
    ) -> tuple[int, Moment]:
        """Return the end and value of one or several days of a month, with the year if any."""
        end, year = self._year(end)
        begin = self._named_date(first, month, year, today)
        return end, Moment(begin, begin.replace(day=last), is_written_range=last != first)

    def _last_day_number(self, at: int, *, before_month: bool = False) -> tuple[int, int] | None:
        """Return the end and value of the second number in "Dec 1-24" or "1-24 Dec"."""
        if not self.matcher.has_class("range-words", at):
            return None
        found = self._day_number(at + 1)
        if not found:
            return None
        is_before_month = self._is_month(self.skip_joiner(found[0]))
        return found if is_before_month == before_month else None

    def _named_date(self, day: int, month: str, year: int | None, today: LocalDay) -> LocalDay:
        if number := self.matcher.table.value("month", month):
            found = valid_date(year or LEAP_YEAR, int(number), day)
        else:
            found = self._in_other_language(f"{day} {month} {year or LEAP_YEAR}")
        return found if year else next_date(found.month, found.day, today)

    def _is_month(self, at: int) -> bool:
        """Return whether a token names a month, in the table's or the member's language."""
        text = self.matcher.text(at)
        if self.matcher.value("month", at):
            return True
        own_languages = self.languages[1:] if text.isalpha() else ()
        return any(text in locales.month_names(language) for language in own_languages)

    def _day_number(self, at: int) -> tuple[int, int] | None:
        at += self.matcher.has_class("date-joiners", at)
        for end, slots in self.matcher.fill("ordinal", at):
            return end, slots["ordinal"]
        text = self.matcher.text(at)
        if not text.isdecimal() or len(text) > _TWO_DIGITS or self.clock_times.parse(at):
            return None
        is_amount = self.matcher.value("unit", at + 1) and not self._is_month(at + 1)
        return None if is_amount else (at + 1, int(text))

    def _year(self, at: int) -> tuple[int, int | None]:
        """Return the end and value of the year that follows, or the unchanged position and None."""
        place = self.skip_joiner(at) + (self.matcher.text(at) == "'")
        text = self.matcher.text(place)
        is_short = self.matcher.text(place - 1) in {"-", "'"} and place > at and text.isdecimal()
        if _YEAR.fullmatch(text) or (is_short and len(text) == _TWO_DIGITS):
            return place + 1, full_year(text)
        return at, None

    def _month_or_year(self, at: int, ranges: CalendarRanges) -> Iterator[tuple[int, Moment]]:
        """Yield a month without a day, or a year alone."""
        text = self.matcher.text(at)
        if month := self.matcher.value("month", at):
            end, year = self._year(at + 1)
            first = date(year, int(month), 1) if year else ranges.next_month_named(int(month))
            yield end, Moment(first, add_span(first, 1, "months") - _DAY)
        elif _YEAR.fullmatch(text):
            year = int(text)
            if ranges.today.year <= year <= ranges.today.year + _MAX_YEARS_AHEAD:
                yield at + 1, Moment(date(year, 1, 1), date(year, 12, 31))

    def _in_other_language(self, text: str) -> LocalDay:
        self._parsed.add(text)
        if len(self._parsed) > _MAX_DATES:
            raise ValueError(text)
        found = parse_written_date(text, self.languages)
        if found is None:
            raise ValueError(text)
        return found


@lru_cache(maxsize=1024)
def parse_written_date(text: str, languages: tuple[str, ...]) -> LocalDay | None:
    """Parse a date with a day, a month's name and a year, in this order, or return None."""
    found: datetime | None = _parser(languages).get_date_data(text).date_obj
    return found.date() if found and 1 < found.year < LAST_YEAR else None


@cache
def _parser(languages: tuple[str, ...]) -> Any:  # noqa: ANN401 - dateparser is untyped
    from dateparser.date import DateDataParser  # noqa: PLC0415 - loaded with the first date only

    base = datetime(LEAP_YEAR, 1, 1)  # noqa: DTZ001 - a date has no zone
    settings = {"DATE_ORDER": "DMY", "STRICT_PARSING": True, "RELATIVE_BASE": base}
    return DateDataParser(languages=list(languages), settings=settings)
