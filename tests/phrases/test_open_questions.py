"""What the bot asks about a sentence, and in which order."""

from datetime import date
from itertools import product

import pytest

from accountabot.commands.parse import to_json
from accountabot.domain.goals.schedules import DAILY
from accountabot.phrases.goals.open_questions import open_questions
from accountabot.phrases.goals.parsed_goal import DateChoice, ParsedGoal
from tests.phrases.examples import NEW_YORK, parse

DAYS = (date(2026, 12, 4), date(2026, 12, 11))


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Run every day", []),
        ("Finish the essay by December 24", []),
        ("Be kinder", ["frequency"]),
        ("Review finances every quarter", ["frequency"]),
        ("Stretch every day from next Friday", ["start"]),
        ("Call mum by next Friday", ["until"]),
        ("Stretch every day until next Friday", ["until"]),
        ("Stretch every day from next Friday until next Sunday", ["start", "until"]),
        ("Swim from next Friday", ["frequency", "start"]),
        ("Study every day until the exam", ["end"]),
        ("Study every day from next Friday until the exam", ["end", "start"]),
    ],
)
def test_a_sentence_asks_for_what_it_leaves_open(text: str, asks: list[str]) -> None:
    assert to_json(parse(text), NEW_YORK)["asks"] == asks


@pytest.mark.parametrize(
    "text", ["piano on tuesdays, guitar on thursdays", "read 10 pages a day and run 3x a week"]
)
def test_two_goals_are_asked_about_before_anything_else(text: str) -> None:
    assert to_json(parse(text), NEW_YORK)["asks"] == ["goals"]
    assert "goals" not in to_json(parse(text, is_one_goal=True), NEW_YORK)["asks"]


@pytest.mark.parametrize("is_open", list(product([False, True], repeat=5)))
def test_each_question_is_asked_once_and_in_its_order(is_open: tuple[bool, ...]) -> None:
    goals, frequency, end, start, until = is_open
    parsed = ParsedGoal(
        "Run",
        schedule=None if frequency else DAILY,
        choices=tuple(
            DateChoice(field, DAYS)
            for field, asked in (("through", until), ("start", start))
            if asked
        ),
        unread_end="until the exam" if end else "",
        parts=("run daily", "read daily") if goals else (),
    )

    found = open_questions(parsed)

    named = zip(("frequency", "end", "start", "until"), is_open[1:], strict=True)
    assert found == (("goals",) if goals else tuple(name for name, asked in named if asked))


def test_an_answered_question_is_not_asked_again() -> None:
    choice = DateChoice("start", DAYS)
    asked = ParsedGoal("Run", DAILY, choices=(choice,))

    assert open_questions(asked) == ("start",)
    assert open_questions(asked.with_dates({"start": DAYS[0]})) == ()
