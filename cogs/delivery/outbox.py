"""Process the transactional outbox: claim due entries and hand each to its topic's handler."""

import asyncio
import logging
from datetime import datetime, timedelta

from discord import Guild, Message, RawThreadUpdateEvent
from discord.ext import commands

from accountabot.background import LONGEST_PAUSE, BackgroundLoop, pause_until
from accountabot.clock import TOLERATED
from accountabot.domain.delivery.delivery_failures import PostKind
from accountabot.domain.delivery.edits import EditPriority
from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.identifiers import MessageRef, ServerId
from accountabot.services.delivery import outbox
from accountabot.ui.client import Client
from accountabot.ui.delivery import deliveries
from accountabot.ui.delivery.deliveries import Delivery
from accountabot.ui.delivery.edit_queue import Postponed
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS, is_lasting
from accountabot.ui.mention_tracking import track_sent

AT_ONCE = 10
"""How many messages are sent at the same time; as many others are edited.

A message that Discord delays doesn't delay the others, and many edits don't delay a greeting. An
edit that waits for its turn in its channel isn't counted.
"""
SOONEST = 6.0
"""The shortest time between two checks, in seconds."""

REPORTED_AT = 2
"""The attempt whose failure owners see: a first failure is often Discord's and temporary."""
CLOCKS = TOLERATED + timedelta(minutes=1)
"""How far the bot's clock may be ahead of Discord's."""
KINDS = {
    Topic.GREETING: PostKind.GREETING,
    Topic.CROWD_GREETING: PostKind.GREETING,
    Topic.CHEER_INVITATION: PostKind.INVITATION,
    Topic.WITNESS_NEWS: PostKind.NEWS,
    Topic.QUIET_GOAL: PostKind.NEWS,
    Topic.ONBOARDING: PostKind.ONBOARDING,
    Topic.REMINDER: PostKind.REMINDER,
    Topic.DIGEST: PostKind.DIGEST,
    Topic.LIVE_BOARD: PostKind.BOARD,
}

PRIORITIES = {
    Topic.REDACTION: EditPriority.REMOVAL,
    Topic.TAKE_DOWN: EditPriority.REMOVAL,
    Topic.UNDONE_ACTION: EditPriority.UNDO,
    Topic.REMINDER_EDIT: EditPriority.REMINDER,
    Topic.LIVE_BOARD_EDIT: EditPriority.BOARD,
}

_log = logging.getLogger(__name__)


class Outbox(commands.Cog):
    """A loop that sleeps until the next entry is due."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        self._loop = BackgroundLoop(self._start_due, retry_after=60.0)
        self._running: dict[OutboxEntry, asyncio.Task[None]] = {}
        self._has_more = False

    async def cog_unload(self) -> None:
        """Stop; entries that are being processed are due again after the next start."""
        self._loop.stop()
        for task in self._running.values():
            task.cancel()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Start the loop, and retry everything that failed before the start."""
        self._loop.start()
        await self._retry()

    @commands.Cog.listener()
    async def on_outbox_changed(self) -> None:
        """Check again: something may be due sooner than before."""
        self._loop.wake()

    @commands.Cog.listener()
    async def on_edit_waits(self) -> None:
        """Start the next edits: one that waits for its turn is not counted."""
        self._start_more(are_edits=True)

    @commands.Cog.listener()
    async def on_clock_corrected(self) -> None:
        """Check again with the right clock, and retry whatever waited for it."""
        await self._retry()

    @commands.Cog.listener()
    async def on_standings_stale(self) -> None:
        """Check again: a time zone may have changed, or someone left the leaderboards."""
        self._loop.wake()

    @commands.Cog.listener()
    async def on_guild_join(self, guild: Guild) -> None:
        """Retry everything that failed while the bot was not on a server."""
        await self._retry(ServerId(guild.id))

    @commands.Cog.listener()
    async def on_permissions_changed(self, server: ServerId) -> None:
        """Retry all entries that failed on a server because of missing permissions."""
        await self._retry(server)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: Guild) -> None:
        """Retry everything that failed while Discord could not reach a server."""
        if self.bot.is_ready():  # before that, Discord reports every server
            await self._retry(ServerId(guild.id))

    @commands.Cog.listener()
    async def on_raw_thread_update(self, update: RawThreadUpdateEvent) -> None:
        """Retry the edits that waited until a thread was opened."""
        if update.data["thread_metadata"]["archived"]:
            return
        where = (ServerId(update.guild_id), update.thread_id, self.bot.clock.now())
        if await self.bot.database.read(outbox.waits_in, *where):
            is_own = self.bot.archived_threads.opened_lately(update.thread_id)
            write = self.bot.database.write_in_background
            await write(outbox.retry_in, *where, is_own=is_own)
            self._loop.wake()

    async def _retry(self, server: ServerId | None = None) -> None:
        if await self.bot.database.write_in_background(
            outbox.retry_now, self.bot.clock.now(), server
        ):
            self._loop.wake()

    async def _start_due(self) -> float:
        """Start processing the due entries; return the seconds until the next check."""
        due = await self.bot.database.read(outbox.next_due)
        if self.bot.in_flight.is_stopping:
            return LONGEST_PAUSE
        sends = self._free(are_edits=False)
        edits = self._free(are_edits=True)
        if due and due <= self.bot.clock.now() and (sends or edits):
            write = self.bot.database.write_in_background
            claimed = await write(outbox.claim, self.bot.clock.now(), sends=sends, edits=edits)
            due = claimed.next
            for entry in claimed.entries:
                self._start(entry)
        self._has_more = due is not None and due <= self.bot.clock.now()
        return pause_until(None if self._has_more else due, self.bot.clock.now(), at_least=SOONEST)

    def _free(self, *, are_edits: bool) -> int:
        return AT_ONCE - sum(
            entry.topic.is_edit is are_edits and not self.bot.edits.is_waiting(task)
            for entry, task in self._running.items()
        )

    def _start(self, entry: OutboxEntry) -> None:
        if not self._is_crowded(entry) and not self._is_blocked(entry):
            task = self._running[entry] = asyncio.create_task(self._process(entry))
            task.add_done_callback(lambda _: self._end(entry))
            self.bot.in_flight.add(task)

    def _end(self, entry: OutboxEntry) -> None:
        del self._running[entry]
        self._start_more(are_edits=entry.topic.is_edit)

    def _start_more(self, *, are_edits: bool) -> None:
        if self._has_more and self._free(are_edits=are_edits) >= AT_ONCE // 2:
            self._loop.wake()

    def _is_crowded(self, entry: OutboxEntry) -> bool:
        """Return whether so many edits wait in a channel that this one is retried later."""
        priority = PRIORITIES.get(entry.topic)
        return (
            entry.channel is not None
            and priority is not None
            and self.bot.edits.is_full(entry.channel, priority)
        )

    def _is_blocked(self, entry: OutboxEntry) -> bool:
        """Return whether an entry that is being processed has to end first.

        One that waits for its turn in its channel gives way to a more urgent edit of its message.
        """
        return any(
            _overlap(entry, running)
            and not (_is_more_urgent(entry, running) and self.bot.edits.is_waiting(task))
            for running, task in self._running.items()
        )

    async def _process(self, entry: OutboxEntry) -> None:
        try:
            await self._handle(entry)
        except Exception as error:  # noqa: BLE001 - whatever it was, the entry is retried
            _log.warning("Entry %s (%s) is retried: %r", entry.dedup_key, entry.topic, error)
        else:
            self._loop.wake()

    async def _handle(self, entry: OutboxEntry) -> None:
        """Have an entry delivered; postpone an edit that only people can make possible."""
        guild = self.bot.get_guild(entry.server)
        if guild is None or guild.unavailable:
            await self._postpone_edit(entry)
            return
        if entry.topic.judges_time and not await self.bot.check_clock():
            return  # it is retried, at the latest when the clock is right
        try:
            await self._deliver(guild, entry)
        except Postponed:
            _log.info("Entry %s waits for another edit of its message.", entry.dedup_key)
        except REQUEST_ERRORS as error:
            if not (entry.topic.is_edit and is_lasting(error)):
                raise
            _log.info("Entry %s can't be edited: %s", entry.dedup_key, error)
            await self._postpone_edit(entry)

    async def _postpone_edit(self, entry: OutboxEntry) -> None:
        if entry.topic.is_edit:
            write = self.bot.database.write_in_background
            await write(outbox.retry_edit_tomorrow, entry, self.bot.clock.now())

    async def _deliver(self, guild: Guild, entry: OutboxEntry) -> None:
        began = (entry.tried_at or self.bot.clock.now()) - CLOCKS
        delivery = await self.bot.outbox_handlers[entry.topic](guild, entry)
        if delivery:
            message = await self._post(delivery, entry, began)
            post = MessageRef(message.channel.id, message.id) if message else None
            await delivery.on_delivered(post)

    async def _post(
        self, delivery: Delivery, entry: OutboxEntry, began: datetime
    ) -> Message | None:
        """Post a message and save its members; report a failure to owners."""
        channel = deliveries.channel_of(delivery)
        kind = KINDS[entry.topic]
        try:
            message = await deliveries.post(delivery, entry)
        except REQUEST_ERRORS:
            if entry.tries == REPORTED_AT:
                self.bot.events.delivery_failed(entry.server, channel, kind)
            raise
        if message:
            pinged = deliveries.pinged(delivery)
            track_sent(self.bot, message, began, server=entry.server, also=pinged)
        else:
            self.bot.events.delivery_failed(entry.server, channel, kind)
        return message


def _overlap(one: OutboxEntry, other: OutboxEntry) -> bool:
    """Return whether two entries are the same, or edit the same message.

    Two edits at the same time could take effect in either order. The later one is retried.
    """
    is_same_message = one.channel is not None and one.subject == other.subject
    return one.id == other.id or (is_same_message and one.channel == other.channel)


def _is_more_urgent(one: OutboxEntry, other: OutboxEntry) -> bool:
    """Return whether an edit comes before another one."""
    lowest = max(EditPriority)
    return PRIORITIES.get(one.topic, lowest) < PRIORITIES.get(other.topic, lowest)


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(Outbox(bot))
