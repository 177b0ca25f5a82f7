"""Deadlines, as members type them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from accountabot.domain.calendar.days import Calendar
from accountabot.domain.refusals import Refusal
from accountabot.phrases.calendar import deadlines

NOW = datetime(2026, 11, 25, 20, tzinfo=UTC)
NEW_YORK = Calendar(ZoneInfo("America/New_York"))


@pytest.mark.parametrize(
    ("typed", "local"),
    [
        ("2026-12-24", "2026-12-24T23:59:59"),
        ("2026-12-24 17:00", "2026-12-24T17:00:00"),
        ("tomorrow", "2026-11-26T23:59:59"),
        ("tomorrow 17:00", "2026-11-26T17:00:00"),
        ("Friday", "2026-11-27T23:59:59"),
        ("friday 5pm", "2026-11-27T17:00:00"),
        ("in 3 hours", "2026-11-25T18:00:00"),
        ("in 2 weeks", "2026-12-09T23:59:59"),
        ("dec 24", "2026-12-24T23:59:59"),
        ("2026-12-24T17:00+00:00", "2026-12-24T12:00:00"),
        ("2026-12-24 17:00 UTC", "2026-12-24T12:00:00"),
        ("<t:1796158800:F>", "2026-12-01T16:00:00"),
        ("2027-03-14 02:30", "2027-03-14T03:30:00"),
        ("24:00", "2026-11-25T23:59:59"),
        ("2026-12-24 24:00", "2026-12-24T23:59:59"),
        ("friday at 24:00", "2026-11-27T23:59:59"),
    ],
)
def test_a_deadline_is_in_the_members_time_zone(typed: str, local: str) -> None:
    found = deadlines.parse_deadline(typed, NEW_YORK, NOW)

    assert found.astimezone(NEW_YORK.zone).replace(tzinfo=None).isoformat() == local


@pytest.mark.parametrize("typed", ["  ", "no end", "Never"])
def test_a_blank_text_or_no_end_means_no_deadline(typed: str) -> None:
    assert deadlines.parse_deadline(typed, NEW_YORK, NOW) is None


@pytest.mark.parametrize(
    ("typed", "locale", "day"),
    [
        ("3. März", "de", "2027-03-03"),
        ("3 avril", "fr", "2027-04-03"),
        ("tomorrow", "de", "2026-11-26"),
        ("3/4/2027", "en-GB", "2027-04-03"),
        ("3/4/2027", "xx", "2027-04-03"),
    ],
)
def test_a_deadline_follows_the_locales_date_format(typed: str, locale: str, day: str) -> None:
    found = deadlines.parse_deadline(typed, NEW_YORK, NOW, locale=locale)

    assert found.astimezone(NEW_YORK.zone).date().isoformat() == day


@pytest.mark.parametrize(
    "typed", ["a", "²", "15", "soon", "2026-02-30", "9999-12-31", "0001-01-01", "\u202e", "x" * 60]
)
def test_a_text_without_a_date_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="deadline-unreadable"):
        deadlines.parse_deadline(typed, NEW_YORK, NOW)
