"""Worked examples of the morning after."""

from dataclasses import replace

from tests.oracle import Change, CheckIn, Edit, Excuse, Pause, Skip
from tests.oracle.builders import LONG_AGO
from tests.oracle.reminder_builders import (
    follow_ups,
    june,
    owner,
    pressing,
    promise,
    told,
    when,
)

DIRECT = "direct messages"
LOS_ANGELES = "America/Los_Angeles"
TOKYO = "Asia/Tokyo"
ONE_FREEZE = (Change(LONG_AGO, (1, 7, 2)),)
WEEK = [f"06-0{day} 12:00" for day in range(1, 8)]


def test_the_morning_after_is_told_at_nine_by_direct_message() -> None:
    goal = promise("daily", done=["06-01 12:00"])

    heard = follow_ups(owner(goal, until="06-03 12:00", place=DIRECT), "the morning after")

    assert heard == [("06-03 09:00", "direct message")]


def test_the_morning_after_otherwise_waits_from_the_end_of_the_day() -> None:
    goal = promise("daily", done=["06-01 12:00"])

    for place in ("here", "off"):
        heard = follow_ups(owner(goal, until="06-03 12:00", place=place), "the morning after")
        assert heard == [("06-03 00:00", "next interaction")]


def test_with_closed_direct_messages_the_morning_after_waits_from_the_end_of_the_day() -> None:
    goal = promise("daily", done=["06-01 12:00"])
    closed = (Change(LONG_AGO, True),)

    one = owner(goal, until="06-03 12:00", place=DIRECT, closed=closed)

    assert follow_ups(one, "the morning after") == [("06-03 00:00", "next interaction")]


def test_the_morning_after_is_told_if_a_freeze_would_be_spent() -> None:
    goal = promise("daily", done=["06-01 12:00"])

    one = owner(goal, until="06-03 12:00", place=DIRECT, freezes=ONE_FREEZE)

    assert follow_ups(one, "the morning after") == [("06-03 09:00", "direct message")]


def test_the_day_of_the_declaration_has_no_morning_after() -> None:
    assert (
        follow_ups(owner(promise("daily"), until="06-02 12:00", place=DIRECT), "the morning after")
        == []
    )


def test_a_day_made_up_for_before_nine_has_no_morning_after() -> None:
    made_up = CheckIn(when("06-03 08:00"), yesterday=True)
    goal = promise("daily", done=["06-01 12:00"], check_ins=(made_up,))

    one = owner(goal, until="06-03 12:00", place=DIRECT)

    assert follow_ups(one, "the morning after") == []


def test_a_skipped_paused_or_excused_day_has_no_morning_after() -> None:
    done = ["06-01 12:00"]
    noon = when("06-02 12:00")
    for goal in (
        promise("daily", done=done, skips=(Skip(noon),)),
        promise("daily", done=done, pauses=(Pause(noon, until=june(3)),)),
        promise("daily", done=done, excuses=(Excuse(june(2), noon),)),
    ):
        one = owner(goal, until="06-03 12:00", place=DIRECT)
        assert follow_ups(one, "the morning after") == []


def test_a_day_on_which_the_owner_was_blocked_has_no_morning_after() -> None:
    goal = promise("daily", done=["06-01 12:00"])
    blocked = ((when("06-02 12:00"), when("06-02 13:00")),)

    one = owner(goal, until="06-03 12:00", place=DIRECT, blocked=blocked)

    assert follow_ups(one, "the morning after") == []


def test_a_longer_quiet_time_delays_the_morning_after() -> None:
    goal = promise("daily", done=["06-01 12:00"])

    one = owner(goal, until="06-03 18:00", place=DIRECT, quiet=(23, 11))

    assert follow_ups(one, "the morning after") == [("06-03 11:00", "direct message")]


def test_a_quota_that_misses_one_has_a_morning_after_if_its_last_day_is_free() -> None:
    for done, mornings in (
        (["06-02 12:00", "06-03 12:00"], [("06-08 09:00", "direct message")]),
        (["06-02 12:00", "06-07 12:00"], []),  # Sunday, the only day that is left, has counted
        (["06-02 12:00"], []),  # two are missing
    ):
        goal = promise("3 per week", "05-31 10:00", done=done)
        one = owner(goal, until="06-08 12:00", place=DIRECT)
        assert follow_ups(one, "the morning after") == mornings


def test_a_sum_over_a_week_can_be_made_up_for_whatever_is_missing() -> None:
    goal = promise("1 per week", "05-31 10:00", amount=100.0)

    one = owner(goal, until="06-08 12:00", place=DIRECT)

    assert follow_ups(one, "the morning after") == [("06-08 09:00", "direct message")]


def test_a_ceiling_has_a_morning_after_only_if_nothing_was_recorded() -> None:
    above = CheckIn(when("06-02 12:00"), amount=3)
    silent = promise("daily", "05-31 10:00", amount=2.0, at_most=True)
    loud = promise("daily", "06-01 10:00", amount=2.0, at_most=True, check_ins=(above,))

    assert follow_ups(owner(silent, until="06-02 12:00", place=DIRECT), "the morning after") == [
        ("06-02 09:00", "direct message")
    ]
    assert follow_ups(owner(loud, until="06-03 12:00", place=DIRECT), "the morning after") == []


def test_a_deadline_has_a_morning_after_at_the_first_nine_after_it() -> None:
    for deadline, morning in (("06-05 17:00", "06-06 09:00"), ("06-05 08:00", "06-05 09:00")):
        goal = promise("once", until=when(deadline))
        one = owner(goal, until="06-08 12:00", place=DIRECT)
        assert follow_ups(one, "the morning after") == [(morning, "direct message")]


def test_a_morning_that_comes_too_late_waits_from_the_end_of_the_period() -> None:
    # The first 09:00 after a deadline at 09:00 is the end of its grace period. So is the end of
    # quiet hours until 11:00 for a deadline at 11:00.
    for deadline, quiet in (("06-05 09:00", (22, 7)), ("06-05 11:00", (23, 11))):
        goal = promise("once", until=when(deadline))
        one = owner(goal, until="06-08 12:00", place=DIRECT, quiet=quiet)
        assert follow_ups(one, "the morning after") == [(deadline, "next interaction")]


def test_the_first_nine_is_on_the_clock_where_the_owner_is_then() -> None:
    # The deadline is at 00:30 on the 10th in Tokyo, to which they fly a quarter of an hour later.
    goal = promise("once", "06-05 10:00", until=when("06-09 08:30", LOS_ANGELES))
    zones = (Change(LONG_AGO, LOS_ANGELES), Change(when("06-09 08:45", LOS_ANGELES), TOKYO))

    one = owner(goal, until="06-12 00:00", zones=zones, place=DIRECT)

    assert follow_ups(one, "the morning after", TOKYO) == [("06-10 09:00", "direct message")]


def test_a_morning_after_that_is_due_without_the_bot_is_told_when_it_is_back() -> None:
    goal = promise("daily", done=["06-01 12:00"])
    away = ((when("06-03 08:00"), when("06-03 12:05")),)

    one = owner(goal, until="06-04 08:00", place=DIRECT, bot_off=away)

    assert follow_ups(one, "the morning after") == [("06-03 12:05", "direct message")]


def test_if_the_bot_returns_in_the_quiet_hours_a_direct_message_waits_for_their_end() -> None:
    goal = promise("daily", done=["06-01 12:00"])
    away = ((when("06-03 08:00"), when("06-03 13:05")),)

    one = owner(goal, until="06-04 08:00", place=DIRECT, quiet=(13, 15), bot_off=away)

    assert follow_ups(one, "the morning after") == [("06-03 15:00", "direct message")]


def test_if_the_quiet_hours_outlast_the_grace_period_its_morning_after_is_lost() -> None:
    goal = promise("daily", done=["06-01 12:00"])
    away = ((when("06-03 08:00"), when("06-03 22:05")),)

    one = owner(goal, until="06-04 08:00", place=DIRECT, bot_off=away)

    assert follow_ups(one, "the morning after") == []


def test_what_waits_for_the_next_interaction_does_not_wait_for_the_end_of_the_quiet_hours() -> None:
    goal = promise("daily", done=["06-01 12:00"])
    away = ((when("06-02 23:50"), when("06-03 00:10")),)

    one = owner(goal, until="06-04 00:00", bot_off=away)

    assert follow_ups(one, "the morning after") == [("06-03 00:10", "next interaction")]


def test_a_morning_after_is_lost_if_the_bot_returns_after_the_grace_period() -> None:
    goal = promise("daily", done=["06-01 12:00"])
    away = ((when("06-03 08:00"), when("06-04 00:00")),)

    one = owner(goal, until="06-04 08:00", place=DIRECT, bot_off=away)

    assert follow_ups(one, "the morning after") == []


def test_who_does_nothing_hears_of_one_morning_after_only() -> None:
    goal = promise("daily", done=["06-01 12:00"])

    for place, heard in (
        (DIRECT, ("06-03 09:00", "direct message")),
        ("off", ("06-03 00:00", "next interaction")),
    ):
        one = owner(goal, until="06-08 12:00", place=place)
        assert follow_ups(one, "the morning after") == [heard]


def test_an_entry_in_the_record_brings_the_morning_after_back() -> None:
    # The first is about 2 June, which ended with it. The entry of the 3rd is after that.
    undone = CheckIn(when("06-03 07:00"), undone_at=when("06-03 07:10"))
    for entry in (
        promise("daily", done=["06-01 12:00"], check_ins=(undone,)),
        promise("daily", done=["06-01 12:00"], skips=(Skip(when("06-04 12:00")),)),
        promise(
            "daily", done=["06-01 12:00"], edits=(Edit(when("06-03 12:00"), "daily", None, 2),)
        ),
    ):
        one = owner(entry, until="06-06 12:00", place=DIRECT)
        assert len(follow_ups(one, "the morning after")) == 2


def test_an_entry_of_another_goal_a_button_or_other_times_do_not() -> None:
    goal = pressing(promise("daily", done=["06-01 12:00"]), "06-03 12:00")
    goal = replace(goal, times=(*goal.times, Change(when("06-03 13:00"), "12:00")))
    other = promise("daily", done=[f"06-0{day} 12:00" for day in range(1, 7)])

    one = owner(goal, other, until="06-06 12:00", place=DIRECT)

    assert follow_ups(one, "the morning after") == [("06-03 09:00", "direct message")]


def test_an_entry_just_before_the_period_ended_is_too_early() -> None:
    for at, number in (("06-02 23:59", 1), ("06-03 00:00", 2)):
        undone = CheckIn(when(at), undone_at=when("06-02 23:59"))
        goal = promise("daily", done=["06-01 12:00"], check_ins=(undone,))
        one = owner(goal, until="06-06 12:00", place=DIRECT)
        assert len(follow_ups(one, "the morning after")) == number


def test_a_morning_after_is_judged_once() -> None:
    # Paused at 09:00, resumed at 10:00.
    pause = Pause(when("06-03 08:00"), resumed_at=when("06-03 10:00"))
    goal = promise("daily", done=["06-01 12:00"], pauses=(pause,))

    one = owner(goal, until="06-04 00:00", place=DIRECT)

    assert follow_ups(one, "the morning after") == []


def test_the_place_when_it_is_due_decides_which_way_the_morning_after_goes() -> None:
    goal = promise("daily", done=["06-01 12:00"])
    at_five = (Change(LONG_AGO, DIRECT), Change(when("06-03 05:00"), "here"))
    too_late = (Change(LONG_AGO, "here"), Change(when("06-03 05:00"), DIRECT))

    first = owner(goal, until="06-03 12:00", places=at_five)
    second = owner(goal, until="06-03 12:00", places=too_late)

    assert follow_ups(first, "the morning after") == [("06-03 05:00", "next interaction")]
    assert follow_ups(second, "the morning after") == [("06-03 00:00", "next interaction")]


def test_without_any_zone_the_follow_ups_wait_by_the_days_of_utc() -> None:
    goal = promise("daily", zone="UTC", done=WEEK)

    one = owner(goal, until="06-09 22:00", zone=None, place=DIRECT, wants_at_risk=True)

    assert told(one, "UTC") == [
        ("06-09 00:00", "the morning after", "next interaction"),
        ("06-09 20:00", "at risk", "next interaction"),
    ]
