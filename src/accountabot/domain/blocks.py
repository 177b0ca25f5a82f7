"""Represent blocks: moderators' decisions to exclude a member from using the bot."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from accountabot.domain.identifiers import MemberId


@dataclass(frozen=True, slots=True)
class Block:
    """A member is blocked on one server: since when (UTC), by which moderator, and why."""

    at: datetime
    moderator: MemberId
    reason: str


class BlockChange(NamedTuple):
    """A moderator blocked or unblocked a member (UTC)."""

    member: MemberId
    is_blocked: bool
    at: datetime
    actor: MemberId
    note: str
