"""Describe live leaderboards: messages in a channel that stay up to date."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from accountabot.domain.identifiers import MessageRef, ServerId
from accountabot.domain.leaderboards.boards import BoardName, BoardPeriod

MOST = 5
"""How many live leaderboards a server can have."""
PAUSE = timedelta(minutes=1)
"""The shortest time between two looks at what a live leaderboard shows."""


class BoardEnd(StrEnum):
    """Why a live leaderboard is no longer kept up to date."""

    STOPPED = "stopped"
    """An owner stopped it; its message is to be deleted."""
    MESSAGE_DELETED = "message deleted"
    CHANNEL_DELETED = "channel deleted"

    @property
    def key(self) -> str:
        """The name with hyphens, as used in message keys."""
        return self.replace(" ", "-")


class LiveBoard(NamedTuple):
    """A leaderboard that stays up to date in a channel."""

    key: int
    server: ServerId
    channel: int
    board: BoardName
    period: BoardPeriod
    message: int | None
    """None until it is posted."""
    shown: str
    """A hash of what its message shows; empty if that is not known."""
    checked_at: datetime | None
    """When it was last known to be up to date (UTC)."""
    end: BoardEnd | None

    @property
    def post(self) -> MessageRef | None:
        """Its message, if it was posted."""
        return MessageRef(self.channel, self.message) if self.message else None
