"""Name what can be done to a goal; each such deed is a line of its public record."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import CheckInId, GoalId, MemberId, RecordId


class EventKind(StrEnum):
    """What was done."""

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
    """By a moderator; so is the next."""
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """One line of the record."""

    id: RecordId
    goal: GoalId
    kind: EventKind
    at: datetime
    check_in: CheckInId | None


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """One line of the record as anyone may read it; the dates and the amount are those of a check-in or a pause."""

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
    """The line that this one takes back."""
    proof: str | None = None
    """The link of the message that proves a check-in."""
