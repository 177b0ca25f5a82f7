"""Worked examples of when the bot falls silent: nobody answers, or there was another message."""

from dataclasses import replace

from tests.oracle import Change
from tests.oracle.reminder_builders import (
    answering,
    follow_ups,
    owner,
    pressing,
    promise,
    reminded,
    told,
    when,
)

DIRECT = "direct messages"


def test_three_reminders_without_a_reaction_end_in_one_question_and_silence() -> None:
    goal = promise("daily")

    heard = [one for one in told(owner(goal, until="06-20 00:00")) if one[1] != "the morning after"]

    assert heard == [
        ("06-01 18:00", "reminder", "here"),
        ("06-02 18:00", "reminder", "here"),
        ("06-03 18:00", "reminder", "here"),
        ("06-04 18:00", "go on?", "next interaction"),
    ]


def test_any_reaction_ends_the_silence() -> None:
    goal = pressing(promise("daily"), "06-07 12:00")

    assert reminded(owner(goal, until="06-09 00:00")) == [
        *("06-01 18:00", "06-02 18:00", "06-03 18:00"),
        *("06-07 18:00", "06-08 18:00"),
    ]


def test_a_reaction_after_the_third_reminder_prevents_the_question() -> None:
    goal = pressing(promise("daily"), "06-03 18:30")

    assert [kind for _, kind, _ in told(owner(goal, until="06-05 00:00")) if kind == "go on?"] == []


def test_an_answering_owner_is_reminded_every_day_for_two_months() -> None:
    reminders = reminded(owner(answering(promise("daily")), until="08-01 00:00"))

    assert len(reminders) == 61
    assert {text[-5:] for text in reminders} == {"18:00"}


def test_the_question_whether_to_go_on_is_a_direct_message_if_there_was_no_other() -> None:
    # On Mondays only: there is no morning after on a Monday.
    goal = promise("weekly on mon")

    heard = told(owner(goal, until="07-01 00:00", place=DIRECT))

    assert [one for one in heard if one[1] != "the morning after"] == [
        ("06-01 18:00", "reminder", "direct message"),
        ("06-08 18:00", "reminder", "direct message"),
        ("06-15 18:00", "reminder", "direct message"),
        ("06-22 18:00", "go on?", "direct message"),
    ]


def test_the_question_waits_if_there_was_a_morning_after_on_that_day() -> None:
    other = promise("daily", done=["06-01 12:00", "06-02 12:00"])

    heard = told(owner(promise("daily"), other, until="06-05 00:00", place=DIRECT))

    assert [one for one in heard if one[0] > "06-04" and one[1] != "reminder"] == [
        ("06-04 09:00", "the morning after", "direct message"),
        ("06-04 18:00", "go on?", "next interaction"),
    ]


def test_after_the_question_there_is_no_morning_after_either() -> None:
    heard = told(owner(promise("daily"), until="06-12 00:00", place=DIRECT))

    assert heard[-1] == ("06-04 18:00", "go on?", "direct message")


def test_a_change_of_the_goals_times_is_a_reaction() -> None:
    goal = promise("daily")
    goal = replace(goal, times=(*goal.times, Change(when("06-03 19:00"), "12:00")))

    assert reminded(owner(goal, until="06-08 00:00")) == [
        *("06-01 18:00", "06-02 18:00", "06-03 18:00"),
        *("06-04 12:00", "06-05 12:00", "06-06 12:00"),
    ]


def test_reminders_that_wait_were_not_sent_and_so_not_ignored() -> None:
    goal = promise("daily", only_me=True)

    assert len(reminded(owner(goal, until="06-08 00:00"))) == 7


def test_a_second_quota_on_the_same_day_is_dropped() -> None:
    goals = (promise("3 per week", usual="12:00"), promise("2 per week", usual="15:00"))

    assert reminded(owner(*goals, until="06-05 00:00")) == ["06-04 12:00"]


def test_two_quotas_in_the_same_quarter_hour_are_one_message() -> None:
    goals = (promise("3 per week"), promise("2 per week"))

    assert reminded(owner(*goals, until="06-05 00:00")) == ["06-04 18:00", "06-04 18:00"]


def test_a_quota_at_a_chosen_time_was_requested() -> None:
    goals = (promise("3 per week", times="12:00"), promise("2 per week", usual="15:00"))

    assert reminded(owner(*goals, until="06-05 00:00")) == ["06-04 12:00", "06-04 15:00"]


def test_a_quota_is_dropped_after_a_morning_after() -> None:
    daily = promise("daily", done=["06-01 12:00", "06-02 12:00", "06-04 12:00"])
    quota = promise("3 per week")

    heard = told(owner(daily, quota, until="06-05 00:00", place=DIRECT))

    assert heard == [
        ("06-03 18:00", "reminder", "direct message"),
        ("06-04 09:00", "the morning after", "direct message"),
    ]


def test_two_mornings_after_at_the_same_time_are_one_message() -> None:
    goals = tuple(promise("daily", done=["06-01 12:00"]) for _ in range(2))

    one = owner(*goals, until="06-03 12:00", place=DIRECT)

    assert follow_ups(one, "the morning after") == [("06-03 09:00", "direct message")] * 2


def test_a_quota_in_the_same_quarter_hour_as_a_morning_after_is_one_message_with_it() -> None:
    daily = promise("daily", done=["06-01 12:00", "06-02 12:00"])
    quota = promise("3 per week", usual="09:05")

    heard = told(owner(daily, quota, until="06-04 12:00", place=DIRECT))

    assert heard == [
        ("06-03 18:00", "reminder", "direct message"),
        ("06-04 09:00", "the morning after", "direct message"),
        ("06-04 09:00", "reminder", "direct message"),
    ]
