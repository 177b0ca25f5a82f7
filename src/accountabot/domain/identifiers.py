"""Define a type for each kind of ID, so that they can't be mixed up."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

ServerId = NewType("ServerId", int)
MemberId = NewType("MemberId", int)
GoalId = NewType("GoalId", int)
CheckInId = NewType("CheckInId", int)
RecordId = NewType("RecordId", int)
PendingId = NewType("PendingId", int)
QuestionId = NewType("QuestionId", int)
InteractionId = NewType("InteractionId", int)


@dataclass(frozen=True, slots=True)
class Member:
    """A person on one server; the same person on another server is a different member."""

    server: ServerId
    id: MemberId


@dataclass(frozen=True, slots=True)
class Action:
    """The actor, the time (UTC), and the interaction ID, which is the idempotency key."""

    member: Member
    at: datetime
    source: InteractionId


@dataclass(frozen=True, slots=True)
class MessageRef:
    """The channel ID and message ID of a Discord message."""

    channel: int
    message: int
