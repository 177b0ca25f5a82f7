"""Count goals for the leaderboards in the background, as soon as something has changed."""

from discord.ext import commands

from accountabot.background import BackgroundCog, pause_until
from accountabot.domain.goals.record import RecordEntry
from accountabot.domain.identifiers import GoalId, ServerId
from accountabot.services.leaderboards import recounts
from accountabot.ui.client import Client


class ScoreKeeper(BackgroundCog):
    """A loop that sleeps until the next goal is due."""

    retry_after = 60.0
    can_wait = True

    @commands.Cog.listener()
    async def on_goal_changed(self, _server: ServerId, _goal: GoalId) -> None:
        """Check again: the goal may be due."""
        self._loop.wake()

    @commands.Cog.listener()
    async def on_action_undone(self, _server: ServerId, _done: RecordEntry) -> None:
        """Check again: a goal changed."""
        self._loop.wake()

    @commands.Cog.listener()
    async def on_standings_stale(self) -> None:
        """Check again: the rules of many goals may have changed."""
        self._loop.wake()

    async def work(self) -> float:
        """Count the goals that are due; return the seconds until the next one is.

        Goals that become due meanwhile wait for the next run, so that they share transactions.
        """
        database, clock = self.bot.database, self.bot.clock
        due = await database.read(recounts.count_due, clock.now())
        while due > 0:
            counted = await database.write_in_background(recounts.recount_due, clock.now())
            due = due - len(counted) if counted else 0
        self.bot.events.outbox_changed()  # live leaderboards may be due
        return pause_until(await database.read(recounts.next_due), clock.now())


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(ScoreKeeper(bot))
