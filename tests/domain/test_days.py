"""Local days: every instant has one, they only go forward, and each begins once."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise, takewhile
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from accountabot.domain.calendar.days import Calendar
from accountabot.domain.calendar.personal_calendar import PersonalCalendar
from accountabot.domain.timelines import DatedValue
from tests import oracle
from tests.domain.engine_loader import days_in
from tests.domain.lives import MANY, journeys
from tests.domain.times import DAY, SECOND, zones

calendars = st.builds(Calendar, st.sampled_from(zones()).map(ZoneInfo), st.integers(0, 6))
instants = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 1)).map(
    lambda naive: naive.replace(tzinfo=UTC)
)


@given(calendars, instants)
def test_an_instant_lies_in_the_day_that_it_belongs_to(
    calendar: Calendar, instant: datetime
) -> None:
    day = calendar.day_of(instant)

    assert calendar.begins(day) <= instant < calendar.ends(day)


@given(calendars, instants, st.timedeltas(timedelta(0), timedelta(days=3)))
def test_days_only_go_forward(calendar: Calendar, instant: datetime, later: timedelta) -> None:
    assert calendar.day_of(instant) <= calendar.day_of(instant + later)


@given(calendars, instants)
def test_a_day_begins_when_the_clock_first_shows_its_date_and_the_day_start(
    calendar: Calendar, at: datetime
) -> None:
    day = calendar.day_of(at)
    begins = calendar.begins(day)

    def shown(instant: datetime) -> tuple[date, int]:
        local = instant.astimezone(calendar.zone)
        return local.date(), local.hour

    assert shown(begins) >= (day, calendar.day_start)
    assert shown(begins - timedelta(seconds=1)) < (day, calendar.day_start)


def test_after_a_day_start_of_four_the_small_hours_belong_to_the_day_before() -> None:
    calendar = Calendar(ZoneInfo("America/New_York"), 4)

    assert calendar.day_of(datetime(2026, 3, 8, 6, 15, tzinfo=UTC)) == date(
        2026, 3, 7
    )  # example 7: 01:15


def test_a_date_that_a_zone_jumped_over_never_happens() -> None:
    samoa = Calendar(ZoneInfo("Pacific/Apia"))

    assert not samoa.happens(date(2011, 12, 30))
    assert samoa.after(date(2011, 12, 29)) == date(2011, 12, 31)
    assert samoa.before(date(2011, 12, 31)) == date(2011, 12, 29)


def test_a_local_time_that_does_not_exist_moves_forward_and_of_two_the_first_holds() -> None:
    calendar = Calendar(ZoneInfo("America/New_York"))

    assert calendar.instant(datetime(2026, 3, 8, 2, 30)) == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)
    assert calendar.instant(datetime(2026, 11, 1, 1, 30)) == datetime(
        2026, 11, 1, 5, 30, tzinfo=UTC
    )


def test_with_a_day_start_of_four_samoa_went_to_bed_before_the_date_that_it_left_out() -> None:
    samoa = Calendar(ZoneInfo("Pacific/Apia"), 4)
    at_four = datetime(
        2011, 12, 30, 14, tzinfo=UTC
    )  # 04:00 on the 31st; the 30th's would have been a day before

    assert (
        samoa.begins(date(2011, 12, 31))
        == samoa.begins(date(2011, 12, 30))
        == samoa.ends(date(2011, 12, 29))
        == at_four
    )
    assert not samoa.happens(date(2011, 12, 30))
    assert samoa.day_of(at_four - SECOND) == samoa.before(date(2011, 12, 31)) == date(2011, 12, 29)
    assert at_four - samoa.begins(date(2011, 12, 29)) == DAY


@MANY
@given(journeys())
def test_the_days_of_a_journey_are_those_of_the_oracle(life: oracle.Life) -> None:
    days = days_in(life)
    over = life.declared + 55 * DAY
    walk = list(
        takewhile(lambda day: day.begins < over, oracle.days_from(life, life.declared - 60 * DAY))
    )

    for day, following in pairwise(walk):
        assert (days.begins(day.date), days.ends(day.date)) == (day.begins, day.ends)
        assert days.day_of(day.begins) == days.day_of(day.ends - SECOND) == day.date
        assert days.after(day.date) == following.date
        assert days.before(following.date) == day.date
        for left_out in range(1, (following.date - day.date).days):
            assert days.begins(day.date + left_out * DAY) == following.begins
            assert not days.happens(day.date + left_out * DAY)


@MANY
@given(journeys())
def test_a_journey_excuses_the_days_that_the_oracle_calls_shortened(life: oracle.Life) -> None:
    walk = takewhile(
        lambda day: day.begins < life.declared + 55 * DAY,
        oracle.days_from(life, life.declared - 60 * DAY),
    )
    known = oracle.Known(life, life.declared, tuple(walk))

    assert days_in(life).excused == set(oracle.excused_by_travel(known))


def test_travel_excuses_four_dates_in_thirty_days_and_a_fifth_when_the_first_was_thirty_days_ago() -> (
    None
):
    def flight(day: date, zone: str, hour: int) -> DatedValue[ZoneInfo]:
        return DatedValue(datetime.combine(day, time(hour), UTC), ZoneInfo(zone))

    def excused(*numbers: int) -> list[int]:
        """Fly from London to Paris on the given days of June, and back the next day."""
        days = [date(2026, 5, 31) + number * DAY for number in numbers]
        flights = [
            (flight(day, "Europe/Paris", 12), flight(day + DAY, "Europe/London", 12))
            for day in days
        ]
        zones = (
            flight(date(2026, 1, 1), "Europe/London", 0),
            *(one for both in flights for one in both),
        )
        return sorted((day - date(2026, 5, 31)).days for day in PersonalCalendar(zones).excused)

    assert excused(1, 4, 7, 10) == [1, 4, 7, 10]
    assert excused(1, 4, 7, 10, 30) == [1, 4, 7, 10]
    assert excused(1, 4, 7, 10, 31) == [1, 4, 7, 10, 31]
    assert excused(1, 4, 7, 10, 13, 33, 35) == [1, 4, 7, 10, 33, 35]


@given(journeys(), st.timedeltas(timedelta(days=-5), timedelta(days=45)))
def test_what_is_past_is_the_same_whatever_comes_but_for_the_first_zone(
    life: oracle.Life, since: timedelta
) -> None:
    now = life.declared + since
    days = days_in(life)
    known = days.as_of(now)

    assert known.day_of(now) == days.day_of(now)
    for past in range(12):
        day = days.day_of(now - past * DAY)
        assert known.begins(day) == days.begins(day)


def test_long_after_a_journey_and_long_before_it_days_are_what_the_calendar_says() -> None:
    new_york = ZoneInfo("America/New_York")
    tokyo = ZoneInfo("Asia/Tokyo")
    days = PersonalCalendar(
        (
            DatedValue(datetime(2026, 1, 1, tzinfo=UTC), new_york),
            DatedValue(datetime(2026, 6, 1, tzinfo=UTC), tokyo),
        ),
        (DatedValue(datetime(2026, 6, 3, tzinfo=UTC), 4),),
    )

    assert days.begins(date(1990, 7, 1)) == Calendar(new_york).begins(date(1990, 7, 1))
    assert days.begins(date(2090, 7, 1)) == Calendar(tokyo, 4).begins(date(2090, 7, 1))
    assert days.day_of(datetime(2090, 7, 1, 18, 59, tzinfo=UTC)) == date(2090, 7, 1)


UTC_ZONE = (DatedValue(datetime(2020, 1, 1, tzinfo=UTC), ZoneInfo("UTC")),)


def lengths(*changes: tuple[datetime, int]) -> list[timedelta]:
    """Return how long the first days of June are, with these changes of the day start."""
    days = PersonalCalendar(UTC_ZONE, tuple(DatedValue(at, hour) for at, hour in changes))
    june = [date(2026, 6, number) for number in range(1, 6)]
    assert not days.excused
    return [days.ends(day) - days.begins(day) for day in june]


def test_the_day_after_a_change_runs_until_the_new_day_start() -> None:
    noon = datetime(2026, 6, 2, 12, tzinfo=UTC)
    small_hours = datetime(2026, 6, 3, 2, tzinfo=UTC)
    four = (datetime(2026, 1, 1, tzinfo=UTC), 4)
    whole, longer, shorter = DAY, timedelta(hours=28), timedelta(hours=20)

    assert lengths((noon, 4)) == [whole, whole, longer, whole, whole]
    assert lengths(four, (noon, 0)) == [whole, whole, shorter, whole, whole]
    assert lengths(four, (small_hours, 0)) == [whole, whole, shorter, whole, whole]  # still the 2nd
    assert lengths((noon, 4), (noon + timedelta(hours=1), 0)) == [whole] * 5
