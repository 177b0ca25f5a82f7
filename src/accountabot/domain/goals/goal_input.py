"""Represent a goal as a member typed it, before it is read."""

from typing import NamedTuple

from accountabot.domain.goals.amounts import Amount


class GoalInput(NamedTuple):
    """A typed goal: a sentence, and separate options that take precedence over it."""

    sentence: str
    schedule: str = ""
    amount: Amount | None = None
    plan: str = ""
    is_private: bool = False
