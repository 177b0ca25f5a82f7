"""Check goals when a message to their owner may be due, and queue it."""

from discord.ext import commands

from accountabot.background import BackgroundLoop
from accountabot.domain.goals.record import RecordEntry
from accountabot.domain.identifiers import GoalId, ServerId
from accountabot.services.reminders import planning, queueing
from accountabot.ui.client import Client

LATEST = 24 * 3600.0
"""The longest time between two checks, in seconds."""
RETRY_AFTER = 60.0


class ReminderPlanner(commands.Cog):
    """A loop that sleeps until the next goal is due; reads don't delay members' actions."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        self._loop = BackgroundLoop(self._plan, retry_after=RETRY_AFTER, can_wait=True)

    async def cog_unload(self) -> None:
        """Stop the loop."""
        self._loop.stop()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Start the loop."""
        self._loop.start()

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
    async def on_clock_corrected(self) -> None:
        """Do what waited until the host's clock was right."""
        self._loop.wake()

    @commands.Cog.listener()
    async def on_reminders_changed(self) -> None:
        """Check again: somebody chose other reminders."""
        self._loop.wake()

    async def _plan(self) -> float:
        """Handle all goals that are due; return the seconds until the next one is."""
        if not await self.bot.check_clock():
            return LATEST
        database, clock = self.bot.database, self.bot.clock
        while looks := await database.read(planning.look, clock.now()):
            queued = await database.write_in_background(queueing.save, looks, clock.now())
            self.bot.state.expect_notices(queued.notices)
            if queued.has_messages:
                self.bot.events.outbox_changed()
        due = await database.read(planning.next_due)
        if due is None:
            return LATEST
        return min(max(0.0, (due - clock.now()).total_seconds()), LATEST)


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(ReminderPlanner(bot))
