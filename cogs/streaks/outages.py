"""Find out, in the background, whose periods an absence of the bot excused."""

import asyncio
from datetime import datetime

from discord.ext import commands

from accountabot.background import BackgroundCog, pause_until
from accountabot.domain.identifiers import Member, ServerId
from accountabot.domain.timelines import Interval
from accountabot.services.streaks import outages
from accountabot.ui.client import Client

SOONEST = 60.0
"""The shortest time between two checks, in seconds."""
BREATH = 0.01
"""Seconds between two batches, in which members' reads take their turn."""


class Outages(BackgroundCog):
    """Examine each absence once, and settle the periods that it may excuse as they close."""

    retry_after = SOONEST

    @commands.Cog.listener()
    async def on_standings_stale(self) -> None:
        """Check now: the bot may be back from an absence."""
        self._loop.wake()

    async def work(self) -> float:
        """Examine new absences and settle what has closed; return the seconds until the next."""
        now = self.bot.clock.now()
        servers = [ServerId(guild.id) for guild in self.bot.guilds]
        for absence in await self.bot.database.read(outages.unexamined, now):
            for server in servers:
                await self._examine(server, absence, now)
            await self.bot.database.write_in_background(outages.mark_examined, absence)
        for server in servers:
            await self._settle(server, now)
        closes = await self.bot.database.read(outages.next_close, servers, now)
        return pause_until(closes, self.bot.clock.now(), at_least=SOONEST)

    async def _examine(self, server: ServerId, absence: Interval, now: datetime) -> None:
        read, write = self.bot.database.read, self.bot.database.write_in_background
        keys = await read(outages.ongoing_goals, server, absence)
        for first in range(0, len(keys), outages.BATCH_SIZE):
            batch = keys[first : first + outages.BATCH_SIZE]
            found = await read(outages.find_affected, server, batch, absence, now)
            if found:
                await write(outages.save_affected, server, found)
            await asyncio.sleep(BREATH)

    async def _settle(self, server: ServerId, now: datetime) -> None:
        """Settle batch by batch; nobody is told before the last, because they are told once."""
        told: dict[Member, datetime] = {}
        while settled := await self.bot.database.read(outages.judge_closed, server, now):
            write = self.bot.database.write_in_background
            told |= await write(outages.settle, server, settled, now)
            await asyncio.sleep(BREATH)
        self.bot.state.expect_notices(told)


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(Outages(bot))
