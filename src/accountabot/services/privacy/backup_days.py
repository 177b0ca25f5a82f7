"""Compute how long backups keep deleted data."""

from typing import NamedTuple

from accountabot.store.backups import backup_folder


class BackupDays(NamedTuple):
    """For how many days automatic backups are kept, and whether more are made."""

    days: int
    """0 if there are none."""
    are_made: bool = True


def backup_days(database: str, keep: int) -> BackupDays:
    """Return for how long a database's automatic backups are kept, with `BACKUPS` set to `keep`.

    If it is 0, those from before stay for a while.
    """
    if keep:
        return BackupDays(keep)
    is_left = bool(backup_folder.backups_of(database))
    return BackupDays(backup_folder.DAYS_AFTERWARDS if is_left else 0, are_made=False)
