"""Examples of a server's weeks and of the leaderboard `regular`, read by the oracle."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice

from tests.oracle.board_builders import (
    ALICE,
    alone,
    always,
    club,
    goal,
    on,
    onwards,
    score,
    utc,
)
from tests.oracle.board_model import ALL, CHECK_INS, MONTH, REGULAR, WEEK, Club, Member, Row
from tests.oracle.board_weeks import dates_of, server_weeks
from tests.oracle.boards import board
from tests.oracle.builders import LOS_ANGELES, NEW_YORK, TOKYO, june
from tests.oracle.model import Change, CheckIn, Excuse, Pause

THU, SUN = 3, 6
KIRITIMATI, PAGO_PAGO = "Pacific/Kiritimati", "Pacific/Pago_Pago"


def week(club: Club, now: datetime) -> tuple[date, date] | None:
    return dates_of(club, WEEK, now)


def month(club: Club, now: datetime) -> tuple[date, date] | None:
    return dates_of(club, MONTH, now)


JUNE, JULY = (june(1), june(30)), (date(2026, 7, 1), date(2026, 7, 31))


def test_a_week_is_from_monday_to_sunday_in_utc() -> None:
    assert week(club(), utc(8, "00:00")) == (june(8), june(14))
    assert week(club(), utc(14, "23:59")) == (june(8), june(14))
    assert week(club(), utc(15, "00:00")) == (june(15), june(21))
    assert dates_of(club(), ALL, utc(15)) is None


def test_a_week_can_begin_on_sunday() -> None:
    found = club(week_starts=always(SUN))
    assert week(found, utc(13, "23:59")) == (june(7), june(13))
    assert week(found, utc(14, "00:00")) == (june(14), june(20))


def test_a_week_begins_on_the_servers_clock() -> None:
    found = club(zones=always(TOKYO))
    assert week(found, utc(7, "14:59")) == (june(1), june(7))
    assert week(found, utc(7, "15:00")) == (june(8), june(14))
    assert month(found, utc(30, "14:59")) == JUNE
    assert month(found, utc(30, "15:00")) == JULY


def test_a_new_first_day_waits_for_the_next_week_and_makes_a_shorter_one() -> None:
    found = club(week_starts=(Change(utc(9), THU),))
    assert week(found, utc(11)) == (june(8), june(14))
    assert week(found, utc(14, "23:59")) == (june(8), june(14))
    assert week(found, utc(15, "00:00")) == (june(15), june(17))
    assert week(found, utc(17, "23:59")) == (june(15), june(17))
    assert week(found, utc(18, "00:00")) == (june(18), june(24))


def test_a_new_first_day_at_the_very_beginning_of_a_week_waits_for_its_end() -> None:
    at_once = club(week_starts=(Change(utc(8, "00:00"), THU),))
    assert week(at_once, utc(9)) == (june(8), june(14))
    before = club(week_starts=(Change(utc(7, "23:59"), THU),))
    assert week(before, utc(9)) == (june(8), june(10))


def test_a_new_first_day_that_is_taken_back_within_the_week_changes_nothing() -> None:
    found = club(week_starts=(Change(utc(9), THU), Change(utc(10), 0)))
    assert week(found, utc(15)) == (june(15), june(21))


def test_a_new_zone_waits_for_the_next_week() -> None:
    found = club(zones=(*always(TOKYO), Change(utc(9), LOS_ANGELES)))
    assert week(found, utc(14, "14:59")) == (june(8), june(14))
    assert week(found, utc(14, "15:00")) == (june(15), june(21))  # still by Tokyo's clock
    assert week(found, utc(22, "06:59")) == (june(15), june(21))
    assert week(found, utc(22, "07:00")) == (june(22), june(28))  # by that of Los Angeles


def test_a_new_zone_at_the_very_beginning_of_a_week_waits_for_its_end() -> None:
    for at_once, following in ((utc(8, "00:00"), june(8)), (utc(7, "23:59"), june(15))):
        found = club(zones=(Change(at_once, TOKYO),))
        assert week(found, utc(14, "15:00")) == (following, following + timedelta(days=6))


def test_a_servers_first_zone_waits_too() -> None:
    found = club(zones=(Change(utc(9), TOKYO),))
    assert week(found, utc(14, "23:59")) == (june(8), june(14))
    assert week(found, utc(15, "00:00")) == (june(15), june(21))
    assert week(found, utc(21, "15:00")) == (june(22), june(28))


def test_the_month_keeps_the_zone_of_the_week() -> None:
    found = club(zones=(*always(TOKYO), Change(utc(29, "12:00"), LOS_ANGELES)))
    assert month(found, utc(30, "15:00")) == JULY  # in Los Angeles, it is 08:00 on the 30th


def test_the_servers_date_never_goes_back() -> None:
    # 1 November 2026 is a Sunday. Kiritimati is 25 hours ahead of Pago Pago.
    zones = (*always(KIRITIMATI), Change(utc(20, month=10), PAGO_PAGO))
    found = club(zones=zones, week_starts=always(SUN))
    november = (date(2026, 11, 1), date(2026, 11, 30))
    assert month(found, utc(31, "09:59", month=10)) == (date(2026, 10, 1), date(2026, 10, 31))
    # The week from 25 October on began in Kiritimati, and was already in Pago Pago.
    week_before = week(found, utc(24, "10:00", month=10))
    assert week_before == (date(2026, 10, 25), date(2026, 10, 31))
    assert month(found, utc(1, "10:59", month=11)) == (date(2026, 10, 1), date(2026, 10, 31))
    assert month(found, utc(1, "11:00", month=11)) == november
    moved = replace(found, zones=(*always(KIRITIMATI), Change(utc(28, month=10), PAGO_PAGO)))
    assert month(moved, utc(31, "10:00", month=10)) == november  # by Kiritimati's clock
    assert month(moved, utc(31, "10:01", month=10)) == november  # 30 October in Pago Pago


def test_a_change_to_a_zone_that_is_days_ahead_can_skip_a_short_week() -> None:
    # Monday begins in Pago Pago when it is Tuesday in Kiritimati, and Tuesday is the new first day.
    zones = (*always(PAGO_PAGO), Change(utc(10), KIRITIMATI))
    found = club(zones=zones, week_starts=(*always(0), Change(utc(10), 1)))
    weeks = list(islice(server_weeks(found, utc(30)), 12))
    assert all(one.begins <= one.ends for one in weeks)
    assert [one.first for one in weeks if one.begins == one.ends] == [june(15)]
    assert week(found, utc(15, "10:59")) == (june(8), june(14))
    assert week(found, utc(15, "11:00")) == (june(16), june(22))


def test_a_shorter_week_has_only_its_own_days() -> None:
    found = alone(goal(1, on(14, 15, 17, 18)), week_starts=(Change(utc(9), THU),))
    assert score(found, CHECK_INS, utc(17), WEEK) == 2
    assert score(found, CHECK_INS, utc(18), WEEK) == 1


def test_weeks_in_a_row_in_which_something_was_kept_and_nothing_missed_are_counted() -> None:
    found = alone(goal(1, on(*range(1, 16))))
    assert score(found, REGULAR, utc(1, "11:59")) is None
    assert score(found, REGULAR, utc(1)) == 1
    assert score(found, REGULAR, utc(14)) == 2
    assert score(found, REGULAR, utc(15, "11:59")) == 2
    assert board(found, REGULAR, ALL, utc(15)) == [Row(1, ALICE, 3)]


def test_a_miss_ends_the_run_when_it_closes() -> None:
    found = alone(goal(1, on(*range(1, 14), 16, 17)))  # Sunday the 14th is missed
    assert score(found, REGULAR, utc(15, "23:59")) == 2
    assert score(found, REGULAR, utc(16, "00:00")) is None
    assert score(found, REGULAR, utc(21)) is None
    again = alone(goal(1, on(*range(1, 14), *range(16, 30))))
    assert score(again, REGULAR, utc(23)) == 1


def test_a_frozen_period_ends_the_run_although_the_streak_goes_on() -> None:
    found = alone(goal(1, on(*range(1, 10), 11, 12)), freezes=always((1, 7, 2)))
    assert score(found, REGULAR, utc(11, "23:59")) == 2
    assert score(found, REGULAR, utc(12, "00:00")) is None
    assert score(found, "streak", utc(12)) == 11


def test_a_late_period_counts_like_a_kept_one() -> None:
    late = CheckIn(utc(9, "09:00"), yesterday=True)
    assert score(alone(goal(1, (*on(1, 2, 3, 4, 5, 6, 7), late))), REGULAR, utc(9)) == 2


def test_weeks_in_which_nothing_closed_are_passed_over() -> None:
    monthly = goal(1, (*on(15), *on(15, month=7)), schedule="monthly on 15")
    assert score(alone(monthly), REGULAR, utc(30)) == 1
    assert score(alone(monthly), REGULAR, utc(15, month=7)) == 2


def test_weeks_with_only_excused_periods_are_passed_over() -> None:
    pause = Pause(utc(7, "23:00"), until=june(15))
    paused = goal(1, on(*range(1, 8), 15), life={"pauses": (pause,)})
    assert score(alone(paused), REGULAR, utc(14)) == 1
    assert score(alone(paused), REGULAR, utc(15)) == 2


def test_an_excused_period_does_not_spoil_a_week() -> None:
    found = alone(goal(1, on(1, 2, 4, 5, 6, 7)), excuses=(Excuse(june(3), utc(1)),))
    assert score(found, REGULAR, utc(7)) == 1


def test_each_public_goal_can_end_the_run() -> None:
    good, bad = goal(1, on(*range(1, 15))), goal(2, on(1, 2, 3, 4, 5, 6, 7))
    assert score(alone(good, bad), REGULAR, utc(9, "23:59")) == 2
    assert score(alone(good, bad), REGULAR, utc(10, "00:00")) is None
    private = replace(bad, private=onwards(utc(14)))
    assert score(alone(good, private), REGULAR, utc(14, "11:59")) is None
    assert score(alone(good, private), REGULAR, utc(14)) == 2


def test_a_run_lasts_although_its_goals_have_ended() -> None:
    done = alone(goal(1, on(3), schedule="once"), goal(2, on(10), schedule="once"))
    assert score(done, REGULAR, utc(30)) == 2


def test_a_quota_counts_in_the_week_in_which_it_was_met_or_missed() -> None:
    quota = goal(1, on(2, 4, 9, 11), schedule="2 per week")
    assert score(alone(quota), REGULAR, utc(11, "11:59")) == 1
    assert score(alone(quota), REGULAR, utc(11)) == 2
    assert score(alone(quota), REGULAR, utc(22, "23:59")) == 2
    assert score(alone(quota), REGULAR, utc(23, "00:00")) is None


def test_a_shorter_week_is_a_week_of_its_own() -> None:
    daily = goal(1, on(*range(1, 19)))
    assert score(alone(daily), REGULAR, utc(18)) == 3
    assert score(alone(daily, week_starts=(Change(utc(9), THU),)), REGULAR, utc(18)) == 4


def test_a_quota_is_judged_by_the_servers_weeks() -> None:
    quota = goal(1, on(2, 9, 11, 15), schedule="2 per week")
    assert score(alone(quota), REGULAR, utc(16)) is None  # the first week was missed
    sundays = alone(quota, week_starts=always(SUN))
    assert score(sundays, REGULAR, utc(15)) == 1  # the first week had begun before the goal


def test_a_new_first_day_changes_no_week_that_is_over() -> None:
    daily = goal(1, on(*range(1, 16)))  # three weeks from Monday on, but four from Sunday on
    found = alone(daily, week_starts=(Change(utc(15, "12:00"), SUN),))
    assert score(found, REGULAR, utc(15)) == 3


def test_the_weeks_have_the_members_own_days() -> None:
    # 02:00 on Monday in UTC is Sunday evening in New York.
    for zone, weeks in (("UTC", 2), (NEW_YORK, 1)):
        goals = (
            goal(1, on(5), schedule="once"),
            goal(2, on(8, clock="02:00"), schedule="once"),
        )
        assert score(club(Member(ALICE, goals, zones=always(zone))), REGULAR, utc(9)) == weeks


def test_a_member_ahead_of_the_server_is_already_in_the_next_week() -> None:
    goals = (goal(1, on(5), schedule="once"), goal(2, on(7, clock="10:00"), schedule="once"))
    found = club(Member(ALICE, goals, zones=always(KIRITIMATI)))
    assert score(found, REGULAR, utc(7, "10:00")) == 2
