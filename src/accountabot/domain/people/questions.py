"""Define a witness's question about a goal and its one-tap answers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from accountabot.domain.identifiers import GoalId, MemberId, QuestionId
from accountabot.domain.refusals import Refusal


class Answer(StrEnum):
    """The owner's answer about the progress of a goal."""

    WELL = "well"
    SLOWLY = "slowly"
    STUCK = "stuck"


@dataclass(frozen=True, slots=True)
class Question:
    """A question about the progress of a goal, and the answer; times are in UTC."""

    id: QuestionId
    goal: GoalId
    asker: MemberId
    at: datetime
    answer: Answer | None = None
    answered_at: datetime | None = None


def parse_answer(text: str) -> Answer:
    """Parse the answer in a custom_id; raise Refusal if it is forged."""
    try:
        return Answer(text)
    except ValueError:
        raise Refusal("control-unknown") from None
