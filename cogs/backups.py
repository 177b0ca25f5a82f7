"""Back up the database once a day, and verify that each backup can be restored."""

import logging
from datetime import datetime

from accountabot.background import LONGEST_PAUSE, BackgroundCog, pause_until
from accountabot.file_errors import reason_of
from accountabot.operations import backups, deletions, verification
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
        """Make a backup if it is due, and prove the last one; return the seconds until the next.

        Without automatic backups, delete those from before when they are too old.
        """
        path = self.bot.database.path
        keep = self.bot.settings.backups
        now = self.bot.clock.now()
        if not self.bot.database.is_file:
            return LONGEST_PAUSE
        await deletions.settle(self.bot.database)
        if not keep:
            await backups.tidy(path, keep, now)
        elif not await self._back_up(path, keep, now):
            return self.retry_after
        return pause_until(backups.next_work_at(path, keep, now), self.bot.clock.now())

    async def _back_up(self, path: str, keep: int, now: datetime) -> bool:
        """Make a backup if it is due, and prove the last one; return False if it failed."""
        if backups.due_at(path, now) > now:
            await backups.tidy(path, keep, now)
        elif not await backups.make(BackupPlan(path, keep, now)):
            return False
        await self._prove(path)
        return True

    async def _prove(self, path: str) -> None:
        """Verify the last backup, unless that was done before."""
        status = backups.status_of(path)
        if not status.last or (status.verified and status.verified.backup == status.last.path.name):
            return
        try:
            result = await verification.verify_in_other_process(path, status.last.path)
        except OSError as error:
            _log.error("The backup %s can't be verified: %s", status.last.path, reason_of(error))
            return
        if not result.is_good:
            _log.error("The backup %s failed verification: %s", result.backup, result.sentence)


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(Backups(bot))
