"""Define blocks, which exclude members from using the bot."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from accountabot.domain.identifiers import MemberId


@dataclass(frozen=True, slots=True)
class Block:
    """A member's block on one server, with its time (UTC)."""

    at: datetime
    moderator: MemberId
    reason: str


class BlockChange(NamedTuple):
    """A change of a member's block, with its time (UTC)."""

    member: MemberId
    is_blocked: bool
    at: datetime
    actor: MemberId
    note: str
