"""Words about time that a sentence leaves unread: the bot asks instead of ignoring them."""

import pytest

from tests.phrases.examples import parse


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("gym today and tomorrow", "and"),
        ("finish it by the 3rd or 4th", "or 4"),
        ("study every day for the math test on dec 4", "dec 4"),
        ("submit it friday after 5pm", "5pm"),
        ("run every day for 2 weeks then 3x a week", "then"),
        ("be in bed by 11:30 on school nights", "nights"),
        ("finish the report by 6pm server time", "time"),
        ("finish the essay by early next week", "early next week"),
        ("meditate for the next 5 mondays", "5"),
        ("gym mwf run tth", "mwf run"),
        ("100 pushups a day, 50 on sundays", "50"),
        ("next week be at the gym by 6am", "next week be at"),
        ("in december wake up at 6am", "in december wake up"),
    ],
)
def test_words_about_time_that_are_left_lead_to_a_question(text: str, unread: str) -> None:
    found = parse(text)

    assert found.schedule is None
    assert (found.title, found.until, found.start) == (text, None, None)
    assert unread in found.unread


@pytest.mark.parametrize(
    "text",
    [
        "read friday by a famous author by saturday",
        "watch high noon by sunday",
        "call april every sunday",
        "write about something other than work every day",
        "wake up early every day",
        "get some sun daily",
        "run 5k in 30 minutes by june",
        "increase my deadlift by 10 kg by may 31",
        "plan tomorrow every night",
        "review this week every Sunday",
        "lunch w/ t on friday",
    ],
)
def test_words_of_the_activity_are_no_question(text: str) -> None:
    assert parse(text).unread == ""


@pytest.mark.parametrize(
    "text",
    [
        "gym from monday till friday",
        "send the report weekly by friday",
        "read 5 pages a day from monday until friday",
    ],
)
def test_dates_that_contradict_the_frequency_or_each_other_lead_to_a_question(text: str) -> None:
    found = parse(text)

    assert found.schedule is None
    assert found.unread
