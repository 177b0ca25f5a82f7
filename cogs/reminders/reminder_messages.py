"""Send the messages that remind members, and keep them up to date."""

import hashlib

from discord import Guild, HTTPException, NotFound, Object
from discord.abc import Messageable
from discord.ext import commands

from accountabot.domain.delivery.edits import EditPriority
from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.goals.record import RecordEntry
from accountabot.domain.identifiers import GoalId, MessageRef, ServerId
from accountabot.domain.server.announcement_channels import AnnouncementChannels
from accountabot.services.reminders import contents, late_messages, sending
from accountabot.services.reminders.contents import Contents
from accountabot.ui.cards import Card
from accountabot.ui.client import Client
from accountabot.ui.delivery.deliveries import Delivery, Destination, find_earlier
from accountabot.ui.delivery.request_errors import is_lasting
from accountabot.ui.mention_tracking import texts
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
        if await self.bot.database.read(contents.recent_with, server, goal, self.bot.clock.now()):
            write = self.bot.database.write_in_background
            if await write(sending.request_edits, server, goal, self.bot.clock.now()):
                self.bot.events.outbox_changed()

    @commands.Cog.listener()
    async def on_action_undone(self, server: ServerId, entry: RecordEntry) -> None:
        """Queue edits of the messages that remind of a goal after an action on it is undone."""
        await self.on_goal_changed(server, entry.goal)

    async def send(self, _: Guild, entry: OutboxEntry) -> Delivery | None:
        """Return the message to deliver, or None if nothing is left to do."""
        database = self.bot.database
        await database.write_in_background(sending.close, entry, self.bot.clock.now())
        found = await self._load(entry)
        places = await self._places(found) if found else []
        earlier = await find_earlier(places, entry)
        if found and not earlier:
            found = await self._helpful(entry, found)
        if found is None or not (found.open or earlier):
            await database.write_in_background(sending.drop, entry)
            return None
        card = reminder_card(self.bot, found, self.bot.clock.now(), entry.dedup_key)
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
        """Redraw a message from the current data; if nothing changed, leave it."""
        database = self.bot.database
        found = await self._load(entry)
        if found is None or found.message.post is None:
            await database.write_in_background(sending.drop, entry)
            return
        card = reminder_card(self.bot, found, self.bot.clock.now())
        shown = card_hash(card)
        if shown != found.message.shown:
            shown = await self._redraw(entry, found.message.post) or shown
            found = await self._load(entry) or found
        now = self.bot.clock.now()
        await database.write_in_background(sending.mark_edited, entry, found, shown, now)

    async def _helpful(self, entry: OutboxEntry, found: Contents) -> Contents:
        """Return a message with what is still to be done, and still helps if it is late."""
        now = self.bot.clock.now()
        if not late_messages.is_late(entry, now):
            return found._replace(goals=found.open)
        write = self.bot.database.write_in_background
        checked = await write(late_messages.leave_out_unhelpful, found, now)
        self.bot.state.expect_notices(checked.told)
        return checked.contents

    async def _load(self, entry: OutboxEntry) -> Contents | None:
        now = self.bot.clock.now()
        return await self.bot.database.read(contents.load, entry.server, entry.subject, now)

    async def _redraw(self, entry: OutboxEntry, post: MessageRef) -> str | None:
        """Redraw a message at its turn; return what it shows, None if that is impossible."""
        drawn: list[str] = []

        async def draw() -> None:
            found = await self._load(entry)
            if found:
                card = reminder_card(self.bot, found, self.bot.clock.now())
                channel = self.bot.get_partial_messageable(post.channel)
                await channel.get_partial_message(post.message).edit(view=card)
                drawn.append(card_hash(card))

        try:
            await self.bot.edits.change(post, draw, EditPriority.REMINDER, is_quiet=True)
        except NotFound:  # someone deleted it
            await self.bot.database.write_in_background(sending.drop, entry)
        except HTTPException as error:
            if not is_lasting(error):
                raise
        return drawn[-1] if drawn else None

    async def _places(self, found: Contents) -> list[Messageable]:
        """Return where a message can go: its member, or its channel, or the one for check-ins.

        A member who no longer exists can't be reached.
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
        write, now = self.bot.database.write_in_background, self.bot.clock.now()
        if post:
            await write(sending.mark_sent, entry, found, post, shown=shown, now=now)
            return
        is_closed = any(error.code == CLOSED for error in errors)
        told = await write(sending.mark_refused, entry, found, now, is_closed=is_closed)
        self.bot.state.expect_notices(told)


def card_hash(card: Card) -> str:
    """Return a hash of what a card shows."""
    return hashlib.sha256("\n".join(texts(card)).encode()).hexdigest()


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(ReminderMessages(bot))
