"""Read several dates typed into an option: a range, a list, or a week or month."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import product

from accountabot.domain.calendar.day_runs import days_in, runs_of
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.refusals import Refusal
from accountabot.phrases.calendar.date_spans import SpanReader

MOST_DAYS = 31
"""The maximum number of days."""
MOST_RANGES = 3
"""The maximum number of separate ranges in a list."""
_A_YEAR = timedelta(days=365)
Days = tuple[LocalDay, ...]
_RANGE = re.compile(r"\s+(?:to|until|till|through|thru)\s+|\s*(?:[-–—…]|\.{2,})\s*", re.IGNORECASE)
_LIST = re.compile(r"\s*(?:,\s*and\b|,|\band\b|&|\+|(?<=[a-z])/(?=[a-z]))\s*", re.IGNORECASE)
_OPENING = re.compile(r"(?:from|between)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"between\s+(.+?)\s+and\s+(.+)", re.IGNORECASE)


class DateRangeReader:
    """A reader of several dates, in the calendar and language of the member who typed them."""

    def __init__(self, reader: SpanReader) -> None:
        self._reader = reader

    def read(self, text: str) -> tuple[Days, ...]:
        """Return the sets of days that a text can mean, each in order.

        Raises Refusal if it means none, or if there are too many days.
        """
        text = text.strip()
        found = tuple(dict.fromkeys(self._whole(text) or self._range(text) or self._list(text)))
        if not found:
            raise Refusal("dates-unreadable", read=text)
        return found

    def _whole(self, text: str) -> tuple[Days, ...]:
        """Read one expression: a day, a written range, a week or a month."""
        return tuple(_days(first, last) for first, last in self._reader.spans(text))

    def _range(self, text: str) -> tuple[Days, ...]:
        """Read two days and everything in between."""
        between = _BETWEEN.fullmatch(text)
        parts = [(between[1], between[2])] if between else [*_splits(_RANGE, _bare(text))]
        for left, right in parts:
            firsts = self._reader.single_days(left)
            found = [(first, last) for first in firsts for last in self._ends(right, first)]
            if all(last - first > _A_YEAR for first, last in found):
                found = [*self._in_year_of_the_end(left, right, firsts)] or found
            if found:
                return tuple(_days(first, last) for first, last in found)
        return ()

    def _list(self, text: str) -> tuple[Days, ...]:
        """Read several days or ranges."""
        parts = [part for part in _LIST.split(text) if part.strip()]
        if len(parts) <= 1:
            return ()
        readings = [self._whole(part) or self._range(part) for part in parts]
        return tuple(
            _limited(sorted({day for days in chosen for day in days}))
            for chosen in product(*readings)
        )

    def _ends(self, text: str, first: LocalDay) -> Iterator[LocalDay]:
        """Yield the last days of a range: those that follow its first day.

        A date without a year, and a weekday, is the next one after the first day.
        """
        for last in self._reader.single_days(text):
            if last >= first:
                yield last
                continue
            later = self._reader.single_days_from(text, first)
            yield from (day for day in later if day > first and _has_same_name(last, day))

    def _in_year_of_the_end(
        self, left: str, right: str, firsts: Sequence[LocalDay]
    ) -> Iterator[tuple[LocalDay, LocalDay]]:
        """Yield the ranges whose year is only at the end, as in "Dec 24 to Dec 26 2026"."""
        for first, last in product(firsts, self._reader.single_days(right)):
            if last not in self._reader.single_days_from(right, first):
                continue
            for day in self._reader.single_days_from(left, last - _A_YEAR):
                if day <= last and (day.month, day.day) == (first.month, first.day):
                    yield day, last


def _bare(text: str) -> str:
    return _OPENING.sub("", text, count=1) if _OPENING.match(text) else text


def _splits(pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, str]]:
    """Yield the texts on both sides of each joiner."""
    for found in pattern.finditer(text):
        yield text[: found.start()], text[found.end() :]


def _has_same_name(one: date, other: date) -> bool:
    """Return whether two dates are the same day of the year or of the week."""
    is_same_date = (one.month, one.day) == (other.month, other.day)
    return is_same_date or one.weekday() == other.weekday()


def _days(first: LocalDay, last: LocalDay) -> Days:
    _ensure_few((last - first).days + 1, first, last)
    return days_in([(first, last)])


def _limited(days: list[LocalDay]) -> Days:
    _ensure_few(len(days), days[0], days[-1])
    if len(runs_of(days)) > MOST_RANGES:
        raise Refusal("dates-too-scattered", most=MOST_RANGES)
    return tuple(days)


def _ensure_few(count: int, first: LocalDay, last: LocalDay) -> None:
    if count > MOST_DAYS:
        raise Refusal("dates-too-many", first=first, last=last, count=count, most=MOST_DAYS)
