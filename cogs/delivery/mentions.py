"""Write down of whom the bot's public messages speak, so that they are found when one of them wants them gone."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from discord.ext import commands

from accountabot.services.delivery import mentions
from accountabot.ui.client import Client

BUSY = 10.0
"""Seconds after which it is tried again where it could not be written down."""

_log = logging.getLogger(__name__)


class Mentions(commands.Cog):
    """Who notes it behind the answers; what was drawn from data that were deleted meanwhile is emptied."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        self._pause: float | None = None

    async def cog_unload(self) -> None:
        """Write down what was collected before the bot goes, if that can be done now."""
        try:
            await self._write_down(self.bot.database.write)
        except Exception as error:  # noqa: BLE001 - nothing may hold up a stop
            _log.warning("Of whom the last messages speak was not written down: %s", error)

    @commands.Cog.listener()
    async def on_message_mentions(self) -> None:
        """Write it down before long; what can't be written waits for the next time."""
        await asyncio.sleep(self._pause or self.bot.collect_for)
        try:
            await self._write_down(self.bot.database.write_in_background)
        except BaseException:
            self._pause = BUSY
            raise
        self._pause = None

    async def _write_down(self, write: Callable[..., Awaitable[Any]]) -> None:
        told, self.bot.events.named = self.bot.events.named, []
        try:
            is_late = await write(mentions.remember, told, self.bot.state.erased) if told else False
        except BaseException:
            for naming in told:
                self.bot.events.message_mentions(naming)
            raise
        if is_late:
            self.bot.events.redactions_queued()


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(Mentions(bot))
