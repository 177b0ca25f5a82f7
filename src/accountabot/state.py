"""Cache the few facts that every interaction needs, so that none of them costs a query."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from accountabot.domain.blocks import Block
from accountabot.domain.identifiers import Member, ServerId
from accountabot.domain.server.announcement_channels import AnnouncementChannels
from accountabot.domain.shares import Shares

HANDLED = 10_000
"""The number of interactions that are remembered; a repetition comes within seconds."""


@dataclass
class State:
    """The cache of the running bot; its first three fields are read from the database at start."""

    blocks: dict[Member, Block] = field(default_factory=dict)
    """Members whom moderators have blocked."""
    announcement_channels: dict[ServerId, AnnouncementChannels] = field(default_factory=dict)
    """Where goals and check-ins are made public, for every server that chose a channel."""
    notices: dict[Member, datetime] = field(default_factory=dict)
    """From when on (UTC) members are to be told something at their next interaction."""
    erased: dict[Member, datetime] = field(default_factory=dict)
    """When (UTC) members deleted their data, on one server or on all (server 0)."""
    shares: Shares = field(default_factory=Shares)
    """What members showed everyone in the last hour."""
    command_mentions: Mapping[str, str] = field(default_factory=dict)
    """How messages mention each command, by its qualified name."""
    _handled: OrderedDict[int, None] = field(default_factory=OrderedDict)

    def is_redelivered(self, interaction: int) -> bool:
        """Return whether an interaction was handled before; remember it as handled.

        Discord sometimes delivers one twice. The second would find that it is answered already.
        """
        if interaction in self._handled:
            return True
        self._handled[interaction] = None
        if len(self._handled) > HANDLED:
            self._handled.popitem(last=False)
        return False

    def has_notice(self, member: Member, now: datetime) -> bool:
        """Return whether a member is to be told something now; blocked members are told nothing."""
        due = self.notices.get(member)
        return due is not None and due <= now and member not in self.blocks

    def expect_notices(self, due: Mapping[Member, datetime]) -> None:
        """Have members told something at their next interaction, each from an instant (UTC) on."""
        for member, at in due.items():
            self.notices[member] = min(at, self.notices.get(member, at))

    def set_block(self, member: Member, block: Block | None) -> None:
        """Block a member, or unblock them (None)."""
        if block:
            self.blocks[member] = block
        else:
            self.blocks.pop(member, None)

    def set_erased(self, member: Member, at: datetime | None) -> None:
        """Treat everything read about a member before an instant (UTC) as outdated.

        Set it right before the data are deleted and again right after. If the deletion failed, set
        what it was before (None if nothing).
        """
        if at:
            self.erased[member] = at
        else:
            self.erased.pop(member, None)
