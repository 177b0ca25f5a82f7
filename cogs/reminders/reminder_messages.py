"""Send the messages that remind members, and keep them up to date."""

import hashlib
from functools import partial

from discord import Guild, HTTPException, NotFound, Object
from discord.abc import Messageable
from discord.ext import commands
from discord.utils import utcnow

from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.identifiers import GoalId, MessageRef, ServerId
from accountabot.services.reminders import contents, sending
from accountabot.services.reminders.contents import Contents
from accountabot.ui.cards import Card
from accountabot.ui.client import Client
from accountabot.ui.delivery.deliveries import Delivery, Destination
from accountabot.ui.delivery.request_errors import is_lasting
from accountabot.ui.mention_tracking import texts
from accountabot.ui.reminders.private_cards import direct_card
from accountabot.ui.reminders.shared_cards import expired_card, pinged, shared_card

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

    async def send(self, guild: Guild, entry: OutboxEntry) -> Delivery | None:
        """Return the message to deliver, or None if nothing is to be done any more."""
        database = self.bot.database
        await database.write_in_background(sending.close, entry, utcnow())
        found = await database.read(contents.load, entry.server, entry.subject, utcnow())
        if found is None or not found.open:
            await database.write_in_background(sending.drop, entry)
            return None
        found = found._replace(goals=found.open)
        card = self._card(guild, found, entry.dedup_key)
        errors: list[HTTPException] = []

        async def on_delivered(post: MessageRef | None) -> None:
            await self._mark(entry, found, post, _hash(card), errors)

        place = await self._place(found)
        members = [found.message.member] if found.is_direct else pinged(found)
        destination = Destination(place, card, members, on_refused=errors.append)
        return Delivery([destination], on_delivered)

    async def edit(self, guild: Guild, entry: OutboxEntry) -> None:
        """Redraw a message by what is true now; if nothing changed, leave it."""
        database = self.bot.database
        found = await database.read(contents.load, entry.server, entry.subject, utcnow())
        if found is None or found.message.post is None:
            await database.write_in_background(sending.forget, entry)
            return
        is_over = all(each.until <= utcnow() for each in found.goals)
        card = self._card(guild, found, "") if found.is_direct or not is_over else expired_card()
        if _hash(card) != found.message.shown:
            try:
                await self._redraw(found.message.post, card)
            except NotFound:  # someone deleted it
                await database.write_in_background(sending.forget, entry)
                return
            except HTTPException as error:
                if not is_lasting(error):
                    raise
        await database.write_in_background(sending.mark_edited, entry, found, _hash(card), utcnow())

    def _card(self, guild: Guild, found: Contents, detail: str) -> Card:
        return (
            direct_card(found, guild.name, detail)
            if found.is_direct
            else shared_card(found, detail)
        )

    async def _place(self, found: Contents) -> Messageable:
        if found.is_direct:
            return await self.bot.create_dm(Object(found.message.member))
        return self.bot.get_partial_messageable(
            found.message.channel, guild_id=found.message.server
        )

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

    async def _redraw(self, post: MessageRef, card: Card) -> None:
        message = self.bot.get_partial_messageable(post.channel).get_partial_message(post.message)
        await self.bot.archived_threads.change(
            post.channel, partial(message.edit, view=card), is_quiet=True
        )


def _hash(card: Card) -> str:
    """Return a hash of what a card shows."""
    return hashlib.sha256("\n".join(texts(card)).encode()).hexdigest()


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(ReminderMessages(bot))
