"""Languages: each is a table of words and forms, and no code."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from accountabot.domain.calendar.days import Calendar
from accountabot.parse_command import told
from accountabot.phrases.goals import sentences, tables
from accountabot.phrases.goals.patterns import Forms

BERLIN = Calendar(ZoneInfo("Europe/Berlin"))
NOW = datetime(2026, 11, 25, 20, tzinfo=UTC)

GERMAN = tables.read("""
language = "de"

[words]
number = { 3 = ["drei"] }
day = { tue = ["dienstag"], fri = ["freitag"] }
unit = { minutes = ["minuten"] }

[kinds]
and = ["und"]
months = ["dezember"]
links = ["."]
stops = ["am", "pro"]

[forms.schedules]
daily = ["jeden tag", "täglich"]
"weekly on {days}" = ["jeden <days>"]
"{n} per week" = ["<n> mal pro woche"]

[forms.ends]
by = ["bis <moment>"]

[forms.moments]
"this {days}" = ["<day>"]

[forms.ceilings]
ceiling = ["höchstens"]

[forms.leads]
lead = ["ich werde"]
""")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ich werde jeden Dienstag und Freitag 30 Minuten laufen",
            {
                "title": "30 Minuten laufen",
                "schedule": "weekly on tue,fri",
                "amount": 30,
                "unit": "Minuten",
            },
        ),
        (
            "Drei Mal pro Woche schwimmen bis 24. Dezember",
            {"title": "schwimmen", "schedule": "3 per week", "until": "2026-12-24T23:59:59"},
        ),
        (
            "Höchstens 2 Kaffees täglich",
            {"title": "Höchstens 2 Kaffees", "schedule": "daily", "amount": 2, "at_most": True},
        ),
        (
            "Steuer abgeben bis Freitag",
            {"title": "Steuer abgeben", "schedule": "once", "until": "2026-11-27T23:59:59"},
        ),
    ],
)
def test_a_dozen_words_of_another_language_are_enough(text: str, expected: dict[str, Any]) -> None:
    found = told(sentences.read(text, BERLIN, NOW, locale="de", table=GERMAN), BERLIN)

    assert found | expected == found


@pytest.mark.parametrize("locale", ["en-GB", "pt-BR", "xx", "", "../en", "\x00"])
def test_a_language_without_a_table_is_read_as_english(locale: str) -> None:
    assert tables.of(locale).language == "en"


FILLS = {
    "n": {"n", "some", "much", "count", "times", "occasions"},
    "days": {"days", "day", "weekday", "many", "list", "range"},
    "ordinal": {"ordinal", "nth"},
    "rest": {"without"},
    "fewer": {"without"},
}
"""Which slots give what a meaning names; `times` and `occasions` are parts that hold a number in each form."""


def test_every_form_of_english_says_all_that_its_meaning_names() -> None:
    unsaid = [
        (group, meaning, slots)
        for group, forms in tables.of("en").forms.items()
        for meaning, slots in _ends(forms, ())
        for name, fills in FILLS.items()
        if f"{{{name}}}" in meaning and not fills & set(slots)
    ]

    assert unsaid == []


def test_every_slot_of_english_is_known() -> None:
    english = tables.of("en")
    known = {name.strip("<>") for name in english.forms if name.startswith("<")} | set(
        english.values
    )
    known |= set().union(*FILLS.values()) | {
        "moment",
        "last",
        "bare",
        "month",
        "dates",
        "odd",
        "time",
        "hour",
    }

    used = {
        slot for forms in english.forms.values() for _, slots in _ends(forms, ()) for slot in slots
    }

    assert used <= known


def _ends(forms: Forms, slots: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    here = [(forms.meaning, slots)] if forms.meaning else []
    words = [end for following in forms.words.values() for end in _ends(following, slots)]
    return (
        here
        + words
        + [end for slot, then in forms.slots.items() for end in _ends(then, (*slots, slot))]
    )
