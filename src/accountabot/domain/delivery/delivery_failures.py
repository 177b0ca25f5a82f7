"""Describe the messages that could not be posted, for owners."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

KEPT = timedelta(days=7)
"""How long failures are kept."""
MOST = 100
"""How many are kept of each kind in each channel; the oldest are deleted."""


class PostKind(StrEnum):
    """The kind of a message that could not be posted; its content is not kept."""

    GOAL = "goal"
    CHECK_IN = "check-in"
    ACTION = "action"
    """A pause, the end of a goal, or another action on a goal."""
    GREETING = "greeting"
    INVITATION = "invitation"
    NEWS = "news"
    CHEER = "cheer"
    GREET = "greet"
    """One member's greeting for another."""
    INTRODUCTION = "introduction"
    ONBOARDING = "onboarding"
    """The note on how to begin, on a server that the bot is new to."""
    QUESTION = "question"
    REMINDER = "reminder"
    DIGEST = "digest"
    BOARD = "board"
    """A live leaderboard."""
    ROLE = "role"
    """A streak role that could not be given or taken away."""
    REPLY = "reply"
    """A reply to a message in the check-in channel."""


@dataclass(frozen=True, slots=True)
class DeliveryFailure:
    """The failures of one kind in one channel, or in none (None)."""

    kind: PostKind
    channel: int | None
    count: int
    last: datetime
    """When the latest one happened (UTC)."""
