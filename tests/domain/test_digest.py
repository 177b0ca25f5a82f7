"""Which week a digest covers, and when it is posted."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from accountabot.domain.calendar.personal_calendar import PersonalCalendar, build_calendar
from accountabot.domain.digest import plan_digest, week_before
from accountabot.domain.timelines import DatedValue

THURSDAY = datetime(2026, 1, 1, 9, tzinfo=UTC)
MONDAY, SUNDAY = 0, 6


def days_in(zone: str) -> PersonalCalendar:
    """Return the local days of a server."""
    return build_calendar((DatedValue(THURSDAY - timedelta(days=365), ZoneInfo(zone)),))


def test_a_digest_covers_the_seven_local_days_before_it_is_posted() -> None:
    days = days_in("America/New_York")

    week, due = plan_digest(days, MONDAY, 9, THURSDAY, covered=None)

    assert due == datetime(2026, 1, 5, 14, tzinfo=UTC)
    assert (week.first, week.last) == (date(2025, 12, 29), date(2026, 1, 4))
    assert week.begins == datetime(2025, 12, 29, 5, tzinfo=UTC)
    assert week.ends == datetime(2026, 1, 5, 5, tzinfo=UTC)


def test_an_hour_that_is_over_today_is_due_in_a_week() -> None:
    days = days_in("UTC")

    at_once = plan_digest(days, 3, 10, THURSDAY, covered=None)
    later = plan_digest(days, 3, 9, THURSDAY, covered=None)

    assert at_once.due == THURSDAY + timedelta(hours=1)
    assert later.due == THURSDAY + timedelta(days=7)


@pytest.mark.parametrize(
    ("sunday", "hour", "due"),
    [
        (datetime(2026, 3, 27, tzinfo=UTC), 2, datetime(2026, 3, 29, 1, tzinfo=UTC)),  # skipped
        (datetime(2026, 10, 23, tzinfo=UTC), 2, datetime(2026, 10, 25, 0, tzinfo=UTC)),  # twice
    ],
)
def test_a_clock_change_moves_an_hour_forward_or_takes_its_first_occurrence(
    sunday: datetime, hour: int, due: datetime
) -> None:
    planned = plan_digest(days_in("Europe/Berlin"), SUNDAY, hour, sunday, covered=None)

    assert planned.due == due


def test_no_day_is_in_two_digests_after_another_day_was_chosen() -> None:
    days = days_in("UTC")
    posted = week_before(days, date(2026, 1, 5))

    tuesday = plan_digest(days, 1, 9, datetime(2026, 1, 5, 10, tzinfo=UTC), posted.first)
    monday = plan_digest(days, MONDAY, 9, datetime(2026, 1, 5, 10, tzinfo=UTC), posted.first)

    assert tuesday.week.first == date(2026, 1, 6)
    assert monday.week.first == date(2026, 1, 5)
