"""Language tables: a language needs words and patterns, but no code."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from accountabot.commands.parse import to_json
from accountabot.domain.calendar.days import Calendar
from accountabot.phrases.goals import goal_parser
from accountabot.phrases.language import language_tables
from accountabot.phrases.language.pattern_trie import PatternTrie

BERLIN = Calendar(ZoneInfo("Europe/Berlin"))
NOW = datetime(2026, 11, 25, 20, tzinfo=UTC)

GERMAN = language_tables.parse_table("""
language = "de"

[values]
number = { 3 = ["drei"] }
day = { tue = ["dienstag"], fri = ["freitag"] }
unit = { minutes = ["minuten"] }
month = { 12 = ["dezember"] }

[word-classes]
conjunctions = ["und"]
date-joiners = ["."]
stop-words = ["am", "pro"]

[patterns.schedules]
daily = ["jeden tag", "täglich"]
"weekly on {days}" = ["jeden <days>"]
"{n} per week" = ["<n> mal pro woche"]

[patterns.ends]
by = ["bis <moment>"]

[patterns.moments]
"this {days}" = ["<day>"]

[patterns.ceilings]
ceiling = ["höchstens"]

[patterns.lead-ins]
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
    found = to_json(goal_parser.parse_goal(text, BERLIN, NOW, locale="de", table=GERMAN), BERLIN)

    assert found | expected == found


@pytest.mark.parametrize("locale", ["en-GB", "pt-BR", "xx", "", "../en", "\x00"])
def test_a_language_without_a_table_is_read_as_english(locale: str) -> None:
    assert language_tables.load_table(locale).language == "en"


SLOTS_BY_VALUE = {
    "n": {"n", "count", "times", "occasions"},
    "days": {"days", "day", "weekday", "plural-days", "list", "range"},
    "ordinal": {"ordinal", "nth"},
}
"""The slots that provide each value of a meaning.

`times` and `occasions` are subpatterns that contain a number.
"""
OTHER_SLOTS = {
    *("moment", "last", "bare", "timed", "dates", "invalid-nth", "time", "hour", "clock-hour"),
    *(
        "duration",
        "event",
        "owned-event",
        "named-event",
        "excluded",
        "unclear-list",
        "garbled-list",
    ),
}


def test_every_english_pattern_provides_the_values_that_its_meaning_needs() -> None:
    incomplete = [
        (group, meaning, slots)
        for group, trie in language_tables.load_table("en").patterns.items()
        for meaning, slots in _meanings(trie, ())
        for value, providers in SLOTS_BY_VALUE.items()
        if f"{{{value}}}" in meaning and not providers & set(slots)
    ]

    assert incomplete == []


def test_every_slot_of_english_is_known() -> None:
    english = language_tables.load_table("en")
    subpatterns = {name.strip("<>") for name in english.patterns if name.startswith("<")}
    built_in = OTHER_SLOTS.union(*SLOTS_BY_VALUE.values())

    used = {
        slot
        for trie in english.patterns.values()
        for _, slots in _meanings(trie, ())
        for slot in slots
    }

    assert used <= subpatterns | set(english.values) | built_in


def _meanings(trie: PatternTrie, slots: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the meaning of every pattern, with the slots on its path."""
    found = [(trie.meaning, slots)] if trie.meaning else []
    for child in trie.words.values():
        found += _meanings(child, slots)
    for slot, child in trie.slots.items():
        found += _meanings(child, (*slots, slot))
    return found
