"""Name what can be done to a goal; each such deed is a line of its public record."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from accountabot.domain.days import LocalDay
from accountabot.domain.identities import CheckInId, GoalId, MemberId, RecordId


class Kind(StrEnum):
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
class Post:
    """Where a deed was made public: the ids of a channel and of the bot's message in it."""

    channel: int
    message: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the record."""

    id: RecordId
    goal: GoalId
    kind: Kind
    at: datetime
    check_in: CheckInId | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the record as anyone may read it; the dates and the amount are those of a check-in or a pause."""

    id: RecordId
    kind: Kind
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
