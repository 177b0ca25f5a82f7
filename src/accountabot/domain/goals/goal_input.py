"""Name what a member has said that waits for an answer."""

from typing import NamedTuple

from accountabot.domain.goals.amounts import Amount


class GoalInput(NamedTuple):
    """A goal as it was typed: a sentence, and what was said beside it, which wins over the sentence."""

    sentence: str
    schedule: str = ""
    amount: Amount | None = None
    plan: str = ""
    is_private: bool = False
