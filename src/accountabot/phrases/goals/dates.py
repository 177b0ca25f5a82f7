"""Read a date that is written down, with a month's name or in figures: dateparser knows how, in many languages."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from accountabot.domain.calendar.days import LocalDay
from accountabot.phrases.goals.deadlines import LAST_YEAR

LEAP = 2000
"""A date without a year is read in this one, which has every date there is."""
_CYCLE = 9
"""In so many years every date comes round."""


@lru_cache(maxsize=1024)
def written(text: str, languages: tuple[str, ...], order: str) -> LocalDay | None:
    """Return the date that is written with its year, None where it is none."""
    found: datetime | None = _parser(languages, order).get_date_data(text).date_obj
    return found.date() if found and 1 < found.year < LAST_YEAR else None


@cache
def _parser(languages: tuple[str, ...], order: str) -> Any:  # noqa: ANN401 - dateparser has no types
    from dateparser.date import DateDataParser  # noqa: PLC0415 - not needed until someone writes a date down

    base = datetime(LEAP, 1, 1)  # noqa: DTZ001 - a date has no zone
    settings = {"DATE_ORDER": order, "STRICT_PARSING": True, "RELATIVE_BASE": base}
    return DateDataParser(languages=list(languages), settings=settings)


def coming(month: int, day: int, today: LocalDay) -> LocalDay:
    """Return the next date with this month and day, today included."""
    return next(found for found in _every_year(month, day, today.year) if found >= today)


def _every_year(month: int, day: int, year: int) -> Iterator[LocalDay]:
    for each in range(year, year + _CYCLE):
        try:
            yield date(each, month, day)
        except ValueError:
            continue
