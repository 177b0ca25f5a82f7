"""Update public cards when a streak changes as a day ends."""

from discord.ext import commands

from accountabot.background import BackgroundCog, pause_until
from accountabot.domain.identifiers import ServerId
from accountabot.services.delivery import notices
from accountabot.services.streaks import goal_status
from accountabot.ui.client import Client

SOONEST = 60.0
"""The shortest time between two checks, in seconds."""


class DayRollover(BackgroundCog):
    """Refresh the standings that go stale over time; leaderboards refresh their own."""

    retry_after = SOONEST

    @commands.Cog.listener()
    async def on_standings_stale(self) -> None:
        """Check now, or again after the current check."""
        self._loop.wake()

    async def work(self) -> float:
        """Refresh the stale standings of all servers; return the seconds until the next check."""
        servers = [ServerId(guild.id) for guild in self.bot.guilds]
        while (
            outlook := await self.bot.database.read(
                goal_status.find_stale_servers, servers, self.bot.clock.now()
            )
        ).stale:
            for server in outlook.stale:
                refreshed = await self.bot.database.write_in_background(
                    notices.refresh_stale, server, self.bot.clock.now()
                )
                for goal in refreshed.goals:
                    self.bot.events.goal_changed(server, goal)
                self.bot.events.outbox_changed()
                self.bot.state.expect_notices(refreshed.pending)
        return pause_until(outlook.next_at, self.bot.clock.now(), at_least=SOONEST)


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(DayRollover(bot))
