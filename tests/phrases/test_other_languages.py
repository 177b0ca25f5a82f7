"""Dates in other languages that name a week, a month or a year, not one day."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from accountabot.domain.calendar.days import Calendar
from accountabot.domain.refusals import Refusal
from accountabot.phrases.calendar.date_reader import DateRole, read_date

NOW = datetime(2026, 1, 14, 12, tzinfo=UTC)
"""A Wednesday."""
BERLIN = Calendar(ZoneInfo("Europe/Berlin"))
THIS = [
    ("diese Woche", "de", date(2026, 1, 12), date(2026, 1, 18)),
    ("cette semaine", "fr", date(2026, 1, 12), date(2026, 1, 18)),
    ("今週", "ja", date(2026, 1, 12), date(2026, 1, 18)),
    ("diesen Monat", "de", date(2026, 1, 1), date(2026, 1, 31)),
    ("cette année", "fr", date(2026, 1, 1), date(2026, 12, 31)),
]
NEXT = [
    ("nächste Woche", "de", date(2026, 1, 19), date(2026, 1, 25), date(2026, 1, 21)),
    ("la semaine prochaine", "fr", date(2026, 1, 19), date(2026, 1, 25), date(2026, 1, 21)),
    ("来週", "ja", date(2026, 1, 19), date(2026, 1, 25), date(2026, 1, 21)),
    ("volgende week", "nl", date(2026, 1, 19), date(2026, 1, 25), date(2026, 1, 21)),
    ("nächsten Monat", "de", date(2026, 2, 1), date(2026, 2, 28), date(2026, 2, 14)),
    ("下个月", "zh-CN", date(2026, 2, 1), date(2026, 2, 28), date(2026, 2, 14)),
    ("nächstes Jahr", "de", date(2027, 1, 1), date(2027, 12, 31), date(2027, 1, 14)),
]


@pytest.mark.parametrize(("typed", "locale", "first", "last"), THIS)
def test_this_week_is_not_today(typed: str, locale: str, first: date, last: date) -> None:
    assert read_date(typed, BERLIN, NOW, role=DateRole.START, locale=locale) == (first,)
    assert read_date(typed, BERLIN, NOW, role=DateRole.END, locale=locale) == (last,)


@pytest.mark.parametrize(("typed", "locale", "first", "last", "same_day"), NEXT)
def test_next_week_may_be_the_week_or_the_same_day_in_it(
    typed: str, locale: str, first: date, last: date, same_day: date
) -> None:
    starts = read_date(typed, BERLIN, NOW, role=DateRole.START, locale=locale)
    ends = read_date(typed, BERLIN, NOW, role=DateRole.END, locale=locale)

    assert starts == (first, same_day)
    assert ends == (last, same_day)


@pytest.mark.parametrize(("typed", "locale"), [each[:2] for each in (*THIS, *NEXT)])
def test_a_week_or_a_month_is_no_single_day(typed: str, locale: str) -> None:
    with pytest.raises(Refusal):
        read_date(typed, BERLIN, NOW, role=DateRole.DAY, locale=locale)


@pytest.mark.parametrize("role", DateRole)
@pytest.mark.parametrize(
    ("typed", "locale", "day"),
    [
        ("in 3 Wochen", "de", date(2026, 2, 4)),
        ("in zwei Wochen", "de", date(2026, 1, 28)),
        ("in 1 Woche", "de", date(2026, 1, 21)),
        ("dans 2 mois", "fr", date(2026, 3, 14)),
        ("demain", "fr", date(2026, 1, 15)),
    ],
)
def test_a_number_of_weeks_leads_to_a_day(
    typed: str, locale: str, day: date, role: DateRole
) -> None:
    assert read_date(typed, BERLIN, NOW, role=role, locale=locale) == (day,)
