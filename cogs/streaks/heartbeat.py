"""Record the bot's downtime, and the servers it joins and leaves."""

import asyncio
import logging
from collections.abc import Callable
from contextvars import copy_context
from datetime import UTC, datetime
from functools import partial

from discord import Guild
from discord.ext import commands

from accountabot.domain.identifiers import ServerId
from accountabot.services.people import departures
from accountabot.services.streaks import heartbeat
from accountabot.ui.client import Client

LONGEST_PAUSE = 14 * 60.0
"""Seconds; a heartbeat must come before the time since the last one counts as an absence."""

_log = logging.getLogger(__name__)


class Heartbeat(commands.Cog):
    """Record when the bot is online, so that downtime never breaks a streak.

    The machine can sleep at any moment, and anything can happen first when it wakes. So no unit of
    work runs before a gap since the last contact is recorded as an absence.
    """

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        self._pause = min(bot.settings.heartbeat_minutes * 60.0, LONGEST_PAUSE)
        self._is_connected = False
        self._is_returning = True
        self._beating: asyncio.Task[None] | None = None
        self._recording = asyncio.Lock()
        self._recording_gap: asyncio.Task[None] | None = None
        # Work can come from any context, but a simulated clock belongs to the bot's own.
        self._now: Callable[[], datetime] = partial(copy_context().run, bot.clock.now)
        self._recorded_at = datetime.min.replace(tzinfo=UTC)

    async def cog_load(self) -> None:
        """Record the downtime that ends now, before any goal is judged."""
        if self._pause:
            self.bot.database.before_each = self._record_gap
            await self._note()
        else:
            await self.bot.database.write(heartbeat.forget_last_seen)

    async def cog_unload(self) -> None:
        """Record when the bot was last online."""
        if self._beating:
            self._beating.cancel()
        if self._is_connected:
            await self._note()
        self.bot.database.before_each = None

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Record that the bot is connected, and its servers."""
        await self._returned()
        here = {ServerId(guild.id) for guild in self.bot.guilds}
        await self.bot.database.write_in_background(
            departures.sync_servers, here, self.bot.clock.now()
        )

    @commands.Cog.listener()
    async def on_resumed(self) -> None:
        """Record that the bot is connected again."""
        await self._returned()

    @commands.Cog.listener()
    async def on_disconnect(self) -> None:
        """Record when the connection was lost; ignore failed reconnection attempts."""
        if self._is_connected:
            self._is_connected = False
            await self._note()

    @commands.Cog.listener()
    async def on_guild_join(self, guild: Guild) -> None:
        """Resume the goals of a server that the bot rejoined."""
        await self.bot.database.write_in_background(
            departures.record_bot_return, ServerId(guild.id), self.bot.clock.now()
        )

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: Guild) -> None:
        """Pause the goals of a server that removed the bot."""
        await self.bot.database.write_in_background(
            departures.record_removal, ServerId(guild.id), self.bot.clock.now()
        )

    async def _returned(self) -> None:
        self._is_returning = True
        await self._note()
        self.bot.events.standings_stale()
        self._is_connected = True
        if self._beating is None and self._pause:
            self._beating = asyncio.create_task(self._beat())

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(self._pause)
            if self._is_connected:
                await self._note()

    async def _note(self) -> None:
        """Record a contact, if possible; otherwise the next one has to record the whole gap."""
        if self._pause:
            try:
                await self._record()
            except Exception as error:  # noqa: BLE001 - a cog doesn't know the database's errors
                _log.warning("A heartbeat could not be recorded: %s", error)

    async def _record_gap(self) -> None:
        """Record an absence that nothing has recorded yet; raise an error if that fails.

        All who wait for it share one attempt: while the file is locked, each of their own would
        add to the wait of the next. Those who give up leave it to the others.
        """
        if not self._is_overdue():
            return
        if self._recording_gap is None or self._recording_gap.done():
            self._recording_gap = asyncio.create_task(self._record(only_if_overdue=True))
            self._recording_gap.add_done_callback(_retrieve_error)
        await asyncio.wait([self._recording_gap])
        self._recording_gap.result()

    def _is_overdue(self) -> bool:
        gap = self._now() - self._recorded_at
        return abs(gap) > heartbeat.LONGEST_GAP  # a clock can be set back

    async def _record(self, *, only_if_overdue: bool = False) -> None:
        # One at a time, so that no contact overwrites a later one. Each reads the clock when it is
        # its turn: the machine may have slept while it waited.
        async with self._recording:
            await self.bot.check_clock()  # a clock that was set looks like an absence
            if only_if_overdue and not self._is_overdue():
                return
            now = self._now()
            record = heartbeat.record_return if self._is_returning else heartbeat.record_heartbeat
            was_absent = await self.bot.database.write_first(record, now)
            self._recorded_at = now
            self._is_returning = False
        if was_absent:  # while a machine sleeps, the timers of other loops don't advance
            self.bot.events.standings_stale()
            self.bot.events.outbox_changed()


def _retrieve_error(task: asyncio.Task[None]) -> None:
    """Keep asyncio from logging an error for which nobody waits any more."""
    if not task.cancelled():
        task.exception()


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(Heartbeat(bot))
