"""Parse dates in digits, in the order of the member's locale: "2026-12-24", "24/12", "24.12.26"."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from accountabot.domain.calendar.days import LocalDay
from accountabot.phrases.calendar.calendar_ranges import next_date
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
_NUMERIC_DATE = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})")
_ISO_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dt\S+")
_SEPARATORS = frozenset("/-")
_TWO_DIGITS = 2
_FOUR_DIGITS = 4
_LAST_MONTH = 12
_CENTURY = 2000


class NumericDateParser:
    """Parser for the dates in digits; invalid ones raise ValueError."""

    def __init__(self, matcher: Matcher, timing: Timing, locale: str) -> None:
        self.matcher = matcher
        self.timing = timing
        self.locale = locale

    def complete(self, at: int) -> Iterator[tuple[int, Moment]]:
        """Yield a date with a year in digits, in any order and with any separator."""
        text = self.matcher.text(at)
        if _ISO_DATE_TIME.fullmatch(text):
            yield at + 1, self._date_and_time(datetime.fromisoformat(text.upper()))
        elif (parts := _NUMERIC_DATE.fullmatch(text)) and not self._is_part(at):
            year, month, day = self._in_order(parts[1], parts[3], parts[4])
            last_year = LAST_YEAR if len(parts[1]) == _FOUR_DIGITS else _LAST_WRITTEN_YEAR
            if 1 < year < last_year:
                yield at + 1, moment_on(valid_date(year, month, day))

    def _date_and_time(self, found: datetime) -> Moment:
        if not 1 < found.year < LAST_YEAR:
            raise ValueError(found)
        calendar = self.timing.calendar
        instant = calendar.instant(found.replace(tzinfo=None))
        if found.tzinfo:
            instant = found.astimezone(self.timing.now.tzinfo)
            return Moment(calendar.day_of(instant), calendar.day_of(instant), instant)
        return Moment(found.date(), found.date(), instant)

    def _is_part(self, at: int) -> bool:
        """Return whether a date is part of something else, such as an address or "5-4-3-2-1"."""
        tokens = self.matcher.tokens
        follows = at > 0 and tokens[at].is_attached and self.matcher.text(at - 1) in _SEPARATORS
        is_followed = self.matcher.text(at + 1) in _SEPARATORS and tokens[at + 1].is_attached
        return follows or is_followed

    def _in_order(self, first: str, second: str, third: str) -> tuple[int, int, int]:
        """Return year, month and day; the locale decides about the order."""
        order = locales.date_order(self.locale)
        if len(first) == _FOUR_DIGITS or (order == "YMD" and len(third) <= _TWO_DIGITS):
            return full_year(first), int(second), int(third)
        if len(first) > _TWO_DIGITS:
            raise ValueError(first)
        if order == "DMY":
            return full_year(third), int(second), int(first)
        return full_year(third), int(first), int(second)

    def day_and_month(self, at: int) -> Iterator[tuple[int, Moment]]:
        """Yield a date such as 24/12, 24-12 or 24.12. (with the final period)."""
        found = self._two_numbers(at)
        if not found:
            return
        end, first, second = found
        month, day = (first, second) if locales.writes_month_first(self.locale) else (second, first)
        if month > _LAST_MONTH:
            month, day = day, month
        valid_date(LEAP_YEAR, month, day)
        yield end, moment_on(next_date(month, day, self.timing.today))

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

    def is_dotted(self, at: int) -> bool:
        """Return whether "15.12." is a date even without a preposition."""
        return self.matcher.text(at + 1) == "." and locales.dots_dates(self.locale)


def valid_date(year: int, month: int, day: int) -> LocalDay:
    """Return a date whose day and month are swapped if they can only be meant that way."""
    return date(year, day, month) if month > _LAST_MONTH else date(year, month, day)


def full_year(text: str) -> int:
    """Return a year, in this century if it has two digits."""
    return int(text) if len(text) > _TWO_DIGITS else _CENTURY + int(text)
