"""Define the unparsed input of a goal."""

from typing import NamedTuple

from accountabot.domain.goals.amounts import Amount


class GoalInput(NamedTuple):
    """A typed goal: a sentence, and separate options that override it."""

    sentence: str
    schedule: str = ""
    amount: Amount | None = None
    plan: str = ""
    is_private: bool = False
