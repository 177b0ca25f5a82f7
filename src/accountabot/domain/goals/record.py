"""Define a goal's record: the append-only log of its events."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import CheckInId, GoalId, MemberId, RecordId


class EventKind(StrEnum):
    """The kind of an event."""

    DECLARED = "declared"
    CHECKED_IN = "checked in"
    SKIPPED = "skipped"
    PAUSED = "paused"
    RESUMED = "resumed"
    EDITED = "edited"
    COMPLETED = "completed"
    DROPPED = "dropped"
    UNDONE = "undone"
    HIDDEN = "hidden"
    """By a moderator, like the next one."""
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """An event as stored."""

    id: RecordId
    goal: GoalId
    kind: EventKind
    at: datetime
    check_in: CheckInId | None


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """An event as displayed; dates and amounts come from its check-in or pause."""

    id: RecordId
    kind: EventKind
    at: datetime
    actor: MemberId
    note: str
    is_undone: bool
    day: LocalDay | None
    amount: Decimal | None
    until: LocalDay | None
    undoes: RecordId | None = None
    """The event that this one undoes."""
    proof: str | None = None
    """The link to the message that proves a check-in."""
