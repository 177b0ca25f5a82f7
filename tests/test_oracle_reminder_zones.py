"""Worked examples of reminders when the clock changes, or when its owner travels."""

from datetime import UTC, datetime

from tests.oracle import Change
from tests.oracle.builders import LONG_AGO
from tests.oracle.reminder_builders import BERLIN, june, owner, promise, reminded, when
from tests.oracle.reminders import hear

NEW_YORK = "America/New_York"
LOS_ANGELES = "America/Los_Angeles"
TOKYO = "Asia/Tokyo"
LORD_HOWE = "Australia/Lord_Howe"


def test_berlin_in_spring_moves_a_time_that_does_not_exist_forward() -> None:
    goal = promise("daily", "03-27 10:00", times="02:30")

    assert reminded(owner(goal, until="03-31 00:00")) == [
        "03-28 02:30",
        "03-29 03:30",
        "03-30 02:30",
    ]


def test_berlin_in_autumn_uses_the_first_of_two() -> None:
    goal = promise("daily", "10-23 10:00", times="02:30")

    assert [one.due for one in hear(owner(goal, until="10-27 00:00")) if one.time == "02:30"] == [
        datetime(2026, 10, 24, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 26, 1, 30, tzinfo=UTC),
    ]


def test_new_york_in_spring_and_autumn() -> None:
    spring = promise("daily", "03-07 10:00", zone=NEW_YORK, times="02:15")
    autumn = promise("daily", "10-31 10:00", zone=NEW_YORK, times="01:30")

    in_spring = hear(owner(spring, until="03-09 00:00", zone=NEW_YORK))
    in_autumn = hear(owner(autumn, until="11-02 00:00", zone=NEW_YORK))

    assert [one.due for one in in_spring if one.time] == [datetime(2026, 3, 8, 7, 15, tzinfo=UTC)]
    assert [one.due for one in in_autumn if one.time] == [datetime(2026, 11, 1, 5, 30, tzinfo=UTC)]


def test_lord_howe_changes_by_half_an_hour() -> None:
    spring = promise("daily", "10-03 10:00", zone=LORD_HOWE, times="02:15")
    autumn = promise("daily", "04-04 10:00", zone=LORD_HOWE, times="01:45")

    in_spring = hear(owner(spring, until="10-05 00:00", zone=LORD_HOWE))
    in_autumn = hear(owner(autumn, until="04-06 00:00", zone=LORD_HOWE))

    # 02:00 becomes 02:30 (from +10:30 to +11:00), so it is 02:45.
    assert [one.due for one in in_spring if one.time] == [datetime(2026, 10, 3, 15, 45, tzinfo=UTC)]
    # 02:00 becomes 01:30 again (from +11:00 to +10:30); the first 01:45 is at +11:00.
    assert [one.due for one in in_autumn if one.time] == [datetime(2026, 4, 4, 14, 45, tzinfo=UTC)]


def test_a_usual_time_keeps_to_the_clock_when_it_changes() -> None:
    goal = promise("daily", "03-28 10:00", usual="19:00")

    assert [one.due for one in hear(owner(goal, until="03-30 00:00")) if one.time] == [
        datetime(2026, 3, 28, 18, tzinfo=UTC),
        datetime(2026, 3, 29, 17, tzinfo=UTC),
    ]


def test_flying_west_the_clock_passes_a_time_twice_and_it_reminds_once() -> None:
    # At 18:30 in Berlin it is 12:30 in New York, on the same local day.
    move = when("06-03 18:30")
    goal = promise("daily", "06-03 10:00", times="18:00")
    zones = (Change(LONG_AGO, BERLIN), Change(move, NEW_YORK))

    times = reminded(owner(goal, until="06-05 12:00", zones=zones), NEW_YORK)

    assert times == ["06-03 12:00", "06-04 18:00"]


def test_flying_west_before_the_time_it_reminds_where_the_owner_is() -> None:
    goal = promise("daily", "06-03 10:00", times="18:00")
    zones = (Change(LONG_AGO, BERLIN), Change(when("06-03 17:30"), NEW_YORK))

    assert reminded(owner(goal, until="06-04 12:00", zones=zones), NEW_YORK) == ["06-03 18:00"]


def test_flying_east_over_the_time_skips_it() -> None:
    # At 15:00 in New York it is 21:00 in Berlin, on the same local day.
    goal = promise("daily", "06-03 10:00", zone=NEW_YORK, times="18:00")
    zones = (Change(LONG_AGO, NEW_YORK), Change(when("06-03 15:00", NEW_YORK), BERLIN))

    assert reminded(owner(goal, until="06-05 00:00", zones=zones)) == ["06-04 18:00"]


def test_flying_east_cuts_a_day_short_and_its_late_reminder_off() -> None:
    # On the 9th at 20:00 in Los Angeles it is the 10th, 12:00, in Tokyo.
    goal = promise("daily", "06-09 10:00", zone=LOS_ANGELES, times="22:00")
    zones = (Change(LONG_AGO, LOS_ANGELES), Change(when("06-09 20:00", LOS_ANGELES), TOKYO))

    heard = hear(owner(goal, until="06-11 00:00", zones=zones))

    assert [(one.due, one.day) for one in heard if one.time] == [
        (when("06-10 22:00", TOKYO), june(10))
    ]


def test_flying_west_over_the_date_line_lengthens_the_day() -> None:
    # On the 10th at 12:00 in Tokyo it is the 9th, 20:00, in Los Angeles: still the 10th until it
    # ends there. 21:00 on the 9th in Los Angeles is not a time of the 10th.
    goal = promise("daily", "06-10 09:00", zone=TOKYO, times="11:00 21:00")
    zones = (Change(LONG_AGO, TOKYO), Change(when("06-10 12:00", TOKYO), LOS_ANGELES))

    heard = hear(owner(goal, until="06-11 12:00", zones=zones))

    assert [(one.due, one.day) for one in heard if one.time] == [
        (when("06-10 11:00", TOKYO), june(10)),
        (when("06-10 21:00", LOS_ANGELES), june(10)),
    ]


def test_without_a_zone_the_servers_is_used_and_without_that_nothing_is_sent() -> None:
    goal = promise("daily")

    berlin = owner(goal, until="06-02 00:00", zone=None, server_zone=BERLIN)
    nowhere = owner(goal, until="06-05 00:00", zone=None)

    assert reminded(berlin) == ["06-01 18:00"]
    assert reminded(nowhere) == []
    assert {one.channel for one in hear(nowhere)} == {"next interaction"}


def test_a_moment_up_to_a_change_of_the_zone_is_not_made_up_for() -> None:
    # At noon in New York, it is 18:00 in Berlin.
    goal = promise("daily", "06-03 10:00", zone=NEW_YORK, times="18:00")
    move = when("06-03 12:00", NEW_YORK)
    zones = (Change(LONG_AGO, NEW_YORK), Change(move, BERLIN))
    away = ((when("06-03 11:50", NEW_YORK), move),)

    assert reminded(owner(goal, until="06-04 00:00", zones=zones, bot_off=away)) == []


def test_a_first_zone_begins_the_reminders() -> None:
    zones = (Change(when("06-02 12:00"), BERLIN),)

    assert reminded(owner(promise("daily"), until="06-03 00:00", zones=zones)) == ["06-02 18:00"]


def test_a_zone_of_ones_own_does_not_repeat_the_servers_time_on_the_same_day() -> None:
    # Reminded at 18:00 in Berlin; an hour later, the owner says that they are in New York (13:00).
    zones = (Change(when("06-01 19:00"), NEW_YORK),)

    one = owner(promise("daily"), until="06-03 12:00", zones=zones, server_zone=BERLIN)

    assert reminded(one, NEW_YORK) == ["06-01 12:00", "06-02 18:00"]
