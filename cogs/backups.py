"""Back up the database once a day, and prove that each backup can be restored."""

import logging

from accountabot.background import LONGEST_PAUSE, BackgroundCog, pause_until
from accountabot.operations import backups, proofs
from accountabot.operations.backups import BackupPlan
from accountabot.ui.client import Client

SOON = 120.0
"""Seconds to wait after startup, leaving time for more urgent work."""

_log = logging.getLogger(__name__)


class Backups(BackgroundCog):
    """Make a backup if the last one is a day old."""

    retry_after = 3600.0
    first_after = SOON

    async def work(self) -> float:
        """Make a backup if it is due, and prove it; return the seconds until the next one."""
        path = self.bot.database.path
        keep = self.bot.settings.backups
        now = self.bot.clock.now()
        if not keep or not self.bot.database.is_file:
            return LONGEST_PAUSE
        if (due := backups.due_at(path, now)) > now:
            return pause_until(due, now)
        made = await backups.make(BackupPlan(path, keep, now))
        if made is None:
            return self.retry_after
        proof = await proofs.prove_in_other_process(path, made, self.bot.settings.heartbeat_minutes)
        if not proof.is_good:
            _log.error("The backup %s can't be relied on: %s", made.name, proof.sentence)
        return pause_until(backups.due_at(path, now), self.bot.clock.now())


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(Backups(bot))
