"""Worked examples of where reminders go."""

from tests.oracle import Change
from tests.oracle.builders import LONG_AGO
from tests.oracle.reminder_builders import owner, promise, reminded, told, when

DIRECT = "direct messages"


def test_with_the_place_off_nothing_is_reminded_of() -> None:
    assert reminded(owner(promise("daily"), until="06-03 00:00", place="off")) == []


def test_an_owner_who_never_chose_a_place_is_reminded_here() -> None:
    one = owner(promise("daily"), until="06-02 00:00", places=())

    assert told(one) == [("06-01 18:00", "reminder", "here")]


def test_a_private_goal_is_never_in_a_channel() -> None:
    goal = promise("weekly on mon", only_me=True)

    assert told(owner(goal, until="06-02 00:00")) == [
        ("06-01 18:00", "reminder", "next interaction")
    ]
    assert told(owner(goal, until="06-02 00:00", place=DIRECT)) == [
        ("06-01 18:00", "reminder", "direct message")
    ]


def test_closed_direct_messages_wait_for_the_next_interaction_until_they_are_open_again() -> None:
    goal = promise("daily")
    closed = (Change(when("06-02 12:00"), True), Change(when("06-03 12:00"), False))

    heard = told(owner(goal, until="06-04 00:00", place=DIRECT, closed=closed))

    assert [(at, channel) for at, kind, channel in heard if kind == "reminder"] == [
        ("06-01 18:00", "direct message"),
        ("06-02 18:00", "next interaction"),
        ("06-03 18:00", "direct message"),
    ]


def test_the_place_can_change_during_the_day() -> None:
    places = (Change(LONG_AGO, "here"), Change(when("06-01 15:00"), DIRECT))
    goal = promise("daily", times="12:00 18:00")

    heard = told(owner(goal, until="06-02 00:00", places=places))

    assert [channel for _, _, channel in heard] == ["here", "direct message"]
