"""Name what can be done to a goal; each such deed is a line of its public record."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from accountabot.domain.identities import CheckInId, GoalId, RecordId


class Kind(StrEnum):
    """What was done."""

    DECLARED = "declared"
    CHECKED_IN = "checked in"
    UNDONE = "undone"


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
