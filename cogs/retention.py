"""Keep nothing for longer than was said: what is kept of a server goes 30 days after the bot was removed from it."""

import logging
from itertools import islice

from discord.ext import commands
from discord.utils import utcnow

from accountabot.bot import Accountabot
from accountabot.domain.homes import Homes
from accountabot.domain.identities import ServerId
from accountabot.rounds import Rounds
from accountabot.services import retention

DAY, HOUR = 24 * 3600.0, 3600.0
SOON = 300.0
"""Seconds for which a start is left to what cannot wait."""
AT_ONCE = 50
"""Members who are looked at in one go."""

_log = logging.getLogger(__name__)


class Retention(commands.Cog):
    """Who looks soon after the start, and once a day."""

    def __init__(self, bot: Accountabot) -> None:
        self.bot = bot
        self._rounds = Rounds(self._look, otherwise=HOUR, first=SOON)

    async def cog_unload(self) -> None:
        """Look no more; what is left is deleted after the next start."""
        self._rounds.end()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Look before long, now that it is known on which servers the bot is."""
        self._rounds.begin()

    async def _look(self) -> float:
        """Delete what is overdue, and return the seconds until the next look."""
        database, now = self.bot.database, utcnow()
        here = {ServerId(guild.id) for guild in self.bot.guilds}
        for server in await database.write_patiently(retention.overdue, here, now):
            await self._delete(server)
        for server in await database.read(retention.servers):
            await database.write_patiently(retention.prune, server, now)
        return DAY

    async def _delete(self, server: ServerId) -> None:
        """Delete a server bit by bit, unless the bot comes back to it meanwhile; that it left goes last."""
        _log.info("Deleting what is kept of server %s, which I left long ago.", server)
        members = iter(await self.bot.database.read(retention.members, server))
        while some := [*islice(members, AT_ONCE)]:
            await self.bot.database.erase(retention.forget_persons, server, some)
        while self.bot.get_guild(server) is None and await self.bot.database.erase(retention.delete_some, server):
            pass
        self.bot.tell_checkin_channel(server, None)
        self.bot.tell_homes(server, Homes())


async def setup(bot: Accountabot) -> None:
    """Load the cog."""
    await bot.add_cog(Retention(bot))
