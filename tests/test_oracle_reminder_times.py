"""Worked examples of the rules of reminders, read by the oracle: at what time, and when late."""

from datetime import UTC, date, datetime, timedelta

from tests.oracle import Change, CheckIn, Pause
from tests.oracle.reminder_builders import (
    BERLIN,
    answering,
    june,
    owner,
    promise,
    reminded,
    snoozing,
    when,
)
from tests.oracle.reminders import hear

NEW_YORK = "America/New_York"
LOS_ANGELES = "America/Los_Angeles"
TOKYO = "Asia/Tokyo"
LORD_HOWE = "Australia/Lord_Howe"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
FROM_FOUR = (Change(LONG_AGO, 4),)


def test_a_usual_time_is_rounded_down_to_a_quarter() -> None:
    assert reminded(owner(promise("daily", usual="18:59"), until="06-02 00:00")) == ["06-01 18:45"]


def test_a_chosen_time_is_rounded_down_to_a_quarter() -> None:
    goal = promise("daily", times="12:14 19:46")

    assert reminded(owner(goal, until="06-02 00:00")) == ["06-01 12:00", "06-01 19:45"]


def test_before_counts_back_from_the_usual_time_before_it_is_rounded() -> None:
    goal = promise("daily", times="before 30", usual="18:10")  # 17:40

    assert reminded(owner(goal, until="06-02 00:00")) == ["06-01 17:30"]


def test_before_without_a_usual_time_or_deadline_never_reminds() -> None:
    assert reminded(owner(promise("daily", times="before 30"), until="06-03 00:00")) == []
    assert reminded(owner(promise("once", times="before 30"), until="06-03 00:00")) == []


def test_half_an_hour_before_the_median_of_three_check_ins() -> None:
    # The median of 07:40, 12:20 and 20:10 is 12:20; half an hour before is 11:50. On 4 June, only
    # the two count that were made before the 3rd began.
    goal = promise("daily", "06-01 07:00", done=["06-01 07:40", "06-02 12:20", "06-03 20:10"])

    assert reminded(owner(goal, until="06-06 00:00")) == [
        *("06-03 18:00", "06-04 18:00", "06-05 11:45"),
    ]


def test_of_four_check_ins_the_earlier_of_the_two_in_the_middle() -> None:
    done = ["06-01 08:00", "06-02 16:00", "06-03 10:00", "06-04 14:00"]
    goal = promise("daily", "06-01 07:00", done=done)

    assert reminded(owner(goal, until="06-07 00:00"))[-1] == "06-06 09:30"


def test_only_the_last_seven_check_ins_count() -> None:
    early = [f"06-0{day} 08:00" for day in range(1, 5)]
    late = [f"06-{day:02} 15:00" for day in range(5, 12)]
    goal = answering(promise("daily", "06-01 07:00", done=early + late))

    assert reminded(owner(goal, until="06-14 00:00"))[-1] == "06-13 14:30"


def test_a_check_in_of_the_same_day_or_the_day_before_does_not_move_the_time() -> None:
    # On 4 June, 40 of 50 pages are read by 10:00. For the 5th, too, only the three check-ins before
    # it count.
    done = [
        *(CheckIn(when(f"06-0{day} 15:00"), amount=50) for day in (1, 2, 3)),
        *(CheckIn(when(f"06-04 {hour}:00"), amount=10) for hour in ("07", "08", "09", "10")),
    ]
    goal = promise("daily", "06-01 07:00", amount=50.0, check_ins=tuple(done))

    assert reminded(owner(goal, until="06-06 00:00")) == ["06-04 18:00", "06-05 14:30"]


def test_an_undone_check_in_does_not_count_for_the_median() -> None:
    undone = CheckIn(when("06-03 12:00"), undone_at=when("06-03 12:05"))
    goal = promise("daily", "06-01 07:00", done=["06-01 08:00", "06-02 08:00"], check_ins=(undone,))

    assert reminded(owner(goal, until="06-05 00:00")) == ["06-03 18:00", "06-04 18:00"]


def test_half_past_midnight_is_late_if_the_day_starts_at_four() -> None:
    # Since 04:00: 23:00, 23:30, 00:30; the median is 23:30. In clock order, it would be 23:00.
    done = ["06-01 23:00", "06-02 23:30", "06-04 00:30"]
    goal = answering(promise("daily", done=done))

    times = reminded(owner(goal, until="06-06 03:00", day_starts=FROM_FOUR, quiet=None))

    assert times[-1] == "06-05 23:00"


def test_an_automatic_evening_time_in_the_quiet_hours_moves_to_before_they_begin() -> None:
    assert reminded(owner(promise("daily", usual="22:30"), until="06-02 00:00")) == ["06-01 21:45"]


def test_an_automatic_morning_time_in_the_quiet_hours_moves_to_the_evening_before() -> None:
    goal = promise("daily", usual="06:00")

    heard = hear(owner(goal, until="06-02 12:00"))

    assert [(one.due, one.day) for one in heard if one.kind == "reminder"] == [
        (when("06-01 21:45"), june(2))
    ]


def test_an_owner_who_usually_checks_in_early_is_reminded_the_evening_before() -> None:
    # Thursday's check-in is the third, so 05:45 is first known for Saturday.
    goal = promise("daily", done=[f"06-0{day} 06:15" for day in (2, 3, 4, 5)])

    assert reminded(owner(goal, until="06-06 12:00")) == ["06-01 18:00", "06-05 21:45"]


def test_the_quiet_hours_include_their_first_minute_and_not_their_last() -> None:
    assert reminded(owner(promise("daily", usual="22:00"), until="06-02 00:00")) == ["06-01 21:45"]
    assert reminded(owner(promise("daily", "06-01 01:00", usual="07:00"), until="06-02 00:00")) == [
        "06-01 07:00"
    ]
    assert reminded(owner(promise("daily", usual="06:59"), until="06-02 00:00")) == ["06-01 21:45"]


def test_other_quiet_hours() -> None:
    goal = promise("daily", usual="08:00")

    assert reminded(owner(goal, until="06-02 12:00", quiet=(0, 9))) == ["06-01 23:45"]
    assert reminded(owner(goal, until="06-02 12:00", quiet=(6, 12))) == ["06-02 05:45"]
    assert reminded(owner(goal, until="06-02 12:00", quiet=None)) == ["06-02 08:00"]


def test_a_chosen_time_is_honoured_in_the_quiet_hours() -> None:
    goal = promise("daily", times="05:30 23:00")

    assert reminded(owner(goal, until="06-02 12:00")) == ["06-01 23:00", "06-02 05:30"]


def test_with_a_day_start_at_four_two_in_the_morning_is_on_the_next_date() -> None:
    goal = promise("daily", times="02:00")

    heard = hear(owner(goal, until="06-02 12:00", day_starts=FROM_FOUR))

    assert [(one.due, one.day) for one in heard if one.kind == "reminder"] == [
        (when("06-02 02:00"), june(1))
    ]


def test_with_a_day_start_at_four_a_quiet_two_in_the_morning_moves_into_the_same_day() -> None:
    goal = promise("daily", usual="02:00")

    heard = hear(owner(goal, until="06-02 12:00", day_starts=FROM_FOUR))

    assert [(one.due, one.day) for one in heard if one.kind == "reminder"] == [
        (when("06-01 21:45"), june(1))
    ]


def test_a_longer_day_after_a_new_day_start_reminds_once() -> None:
    # 2 June runs from 00:00 to 04:00 on the 3rd. 02:00 belongs to the next date, so it is at its
    # end, and not at its beginning.
    goal = promise("daily", "06-01 01:00", times="02:00")
    later = (Change(when("06-01 12:00"), 4),)

    heard = hear(owner(goal, until="06-04 03:00", day_starts=later))

    assert [(one.due, one.day) for one in heard if one.kind == "reminder"] == [
        (when("06-01 02:00"), june(1)),
        (when("06-03 02:00"), june(2)),
        (when("06-04 02:00"), june(3)),
    ]


def test_a_shorter_day_after_an_earlier_day_start_has_no_early_morning() -> None:
    # 1 June ends at 04:00 on the 2nd, and 02:00 on the 2nd is its own. The 2nd lasts from 04:00 to
    # midnight, without a 02:00. The 3rd begins at midnight.
    goal = promise("daily", times="02:00")
    earlier = (*FROM_FOUR, Change(when("06-01 12:00"), 0))

    heard = hear(owner(goal, until="06-04 00:00", day_starts=earlier))

    assert [(one.due, one.day) for one in heard if one.time] == [
        (when("06-02 02:00"), june(1)),
        (when("06-03 02:00"), june(3)),
    ]


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


def test_a_deadline_reminds_a_day_and_an_hour_before() -> None:
    goal = promise("once", until=when("06-05 17:00"))

    assert reminded(owner(goal, until="06-07 00:00")) == ["06-04 17:00", "06-05 16:00"]


def test_a_deadline_is_rounded_down() -> None:
    goal = promise("once", until=when("06-05 17:20"))

    assert reminded(owner(goal, until="06-07 00:00")) == ["06-04 17:15", "06-05 16:15"]


def test_a_date_as_deadline_is_its_end_so_both_reminders_move_to_the_evening() -> None:
    # The deadline is 23:59:59 on 5 June: 23:45 on the 4th and 22:45 on the 5th.
    goal = promise("once", until=june(5))

    heard = [one for one in hear(owner(goal, until="06-08 00:00")) if one.time]

    assert [(one.due, one.day) for one in heard] == [
        (when("06-04 21:45"), june(4)),
        (when("06-05 21:45"), june(5)),
    ]


def test_a_date_as_deadline_is_over_a_second_before_its_day() -> None:
    goal = promise("once", times="00:00 23:45", until=june(5))

    heard = hear(owner(goal, until="06-07 00:00"))

    assert [(one.due, one.day) for one in heard] == [
        (when("06-05 00:00"), june(5)),
        (when("06-05 23:45"), june(5)),
        (when("06-06 00:00") - timedelta(seconds=1), june(5)),
    ]


def test_a_date_as_deadline_stays_the_instant_that_it_was_when_named() -> None:
    goal = promise("once", until=june(5))  # in New York, 17:59:59
    zones = (Change(LONG_AGO, BERLIN), Change(when("06-02 12:00"), NEW_YORK))

    assert reminded(owner(goal, until="06-07 00:00", zones=zones), NEW_YORK) == [
        "06-04 17:45",
        "06-05 16:45",
    ]


def test_a_deadline_reminder_belongs_to_the_day_before_the_quiet_hours_moved_it() -> None:
    goal = promise("once", until=when("06-05 07:30"))  # 06:30 on the 5th moves to the 4th

    heard = hear(owner(goal, until="06-06 00:00"))

    assert [(one.due, one.day) for one in heard if one.time] == [
        (when("06-04 07:30"), june(4)),
        (when("06-04 21:45"), june(5)),
    ]


def test_auto_reminds_once_of_a_deadline_in_the_first_hour_of_a_day() -> None:
    # A day before is 00:30 on the 5th, and an hour before is 23:30 on the 5th.
    goal = promise("once", until=when("06-06 00:30"))

    assert reminded(owner(goal, until="06-07 00:00")) == ["06-04 21:45"]


def test_both_reminders_of_a_deadline_at_the_same_moment_are_one() -> None:
    # With quiet hours from 08:00 to 07:00, an hour before 07:45 moves to 07:45 on the day before.
    goal = promise("once", until=when("06-05 07:45"))

    assert reminded(owner(goal, until="06-06 00:00", quiet=(8, 7))) == ["06-04 07:45"]


def test_a_day_before_a_deadline_is_24_hours_when_the_clock_changes() -> None:
    goal = promise("once", "03-27 10:00", until=when("03-29 12:00"))

    assert reminded(owner(goal, until="03-30 00:00")) == ["03-28 11:00", "03-29 11:00"]


def test_a_pause_moves_the_deadline_and_its_reminders() -> None:
    pause = Pause(when("06-03 12:00"), resumed_at=when("06-04 12:00"))
    goal = promise("once", until=when("06-05 17:00"), pauses=(pause,))

    assert reminded(owner(goal, until="06-08 00:00")) == ["06-05 17:00", "06-06 16:00"]


def test_chosen_times_remind_at_their_last_occurrences_before_the_deadline() -> None:
    goal = promise("once", times="09:00 17:00 20:00", until=when("06-05 17:00"))

    assert reminded(owner(goal, until="06-07 00:00")) == [
        "06-04 17:00",
        "06-04 20:00",
        "06-05 09:00",
    ]


def test_before_a_deadline_is_honoured_in_the_quiet_hours() -> None:
    goal = promise("once", times="before 90", until=when("06-05 08:00"))

    assert reminded(owner(goal, until="06-06 00:00")) == ["06-05 06:30"]


def test_a_done_or_open_ended_once_is_silent() -> None:
    done = promise("once", until=when("06-05 17:00"), done=["06-04 20:00"])

    assert reminded(owner(done, until="06-07 00:00")) == ["06-04 17:00"]
    assert reminded(owner(promise("once"), until="06-07 00:00")) == []


def test_a_deadline_sooner_than_a_day_has_only_the_second_reminder() -> None:
    goal = promise("once", until=when("06-01 17:00"))

    assert reminded(owner(goal, until="06-02 00:00")) == ["06-01 16:00"]


def test_a_deadline_at_the_years_end() -> None:
    goal = promise("once", "12-20 10:00", until=date(2026, 12, 31))

    assert reminded(owner(goal, until="2027-01-02 00:00")) == ["12-30 21:45", "12-31 21:45"]


def test_a_snooze_reminds_again_after_an_hour_rounded_down() -> None:
    goal = snoozing(promise("daily"), "06-01 18:20")

    assert reminded(owner(goal, until="06-02 00:00")) == ["06-01 18:00", "06-01 19:15"]


def test_a_snooze_until_the_evening_ends_at_eight() -> None:
    goal = snoozing(promise("daily", times="12:00"), "06-01 12:20", until_evening=True)

    assert reminded(owner(goal, until="06-02 00:00")) == ["06-01 12:00", "06-01 20:00"]


def test_a_snooze_holds_back_what_is_due_before() -> None:
    goal = snoozing(promise("daily", times="18:00 18:45 21:00"), "06-01 18:10")

    assert reminded(owner(goal, until="06-02 00:00")) == [
        "06-01 18:00",
        "06-01 19:00",
        "06-01 21:00",
    ]


def test_a_snooze_that_ends_at_the_next_reminder_is_one_reminder() -> None:
    goal = snoozing(promise("daily", times="18:00 19:00"), "06-01 18:10")

    assert reminded(owner(goal, until="06-02 00:00")) == ["06-01 18:00", "06-01 19:00"]


def test_a_snoozed_goal_that_is_done_meanwhile_is_silent() -> None:
    goal = snoozing(promise("daily", done=["06-01 18:30"]), "06-01 18:10")

    assert reminded(owner(goal, until="06-02 00:00")) == ["06-01 18:00"]


def test_a_snooze_into_the_next_day_is_over() -> None:
    goal = snoozing(promise("daily", times="23:30"), "06-01 23:40")

    assert reminded(owner(goal, until="06-02 12:00")) == ["06-01 23:30"]


def test_two_days_without_the_bot_drop_their_reminders() -> None:
    away = ((when("06-02 12:00"), when("06-04 10:07")),)

    assert reminded(owner(promise("daily"), until="06-05 00:00", bot_off=away)) == [
        "06-01 18:00",
        "06-04 18:00",
    ]


def test_up_to_half_an_hour_late_a_reminder_is_sent() -> None:
    away = ((when("06-01 17:50"), when("06-01 18:30")),)

    heard = hear(owner(promise("daily"), until="06-02 00:00", bot_off=away))

    assert [(one.at, one.due) for one in heard] == [(when("06-01 18:30"), when("06-01 18:00"))]


def test_later_a_reminder_is_sent_if_it_still_helps() -> None:
    away = ((when("06-01 17:50"), when("06-01 20:10")),)

    assert reminded(owner(promise("daily"), until="06-02 00:00", bot_off=away)) == ["06-01 20:10"]


def test_later_a_reminder_is_dropped_in_the_quiet_hours() -> None:
    away = ((when("06-01 17:50"), when("06-01 22:10")),)

    assert reminded(owner(promise("daily"), until="06-02 00:00", bot_off=away)) == []


def test_later_a_reminder_is_dropped_if_the_next_one_is_near() -> None:
    goal = promise("daily", times="18:00 20:00")
    near = ((when("06-01 17:50"), when("06-01 19:00")),)
    far = ((when("06-01 17:50"), when("06-01 18:55")),)

    assert reminded(owner(goal, until="06-02 00:00", bot_off=near)) == ["06-01 20:00"]
    assert reminded(owner(goal, until="06-02 00:00", bot_off=far)) == ["06-01 18:55", "06-01 20:00"]


def test_of_several_missed_moments_only_the_last_counts() -> None:
    goal = promise("daily", "06-01 08:00", times="12:00 14:00 18:00")
    away = ((when("06-01 11:00"), when("06-01 18:20")),)

    heard = hear(owner(goal, until="06-02 00:00", bot_off=away))

    assert [(one.at, one.due) for one in heard] == [(when("06-01 18:20"), when("06-01 18:00"))]


def test_a_reminder_due_at_the_moment_of_the_bots_return_is_on_time() -> None:
    away = ((when("06-01 17:00"), when("06-01 18:00")),)

    assert reminded(owner(promise("daily"), until="06-02 00:00", bot_off=away)) == ["06-01 18:00"]


def test_a_reminder_whose_day_is_over_is_never_sent_however_few_minutes_late() -> None:
    away = ((when("06-01 23:00"), when("06-02 00:05")),)

    assert reminded(owner(promise("daily", times="23:50"), until="06-02 12:00", bot_off=away)) == []


def test_a_reminder_whose_deadline_is_over_is_never_sent() -> None:
    goal = promise("once", times="before 15", until=when("06-01 18:00"))
    away = ((when("06-01 17:40"), when("06-01 18:00")),)

    assert reminded(owner(goal, until="06-02 00:00", bot_off=away)) == []


def test_half_an_hour_before_a_time_after_midnight_is_on_the_evening_before() -> None:
    # Three times at 00:10: half an hour before is 23:40 of the date before; D stays.
    done = ["06-01 00:10", "06-02 00:10", "06-03 00:10"]
    goal = answering(promise("daily", "05-31 23:00", done=done))

    heard = hear(owner(goal, until="06-05 12:00", quiet=None))

    assert [(one.due, one.day) for one in heard if one.time][-1] == (when("06-04 23:30"), june(5))


def test_before_a_usual_time_after_midnight_is_on_the_evening_before() -> None:
    goal = promise("daily", times="before 30", usual="00:10")

    heard = hear(owner(goal, until="06-02 12:00"))

    assert [(one.due, one.day) for one in heard if one.time] == [(when("06-01 23:30"), june(2))]


def test_a_time_is_asked_to_be_within_its_day_before_anything_is_subtracted() -> None:
    # With the day start at 04:00, 04:10 is on D, and 03:40 is still on the day before.
    goal = promise("daily", times="before 30", usual="04:10")

    heard = hear(owner(goal, until="06-02 12:00", day_starts=FROM_FOUR))

    assert [(one.due, one.day) for one in heard if one.time] == [(when("06-02 03:30"), june(2))]


def test_a_snooze_of_a_reminder_whose_day_is_over_is_ignored() -> None:
    # At 00:10, the reminder of 23:30 is for a day that is over. 01:00 comes as if nothing happened.
    goal = snoozing(promise("daily", times="23:30 01:00"), "06-02 00:10")

    assert reminded(owner(goal, until="06-02 12:00")) == ["06-01 23:30", "06-02 01:00"]


def test_a_snooze_on_the_evening_before_is_for_the_next_day() -> None:
    goal = snoozing(promise("daily", usual="06:00"), "06-01 21:50")

    heard = hear(owner(goal, until="06-02 12:00"))

    assert [(one.due, one.day) for one in heard if one.time] == [
        (when("06-01 21:45"), june(2)),
        (when("06-01 22:45"), june(2)),
    ]


def test_a_snooze_ends_once_even_if_its_time_comes_twice() -> None:
    # 20:00 in Berlin, and again in New York, where the owner says they are an hour later.
    goal = snoozing(promise("daily", times="12:00"), "06-01 12:20", until_evening=True)
    zones = (Change(LONG_AGO, BERLIN), Change(when("06-01 21:00"), NEW_YORK))

    assert reminded(owner(goal, until="06-02 05:00", zones=zones)) == ["06-01 12:00", "06-01 20:00"]
