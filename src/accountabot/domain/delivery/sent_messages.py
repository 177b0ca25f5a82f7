"""Describe a message that the bot sent, and whether it shows data deleted in the meantime."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from accountabot.domain.identifiers import GoalId, Member, MemberId, MessageRef, RecordId, ServerId

EVERYWHERE = ServerId(0)
"""Means all servers, if someone deleted everything."""


class SentMessage(NamedTuple):
    """A message that the bot sent or edited, and the people and goals in it."""

    server: ServerId
    post: MessageRef
    entry: RecordId | None = None
    """The action that it makes public."""
    goals: frozenset[GoalId] = frozenset()
    """The goals that it shows without being about an action."""
    members: frozenset[MemberId] = frozenset()
    """The members that it names or quotes."""
    since: datetime | None = None
    """When its content was read (UTC); needed if it has members."""
    is_board: bool = False
    """Whether it is a leaderboard that a member showed everyone."""
    is_digest: bool = False

    def is_outdated(self, erased: Mapping[Member, datetime]) -> bool:
        """Return whether a member in it deleted their data after its content was read.

        `erased` has the time (UTC) of each deletion.
        """
        return any(self._is_deleted(member, erased) for member in self.members)

    def current_members(self, erased: Mapping[Member, datetime]) -> list[MemberId]:
        """Return the members in it who have deleted nothing since its content was read."""
        return [member for member in self.members if not self._is_deleted(member, erased)]

    def _is_deleted(self, member: MemberId, erased: Mapping[Member, datetime]) -> bool:
        assert self.since is not None
        times = (erased.get(Member(server, member)) for server in (self.server, EVERYWHERE))
        return any(at >= self.since for at in times if at)
