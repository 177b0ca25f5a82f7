"""Keep public cards true when a streak changes only because a day ended."""

from discord.ext import commands
from discord.utils import utcnow

from accountabot.background import BackgroundLoop
from accountabot.domain.identifiers import ServerId
from accountabot.services.streaks import goal_status
from accountabot.ui.client import Client

SOONEST, LATEST = 60.0, 24 * 3600.0
"""Seconds between two checks: one when the next streak changes, and one a day for the rest."""


class DayRollover(commands.Cog):
    """Check streaks that change by themselves; leaderboards judge them on their own."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        self._rounds = BackgroundLoop(self._look_everywhere, retry_after=LATEST)

    async def cog_unload(self) -> None:
        """Stop checking."""
        self._rounds.stop()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Start checking."""
        self._rounds.start()

    @commands.Cog.listener()
    async def on_standings_stale(self) -> None:
        """Check now, or once more after a check that is under way."""
        self._rounds.wake()

    async def _look_everywhere(self) -> float:
        """Judge the changed streaks of every server; return the seconds until the next check."""
        servers = [ServerId(guild.id) for guild in self.bot.guilds]
        while (
            outlook := await self.bot.database.read(
                goal_status.find_stale_servers, servers, utcnow()
            )
        ).stale:
            for server in outlook.stale:
                for goal in await self.bot.database.write_in_background(
                    goal_status.refresh_stale, server, utcnow()
                ):
                    self.bot.events.goal_changed(server, goal)
                self.bot.events.outbox_changed()
        if outlook.next_at is None:
            return LATEST
        return min(max(SOONEST, (outlook.next_at - utcnow()).total_seconds()), LATEST)


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(DayRollover(bot))
