"""Name the numbers that must not be mistaken for one another."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

ServerId = NewType("ServerId", int)
MemberId = NewType("MemberId", int)
GoalId = NewType("GoalId", int)
CheckInId = NewType("CheckInId", int)
RecordId = NewType("RecordId", int)
DraftId = NewType("DraftId", int)
WaitingId = NewType("WaitingId", int)
QuestionId = NewType("QuestionId", int)
InteractionId = NewType("InteractionId", int)


@dataclass(frozen=True, slots=True)
class Member:
    """A person in one server; nothing here is ever about a person across servers."""

    server: ServerId
    id: MemberId


@dataclass(frozen=True, slots=True)
class Action:
    """Who acted, when they acted (UTC), and by which interaction, so that a repeat of it is known as one."""

    member: Member
    at: datetime
    source: InteractionId


@dataclass(frozen=True, slots=True)
class MessageRef:
    """A message in Discord: the ids of its channel and of itself."""

    channel: int
    message: int
