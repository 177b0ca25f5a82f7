"""Define what a message that reminds members says about each goal."""

from enum import StrEnum
from typing import NamedTuple

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import GoalId, Member


class ReminderKind(StrEnum):
    """Why a member is told about a goal."""

    REMINDER = "reminder"
    """It is still to be done."""
    GO_ON = "go on"
    """Three messages about it were not answered: should they go on?"""
    MORNING_AFTER = "morning after"
    """Its last period can still be made up for."""
    AT_RISK = "at risk"
    """A long streak is about to end."""

    @property
    def is_private(self) -> bool:
        """Return whether only the owner may see it."""
        return self is not ReminderKind.REMINDER


class ReminderLine(NamedTuple):
    """A goal in a message, why it is in it, and the local day it is about."""

    goal: GoalId
    owner: Member
    kind: ReminderKind
    day: LocalDay
