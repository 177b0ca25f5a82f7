"""Decide what to ask about a parsed goal, in which order, and what the answers mean."""

from dataclasses import replace
from enum import StrEnum

from accountabot.domain.calendar.days import Calendar
from accountabot.domain.goals.goal_input import GoalAnswers
from accountabot.domain.goals.schedules import Once
from accountabot.phrases.calendar.deadlines import end_of_day
from accountabot.phrases.goals.parsed_goal import ParsedGoal


class OpenQuestion(StrEnum):
    """A question that a sentence leaves open."""

    GOALS = "goals"
    """Whether the sentence is one goal or several."""
    FREQUENCY = "frequency"
    """How often the goal is due."""
    START = "start"
    """Which of several first days is meant."""
    UNTIL = "until"
    """Which of several ends is meant."""
    END = "end"
    """When the goal ends, if the sentence names an end without a date."""


def open_questions(parsed: ParsedGoal) -> tuple[OpenQuestion, ...]:
    """Return the questions in the order in which a member is asked; none if all is clear."""
    if parsed.parts:
        return (OpenQuestion.GOALS,)
    ambiguous = {choice.field for choice in parsed.choices}
    is_open = {
        OpenQuestion.FREQUENCY: parsed.schedule is None,
        OpenQuestion.START: "start" in ambiguous,
        OpenQuestion.UNTIL: not ambiguous.isdisjoint({"until", "through"}),
        OpenQuestion.END: bool(parsed.unread_end),
    }
    return tuple(question for question, asked in is_open.items() if asked)


def with_answers(parsed: ParsedGoal, answers: GoalAnswers, calendar: Calendar) -> ParsedGoal:
    """Return a parsed goal with a member's answers, whose questions are then closed.

    A last day is the deadline of a one-time goal.
    """
    given = {
        name: value
        for name, value in answers._asdict().items()
        if value is not None and name != "is_endless"
    }
    choices = tuple(choice for choice in parsed.choices if choice.field not in given)
    found = replace(parsed, **given, choices=choices)
    if answers.is_endless or answers.until or answers.through:
        found = replace(found, unread_end="")
    if isinstance(found.schedule, Once) and found.through:
        return replace(found, until=end_of_day(found.through, calendar), through=None)
    return found
