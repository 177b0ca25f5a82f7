"""What the bot asks about a sentence, and in which order."""

from datetime import UTC, date, datetime
from itertools import product

import pytest

from accountabot.domain.goals.goal_input import GoalAnswers
from accountabot.domain.goals.schedules import DAILY, Once
from accountabot.parse_command import to_json
from accountabot.phrases.calendar.deadlines import end_of_day
from accountabot.phrases.goals.open_questions import open_questions, with_answers
from accountabot.phrases.goals.parsed_goal import DateChoice, ParsedGoal
from tests.phrases.examples import NEW_YORK, parse

DAYS = (date(2026, 12, 4), date(2026, 12, 11))
NIGHT = datetime(2026, 12, 24, 22, tzinfo=UTC)


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
        ("Study every day from next Friday until the exam", ["start", "end"]),
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
    goals, frequency, start, until, end = is_open
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

    named = zip(("frequency", "start", "until", "end"), is_open[1:], strict=True)
    assert found == (("goals",) if goals else tuple(name for name, asked in named if asked))


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("Be kinder", [GoalAnswers(DAILY)]),
        ("Call mum by next Friday", [GoalAnswers(until=NIGHT)]),
        ("Swim from next Friday", [GoalAnswers(DAILY), GoalAnswers(start=DAYS[0])]),
        (
            "Stretch every day from next Friday until next Sunday",
            [GoalAnswers(start=DAYS[0]), GoalAnswers(through=DAYS[1])],
        ),
        ("No sugar until my exam", [GoalAnswers(through=DAYS[1])]),
        ("No sugar until my exam", [GoalAnswers(is_endless=True)]),
    ],
)
def test_each_answer_closes_one_question(text: str, answers: list[GoalAnswers]) -> None:
    parsed = parse(text)
    known = GoalAnswers()
    counts = [len(open_questions(parsed))]

    for answer in answers:
        known = known.updated(answer)
        counts.append(len(open_questions(with_answers(parsed, known, NEW_YORK))))

    assert counts == list(range(len(answers), -1, -1))


def test_answers_fill_the_fields() -> None:
    answers = GoalAnswers(DAILY, start=DAYS[0], through=DAYS[1])

    found = with_answers(ParsedGoal("Run", unread_end="until the exam"), answers, NEW_YORK)

    assert found == ParsedGoal("Run", DAILY, start=DAYS[0], through=DAYS[1])


def test_a_deadline_is_an_answer_to_until_when() -> None:
    asked = ParsedGoal("Study until the exam", unread_end="until the exam")

    found = with_answers(asked, GoalAnswers(Once(), until=NIGHT), NEW_YORK)

    assert found == ParsedGoal("Study until the exam", Once(), until=NIGHT)


def test_a_last_day_is_the_deadline_of_a_one_time_goal() -> None:
    asked = ParsedGoal("Study until the exam", Once(), unread_end="until the exam")

    found = with_answers(asked, GoalAnswers(through=DAYS[0]), NEW_YORK)

    assert found == ParsedGoal("Study until the exam", Once(), until=end_of_day(DAYS[0], NEW_YORK))


def test_a_new_schedule_replaces_the_end_of_the_old_one() -> None:
    by_date = GoalAnswers(Once(), start=DAYS[0], until=NIGHT, is_endless=False)

    assert by_date.updated(GoalAnswers(DAILY)) == GoalAnswers(DAILY, start=DAYS[0])
