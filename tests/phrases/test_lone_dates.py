"""Dates that are typed alone, in a form or an option."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from accountabot.domain.calendar.days import Calendar, LocalDay
from accountabot.domain.refusals import Refusal
from accountabot.phrases.calendar.date_reader import LIMIT, DateRole, read_date

NOW = datetime(2026, 11, 25, 20, tzinfo=UTC)
"""A Wednesday, 15:00 in New York."""
NEW_YORK = Calendar(ZoneInfo("America/New_York"))


def _read(typed: str, role: DateRole = DateRole.END, locale: str = "en-US") -> list[str]:
    """Return the readings in local time."""
    return [_local(found) for found in read_date(typed, NEW_YORK, NOW, role=role, locale=locale)]


def _local(found: LocalDay | datetime) -> str:
    if isinstance(found, datetime):
        return found.astimezone(NEW_YORK.zone).replace(tzinfo=None).isoformat()
    return found.isoformat()


@pytest.mark.parametrize("role", DateRole)
@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-24", "2026-12-24"),
        ("2026/12/4", "2026-12-04"),
        ("2026.12.4", "2026-12-04"),
        ("tomorrow", "2026-11-26"),
        ("tomorow", "2026-11-26"),
        ("Friday", "2026-11-27"),
        ("fri", "2026-11-27"),
        ("fri the 4th", "2026-12-04"),
        ("on the 3rd", "2026-12-03"),
        ("in 2 weeks", "2026-12-09"),
        ("in a fortnight", "2026-12-09"),
        ("dec 24", "2026-12-24"),
        ("24-Dec-2026", "2026-12-24"),
        ("12/24", "2026-12-24"),
        ("christmas", "2026-12-25"),
    ],
)
def test_one_day_means_the_same_in_every_role(typed: str, day: str, role: DateRole) -> None:
    assert _read(typed, role) == [day]


@pytest.mark.parametrize(
    ("typed", "local"),
    [
        ("2026-12-24 17:00", "2026-12-24T17:00:00"),
        ("tomorrow 17:00", "2026-11-26T17:00:00"),
        ("friday 5pm", "2026-11-27T17:00:00"),
        ("sat by 3", "2026-11-28T15:00:00"),
        ("in 3 hours", "2026-11-25T18:00:00"),
        ("2026-12-24T17:00+00:00", "2026-12-24T12:00:00"),
        ("2026-12-24 17:00 UTC", "2026-12-24T12:00:00"),
        ("<t:1796158800:F>", "2026-12-01T16:00:00"),
        ("2027-03-14 02:30", "2027-03-14T03:30:00"),
    ],
)
def test_a_time_is_in_the_members_time_zone(typed: str, local: str) -> None:
    assert _read(typed) == [local]


@pytest.mark.parametrize("typed", ["24:00", "midnight", "today", "end of day"])
def test_the_end_of_today_is_the_day_itself(typed: str) -> None:
    assert _read(typed) == ["2026-11-25"]


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("March", "2027-03-01", "2027-03-31"),
        ("next week", "2026-11-30", "2026-12-06"),
        ("next month", "2026-12-01", "2026-12-31"),
        ("the weekend", "2026-11-28", "2026-11-29"),
        ("2027", "2027-01-01", "2027-12-31"),
    ],
)
def test_a_longer_period_is_its_first_or_its_last_day(typed: str, first: str, last: str) -> None:
    assert _read(typed, DateRole.START) == [first]
    assert _read(typed, DateRole.END) == [last]
    with pytest.raises(Refusal, match="deadline-unreadable"):
        _read(typed, DateRole.DAY)


@pytest.mark.parametrize("typed", ["2 weeks", "for 2 weeks"])
def test_a_length_includes_today_unless_one_is_back_after_it(typed: str) -> None:
    assert _read(typed, DateRole.END) == ["2026-12-08"]
    assert _read(typed, DateRole.START) == ["2026-12-09"]


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("next friday", ["2026-11-27", "2026-12-04"]),
        ("fri 12/19", ["2026-12-19", "2026-11-27"]),
    ],
)
def test_an_ambiguous_date_has_all_its_readings(typed: str, days: list[str]) -> None:
    assert _read(typed) == days


@pytest.mark.parametrize("typed", ["", "  ", "no end", "Never"])
def test_a_blank_text_or_no_end_has_no_reading(typed: str) -> None:
    assert _read(typed) == []


@pytest.mark.parametrize(
    ("typed", "locale", "day"),
    [
        ("3. März", "de", date(2027, 3, 3)),
        ("24.12.", "de", date(2026, 12, 24)),
        ("März", "de", date(2027, 3, 31)),
        ("Freitag", "de", date(2026, 11, 27)),
        ("morgen", "de", date(2026, 11, 26)),
        ("in 3 Tagen", "de", date(2026, 11, 28)),
        ("tomorrow", "de", date(2026, 11, 26)),
        ("3 avril", "fr", date(2027, 4, 3)),
        ("vendredi", "fr", date(2026, 11, 27)),
        ("demain", "fr", date(2026, 11, 26)),
        ("3/4/2027", "en-GB", date(2027, 4, 3)),
        ("3/4/2027", "xx", date(2027, 4, 3)),
        ("3/4", "ja", date(2027, 3, 4)),
    ],
)
def test_a_date_may_be_in_the_members_own_language_and_order(
    typed: str, locale: str, day: date
) -> None:
    assert _read(typed, locale=locale) == [day.isoformat()]


@pytest.mark.parametrize(
    "typed",
    [
        *("a", "²", "15", "soon", "2/30", "feb 30", "2026-02-30", "9999-12-31", "0001-01-01"),
        *("\u202e", "x" * LIMIT, "friday or so", "before friday", "in 9999999 years"),
    ],
)
def test_a_text_without_a_date_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="deadline-unreadable"):
        _read(typed)


def test_words_that_dateparser_would_skip_are_not_ignored() -> None:
    with pytest.raises(Refusal, match="deadline-unreadable"):
        _read("heute 17 Uhr", locale="de")
