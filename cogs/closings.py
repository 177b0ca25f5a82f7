"""Keep public cards true when a day's end changes a streak and nobody does anything."""

import asyncio
import logging

from discord.ext import commands
from discord.utils import utcnow

from accountabot.bot import Accountabot
from accountabot.domain.identities import ServerId
from accountabot.services import streaks

SOONEST, LATEST = 60.0, 24 * 3600.0
"""Seconds between two looks: a look is due when the first streak changes, and now and then for those changed since."""

_log = logging.getLogger(__name__)


class Closings(commands.Cog):
    """Who looks after streaks that change by themselves; boards don't wait for it, they judge for themselves."""

    def __init__(self, bot: Accountabot) -> None:
        self.bot = bot
        self._looking: asyncio.Task[None] | None = None
        self._is_resting = self._is_asked = False

    async def cog_unload(self) -> None:
        """Look no more."""
        if self._looking:
            self._looking.cancel()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Begin to look."""
        if self._looking is None:
            self._looking = asyncio.create_task(self._look())

    @commands.Cog.listener()
    async def on_streaks_stale(self) -> None:
        """Look now, or once more after a look that is under way."""
        self._is_asked = True
        if self._looking and self._is_resting:
            self._looking.cancel()
            self._looking = asyncio.create_task(self._look())

    async def _look(self) -> None:
        self._is_resting = False
        while True:
            self._is_asked = False
            try:
                pause = await self._look_everywhere()
            except Exception as error:  # noqa: BLE001 - whatever it was, the next look is due all the same
                _log.warning("Streaks that changed by themselves were not all looked at: %r", error)
                pause = LATEST
            if self._is_asked:
                continue
            self._is_resting = True
            await asyncio.sleep(pause)
            self._is_resting = self._is_asked = False

    async def _look_everywhere(self) -> float:
        """Judge what has changed by itself on every server, and return the seconds until the next look."""
        servers = [ServerId(guild.id) for guild in self.bot.guilds]
        while (outlook := await self.bot.database.read(streaks.outlook, servers, utcnow())).fallen:
            for server in outlook.fallen:
                for goal in await self.bot.database.write_patiently(streaks.judge_fallen, server, utcnow()):
                    self.bot.tell_changed(server, goal)
        if outlook.next is None:
            return LATEST
        return min(max(SOONEST, (outlook.next - utcnow()).total_seconds()), LATEST)


async def setup(bot: Accountabot) -> None:
    """Load the cog."""
    await bot.add_cog(Closings(bot))
