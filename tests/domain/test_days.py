"""Local days: every instant has one, they only go forward, each begins once."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from accountabot.domain.days import Calendar
from tests.domain.lives import instants, zones

calendars = st.builds(Calendar, st.sampled_from(zones()).map(ZoneInfo), st.integers(0, 6))


@given(calendars, instants)
def test_an_instant_lies_in_the_day_that_it_belongs_to(calendar: Calendar, instant: datetime) -> None:
    day = calendar.day_of(instant)

    assert calendar.begins(day) <= instant < calendar.ends(day)


@given(calendars, instants, st.timedeltas(timedelta(0), timedelta(days=3)))
def test_days_only_go_forward(calendar: Calendar, instant: datetime, later: timedelta) -> None:
    assert calendar.day_of(instant) <= calendar.day_of(instant + later)


@given(calendars, instants)
def test_a_day_begins_when_the_clock_first_shows_its_date_and_the_day_start(calendar: Calendar, at: datetime) -> None:
    day = calendar.day_of(at)
    begins = calendar.begins(day)

    def shown(instant: datetime) -> tuple[date, int]:
        local = instant.astimezone(calendar.zone)
        return local.date(), local.hour

    assert shown(begins) >= (day, calendar.day_start)
    assert shown(begins - timedelta(seconds=1)) < (day, calendar.day_start)


def test_after_a_day_start_of_four_the_small_hours_belong_to_the_day_before() -> None:
    calendar = Calendar(ZoneInfo("America/New_York"), 4)

    assert calendar.day_of(datetime(2026, 3, 8, 6, 15, tzinfo=UTC)) == date(2026, 3, 7)  # example 7: 01:15


def test_a_date_that_a_zone_jumped_over_never_happens() -> None:
    samoa = Calendar(ZoneInfo("Pacific/Apia"))

    assert not samoa.happens(date(2011, 12, 30))
    assert samoa.after(date(2011, 12, 29)) == date(2011, 12, 31)
    assert samoa.before(date(2011, 12, 31)) == date(2011, 12, 29)


def test_a_local_time_that_does_not_exist_moves_forward_and_of_two_the_first_holds() -> None:
    calendar = Calendar(ZoneInfo("America/New_York"))

    assert calendar.instant(datetime(2026, 3, 8, 2, 30)) == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)
    assert calendar.instant(datetime(2026, 11, 1, 1, 30)) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
