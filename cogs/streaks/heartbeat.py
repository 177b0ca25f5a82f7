"""Record the bot's downtime, and the servers it joins and leaves."""

import asyncio
from collections.abc import Callable

from discord import Guild
from discord.ext import commands
from discord.utils import utcnow

from accountabot.domain.identifiers import ServerId
from accountabot.services.people import departures
from accountabot.services.streaks import heartbeat
from accountabot.ui.client import Client


class Heartbeat(commands.Cog):
    """Record when the bot is online, so that downtime never breaks a streak."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        self._pause = bot.settings.heartbeat_minutes * 60
        self._is_connected = False
        self._beating: asyncio.Task[None] | None = None

    async def cog_load(self) -> None:
        """Record the downtime that ends now, before any goal is judged."""
        await self._note(heartbeat.record_return)

    async def cog_unload(self) -> None:
        """Record when the bot was last online."""
        if self._beating:
            self._beating.cancel()
        if self._is_connected and self._pause:
            await self.bot.database.write(heartbeat.record_heartbeat, utcnow())

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Record that the bot is connected, and its servers."""
        await self._returned()
        here = {ServerId(guild.id) for guild in self.bot.guilds}
        await self.bot.database.write_in_background(departures.sync_servers, here, utcnow())

    @commands.Cog.listener()
    async def on_resumed(self) -> None:
        """Record that the bot is connected again."""
        await self._returned()

    @commands.Cog.listener()
    async def on_disconnect(self) -> None:
        """Record when the connection was lost; ignore failed reconnection attempts."""
        if self._is_connected:
            self._is_connected = False
            await self._note(heartbeat.record_heartbeat)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: Guild) -> None:
        """Resume the goals of a server that the bot rejoined."""
        await self.bot.database.write_in_background(
            departures.record_bot_return, ServerId(guild.id), utcnow()
        )

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: Guild) -> None:
        """Pause the goals of a server that removed the bot."""
        await self.bot.database.write_in_background(
            departures.record_removal, ServerId(guild.id), utcnow()
        )

    async def _returned(self) -> None:
        await self._note(heartbeat.record_return)
        self.bot.events.standings_stale()
        self._is_connected = True
        if self._beating is None and self._pause:
            self._beating = asyncio.create_task(self._beat())

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(self._pause)
            if self._is_connected:
                await self._note(heartbeat.record_heartbeat)

    async def _note(self, what: Callable[..., object]) -> None:
        if self._pause:
            await self.bot.database.write_in_background(what, utcnow())


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(Heartbeat(bot))
