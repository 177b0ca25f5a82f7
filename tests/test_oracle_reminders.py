"""Worked examples of whether a goal reminds, and of what prevents it."""

from dataclasses import replace

from tests.oracle import Change, Edit, Excuse, Pause, Skip
from tests.oracle.reminder_builders import (
    june,
    owner,
    promise,
    reminded,
    when,
)
from tests.oracle.reminder_model import Snooze
from tests.oracle.reminders import hear


def test_a_paused_goal_is_silent_until_the_day_on_which_its_owner_is_back() -> None:
    goal = promise("daily", pauses=(Pause(when("06-02 12:00"), until=june(5)),))

    assert reminded(owner(goal, until="06-06 00:00")) == ["06-01 18:00", "06-05 18:00"]


def test_the_evening_before_the_owner_is_back_is_still_paused() -> None:
    # At 06:00 each day, so at 21:45 the evening before; 5 June would be announced on the 4th.
    goal = promise("daily", usual="06:00", pauses=(Pause(when("06-02 12:00"), until=june(5)),))

    assert reminded(owner(goal, until="06-06 00:00")) == ["06-01 21:45", "06-05 21:45"]


def test_an_excused_date_is_silent() -> None:
    goal = promise("daily", excuses=(Excuse(june(2), when("06-01 12:00")),))

    assert reminded(owner(goal, until="06-04 00:00")) == ["06-01 18:00", "06-03 18:00"]


def test_a_date_excused_after_its_reminder_was_reminded_of() -> None:
    goal = promise("daily", excuses=(Excuse(june(2), when("06-02 19:00")),))

    assert "06-02 18:00" in reminded(owner(goal, until="06-03 00:00"))


def test_an_excused_date_does_not_concern_a_deadline() -> None:
    excuses = (Excuse(june(5), when("06-01 12:00")),)
    goal = promise("once", until=when("06-05 17:00"), excuses=excuses)

    assert reminded(owner(goal, until="06-07 00:00")) == ["06-04 17:00", "06-05 16:00"]


def test_a_skipped_day_is_silent() -> None:
    goal = promise("daily", skips=(Skip(when("06-02 12:00")),))

    assert reminded(owner(goal, until="06-04 00:00")) == ["06-01 18:00", "06-03 18:00"]


def test_a_skip_that_was_undone_is_none() -> None:
    goal = promise("daily", skips=(Skip(when("06-02 12:00"), undone_at=when("06-02 12:05")),))

    assert "06-02 18:00" in reminded(owner(goal, until="06-03 00:00"))


def test_a_skip_does_not_change_a_span() -> None:
    goal = promise("every 3 days", skips=(Skip(when("06-03 12:00")),))

    assert reminded(owner(goal, until="06-04 00:00")) == ["06-03 18:00"]


def test_not_today_is_for_one_day() -> None:
    goal = replace(promise("daily", times="12:00 18:00"), not_today=(when("06-01 12:05"),))

    assert reminded(owner(goal, until="06-03 00:00")) == [
        "06-01 12:00",
        "06-02 12:00",
        "06-02 18:00",
    ]


def test_a_snooze_takes_back_not_today_of_the_same_day() -> None:
    goal = replace(
        promise("daily", times="12:00 18:00"),
        not_today=(when("06-01 12:05"),),
        snoozes=(Snooze(when("06-01 12:10")),),
    )

    assert reminded(owner(goal, until="06-02 00:00")) == [
        "06-01 12:00",
        "06-01 13:00",
        "06-01 18:00",
    ]


def test_not_today_ends_a_snooze_of_the_same_day() -> None:
    goal = replace(
        promise("daily", times="12:00 18:00"),
        not_today=(when("06-01 12:10"),),
        snoozes=(Snooze(when("06-01 12:05")),),
    )

    assert reminded(owner(goal, until="06-02 00:00")) == ["06-01 12:00"]


def test_a_goal_is_silent_before_its_start() -> None:
    goal = promise("daily", start=june(3))

    assert reminded(owner(goal, until="06-05 00:00")) == ["06-03 18:00", "06-04 18:00"]


def test_the_first_day_may_be_announced_the_evening_before() -> None:
    goal = promise("daily", start=june(3), usual="06:30")

    assert reminded(owner(goal, until="06-03 12:00")) == ["06-02 21:45"]


def test_a_dropped_goal_is_silent() -> None:
    goal = promise("daily", ended_at=when("06-02 12:00"))

    assert reminded(owner(goal, until="06-05 00:00")) == ["06-01 18:00"]


def test_a_goal_with_a_last_day_is_silent_after_it() -> None:
    goal = promise("daily", until=june(2))

    assert reminded(owner(goal, until="06-05 00:00")) == ["06-01 18:00", "06-02 18:00"]


def test_an_edit_changes_the_days_from_today_on() -> None:
    goal = promise("daily", edits=(Edit(when("06-02 12:00"), "weekly on thu"),))

    assert reminded(owner(goal, until="06-06 00:00")) == ["06-01 18:00", "06-04 18:00"]


def test_a_day_kept_before_an_edit_is_done_after_it() -> None:
    goal = promise(
        "daily", done=["06-02 11:00"], edits=(Edit(when("06-02 12:00"), "weekly on tue"),)
    )

    assert reminded(owner(goal, until="06-09 00:00")) == ["06-01 18:00"]


def test_an_owner_who_left_or_is_blocked_hears_nothing() -> None:
    goal = promise("daily")
    tuesday = ((when("06-02 12:00"), when("06-03 12:00")),)

    assert reminded(owner(goal, until="06-04 00:00", left=tuesday)) == [
        "06-01 18:00",
        "06-03 18:00",
    ]
    assert reminded(owner(goal, until="06-04 00:00", blocked=tuesday)) == [
        "06-01 18:00",
        "06-03 18:00",
    ]


def test_without_times_or_with_off_nothing_is_reminded_of() -> None:
    assert reminded(owner(promise("daily", times="off"), until="06-03 00:00")) == []
    assert reminded(owner(replace(promise("daily"), times=()), until="06-03 00:00")) == []


def test_a_blocked_owner_counts_as_paused_so_that_their_deadline_moves() -> None:
    tuesday = ((when("06-02 12:00"), when("06-03 12:00")),)
    goal = promise("once", until=when("06-05 17:00"))

    assert reminded(owner(goal, until="06-08 00:00", blocked=tuesday)) == [
        "06-05 17:00",
        "06-06 16:00",
    ]


def test_a_server_that_switched_reminders_off_and_on_again() -> None:
    server = (Change(when("06-01 12:00"), "off"), Change(when("06-02 12:00"), "on"))

    assert reminded(owner(promise("daily"), until="06-04 00:00", server=server)) == [
        "06-02 18:00",
        "06-03 18:00",
    ]


def test_the_moment_of_switching_on_is_not_made_up_for() -> None:
    assert reminded(owner(promise("daily", "06-01 18:00"), until="06-03 00:00")) == ["06-02 18:00"]
    assert reminded(owner(promise("daily", "06-01 17:59"), until="06-02 00:00")) == ["06-01 18:00"]


def test_another_time_reminds_again_on_the_same_day() -> None:
    goal = promise("daily", times="12:00")
    goal = replace(goal, times=(*goal.times, Change(when("06-01 13:00"), "19:00")))

    assert reminded(owner(goal, until="06-02 00:00")) == ["06-01 12:00", "06-01 19:00"]


def test_the_same_time_chosen_again_does_not_remind_again() -> None:
    goal = promise("daily", times="12:00")
    goal = replace(goal, times=(*goal.times, Change(when("06-01 11:50"), "12:00")))

    assert reminded(owner(goal, until="06-02 00:00")) == ["06-01 12:00"]


def test_auto_reminds_once_of_a_day_even_if_its_time_changes() -> None:
    # As a ceiling, the goal would remind at 20:00.
    goal = promise("daily", edits=(Edit(when("06-01 18:30"), "daily", amount=2.0, at_most=True),))

    assert reminded(owner(goal, until="06-03 00:00")) == ["06-01 18:00", "06-02 20:00"]


def test_another_automatic_time_replaces_the_one_that_has_not_come_yet() -> None:
    goal = promise("daily", edits=(Edit(when("06-01 17:30"), "daily", amount=2.0, at_most=True),))

    assert reminded(owner(goal, until="06-02 00:00")) == ["06-01 20:00"]


def test_auto_does_not_remind_of_a_day_after_a_chosen_time_did() -> None:
    goal = promise("daily", times="12:00")
    goal = replace(goal, times=(*goal.times, Change(when("06-01 13:00"), "auto")))

    assert reminded(owner(goal, until="06-02 20:00")) == ["06-01 12:00", "06-02 18:00"]


def test_each_reminder_names_its_goal_and_day() -> None:
    first, second = promise("daily"), promise("weekly on tue")

    heard = [
        (one.day, one.goal)
        for one in hear(owner(first, second, until="06-03 00:00"))
        if one.kind == "reminder"
    ]

    assert heard == [(june(1), 0), (june(2), 0), (june(2), 1)]
