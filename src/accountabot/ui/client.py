"""Define the Discord client type for interactions and cogs."""

from typing import TYPE_CHECKING, TypeAlias

import discord
from discord.app_commands import Group
from discord.ext import commands

from accountabot.clock import ClockCheck
from accountabot.config import Settings
from accountabot.domain.delivery.outbox import Topic
from accountabot.domain.delivery.sent_messages import SentMessage
from accountabot.domain.typed_input import TypedInput
from accountabot.events import Events
from accountabot.in_flight import InFlight
from accountabot.pictures.renderer import Renderer
from accountabot.requests.circuit_breaker import CircuitBreaker
from accountabot.state import State
from accountabot.store.database import Database
from accountabot.write_behind import WriteBehind

if TYPE_CHECKING:  # these modules import this one for `Interaction`
    from accountabot.ui.checkins.reactions import CheckInReactions
    from accountabot.ui.delivery.archived_threads import ArchivedThreads
    from accountabot.ui.delivery.deliveries import Handler
    from accountabot.ui.delivery.edit_queue import EditQueue
    from accountabot.ui.members.member_lookups import MemberLookups
    from accountabot.ui.modals import ModalRouter
    from accountabot.ui.pictures.portraits import Portraits
    from accountabot.ui.retries.retry_cards import RetryCards


class Client(commands.Bot):
    """The bot's interface for cogs and cards; `accountabot.bot` implements it."""

    settings: Settings
    database: Database
    events: Events
    in_flight: InFlight
    state: State
    sent_messages: WriteBehind[SentMessage]
    typed_inputs: WriteBehind[TypedInput]
    retry_cards: "RetryCards"
    modals: "ModalRouter"
    archived_threads: "ArchivedThreads"
    reactions: "CheckInReactions"
    clock: ClockCheck
    circuit_breaker: CircuitBreaker
    edits: "EditQueue"
    member_lookups: "MemberLookups"
    portraits: "Portraits"
    renderer: Renderer | None
    """None if the hoster turned pictures off."""
    outbox_handlers: "dict[Topic, Handler]"

    @property
    def invite(self) -> str:
        """The invite link with exactly the permissions that the bot needs."""
        raise NotImplementedError

    @property
    def invite_to_create(self) -> str:
        """The invite link that also grants permission to create channels."""
        raise NotImplementedError

    @property
    def invite_to_give_roles(self) -> str:
        """The invite link that also grants permission to give roles."""
        raise NotImplementedError

    async def check_clock(self) -> bool:
        """Return whether the host's clock is right; ask Discord for the time if that is uncertain.

        Background work that depends on how much time has passed asks this first.
        """
        raise NotImplementedError

    def group_of(self, cog: str) -> Group:
        """Return a loaded cog's command group, so that another cog can extend it."""
        found = self.get_cog(cog)
        group = found.app_command if found else None
        assert isinstance(group, Group)
        return group


Interaction: TypeAlias = discord.Interaction[Client]
