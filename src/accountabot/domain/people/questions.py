"""Say what a witness asks, and what can be answered at one tap."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from accountabot.domain.identifiers import GoalId, MemberId, QuestionId
from accountabot.domain.refusals import Refusal


class Answer(StrEnum):
    """How a goal goes, in its owner's eyes."""

    WELL = "well"
    SLOWLY = "slowly"
    STUCK = "stuck"


@dataclass(frozen=True, slots=True)
class Question:
    """How a goal goes, asked by a witness (UTC), and what its owner answered."""

    id: QuestionId
    goal: GoalId
    asker: MemberId
    at: datetime
    answer: Answer | None = None
    answered_at: datetime | None = None


def parse_answer(said: str) -> Answer:
    """Return the answer that a control carries; raise Refusal where somebody made it up."""
    try:
        return Answer(said)
    except ValueError:
        raise Refusal("control-unknown") from None
