"""Say what must be said later when it is due: it is a row first, is claimed, sent, and marked."""

import asyncio
import logging
from datetime import datetime, timedelta

from discord import HTTPException, Message
from discord.ext import commands
from discord.utils import utcnow

from accountabot.background import BackgroundLoop
from accountabot.domain.delivery.delivery_failures import PostKind
from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.identifiers import MessageRef
from accountabot.services.delivery import outbox
from accountabot.ui.client import Client
from accountabot.ui.delivery import deliveries
from accountabot.ui.delivery.deliveries import Delivery
from accountabot.ui.mention_tracking import tell_sent

AT_ONCE = 10
"""Errands that are under way at the same time: one that Discord lets wait holds up no other."""
SOONEST, LATEST = 6.0, 24 * 3600.0
"""Seconds between two looks."""

FAILS_AGAIN = 2
"""The try at which owners are told: a first one that fails is often Discord's, and mends itself."""
CLOCKS = timedelta(minutes=1)
"""How far the bot's clock may be ahead of Discord's."""
WHAT = {
    Topic.GREETING: PostKind.GREETING,
    Topic.CROWD: PostKind.GREETING,
    Topic.INVITATION: PostKind.INVITATION,
    Topic.NEWS: PostKind.NEWS,
    Topic.BEGINNING: PostKind.BEGINNING,
}

_log = logging.getLogger(__name__)


class Outbox(commands.Cog):
    """Who sleeps until the next errand is due."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        self._rounds = BackgroundLoop(self._send_due, otherwise=60.0)
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._has_more = False

    async def cog_unload(self) -> None:
        """Say no more; what is under way is found again at the next start."""
        self._rounds.end()
        for task in self._under_way.values():
            task.cancel()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Begin to look for what is due."""
        self._rounds.begin()

    @commands.Cog.listener()
    async def on_outbox_changed(self) -> None:
        """Look again: something may be due sooner than was known."""
        self._rounds.ask()

    async def _send_due(self) -> float:
        """Begin to say what is due, and return the seconds until more is."""
        due = await self.bot.database.read(outbox.next_due)
        free = AT_ONCE - len(self._under_way)
        if due and due <= utcnow() and free:
            errands, due = await self.bot.database.write_in_background(outbox.claim, utcnow(), free)
            for errand in errands:
                self._begin(errand)
        self._has_more = due is not None and due <= utcnow()
        if due is None or self._has_more:
            return LATEST
        return min(max(SOONEST, (due - utcnow()).total_seconds()), LATEST)

    def _begin(self, errand: OutboxEntry) -> None:
        if errand.id not in self._under_way:
            task = self._under_way[errand.id] = asyncio.create_task(self._see_to(errand))
            task.add_done_callback(lambda _: self._end(errand))

    def _end(self, errand: OutboxEntry) -> None:
        del self._under_way[errand.id]
        if self._has_more and len(self._under_way) <= AT_ONCE // 2:
            self._rounds.ask()

    async def _see_to(self, errand: OutboxEntry) -> None:
        try:
            await self._carry_out(errand)
        except Exception as error:  # noqa: BLE001 - whatever it was, it is tried again and holds up no other
            _log.warning(
                "Errand %s (%s) is tried again later: %r", errand.mark, errand.topic, error
            )

    async def _carry_out(self, errand: OutboxEntry) -> None:
        guild = self.bot.get_guild(errand.server)
        if guild is None or guild.unavailable:
            return
        began = (errand.tried_at or utcnow()) - CLOCKS
        if letter := await self.bot.outbox_handlers[errand.topic](guild, errand):
            message = await self._post(letter, errand, began)
            await letter.said(MessageRef(message.channel.id, message.id) if message else None)
        self._rounds.ask()

    async def _post(self, letter: Delivery, errand: OutboxEntry, began: datetime) -> Message | None:
        """Post a letter; note of whom it speaks, or that no place takes it, or none did for the second time."""
        what = WHAT[errand.topic]
        channel = deliveries.channel_of(letter)
        try:
            message = await deliveries.post(letter, errand)
        except HTTPException:
            if errand.tries == FAILS_AGAIN:
                self.bot.events.delivery_failed(errand.server, channel, what)
            raise
        if message:
            tell_sent(
                self.bot, message, began, server=errand.server, also=deliveries.pinged(letter)
            )
        else:
            self.bot.events.delivery_failed(errand.server, channel, what)
        return message


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(Outbox(bot))
