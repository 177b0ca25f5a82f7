"""What members are told if the time of a reminder can't be read."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from accountabot.domain.calendar.days import Calendar
from accountabot.domain.refusals import Refusal
from accountabot.phrases.reminders.reminder_reader import read_reminder_times
from accountabot.ui.due_text import refusal_text

NOW = datetime(2026, 1, 1, 9, tzinfo=UTC)
UNREADABLE = (
    "I read **\u2068{}\u2069** and couldn’t tell when that is. I only need times of day, like `7am` or"
    " `7am and 9pm`; `30 min before`, `auto` and `off` work, too."
)
NO_SUCH = "No clock I know shows **\u2068{}\u2069**. Try something like `7am` or `21:30`."
TOO_MANY = (
    "I can remind you of a goal up to **3** times a day. More than that is just noise. Pick your"
    " best ones, like `7am, 12:30 and 9pm`."
)
OUT_OF_RANGE = "I can remind you from **5 minutes** to **24 hours** before. Try something like `30 min before`."
MIXTURE = (
    "I read **\u2068{}\u2069**, and I can’t mix the two. Try times of day, like `7am and 9pm`, or just"
    " `30 min before`."
)
UNCLEAR = "I read **\u20687:30\u2069**, and that could be **\u206807:30\u2069** or **\u206819:30\u2069**. Which one is it?"
WHEN = "Happy to! At what times, though? Try something like `7am and 9pm`."


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("after lunch", UNREADABLE),
        ("25:00", NO_SUCH),
        ("ten times a day", TOO_MANY),
        ("7am, 8am, 9am, 10am", TOO_MANY),
        ("2 days before", OUT_OF_RANGE),
        ("7am and 30 min before", MIXTURE),
        ("7:30", UNCLEAR),
        ("twice a day", WHEN),
    ],
)
def test_a_refusal_says_what_was_read_and_gives_an_example(typed: str, expected: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_reminder_times(typed, Calendar(ZoneInfo("UTC")), NOW)

    assert refusal_text(refused.value) == expected.format(typed)


def test_a_refusal_mentions_nobody_and_formats_nothing() -> None:
    with pytest.raises(Refusal) as refused:
        read_reminder_times("<@1> **@everyone**", Calendar(ZoneInfo("UTC")), NOW)

    assert "\u2068\\<@1> \\*\\*@\u200beveryone\\*\\*\u2069" in refusal_text(refused.value)
