"""Update public cards when a streak changes as a day ends."""

from discord.ext import commands

from accountabot.background import BackgroundLoop
from accountabot.domain.identifiers import ServerId
from accountabot.services.delivery import notices
from accountabot.services.streaks import goal_status
from accountabot.ui.client import Client

SOONEST, LATEST = 60.0, 24 * 3600.0
"""The shortest and the longest time between two checks, in seconds."""


class DayRollover(commands.Cog):
    """Refresh the standings that go stale over time; leaderboards refresh their own."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        self._loop = BackgroundLoop(self._look_everywhere, retry_after=SOONEST)

    async def cog_unload(self) -> None:
        """Stop the loop."""
        self._loop.stop()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Start the loop."""
        self._loop.start()

    @commands.Cog.listener()
    async def on_standings_stale(self) -> None:
        """Check now, or again after the current check."""
        self._loop.wake()

    @commands.Cog.listener()
    async def on_clock_corrected(self) -> None:
        """Check now whatever waited until the clock was right."""
        self._loop.wake()

    async def _look_everywhere(self) -> float:
        """Refresh the stale standings of all servers; return the seconds until the next check.

        While the clock is wrong, no period is closed; that is made up for as soon as it is right.
        """
        if not await self.bot.check_clock():
            return SOONEST
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
        if outlook.next_at is None:
            return LATEST
        return min(max(SOONEST, (outlook.next_at - self.bot.clock.now()).total_seconds()), LATEST)


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(DayRollover(bot))
