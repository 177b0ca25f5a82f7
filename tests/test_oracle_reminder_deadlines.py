"""Worked examples of reminders before a deadline."""

from datetime import date, timedelta

from tests.oracle import Change, Pause
from tests.oracle.builders import LONG_AGO
from tests.oracle.reminder_builders import BERLIN, june, owner, promise, reminded, when
from tests.oracle.reminders import hear

NEW_YORK = "America/New_York"


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


def test_auto_reminds_twice_of_a_deadline_even_if_both_are_on_the_same_day() -> None:
    # A day before is 00:30 on the 5th, and an hour before is 23:30 on the 5th.
    goal = promise("once", until=when("06-06 00:30"))

    heard = hear(owner(goal, until="06-06 00:30"))

    assert [(one.due, one.day) for one in heard] == [
        (when("06-04 21:45"), june(5)),
        (when("06-05 21:45"), june(5)),
    ]


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
