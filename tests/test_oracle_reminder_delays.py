"""Worked examples of reminders that are snoozed, or late because the bot was off."""

from tests.oracle import Change
from tests.oracle.builders import LONG_AGO
from tests.oracle.reminder_builders import BERLIN, june, owner, promise, reminded, snoozing, when
from tests.oracle.reminders import hear

NEW_YORK = "America/New_York"


def test_a_snooze_reminds_again_after_an_hour_rounded_down() -> None:
    goal = snoozing(promise("daily"), "06-01 18:20")

    assert reminded(owner(goal, until="06-02 00:00")) == ["06-01 18:00", "06-01 19:15"]


def test_a_snooze_until_the_evening_ends_at_eight() -> None:
    goal = snoozing(promise("daily", times="12:00"), "06-01 12:20", until_evening=True)

    assert reminded(owner(goal, until="06-02 00:00")) == ["06-01 12:00", "06-01 20:00"]


def test_from_seven_on_a_snooze_until_the_evening_is_for_an_hour() -> None:
    for pressed, ends in (("06-01 18:50", "06-01 20:00"), ("06-01 19:20", "06-01 20:15")):
        goal = snoozing(promise("daily"), pressed, until_evening=True)
        assert reminded(owner(goal, until="06-02 00:00")) == ["06-01 18:00", ends]


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
