"""Check the last backup, and when a backup was last proven to restore."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from accountabot.doctor.findings import Finding, ok, warning

_CHECK = "backup"
_OLD = timedelta(days=2)
_UNPROVEN = timedelta(days=8)


class LastBackup(NamedTuple):
    """The newest backup (UTC)."""

    made_at: datetime
    proven_at: datetime | None
    """When a backup was last restored into a scratch copy without differences, if ever."""


def last_backup(database: str) -> LastBackup | None:  # noqa: ARG001 - there are no backups yet
    """Return the newest backup of a database file, None if there is none."""
    return None


def check_backup(last: LastBackup | None, now: datetime) -> Iterator[Finding]:
    """Check that there is a recent backup that restores."""
    if last is None:
        fix = "Make one, and keep it on another disk: see docs/self-hosting.md, Back it up."
        yield warning(_CHECK, "There is no backup that the bot made.", fix)
        return
    said = f"The last backup is of {last.made_at:%Y-%m-%d %H:%M} UTC."
    if now - last.made_at > _OLD:
        fix = "Look for failed backups in the log: the disk may be full."
        yield warning(_CHECK, said, fix)
    else:
        yield ok(_CHECK, said)
    yield _proof(last.proven_at, now)


def _proof(proven_at: datetime | None, now: datetime) -> Finding:
    check = "backup proof"
    if proven_at and now - proven_at <= _UNPROVEN:
        return ok(check, f"A backup was proven to restore on {proven_at:%Y-%m-%d %H:%M} UTC.")
    since = f" since {proven_at:%Y-%m-%d}" if proven_at else " yet"
    fix = "Look for failed proofs in the log, and restore a backup into another file to try it."
    return warning(check, f"No backup was proven to restore{since}.", fix)
