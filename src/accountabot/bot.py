"""Wire the Discord client: its cogs, its database and its cached state."""

import asyncio
import logging
import sys
from collections.abc import Callable, Coroutine
from typing import Any

import discord
from discord import AllowedMentions, Intents, MemberCacheFlags
from discord.app_commands import AppCommandContext, AppInstallationType
from discord.ext import commands

from accountabot.clock import ClockCheck, ask_for_time
from accountabot.command_tree import CommandTree
from accountabot.config import Settings
from accountabot.events import Events
from accountabot.extensions import EXTENSIONS
from accountabot.in_flight import InFlight
from accountabot.invite import TO_CREATE, TO_GIVE_ROLES, invite_link
from accountabot.operations import backups, deletions
from accountabot.pictures.renderer import Renderer
from accountabot.requests.channel_servers import ChannelServers
from accountabot.requests.circuit_breaker import CircuitBreaker
from accountabot.requests.pacing import Pacer
from accountabot.requests.request_trace import request_trace
from accountabot.services.moderation import blocks
from accountabot.services.server import channels
from accountabot.state import State
from accountabot.store.database import Database
from accountabot.store.errors import StoreError
from accountabot.ui import localization
from accountabot.ui.checkins.reactions import CheckInReactions
from accountabot.ui.client import Client
from accountabot.ui.delivery.archived_threads import ArchivedThreads
from accountabot.ui.delivery.edit_queue import EditQueue
from accountabot.ui.members.member_lookups import MemberLookups
from accountabot.ui.modals import ModalRouter
from accountabot.ui.pictures.portraits import Portraits

_WHILE_STOPPING = {"interaction", "disconnect"}
"""The events that are handled while the bot is stopping: members are told that it is."""


_log = logging.getLogger(__name__)


class Accountabot(Client):
    """Open the database, load the cogs and sync the commands."""

    def __init__(self, settings: Settings, intents: Intents) -> None:
        self.events = Events(super().dispatch)
        self.clock = ClockCheck(self.events.clock_corrected)
        self.pacer = Pacer(settings.requests_per_second)
        self.circuit_breaker = CircuitBreaker()
        self.http_trace = request_trace(
            self.pacer, self.clock, self.circuit_breaker, ChannelServers(self).server_of
        )
        self.on_received: Callable[[discord.Interaction[Client]], None] | None = None
        """Called with each interaction, before anything else is done with it."""
        super().__init__(
            http_trace=self.http_trace,
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=CommandTree,
            intents=intents,
            max_messages=None,
            allowed_mentions=AllowedMentions.none(),
            member_cache_flags=MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            allowed_contexts=AppCommandContext(guild=True, dm_channel=False, private_channel=False),
            allowed_installs=AppInstallationType(guild=True, user=False),
        )
        self.settings = settings
        self.database = Database(settings.database_url)
        backups.make_before_migrations(self.database, settings.backups)
        self.in_flight = InFlight()
        self.state = State()
        self.modals = ModalRouter()
        self.archived_threads = ArchivedThreads(self)
        self.reactions = CheckInReactions(self)
        self.edits = EditQueue(self)
        self.member_lookups = MemberLookups(self)
        self.portraits = Portraits(self)
        self.renderer = Renderer() if settings.pictures else None
        self.outbox_handlers = {}
        self.add_listener(self.modals.on_interaction, "on_interaction")

    async def setup_hook(self) -> None:
        """Open the database, load every cog, and sync the commands if they changed.

        If Discord can't be reached, the next login does the rest.
        """
        await self.database.open()
        await deletions.catch_up(self.database, self.clock.now())
        self.state.blocks = await self.database.read(blocks.all_blocks)
        self.state.announcement_channels = await self.database.read(
            channels.all_announcement_channels
        )
        for extension in EXTENSIONS:
            if extension not in self.extensions:
                await self.load_extension(extension)
        assert isinstance(self.tree, CommandTree)
        self.state.command_mentions = self.tree.mentions(
            await self.tree.sync_if_changed(self.database)
        )
        localization.use_mentions(self.state.command_mentions)
        _log.info("Invite me: %s", self.invite)

    async def close(self) -> None:
        """Finish the work in flight, disconnect, then close the database."""
        self.edits.stop()
        self.member_lookups.stop()
        await self.in_flight.finish()
        if self.renderer:
            await self.renderer.close()
        await super().close()
        await self.database.close()
        localization.drop_mentions(self.state.command_mentions)

    def dispatch(self, event_name: str, /, *args: object, **kwargs: object) -> None:
        """Dispatch an event of Discord; while the bot is stopping, ignore most of them."""
        if self.on_received and event_name == "interaction":
            self.on_received(*args)  # type: ignore[arg-type]  # the event's only argument
        if not self.in_flight.is_stopping or event_name in _WHILE_STOPPING:
            super().dispatch(event_name, *args, **kwargs)

    def _schedule_event(
        self,
        coro: Callable[..., Coroutine[Any, Any, Any]],
        event_name: str,
        *args: object,
        **kwargs: object,
    ) -> asyncio.Task[Any]:
        task = super()._schedule_event(coro, event_name, *args, **kwargs)
        if not (self.in_flight.is_stopping and event_name == "on_interaction"):
            self.in_flight.add(task)  # otherwise members who come too late would delay the end
        return task

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        """Log an error of a listener; a busy or damaged database is no bug, so in one line."""
        error = sys.exc_info()[1]
        if isinstance(error, StoreError):
            _log.error("%s failed: %s", event_method, error)
        else:
            await super().on_error(event_method, *args, **kwargs)

    async def on_message(self, message: discord.Message, /) -> None:
        """Ignore text commands: the bot has none."""

    async def check_clock(self) -> bool:
        """Return whether the host's clock is right; ask Discord for the time if it was set."""
        if self.clock.is_uncertain:
            await ask_for_time(self.http)
        return self.clock.is_right

    @property
    def invite(self) -> str:
        """The link that invites the bot with exactly the permissions it needs."""
        return invite_link(self.application_id)

    @property
    def invite_to_create(self) -> str:
        """The link that lets the bot create channels as well."""
        return invite_link(self.application_id, TO_CREATE)

    @property
    def invite_to_give_roles(self) -> str:
        """The link that lets the bot give roles as well."""
        return invite_link(self.application_id, TO_GIVE_ROLES)


def create_bot(settings: Settings, *, members_intent: bool = True) -> Accountabot:
    """Build the bot without connecting; without the members intent it greets nobody."""
    intents = Intents.none()
    intents.guilds = intents.guild_messages = True
    intents.members = members_intent
    return Accountabot(settings, intents)
