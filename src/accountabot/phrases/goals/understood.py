"""Name what may be understood from a sentence; what reads it is not imported before someone says one."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.amounts import Amount
from accountabot.domain.goals.schedules import Schedule

LIMIT = 300
"""Characters of a sentence."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was said and may mean several things: in which field, and what it may be."""

    field: str
    """`start`, `until` or `through`."""
    options: tuple[LocalDay | datetime, ...]
    """Days, or instants (UTC) for `until`."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a sentence says; None where it says nothing."""

    title: str
    schedule: Schedule | None = None
    start: LocalDay | None = None
    until: datetime | None = None
    """The deadline (UTC) of what is done once."""
    through: LocalDay | None = None
    """The last day of what recurs."""
    amount: Amount | None = None
    choices: tuple[Choice, ...] = ()
    """What the member has to decide."""
    unread: tuple[str, ...] = ()
    """The words that say how often in a way that can't be promised, or that contradict one another."""
    unread_end: str = ""
    """The words that say until when something recurs, where that is no day that is known; they stay in the title."""

    def decide(self, choice: Choice, option: LocalDay | datetime) -> "Understood":
        """Return it with one choice made."""
        left = tuple(other for other in self.choices if other != choice)
        made: dict[str, Any] = {choice.field: option}
        return replace(self, choices=left, **made)
