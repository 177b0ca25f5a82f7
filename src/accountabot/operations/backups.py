"""Make automatic backups: daily, and before a migration."""

import logging
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from accountabot.file_errors import reason_of
from accountabot.operations.low_priority import run_gently
from accountabot.store import dialect
from accountabot.store.backups import backup_folder, deletion_list, history
from accountabot.store.backups.checks import UnusableBackup
from accountabot.store.backups.history import BackupEvent, BackupStatus
from accountabot.store.database import Database
from accountabot.store.files import database_copies, database_files
from accountabot.store.files.database_files import Interrupted, IsStopped
from accountabot.store.files.scratch_files import scratch_file
from accountabot.store.schema import REVISION

DAILY = timedelta(days=1)

_log = logging.getLogger(__name__)


class BackupPlan(NamedTuple):
    """What to back up, when (UTC), and how many backups to keep."""

    database: str
    keep: int
    now: datetime
    before: str = ""
    """The revision to which the database is going to be migrated; empty for a daily backup."""


def status_of(database: str) -> BackupStatus:
    """Return the last automatic backup of a file, the last attempt, and the last verification."""
    return history.status_of(database)


def due_at(database: str, now: datetime) -> datetime:
    """Return when (UTC) the next daily backup of a database is due."""
    last = history.status_of(database).last
    # A backup from the future is no reason to wait for years: the clock was ahead.
    return now if last is None or last.at > now else last.at + DAILY


def next_work_at(database: str, keep: int, now: datetime) -> datetime | None:
    """Return when (UTC) a backup is due next, or an earlier one is too old."""
    found = backup_folder.backups_of(database)
    expiring = [backup_folder.expires_at(each, keep) for each in (found[:-1] if keep else found)]
    due = [due_at(database, now)] if keep else []
    return min([*due, *(each for each in expiring if each > now)], default=None)


async def make(plan: BackupPlan) -> Path | None:
    """Make a backup with pauses, so that nobody waits; return its path, or None if it failed."""
    return await run_gently(partial(make_now, plan, is_gentle=True))


def make_now(plan: BackupPlan, is_stopped: IsStopped = bool, *, is_gentle: bool) -> Path | None:
    """Make a backup; if that fails, log why and return None. Delete old ones in any case."""
    path = backup_folder.new_path(plan.database, plan.now, plan.before)
    try:
        backup_folder.prepare(plan.database)
        write_backup(plan.database, path, is_gentle=is_gentle, is_stopped=is_stopped)
    except Interrupted:
        return None
    except (OSError, dialect.DriverError, UnusableBackup) as error:
        _log.error("The database could not be backed up: %s", reason_of(error))
        _note(plan, BackupEvent(plan.now, is_good=False, sentence=reason_of(error)))
        made = None
    else:
        _log.info("Backed up the database to %s", dialect.shown(str(path)))
        _note(plan, BackupEvent(plan.now, is_good=True, sentence="", backup=path.name))
        made = path
    tidy_now(plan.database, plan.keep, plan.now)
    return made


def write_backup(
    database: str, path: Path, *, is_gentle: bool, is_stopped: IsStopped = bool
) -> None:
    """Copy a database into a new file; raise UnusableBackup if the copy is damaged.

    The file gets its name when it is whole. Whatever error this raises, it leaves no file.
    """
    if path.exists():
        raise FileExistsError(f"{path} already exists")
    with scratch_file(str(path)) as unfinished:
        database_copies.copy(database, unfinished, is_gentle=is_gentle, is_stopped=is_stopped)
        _ensure_whole(unfinished, is_stopped)
        backup_folder.publish(Path(unfinished), path)


def _ensure_whole(copy: str, is_stopped: IsStopped) -> None:
    if damage := database_files.damage_in(copy, is_stopped):
        raise UnusableBackup(f"the database is damaged ({damage}): restore an earlier backup of it")


def make_before_migrations(database: Database, keep: int) -> None:
    """Let a database be backed up before it is migrated, if `keep` isn't 0."""
    if keep and database.is_file:
        database.before_migrating = partial(_make_before_migration, database.path, keep)


async def _make_before_migration(database: str, keep: int) -> None:
    plan = BackupPlan(database, keep, datetime.now(UTC), before=REVISION)
    await run_gently(partial(make_now, plan, is_gentle=False))


async def tidy(database: str, keep: int, now: datetime) -> None:
    """Delete old backups in the background; if `keep` is 0, the last one, too."""
    await run_gently(lambda _: tidy_now(database, keep, now))


def tidy_now(database: str, keep: int, now: datetime) -> None:
    """Delete old backups, and forget the deletions that every backup includes."""
    try:
        backup_folder.prune(database, keep, now)
        kept = [str(each.path) for each in backup_folder.backups_of(database)]
        deletion_list.forget(database, kept)
    except OSError as error:
        _log.error(
            "Old backups, or entries in the list of deletions, could not be deleted: %s",
            reason_of(error),
        )


def _note(plan: BackupPlan, event: BackupEvent) -> None:
    with suppress(OSError):  # the disk may be full, and the log says it already
        history.note_attempt(plan.database, event)
