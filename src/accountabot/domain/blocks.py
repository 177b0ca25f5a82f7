"""Say what moderators decided about a member."""

from dataclasses import dataclass
from datetime import datetime

from accountabot.domain.identifiers import MemberId


@dataclass(frozen=True, slots=True)
class Block:
    """A member's exclusion from the bot on one server: since when (UTC), by which moderator, and why."""

    at: datetime
    moderator: MemberId
    reason: str
