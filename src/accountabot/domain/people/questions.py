"""Represent a witness's question about a goal and the one-tap answers to it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from accountabot.domain.identifiers import GoalId, MemberId, QuestionId
from accountabot.domain.refusals import Refusal


class Answer(StrEnum):
    """How a goal is going, according to its owner."""

    WELL = "well"
    SLOWLY = "slowly"
    STUCK = "stuck"


@dataclass(frozen=True, slots=True)
class Question:
    """The question how a goal is going, with its owner's answer; times are in UTC."""

    id: QuestionId
    goal: GoalId
    asker: MemberId
    at: datetime
    answer: Answer | None = None
    answered_at: datetime | None = None


def parse_answer(text: str) -> Answer:
    """Return the answer in a custom_id; raise Refusal if a client made it up."""
    try:
        return Answer(text)
    except ValueError:
        raise Refusal("control-unknown") from None
