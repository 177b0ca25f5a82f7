"""Give each kind of id its own type, so that one can't be passed for another."""

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
    """A person on one server; the domain never relates the same person across servers."""

    server: ServerId
    id: MemberId


@dataclass(frozen=True, slots=True)
class Action:
    """Who acted, when (UTC), and by which interaction, the idempotency key against repeats."""

    member: Member
    at: datetime
    source: InteractionId


@dataclass(frozen=True, slots=True)
class MessageRef:
    """A Discord message: its channel's id and its own."""

    channel: int
    message: int
