"""When to be reminded, as members type it into an option."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountabot.domain.calendar.days import Calendar
from accountabot.domain.refusals import Refusal
from accountabot.domain.reminders.reminder_times import ReminderTimes
from accountabot.phrases.reminders.reminder_reader import read_reminder_times

NOW = datetime(2026, 11, 25, 20, tzinfo=UTC)
NEW_YORK = Calendar(ZoneInfo("America/New_York"))
WORDS = st.sampled_from(
    [
        "7",
        "7am",
        "9pm",
        "21:30",
        "25:00",
        "noon",
        "midnight",
        "half",
        "past",
        "before",
        "an",
        "hour",
        "min",
        "30",
        "off",
        "stop",
        "auto",
        "daily",
        "every",
        "and",
        ",",
        "&",
        "at",
        "in",
        "the",
        "morning",
        "evening",
        "times",
        "a",
        "day",
        "to",
        "-",
        ".",
        "🙂",
        "PST",
        "CST",
        "2",
        "weeks",
        "x",
    ]
)


def _read(typed: str, locale: str = "en-US") -> str:
    return read_reminder_times(typed, NEW_YORK, NOW, locale=locale).text


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("7am", "07:00"),
        ("7 AM", "07:00"),
        ("7 a.m.", "07:00"),
        ("7a", "07:00"),
        ("730pm", "19:30"),
        ("7.30pm", "19:30"),
        ("seven pm", "19:00"),
        ("21:30", "21:30"),
        ("07:00", "07:00"),
        ("0700", "07:00"),
        ("1930", "19:30"),
        ("19h", "19:00"),
        ("7h30", "07:30"),
        ("７pm", "19:00"),
        ("**7pm**!", "19:00"),
        ("\u206807:30\u2069", "07:30"),
        ("noon", "12:00"),
        ("midnight", "00:00"),
        ("24:00", "00:00"),
        ("12am", "00:00"),
        ("8 o'clock at night", "20:00"),
        ("quarter to eight pm", "19:45"),
        ("around 8ish pm", "20:00"),
        ("remind me every day at 7pm please", "19:00"),
        ("mornings at 7", "07:00"),
        ("7:59 pm", "19:45"),
    ],
)
def test_one_time_of_day(typed: str, stored: str) -> None:
    assert _read(typed) == stored


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("7am and 9pm", "07:00 21:00"),
        ("9pm, 7am", "07:00 21:00"),
        ("7am 9pm", "07:00 21:00"),
        ("7am/9pm & noon", "07:00 12:00 21:00"),
        ("7, 12:30 and 9pm", "07:00 12:30 21:00"),
        ("9 and 7pm", "09:00 19:00"),
        ("every evening at 7 and 9", "19:00 21:00"),
        ("7 in the morning and 9 in the evening", "07:00 21:00"),
        ("7am and 7:10am", "07:00"),
    ],
)
def test_several_times_of_day(typed: str, stored: str) -> None:
    assert _read(typed) == stored


@pytest.mark.parametrize("typed", ["5", "5:30", "5.30", "half past 5", "half five"])
def test_an_hour_before_six_is_in_the_afternoon(typed: str) -> None:
    assert _read(typed) in {"17:00", "17:30"}


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("30 min before", "before 30"),
        ("90m before", "before 90"),
        ("an hour before", "before 60"),
        ("half an hour before", "before 30"),
        ("half hour earlier", "before 30"),
        ("a quarter of an hour before", "before 15"),
        ("an hour and a half before", "before 90"),
        ("1h30m before the deadline", "before 90"),
        ("1.5 hours ahead of time", "before 90"),
        ("30 minutes before it's due, please", "before 30"),
        ("5 minutes before", "before 5"),
        ("1 day before", "before 1440"),
    ],
)
def test_how_long_before(typed: str, stored: str) -> None:
    assert _read(typed) == stored


@pytest.mark.parametrize(
    "typed", ["off", "Off please", "stop", "none", "never", "no reminders", "don’t remind me"]
)
def test_no_reminders(typed: str) -> None:
    assert _read(typed) == "off"


@pytest.mark.parametrize("typed", ["auto", "default", "on", "my usual time", "you choose"])
def test_the_bot_chooses(typed: str) -> None:
    assert _read(typed) == "auto"


@pytest.mark.parametrize(
    ("typed", "locale", "stored"),
    [
        ("7", "de", "07:00"),
        ("7:30", "fr", "07:30"),
        ("7.30 und 21", "de", "07:30 21:00"),
        ("7h et 21h", "fr", "07:00 21:00"),
        ("19 uhr", "de", "19:00"),
        ("7 y 21:30", "es-ES", "07:00 21:30"),
    ],
)
def test_on_a_24_hour_clock_an_hour_is_taken_as_typed(typed: str, locale: str, stored: str) -> None:
    assert _read(typed, locale) == stored


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("7pm PST", "22:00"), ("18:00 CET", "12:00"), ("7pm London time", "14:00")],
)
def test_a_time_in_another_zone_becomes_the_members(typed: str, stored: str) -> None:
    assert _read(typed) == stored


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("", "remind-unreadable"),
        ("asdf", "remind-unreadable"),
        ("🙂", "remind-unreadable"),
        ("in the morning", "remind-unreadable"),
        ("after lunch", "remind-unreadable"),
        ("7am to 9pm", "remind-unreadable"),
        ("weekdays at 7am", "remind-unreadable"),
        ("30 min", "remind-unreadable"),
        ("7pm and off", "remind-unreadable"),
        ("end of the day", "remind-unreadable"),
        ("25:00", "remind-no-such-time"),
        ("7am and 25:00", "remind-no-such-time"),
        ("7:75", "remind-no-such-time"),
        ("13pm", "remind-no-such-time"),
        ("99", "remind-no-such-time"),
        ("7", "remind-which"),
        ("7:30", "remind-which"),
        ("7 and 9pm", "remind-which"),
        ("7pm CST", "remind-which"),
        ("ten times a day", "remind-too-many"),
        ("5x a day", "remind-too-many"),
        ("every hour", "remind-too-many"),
        ("every 2 hours", "remind-too-many"),
        ("7am, 8am, 9am, 10am", "remind-too-many"),
        ("7 8 9 10", "remind-too-many"),
        ("twice a day", "remind-which-times"),
        ("3 times a day", "remind-which-times"),
        ("25 hours before", "remind-before-range"),
        ("2 days before", "remind-before-range"),
        ("a week before", "remind-before-range"),
        ("1 minute before", "remind-before-range"),
        ("99999999999999999999 hours before", "remind-before-range"),
        ("7am and 30 min before", "remind-mixture"),
    ],
)
def test_unreadable_text_is_refused_with_a_reason(typed: str, key: str) -> None:
    with pytest.raises(Refusal) as refused:
        _read(typed)

    assert refused.value.key == key


@given(
    st.lists(WORDS, max_size=8).map(" ".join) | st.text(max_size=60),
    st.sampled_from(["en-US", "de", "fr", "ja", "xx"]),
)
def test_any_text_is_read_or_refused(typed: str, locale: str) -> None:
    try:
        stored = _read(typed, locale)
    except Refusal:
        return

    assert ReminderTimes.parse(stored).text == stored
