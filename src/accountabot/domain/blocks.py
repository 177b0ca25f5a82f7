"""Represent a moderator's decision to block a member."""

from dataclasses import dataclass
from datetime import datetime

from accountabot.domain.identifiers import MemberId


@dataclass(frozen=True, slots=True)
class Block:
    """A block on one server: since when (UTC), by which moderator, and the reason."""

    at: datetime
    moderator: MemberId
    reason: str
