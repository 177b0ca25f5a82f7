"""Check goals when a message to their owner may be due, and queue it."""

from discord.ext import commands

from accountabot.background import BackgroundCog, pause_until
from accountabot.domain.goals.record import RecordEntry
from accountabot.domain.identifiers import GoalId, ServerId
from accountabot.services.reminders import planning, queueing
from accountabot.ui.client import Client


class ReminderPlanner(BackgroundCog):
    """A loop that sleeps until the next goal is due; reads don't delay members' actions."""

    retry_after = 60.0
    can_wait = True

    @commands.Cog.listener()
    async def on_goal_changed(self, _server: ServerId, _goal: GoalId) -> None:
        """Check again: what a member hears may have changed."""
        self._loop.wake()

    @commands.Cog.listener()
    async def on_action_undone(self, _server: ServerId, _entry: RecordEntry) -> None:
        """Check again: what was done may be due again."""
        self._loop.wake()

    @commands.Cog.listener()
    async def on_standings_stale(self) -> None:
        """Check again: the rules of many goals may have changed."""
        self._loop.wake()

    @commands.Cog.listener()
    async def on_reminders_changed(self) -> None:
        """Check again: somebody chose other reminders."""
        self._loop.wake()

    async def work(self) -> float:
        """Handle all goals that are due; return the seconds until the next one is."""
        database, clock = self.bot.database, self.bot.clock
        while looks := await database.read(planning.look, clock.now()):
            queued = await database.write_in_background(queueing.save, looks, clock.now())
            self.bot.state.expect_notices(queued.notices)
            if queued.has_messages:
                self.bot.events.outbox_changed()
        return pause_until(await database.read(planning.next_due), clock.now())


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(ReminderPlanner(bot))
