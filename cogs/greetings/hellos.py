"""Say hello: to a newcomer, below their greeting, and to anyone, with `/greet`; ask for a cheer when they begin."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from discord import Guild, HTTPException, Message, User
from discord import Member as DiscordMember
from discord.app_commands import command
from discord.ext import commands
from discord.utils import utcnow

from accountabot.domain.delivery.delivery_failures import PostKind
from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.delivery.sent_messages import SentMessage
from accountabot.domain.goals.record import MessageRef
from accountabot.domain.identifiers import GoalId, MemberId, ServerId
from accountabot.domain.refusals import Refusal
from accountabot.services.greetings import hellos
from accountabot.ui import responses
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.delivery.announcements import share
from accountabot.ui.delivery.deliveries import Delivery, Destination
from accountabot.ui.greetings.greeting_cards import greet, greeted_by, invitation, with_hellos
from accountabot.ui.localization import say
from accountabot.ui.mention_tracking import named
from accountabot.ui.people.cooldown import refuse_giving
from accountabot.ui.responses import action

REST = 60.0
"""Seconds between two edits of the same greeting."""

CLOCKS = timedelta(minutes=1)
"""How far the bot's clock may be ahead of Discord's, and a press be on its way."""

_log = logging.getLogger(__name__)


class Hellos(commands.Cog):
    """The command `/greet`, and who keeps greetings true."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        self._stale: dict[int, bool] = {}
        bot.outbox_handlers[Topic.CHEER_INVITATION] = self.invite

    @command(name="greet")
    async def greet_(self, interaction: Interaction, member: User) -> None:
        """Greet someone, warmly and each time in other words

        Args:
            member: Whom; they are pinged, and nobody else
        """
        refuse_giving(interaction)
        _refuse(interaction, member)
        greeted = await self.bot.database.write(
            hellos.greet, action(interaction), MemberId(member.id)
        )
        card = greet(interaction.user.id, member.id, greeted.wording, greeted.disclosure)
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
        """Show on a greeting who said hello, now, or when it has rested."""
        pressed, is_resting = utcnow() - CLOCKS, message.id in self._stale
        self._stale[message.id] = True
        if is_resting:
            return
        try:
            while self._stale[message.id]:
                self._stale[message.id] = False
                givers = await self.bot.database.read(hellos.hellos_of, server, newcomer, crowd)
                await self._redraw(message, server, givers, pressed)
                await asyncio.sleep(REST)
        finally:
            del self._stale[message.id]

    @commands.Cog.listener()
    async def on_first_check_in(self, server: ServerId, goal: GoalId) -> None:
        """Have those who said hello asked to cheer a newcomer's first check-in, once for ever."""
        database, now = self.bot.database, utcnow()
        if not await database.read(
            hellos.is_first_time, server, goal, now
        ):  # which costs nobody's turn to write
            return
        if await database.write_patiently(hellos.queue_invitation, server, goal, now):
            self.bot.events.outbox_changed()

    async def invite(self, guild: Guild, errand: OutboxEntry) -> Delivery | None:
        """Ask those who said hello for a cheer, if there is still something to cheer."""
        write = self.bot.database.write_patiently
        found = await write(hellos.plan_invitation, errand, utcnow())
        if found is None:
            return None

        async def said(post: MessageRef | None) -> None:
            if await write(hellos.mark_invited, errand, found, post, utcnow()):
                self.bot.events.goal_hidden(errand.server, found.goal.id)

        card = invitation(found, errand.dedup_key)
        places = (
            self.bot.get_partial_messageable(channel, guild_id=guild.id)
            for channel in found.channels
        )
        return Delivery([Destination(place, card, found.givers) for place in places], said)

    async def _redraw(
        self, message: Message, server: ServerId, givers: Sequence[MemberId], since: datetime
    ) -> None:
        """Draw a greeting with who said hello; not where someone whom it greets wants it gone, since it was seen."""
        greeted = greeted_by(message)
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
        try:
            if card := with_hellos(message, server, givers):
                await message.edit(view=card)
                members = greeted.members | named(card)
                self.bot.sent_messages.add(sent._replace(members=members))
        except HTTPException as error:
            _log.info("Greeting %s can't be edited any more: %s", message.id, error)


class HelloButton(PersistentItem, template=template("hello")):
    """The button *Say hello* below a newcomer's greeting."""

    async def on_press(self, interaction: Interaction) -> None:
        """Say hello, so that the newcomer sees it."""
        newcomer, write = MemberId(self.subject), responses.database(interaction).write
        is_new = await write(hellos.say_hello, action(interaction), newcomer)
        if is_new and interaction.message:
            interaction.client.events.hello_said(interaction.message, self.server, newcomer)
        member = str(newcomer)
        await responses.show_privately(
            interaction,
            say("hello", member=member) if is_new else say("hello-already", member=member),
        )


class HelloAllButton(PersistentItem, template=template("hello-all")):
    """The button *Say hello* below the greeting of those who came at once."""

    async def on_press(self, interaction: Interaction) -> None:
        """Say hello to all of them, so that they see it."""
        is_new = await responses.database(interaction).write(
            hellos.say_hello_to_all, action(interaction), self.detail
        )
        if is_new and interaction.message:
            interaction.client.events.hello_said(
                interaction.message, self.server, MemberId(0), self.detail
            )
        await responses.show_privately(
            interaction, say("hello-all") if is_new else say("hello-all-already")
        )


def _refuse(interaction: Interaction, member: User | DiscordMember) -> None:
    """Raise Refusal for a greeting that would reach nobody."""
    if member.bot:
        raise Refusal("greet-bot")
    if not isinstance(member, DiscordMember):
        raise Refusal("greet-left", member=member.id)
    if not responses.may_speak(interaction):
        raise Refusal("greet-elsewhere")


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(HelloButton, HelloAllButton)
    await bot.add_cog(Hellos(bot))
