"""Decide what to ask about a parsed goal, and in which order."""

from enum import StrEnum

from accountabot.phrases.goals.parsed_goal import ParsedGoal


class OpenQuestion(StrEnum):
    """A question that a sentence leaves open."""

    GOALS = "goals"
    """Whether the sentence is one goal or several."""
    FREQUENCY = "frequency"
    """How often the goal is due."""
    END = "end"
    """When the goal ends, if the sentence names an end without a date."""
    START = "start"
    """Which of several first days is meant."""
    UNTIL = "until"
    """Which of several ends is meant."""


def open_questions(parsed: ParsedGoal) -> tuple[OpenQuestion, ...]:
    """Return the questions in the order in which a member is asked; none if all is clear."""
    if parsed.parts:
        return (OpenQuestion.GOALS,)
    ambiguous = {choice.field for choice in parsed.choices}
    is_open = {
        OpenQuestion.FREQUENCY: parsed.schedule is None,
        OpenQuestion.END: bool(parsed.unread_end),
        OpenQuestion.START: "start" in ambiguous,
        OpenQuestion.UNTIL: not ambiguous.isdisjoint({"until", "through"}),
    }
    return tuple(question for question, asked in is_open.items() if asked)
