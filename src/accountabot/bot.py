"""Build the Discord client: the cogs that it loads, the database that it owns, the one way to answer errors."""

import hashlib
import json
import logging
from collections.abc import Collection
from datetime import datetime
from typing import Any

import discord
from discord import AllowedMentions, Intents, Interaction, MemberCacheFlags
from discord.app_commands import (
    AppCommandContext,
    AppCommandError,
    AppInstallationType,
    CommandTree,
    Group,
)
from discord.ext import commands

from accountabot.config import Settings
from accountabot.domain.blocks import Block
from accountabot.domain.delivery.delivery_failures import PostKind
from accountabot.domain.delivery.mentions import MessageMentions
from accountabot.domain.delivery.outbox import Topic
from accountabot.domain.goals.record import MessageRef, RecordEntry
from accountabot.domain.identifiers import GoalId, Member, MemberId, RecordId, ServerId
from accountabot.domain.refusals import Refusal
from accountabot.domain.server.announcement_channels import AnnouncementChannels
from accountabot.services import blocks
from accountabot.services.server import channels
from accountabot.store import bot_state
from accountabot.store.database import Database
from accountabot.ui import errors
from accountabot.ui.delivery.deliveries import Handler
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
    "accountabot.cogs.delivery.mentions",
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
"""What the bot needs, and no more: to see the channels and write in them; where check-ins have a channel of their own,
to attach the files that prove them; and, where plain messages are check-ins, to react to them, which takes reading back
too, as replying does. Everything else it does in answer to someone."""

_log = logging.getLogger(__name__)


class Tree(CommandTree["Accountabot"]):
    """Every command works in servers only, and all their errors are answered alike."""

    async def interaction_check(self, interaction: Interaction[Any], /) -> bool:
        """Tell whether someone may use a command; whom moderators blocked is told so."""
        try:
            return await block_check.may_call(interaction)
        except Refusal as refusal:
            await errors.answer_error(interaction, refusal)
            return False

    async def on_error(self, interaction: Interaction[Any], error: AppCommandError, /) -> None:
        """Answer an error that a command raised."""
        await errors.answer_error(interaction, error)


class Accountabot(commands.Bot):
    """The client, with the database that everything it says comes from."""

    collect_for = 0.25
    """Seconds for which it is collected where messages stand and of whom they speak, to be written down together.

    What was collected is lost where the process is killed in that moment; the answer never waits for it.
    """

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
        self.forms = ModalRouter()
        self.carriers: dict[Topic, Handler] = {}
        self.posted: list[tuple[ServerId, RecordId, MessageRef]] = []
        self.blocked: dict[Member, Block] = {}
        self.homes: dict[ServerId, AnnouncementChannels] = {}
        self.named: list[MessageMentions] = []
        self.erased: dict[Member, datetime] = {}

    async def setup_hook(self) -> None:
        """Open the database, load every cog, and tell Discord the commands where they have changed."""
        await self.database.open()
        self.blocked = await self.database.read(blocks.everywhere)
        self.homes = await self.database.read(channels.all_announcement_channels)
        self.add_listener(self.forms.on_interaction, "on_interaction")
        for extension in EXTENSIONS:
            await self.load_extension(extension)
        await self._sync()
        _log.info("Invite me: %s", self.invite)

    def group_of(self, cog: str) -> Group:
        """Return the group of commands of a cog that is loaded: another may add to it."""
        found = self.get_cog(cog)
        group = found.app_command if found else None
        assert isinstance(group, Group)
        return group

    async def close(self) -> None:
        """Disconnect, then close the database."""
        await super().close()
        await self.database.close()

    async def on_message(self, message: discord.Message, /) -> None:
        """Look for no commands in messages: the bot has none that are typed."""

    def tell_posted(self, server: ServerId, entry: RecordId, post: MessageRef) -> None:
        """Tell the cogs that a deed was made public in a message, and that the first of some was."""
        self.posted.append((server, entry, post))
        if len(self.posted) == 1:
            self.dispatch("posted")

    def tell_named(self, naming: MessageMentions) -> None:
        """Tell the cogs of whom a public message speaks, and that the first of some does."""
        self.named.append(naming)
        if len(self.named) == 1:
            self.dispatch("named")

    def tell_erasing(self, member: Member, at: datetime | None) -> None:
        """Have nothing stand that was read of a member up to an instant (UTC), on one server or on all (0).

        To be told right before their data are deleted, and again right after; or as it was before, where they were not.
        """
        if at:
            self.erased[member] = at
        else:
            self.erased.pop(member, None)

    def tell_blanks(self) -> None:
        """Tell the cogs that messages are to be emptied."""
        self.dispatch("blanks")

    def tell_undelivered(self, server: ServerId, channel: int | None, what: PostKind) -> None:
        """Tell the cogs that something could not be posted in a channel, or anywhere (None)."""
        self.dispatch("undelivered", server, channel, what)

    def tell_changed(self, server: ServerId, goal: GoalId) -> None:
        """Tell the cogs that something about a goal changed."""
        self.dispatch("goal_changed", server, goal)

    def tell_hidden(self, server: ServerId, goal: GoalId) -> None:
        """Tell the cogs that nobody but its owner is to know of a goal any more."""
        self.dispatch("goal_hidden", server, goal)

    def tell_hello(
        self, message: discord.Message, server: ServerId, newcomer: MemberId, crowd: str = ""
    ) -> None:
        """Tell the cogs that somebody said hello to a newcomer, or a crowd, whose greeting is this message."""
        self.dispatch("hello", message, server, newcomer, crowd)

    def tell_blocked(self, member: Member, block: Block | None) -> None:
        """Listen to a member no more, or, without a block, again."""
        if block:
            self.blocked[member] = block
        else:
            self.blocked.pop(member, None)

    def tell_errand(self) -> None:
        """Tell the cogs that something may have to be said sooner than was known."""
        self.dispatch("errand")

    def tell_checked_in(self, server: ServerId, goal: GoalId) -> None:
        """Tell the cogs that the first check-in on a goal was made public."""
        self.dispatch("checked_in", server, goal)

    def tell_shown(self, server: ServerId, goals: Collection[GoalId], post: MessageRef) -> None:
        """Tell the cogs that a public message shows goals, though nothing was done to them."""
        self.dispatch("shown", server, goals, post)

    def tell_checkin_channel(self, server: ServerId, channel: int | None) -> None:
        """Tell the cogs in which channel of a server plain messages count from now on."""
        self.dispatch("checkin_channel", server, channel)

    def tell_homes(self, server: ServerId, homes: AnnouncementChannels) -> None:
        """Make goals and check-ins of a server public in other channels from now on."""
        self.homes[server] = homes

    def tell_stale(self) -> None:
        """Tell the cogs that streaks are to be looked at again, for something that they are judged by has changed."""
        self.dispatch("streaks_stale")

    def tell_undone(self, server: ServerId, entry: RecordEntry) -> None:
        """Tell the cogs that a deed was taken back."""
        self.dispatch("undone", server, entry)

    @property
    def invite(self) -> str:
        """The link with which an owner invites the bot, with exactly what it needs."""
        return self._invite(PERMISSIONS)

    @property
    def invite_to_create(self) -> str:
        """The link with which an owner lets the bot create channels as well."""
        return self._invite(PERMISSIONS | discord.Permissions(manage_channels=True))

    def _invite(self, permissions: discord.Permissions) -> str:
        return discord.utils.oauth_url(
            self.application_id or 0,
            permissions=permissions,
            scopes=("bot", "applications.commands"),
        )

    async def _sync(self) -> None:
        """Tell Discord the commands, unless it has these already; it limits how often one may."""
        wanted = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        digest = hashlib.sha256(json.dumps(wanted, sort_keys=True).encode()).hexdigest()
        key = f"commands of {self.application_id}"
        known = await self.database.read(bot_state.get, key) == digest
        if known and len(await self.tree.fetch_commands()) == len(wanted):
            return
        await self.tree.sync()
        await self.database.write(bot_state.set, key, digest)
        _log.info("Told Discord %d commands.", len(wanted))


def create_bot(settings: Settings, *, members_intent: bool = True) -> Accountabot:
    """Build the whole bot without connecting; without the members intent it greets nobody."""
    intents = Intents.none()
    intents.guilds = intents.guild_messages = True
    intents.members = members_intent
    return Accountabot(settings, intents)
