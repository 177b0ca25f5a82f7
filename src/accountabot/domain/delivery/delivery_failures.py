"""Name what could not be posted, for owners to mend."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

KEPT = timedelta(days=7)
"""How long it is told."""
MOST = 100
"""How many are kept of each kind in each channel; the oldest make room."""


class PostKind(StrEnum):
    """What could not be posted; nothing is kept of what it would have said."""

    GOAL = "goal"
    CHECK_IN = "check-in"
    DEED = "deed"
    """A pause, the end of a goal, or whatever else was done to one."""
    GREETING = "greeting"
    INVITATION = "invitation"
    NEWS = "news"
    CHEER = "cheer"
    GREET = "greet"
    """One member's greeting for another."""
    INTRODUCTION = "introduction"
    BEGINNING = "beginning"
    """How to begin, on a server that the bot is new to."""
    QUESTION = "question"
    REPLY = "reply"
    """An answer below a message in the check-in channel."""


@dataclass(frozen=True, slots=True)
class DeliveryFailure:
    """What could not be posted of late in one channel, or anywhere (None): how often, and when last (UTC)."""

    what: PostKind
    channel: int | None
    count: int
    last: datetime
