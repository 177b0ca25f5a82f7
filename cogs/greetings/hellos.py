"""Let members say hello, greet each other, and cheer a newcomer's first check-in."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from discord import Guild, Message, User
from discord import Member as DiscordMember
from discord.app_commands import command
from discord.ext import commands

from accountabot.clock import TOLERATED
from accountabot.domain.delivery.delivery_failures import PostKind
from accountabot.domain.delivery.edits import EditPriority
from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.delivery.sent_messages import SentMessage
from accountabot.domain.identifiers import GoalId, MemberId, MessageRef, ServerId
from accountabot.domain.refusals import Refusal
from accountabot.services.greetings import hellos
from accountabot.throttle import Throttle
from accountabot.ui import responses
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.delivery.announcements import share
from accountabot.ui.delivery.deliveries import Delivery, Destination
from accountabot.ui.delivery.edit_queue import Postponed
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS, is_outcome_unknown
from accountabot.ui.greetings.greeting_cards import (
    cheer_invitation_card,
    greeted_members,
    greeting_with_hellos,
    member_greeting_card,
)
from accountabot.ui.localization import say
from accountabot.ui.mention_tracking import named
from accountabot.ui.people.cooldown import ensure_no_recent_deletion
from accountabot.ui.responses import act

REST = 60.0
"""Seconds between two edits of the same greeting."""

CLOCKS = TOLERATED + timedelta(minutes=1)
"""Tolerance for clock skew and for presses in flight."""

_log = logging.getLogger(__name__)


class Hellos(commands.Cog):
    """The `/greet` command, and the hellos shown on greetings."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        self._throttle = Throttle(REST)
        bot.outbox_handlers[Topic.CHEER_INVITATION] = self.invite

    async def cog_unload(self) -> None:
        """Leave greetings that were redrawn a moment ago as they are."""
        self._throttle.stop()

    @command(name="greet")
    async def greet_(self, interaction: Interaction, member: User) -> None:
        """Greet someone warmly, in different words each time

        Args:
            member: Who to greet; nobody else is pinged
        """
        ensure_no_recent_deletion(interaction)
        _ensure_can_greet(interaction, member)
        greeted = await act(interaction, hellos.greet, MemberId(member.id))
        card = member_greeting_card(
            interaction.user.id, member.id, greeted.wording, greeted.disclosure
        )
        pinged = MemberId(member.id)
        await share(
            interaction,
            card,
            PostKind.GREET,
            pinged=pinged,
            privately="greet-unposted",
            unposted="greet-unposted",
        )

    @commands.Cog.listener()
    async def on_hello_said(
        self, message: Message, server: ServerId, newcomer: MemberId, crowd: str
    ) -> None:
        """Update a greeting with the members who said hello, at most once a minute."""
        pressed = self.bot.clock.now() - CLOCKS

        async def draw() -> None:
            givers = await self.bot.database.read(hellos.hellos_of, server, newcomer, crowd)
            await self._draw(message, server, givers, pressed)

        await self._throttle.run(message.id, partial(self._redraw, message, draw))

    @commands.Cog.listener()
    async def on_first_check_in(self, server: ServerId, goal: GoalId) -> None:
        """Queue the invitation to cheer a newcomer's first check-in."""
        database = self.bot.database
        now = self.bot.clock.now()
        if not await database.read(
            hellos.may_invite_cheers, server, goal, now
        ):  # which costs nobody's turn to write
            return
        if await database.write_in_background(hellos.queue_invitation, server, goal, now):
            self.bot.events.outbox_changed()

    async def invite(self, guild: Guild, entry: OutboxEntry) -> Delivery | None:
        """Invite the members who said hello to cheer, if the check-in still exists."""
        write = self.bot.database.write_in_background
        found = await write(hellos.plan_invitation, entry, self.bot.clock.now())
        if found is None:
            return None

        async def on_delivered(post: MessageRef | None) -> None:
            if await write(hellos.mark_invited, entry, found, post, self.bot.clock.now()):
                self.bot.events.goal_hidden(entry.server, found.goal.id)

        card = cheer_invitation_card(found, entry.dedup_key)
        places = (
            self.bot.get_partial_messageable(channel, guild_id=guild.id)
            for channel in found.channels
        )
        return Delivery([Destination(place, card, found.givers) for place in places], on_delivered)

    async def _redraw(self, message: Message, draw: Callable[[], Awaitable[None]]) -> None:
        post = MessageRef(message.channel.id, message.id)
        try:
            await self.bot.edits.change(post, draw, EditPriority.CARD, is_quiet=True)
        except (*REQUEST_ERRORS, Postponed) as error:
            _log.info("Greeting %s can't be edited: %r", message.id, error)

    async def _draw(
        self, message: Message, server: ServerId, givers: Sequence[MemberId], since: datetime
    ) -> None:
        """Update a greeting with its hellos, unless someone in it deleted their data."""
        greeted = greeted_members(message)
        if greeted is None:
            return
        sent = SentMessage(
            server=server,
            post=MessageRef(message.channel.id, message.id),
            members=greeted.members,
            since=since,
        )
        if sent.is_outdated(self.bot.state.erased):
            return
        card = greeting_with_hellos(message, server, givers)
        if card is None:
            return
        named_now = sent._replace(members=greeted.members | named(card))
        try:
            await message.edit(view=card)
        except REQUEST_ERRORS as error:
            if is_outcome_unknown(error):
                self.bot.sent_messages.add(named_now)
            raise
        self.bot.sent_messages.add(named_now)


class HelloButton(PersistentItem, template=template("hello")):
    """The *Say hello* button of a newcomer's greeting."""

    async def on_press(self, interaction: Interaction) -> None:
        """Say hello to the newcomer."""
        newcomer = MemberId(self.subject)
        is_new = await act(interaction, hellos.say_hello, newcomer)
        if is_new and interaction.message:
            interaction.client.events.hello_said(interaction.message, self.server, newcomer)
        member = str(newcomer)
        await responses.show_privately(
            interaction,
            say("hello", member=member) if is_new else say("hello-already", member=member),
        )


class HelloAllButton(PersistentItem, template=template("hello-all")):
    """The *Say hello* button of a group greeting."""

    async def on_press(self, interaction: Interaction) -> None:
        """Say hello to everyone in the group."""
        is_new = await act(interaction, hellos.say_hello_to_all, self.detail)
        if is_new and interaction.message:
            interaction.client.events.hello_said(
                interaction.message, self.server, MemberId(0), self.detail
            )
        await responses.show_privately(
            interaction, say("hello-all") if is_new else say("hello-all-already")
        )


def _ensure_can_greet(interaction: Interaction, member: User | DiscordMember) -> None:
    """Raise Refusal if the member is a bot or has left, or if the channel is not writable."""
    if member.bot:
        raise Refusal("greet-bot")
    if not isinstance(member, DiscordMember):
        raise Refusal("greet-left", member=member.id)
    if not responses.may_answer_publicly(interaction):
        raise Refusal("greet-elsewhere")


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(HelloButton, HelloAllButton)
    await bot.add_cog(Hellos(bot))
