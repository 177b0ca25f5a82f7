"""Say of whom a message speaks, and whether one of them had everything of theirs deleted meanwhile."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from accountabot.domain.identifiers import Member, MemberId, MessageRef, ServerId

EVERYWHERE = ServerId(0)
"""Stands for all servers, where someone had everything deleted."""


class MessageMentions(NamedTuple):
    """A public message of the bot, whom it names or quotes, and since when (UTC) what it says was read."""

    server: ServerId
    post: MessageRef
    members: frozenset[MemberId]
    since: datetime

    def only(self, member: MemberId) -> "MessageMentions":
        """Return the same of one member alone."""
        return self._replace(members=frozenset({member}))

    def is_outdated(self, erased: Mapping[Member, datetime]) -> bool:
        """Tell whether it may say what was deleted: `erased` has when (UTC) whose data were."""
        whose = (
            Member(server, key) for key in self.members for server in (self.server, EVERYWHERE)
        )
        return any(erased[member] >= self.since for member in whose if member in erased)
