"""Wire the Discord client: its cogs, its database and its command tree."""

import hashlib
import json
import logging

import discord
from discord import AllowedMentions, Intents, MemberCacheFlags
from discord.app_commands import (
    AppCommandContext,
    AppCommandError,
    AppInstallationType,
    CommandTree,
)
from discord.ext import commands

from accountabot.config import Settings
from accountabot.domain.refusals import Refusal
from accountabot.events import Events
from accountabot.services import blocks
from accountabot.services.server import channels
from accountabot.state import State
from accountabot.store import bot_state
from accountabot.store.database import Database
from accountabot.ui import errors
from accountabot.ui.client import Client, Interaction
from accountabot.ui.modals import ModalRouter
from accountabot.ui.moderation import block_check

EXTENSIONS = (
    "accountabot.cogs.greetings.newcomers",
    "accountabot.cogs.greetings.hellos",
    "accountabot.cogs.greetings.onboarding",
    "accountabot.cogs.goals.goal_commands",
    "accountabot.cogs.goals.history",
    "accountabot.cogs.goals.edits",
    "accountabot.cogs.goals.endings",
    "accountabot.cogs.goals.goal_prompts",
    "accountabot.cogs.delivery.posts",
    "accountabot.cogs.delivery.sent_messages",
    "accountabot.cogs.privacy.redactions",
    "accountabot.cogs.delivery.failures",
    "accountabot.cogs.checkins.check_in",
    "accountabot.cogs.checkins.count_message",
    "accountabot.cogs.checkins.checkin_channel",
    "accountabot.cogs.goals.pauses",
    "accountabot.cogs.undo",
    "accountabot.cogs.streaks.streak_list",
    "accountabot.cogs.streaks.leaderboards",
    "accountabot.cogs.people.witnesses",
    "accountabot.cogs.people.witness_news",
    "accountabot.cogs.delivery.outbox",
    "accountabot.cogs.people.questions",
    "accountabot.cogs.people.profiles",
    "accountabot.cogs.streaks.heartbeat",
    "accountabot.cogs.streaks.day_rollover",
    "accountabot.cogs.people.preferences",
    "accountabot.cogs.setup.setup_commands",
    "accountabot.cogs.server.excused_dates",
    "accountabot.cogs.server.channels",
    "accountabot.cogs.greetings.greeting_templates",
    "accountabot.cogs.content_moderation",
    "accountabot.cogs.blocks",
    "accountabot.cogs.setup.wizard",
    "accountabot.cogs.setup.diagnostics",
    "accountabot.cogs.server.settings_log",
    "accountabot.cogs.server.settings_files",
    "accountabot.cogs.privacy.privacy_policy",
    "accountabot.cogs.privacy.personal_data",
    "accountabot.cogs.privacy.retention",
    "accountabot.cogs.help",
)

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    attach_files=True,
    add_reactions=True,
    read_message_history=True,
)
"""The permissions the bot asks for, and no more.

It sees channels and writes in them, attaches the file that proves a check-in, reacts to messages
that count as check-ins, and reads history back to reply to them.
"""

_log = logging.getLogger(__name__)


class Tree(CommandTree[Client]):
    """Answer every command's errors in one place, and check for blocked members first."""

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Tell whether a member may use a command; tell blocked members that they may not."""
        try:
            return await block_check.may_use_command(interaction)
        except Refusal as refusal:
            await errors.answer_error(interaction, refusal)
            return False

    async def on_error(self, interaction: Interaction, error: AppCommandError, /) -> None:
        """Answer an error that a command raised."""
        await errors.answer_error(interaction, error)


class Accountabot(Client):
    """Open the database, load the cogs and sync the commands."""

    def __init__(self, settings: Settings, intents: Intents) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
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
        self.events = Events(self.dispatch)
        self.state = State()
        self.modals = ModalRouter()
        self.outbox_handlers = {}

    async def setup_hook(self) -> None:
        """Open the database, load every cog, and sync the commands if they changed."""
        await self.database.open()
        self.state.blocks = await self.database.read(blocks.everywhere)
        self.state.announcement_channels = await self.database.read(
            channels.all_announcement_channels
        )
        self.add_listener(self.modals.on_interaction, "on_interaction")
        for extension in EXTENSIONS:
            await self.load_extension(extension)
        await self._sync()
        _log.info("Invite me: %s", self.invite)

    async def close(self) -> None:
        """Disconnect, then close the database."""
        await super().close()
        await self.database.close()

    async def on_message(self, message: discord.Message, /) -> None:
        """Ignore text commands: the bot has none."""

    @property
    def invite(self) -> str:
        """The link that invites the bot with exactly the permissions it needs."""
        return self._invite(PERMISSIONS)

    @property
    def invite_to_create(self) -> str:
        """The link that lets the bot create channels as well."""
        return self._invite(PERMISSIONS | discord.Permissions(manage_channels=True))

    def _invite(self, permissions: discord.Permissions) -> str:
        return discord.utils.oauth_url(
            self.application_id or 0,
            permissions=permissions,
            scopes=("bot", "applications.commands"),
        )

    async def _sync(self) -> None:
        """Sync the commands unless Discord has them already: it limits how often one may."""
        wanted = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        digest = hashlib.sha256(json.dumps(wanted, sort_keys=True).encode()).hexdigest()
        key = f"commands of {self.application_id}"
        is_known = await self.database.read(bot_state.get, key) == digest
        if is_known and len(await self.tree.fetch_commands()) == len(wanted):
            return
        await self.tree.sync()
        await self.database.write(bot_state.set, key, digest)
        _log.info("Synced %d commands.", len(wanted))


def create_bot(settings: Settings, *, members_intent: bool = True) -> Accountabot:
    """Build the bot without connecting; without the members intent it greets nobody."""
    intents = Intents.none()
    intents.guilds = intents.guild_messages = True
    intents.members = members_intent
    return Accountabot(settings, intents)
