"""Define the unparsed input of a goal, and the answers to questions about it."""

from datetime import datetime
from typing import NamedTuple

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.amounts import Amount
from accountabot.domain.goals.schedules import Schedule


class GoalInput(NamedTuple):
    """A typed goal: a sentence, and separate options that override it."""

    sentence: str
    schedule: str = ""
    amount: Amount | None = None
    plan: str = ""
    is_private: bool = False


class GoalAnswers(NamedTuple):
    """What a member answered about a goal's input; a question that wasn't asked is None."""

    schedule: Schedule | None = None
    start: LocalDay | None = None
    until: datetime | None = None
    """The deadline (UTC) of a one-time goal."""
    through: LocalDay | None = None
    """The last day of a recurring goal."""
    is_endless: bool | None = None
    """Whether the goal has no end, although the input mentions one."""

    def updated(self, newer: "GoalAnswers") -> "GoalAnswers":
        """Return these answers and newer ones, which win.

        A new schedule replaces the end too: it was an end of the old one.
        """
        kept = self if newer.schedule is None else GoalAnswers(start=self.start)
        given = {name: value for name, value in newer._asdict().items() if value is not None}
        return kept._replace(**given)
