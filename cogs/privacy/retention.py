"""Delete expired pending input, and a server's data 30 days after the bot left it."""

import logging
from itertools import islice

from accountabot.background import BackgroundCog
from accountabot.domain.identifiers import ServerId
from accountabot.services.moderation import blocks
from accountabot.services.privacy import retention
from accountabot.services.server import channels
from accountabot.ui.client import Client

DAY, HOUR = 24 * 3600.0, 3600.0
SOON = 300.0
"""Seconds to wait after startup, leaving time for more urgent work."""
AT_ONCE = 50
"""Members handled in one transaction."""

_log = logging.getLogger(__name__)


class Retention(BackgroundCog):
    """Delete overdue data shortly after startup, then daily."""

    retry_after = HOUR
    first_after = SOON

    async def work(self) -> float:
        """Delete overdue data; return the seconds until the next run."""
        database = self.bot.database
        now = self.bot.clock.now()
        here = {ServerId(guild.id) for guild in self.bot.guilds}
        known = await database.read(retention.list_servers)
        for server in await database.write_in_background(
            retention.find_overdue_servers, known, here, now
        ):
            await self._delete(server)
        for server in known:
            await database.write_in_background(retention.prune, server, now)
            while await database.write_in_background(retention.prune_scores, server, now):
                pass
        return DAY

    async def _delete(self, server: ServerId) -> None:
        """Delete a server's data in batches, unless the bot is invited again.

        The record that the bot left is deleted last, so that an interrupted deletion resumes.
        """
        _log.info("Deleting what is kept of server %s, which I left long ago.", server)
        members = iter(await self.bot.database.read(retention.members_of, server))
        while self._is_away(server) and (some := [*islice(members, AT_ONCE)]):
            await self.bot.database.erase(retention.delete_person_settings, server, some)
        while self._is_away(server) and await self.bot.database.erase(
            retention.delete_batch, server
        ):
            pass
        await self._tell(server)

    def _is_away(self, server: ServerId) -> bool:
        return self.bot.get_guild(server) is None

    async def _tell(self, server: ServerId) -> None:
        """Refresh a server's cached settings after its deletion."""
        held = await self.bot.database.read(channels.load_channels, server)
        self.bot.events.checkin_channel_changed(server, held.checkin_channel)
        self.bot.state.announcement_channels[server] = held.announcements
        blocked = await self.bot.database.read(blocks.all_blocks)
        for who in [each for each in self.bot.state.blocks if each.server == server]:
            self.bot.state.set_block(who, blocked.get(who))


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(Retention(bot))
