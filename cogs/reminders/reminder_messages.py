"""Send the messages that remind members, and keep them up to date."""

import hashlib

from discord import Guild, HTTPException, NotFound, Object
from discord.abc import Messageable
from discord.ext import commands
from discord.utils import utcnow

from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.goals.record import RecordEntry
from accountabot.domain.identifiers import GoalId, MessageRef, ServerId
from accountabot.domain.server.announcement_channels import AnnouncementChannels
from accountabot.services.reminders import contents, sending
from accountabot.services.reminders.contents import Contents
from accountabot.ui.cards import Card
from accountabot.ui.client import Client
from accountabot.ui.delivery.deliveries import Delivery, Destination, find_earlier
from accountabot.ui.delivery.request_errors import is_lasting
from accountabot.ui.mention_tracking import texts
from accountabot.ui.reminders import redraws
from accountabot.ui.reminders.redraws import reminder_card
from accountabot.ui.reminders.shared_cards import pinged

CLOSED = 50007
"""Discord's code for a member who accepts no direct messages."""


class ReminderMessages(commands.Cog):
    """The outbox handlers for reminders: one sends a message, the other edits it."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        bot.outbox_handlers |= {Topic.REMINDER: self.send, Topic.REMINDER_EDIT: self.edit}

    @commands.Cog.listener()
    async def on_goal_changed(self, server: ServerId, goal: GoalId) -> None:
        """Queue edits of the messages that remind of a goal."""
        if await self.bot.database.read(contents.recent_with, server, goal, utcnow()):
            write = self.bot.database.write_in_background
            if await write(sending.request_edits, server, goal, utcnow()):
                self.bot.events.outbox_changed()

    @commands.Cog.listener()
    async def on_action_undone(self, server: ServerId, entry: RecordEntry) -> None:
        """Queue edits of the messages that remind of a goal with an action less."""
        await self.on_goal_changed(server, entry.goal)

    async def send(self, _: Guild, entry: OutboxEntry) -> Delivery | None:
        """Return the message to deliver, or None if nothing is to be done any more."""
        database = self.bot.database
        await database.write_in_background(sending.close, entry, utcnow())
        found = await database.read(contents.load, entry.server, entry.subject, utcnow())
        places = await self._places(found) if found else []
        earlier = await find_earlier(places, entry)
        if found is None or not (found.open or earlier):
            await database.write_in_background(sending.drop, entry)
            return None
        found = found if earlier else found._replace(goals=found.open)
        card = reminder_card(self.bot, found, entry.dedup_key)
        errors: list[HTTPException] = []

        async def on_delivered(post: MessageRef | None) -> None:
            shown = "" if earlier else card_hash(card)
            await self._mark(entry, found, post, shown, errors)

        members = [found.message.member] if found.is_direct else pinged(found)
        destinations = [
            Destination(place, card, members, on_refused=errors.append) for place in places
        ]
        return Delivery(destinations, on_delivered)

    async def edit(self, _: Guild, entry: OutboxEntry) -> None:
        """Redraw a message by what is true now; if nothing changed, leave it."""
        database = self.bot.database
        found = await database.read(contents.load, entry.server, entry.subject, utcnow())
        if found is None or found.message.post is None:
            await database.write_in_background(sending.forget, entry)
            return
        card = reminder_card(self.bot, found)
        shown = card_hash(card)
        if shown != found.message.shown:
            try:
                await redraws.edit(self.bot, found.message.post, card)
            except NotFound:  # someone deleted it
                await database.write_in_background(sending.forget, entry)
                return
            except HTTPException as error:
                if not is_lasting(error):
                    raise
        await database.write_in_background(
            sending.mark_edited, entry, found, card_hash(card), utcnow()
        )

    async def _places(self, found: Contents) -> list[Messageable]:
        """Return where a message can go: to its member; or to its channel, or that of check-ins.

        A member who doesn't exist any more can't be reached.
        """
        message = found.message
        if found.is_direct:
            try:
                return [await self.bot.create_dm(Object(message.member))]
            except HTTPException as error:
                if not is_lasting(error):
                    raise
                return []
        chosen = self.bot.state.announcement_channels.get(message.server, AnnouncementChannels())
        channels = dict.fromkeys(filter(None, (message.channel, chosen.checkins)))
        return [
            self.bot.get_partial_messageable(channel, guild_id=message.server)
            for channel in channels
        ]

    async def _mark(
        self,
        entry: OutboxEntry,
        found: Contents,
        post: MessageRef | None,
        shown: str,
        errors: list[HTTPException],
    ) -> None:
        write = self.bot.database.write_in_background
        if post:
            await write(sending.mark_sent, entry, found, post, shown=shown, now=utcnow())
            return
        is_closed = any(error.code == CLOSED for error in errors)
        told = await write(sending.mark_refused, entry, found, utcnow(), is_closed=is_closed)
        self.bot.state.expect_notices(told)


def card_hash(card: Card) -> str:
    """Return a hash of what a card shows."""
    return hashlib.sha256("\n".join(texts(card)).encode()).hexdigest()


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(ReminderMessages(bot))
