"""Parse dates in digits ("2026-12-24", "24/12", "24.12.26") and with a month's name ("Dec 24th").

Month names in other languages than the table's are parsed by dateparser.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache, cached_property, lru_cache
from typing import Any

from accountabot.domain.calendar.days import LocalDay
from accountabot.phrases.calendar.calendar_ranges import CalendarRanges, add_span
from accountabot.phrases.calendar.clock_times import ClockTimeParser
from accountabot.phrases.calendar.moment import Moment, moment_on
from accountabot.phrases.calendar.timing import Timing
from accountabot.phrases.language import locales
from accountabot.phrases.language.matcher import Matcher

LEAP_YEAR = 2000
"""The year for parsing a date without one; a leap year, so that every date exists."""
LAST_YEAR = 9000
"""Dates from this year on are rejected, so that date arithmetic can't overflow."""
_LAST_WRITTEN_YEAR = 2200
"""If the year is last, numbers such as 4-5-6789 are not a date."""
_MAX_LEAP_GAP = 9
"""29 February recurs within this many years."""
_YEAR = re.compile(r"(?:19|2\d)\d\d")
_NUMERIC_DATE = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})")
_ISO_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dt\S+")
_DAY = timedelta(days=1)
_TWO_DIGITS = 2
_FOUR_DIGITS = 4
_LAST_MONTH = 12
_CENTURY = 2000
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
            yield from self._complete(at)
            named = list(self._with_month_name(at, ranges.today))
            yield from named
            if is_whole or self._is_dotted(at):
                yield from self._day_and_month(at, ranges.today)
            if is_whole and not named:
                yield from self._month_or_year(at, ranges)
        except (ValueError, OverflowError):
            return

    def skip_joiner(self, at: int) -> int:
        """Skip a word or hyphen that joins the parts of a date, such as "of"."""
        is_hyphen = self.matcher.text(at) == "-" and self.matcher.tokens[at].is_attached
        return at + (is_hyphen or self.matcher.has_class("date-joiners", at))

    def _complete(self, at: int) -> Iterator[tuple[int, Moment]]:
        """Yield a date with a year in digits, in any order and with any separator."""
        text = self.matcher.text(at)
        if _ISO_DATE_TIME.fullmatch(text):
            yield at + 1, self._date_and_time(datetime.fromisoformat(text.upper()))
        elif parts := _NUMERIC_DATE.fullmatch(text):
            year, month, day = self._in_order(parts[1], parts[3], parts[4])
            last_year = LAST_YEAR if len(parts[1]) == _FOUR_DIGITS else _LAST_WRITTEN_YEAR
            if 1 < year < last_year:
                yield at + 1, moment_on(_date(year, month, day))

    def _date_and_time(self, found: datetime) -> Moment:
        if not 1 < found.year < LAST_YEAR:
            raise ValueError(found)
        calendar = self.timing.calendar
        instant = calendar.instant(found.replace(tzinfo=None))
        if found.tzinfo:
            instant = found.astimezone(self.timing.now.tzinfo)
            return Moment(calendar.day_of(instant), calendar.day_of(instant), instant)
        return Moment(found.date(), found.date(), instant)

    def _in_order(self, first: str, second: str, third: str) -> tuple[int, int, int]:
        """Return year, month and day; the locale decides about the order."""
        order = locales.date_order(self.locale)
        if len(first) == _FOUR_DIGITS or (order == "YMD" and len(third) <= _TWO_DIGITS):
            return _full_year(first), int(second), int(third)
        if len(first) > _TWO_DIGITS:
            raise ValueError(first)
        if order == "DMY":
            return _full_year(third), int(second), int(first)
        return _full_year(third), int(first), int(second)

    def _with_month_name(self, at: int, today: LocalDay) -> Iterator[tuple[int, Moment]]:
        """Yield a date such as "Dec 24th" or "24-Dec-2026"."""
        if self._is_month(at) and (found := self._day_number(self.skip_joiner(at + 1))):
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
        last = self._last_day_number(end)
        end, year = self._year(last[0] if last else end)
        first = self._named_date(day, month, year, today)
        yield end, Moment(first, first.replace(day=last[1]) if last else first)

    def _last_day_number(self, at: int) -> tuple[int, int] | None:
        """Return the end and value of the second number in "Dec 1-24"."""
        if not self.matcher.has_class("range-words", at):
            return None
        found = self._day_number(at + 1)
        is_year = found and _YEAR.fullmatch(self.matcher.text(at + 1))
        return None if is_year or (found and self._is_month(found[0])) else found

    def _named_date(self, day: int, month: str, year: int | None, today: LocalDay) -> LocalDay:
        if number := self.matcher.table.value("month", month):
            found = _date(year or LEAP_YEAR, int(number), day)
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
        place = self.skip_joiner(at)
        text = self.matcher.text(place)
        is_short = place > at and self.matcher.text(at) == "-" and text.isdecimal()
        if _YEAR.fullmatch(text) or (is_short and len(text) == _TWO_DIGITS):
            return place + 1, _full_year(text)
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

    def _day_and_month(self, at: int, today: LocalDay) -> Iterator[tuple[int, Moment]]:
        """Yield a date such as 24/12, 24-12 or 24.12. (with the final period)."""
        found = self._two_numbers(at)
        if not found:
            return
        end, first, second = found
        month, day = (first, second) if locales.writes_month_first(self.locale) else (second, first)
        if month > _LAST_MONTH:
            month, day = day, month
        _date(LEAP_YEAR, month, day)
        yield end, moment_on(next_date(month, day, today))

    def _two_numbers(self, at: int) -> tuple[int, int, int] | None:
        """Return the end and the numbers of a date without a year, or None."""
        text = self.matcher.text
        if re.fullmatch(r"\d{1,2}\.\d{1,2}", text(at)):
            first, _, second = text(at).partition(".")
            has_period = text(at + 1) == "."
            is_date = has_period or (self._is_announced(at) and locales.dots_dates(self.locale))
            return (at + 1 + has_period, int(first), int(second)) if is_date else None
        numbers = (text(at), text(at + 2))
        if not all(number.isdecimal() and len(number) <= _TWO_DIGITS for number in numbers):
            return None
        is_date = text(at + 1) == "/" or (text(at + 1) == "-" and self._ends_date(at + 3))
        return (at + 3, int(numbers[0]), int(numbers[1])) if is_date else None

    def _ends_date(self, at: int) -> bool:
        """Return whether "10-12" is a date, unlike in "10-12 pages"."""
        is_attached = all(self.matcher.tokens[place].is_attached for place in (at - 2, at - 1))
        is_apart = self.matcher.ends_phrase(at) or self.matcher.has_class("stop-words", at)
        return is_attached and is_apart and self._is_announced(at - 3)

    def _is_announced(self, at: int) -> bool:
        """Return whether a preposition or a weekday comes before a date."""
        has_preposition = self.matcher.has_class("date-prepositions", at - 1)
        return has_preposition or self.matcher.value("day", at - 1) is not None

    def _is_dotted(self, at: int) -> bool:
        """Return whether "15.12." is a date even without a preposition."""
        return self.matcher.text(at + 1) == "." and locales.dots_dates(self.locale)

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


def _date(year: int, month: int, day: int) -> LocalDay:
    """Return a date whose day and month are swapped if they can only be meant that way."""
    return date(year, day, month) if month > _LAST_MONTH else date(year, month, day)


def _full_year(text: str) -> int:
    return int(text) if len(text) > _TWO_DIGITS else _CENTURY + int(text)
