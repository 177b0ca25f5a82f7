"""Worked examples of the warning that a streak is at risk."""

from dataclasses import replace

from tests.oracle import Change, CheckIn
from tests.oracle.builders import LONG_AGO
from tests.oracle.reminder_builders import (
    follow_ups,
    owner,
    pressing,
    promise,
    told,
    when,
)

DIRECT = "direct messages"
ONE_FREEZE = (Change(LONG_AGO, (1, 7, 2)),)
FROM_FOUR = (Change(LONG_AGO, 4),)
WEEK = [f"06-0{day} 12:00" for day in range(1, 8)]


def test_a_streak_of_seven_is_at_risk_four_hours_before_the_grace_ends() -> None:
    # Kept on 1 to 7 June, nothing on the 8th, whose grace ends with the 9th.
    goal = promise("daily", done=WEEK)

    one = owner(goal, until="06-10 12:00", wants_at_risk=True)

    assert follow_ups(one, "at risk") == [("06-09 20:00", "next interaction")]


def test_a_streak_is_not_at_risk_if_it_is_short_or_a_freeze_is_left_or_nobody_wants_to_know() -> (
    None
):
    goal = promise("daily", done=WEEK)
    short = promise("daily", done=WEEK[1:])
    made_up = replace(
        goal,
        life=replace(
            goal.life,
            check_ins=(*goal.life.check_ins, CheckIn(when("06-09 19:50"), yesterday=True)),
        ),
    )

    for one in (
        owner(short, until="06-10 12:00", wants_at_risk=True),
        owner(goal, until="06-10 12:00", wants_at_risk=True, freezes=ONE_FREEZE),
        owner(made_up, until="06-10 12:00", wants_at_risk=True),
        owner(goal, until="06-10 12:00"),
    ):
        assert follow_ups(one, "at risk") == []


def test_a_streak_at_risk_in_the_quiet_hours_is_told_before_they_begin() -> None:
    # With the day start at 04:00, the grace ends on the 10th at 04:00: four hours before is 00:00.
    goal = pressing(promise("daily", done=WEEK), "06-09 12:00")

    one = owner(goal, until="06-10 12:00", wants_at_risk=True, day_starts=FROM_FOUR)

    assert follow_ups(one, "at risk") == [("06-09 21:45", "next interaction")]


def test_while_the_warning_of_a_streak_at_risk_is_ahead_the_morning_after_waits() -> None:
    goal = promise("daily", done=WEEK)

    one = owner(goal, until="06-10 00:00", place=DIRECT, wants_at_risk=True)

    assert [heard for heard in told(one) if heard[1] != "reminder"] == [
        ("06-09 09:00", "the morning after", "next interaction"),
        ("06-09 20:00", "at risk", "direct message"),
    ]


def test_once_the_warning_of_a_streak_at_risk_is_due_the_morning_after_comes_with_it() -> None:
    goal = promise("daily", done=WEEK)
    away = ((when("06-09 08:00"), when("06-09 21:05")),)

    one = owner(goal, until="06-10 00:00", place=DIRECT, wants_at_risk=True, bot_off=away)

    assert [heard for heard in told(one) if heard[1] != "reminder"] == [
        ("06-09 21:05", "at risk", "direct message"),
        ("06-09 21:05", "the morning after", "direct message"),
    ]


def test_a_streak_at_risk_waits_if_the_morning_after_of_another_goal_was_told() -> None:
    goals = (promise("daily", done=WEEK), promise("daily", done=WEEK[1:]))

    one = owner(*goals, until="06-10 00:00", place=DIRECT, wants_at_risk=True)

    assert [heard for heard in told(one) if heard[1] != "reminder"] == [
        ("06-09 09:00", "the morning after", "next interaction"),
        ("06-09 09:00", "the morning after", "direct message"),
        ("06-09 20:00", "at risk", "next interaction"),
    ]


def test_a_streak_at_risk_is_told_at_once_if_the_bot_returns_in_the_quiet_hours() -> None:
    goal = promise("daily", done=WEEK)
    away = ((when("06-09 19:50"), when("06-09 22:05")),)

    one = owner(goal, until="06-10 00:00", place=DIRECT, wants_at_risk=True, bot_off=away)

    assert follow_ups(one, "at risk") == [("06-09 22:05", "direct message")]


def test_the_evening_of_a_streak_at_risk_counts_what_was_kept_since() -> None:
    # Six kept, the seventh missed so far, the eighth kept: the streak reads 7, and would end at 1.
    done = [*WEEK[:6], "06-08 12:00"]

    one = owner(promise("daily", done=done), until="06-09 12:00", wants_at_risk=True)

    assert follow_ups(one, "at risk") == [("06-08 20:00", "next interaction")]
