"""Replace the database with a backup, and repeat the missing deletions."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from accountabot.operations import deletions
from accountabot.operations.deletions import Repeated
from accountabot.store import dialect
from accountabot.store.backups import backup_folder, checks, deletion_list, kept_copies
from accountabot.store.backups.in_use import DatabaseInUse, sole_use
from accountabot.store.database import Database
from accountabot.store.files import database_copies, database_files
from accountabot.store.files.lost_database import is_missing
from accountabot.store.files.unfinished import deleted_if_stopped, undisturbed


class Restored(NamedTuple):
    """The result of a restore."""

    kept: Path | None
    """The path of the former database, if there was one."""
    deletions: Repeated
    """The deletions that were missing from the backup."""


async def restore(backup: str, database: str, now: datetime) -> Restored:
    """Check a backup and replace a database with it.

    Raises UnusableBackup, UnusableDatabase, DatabaseInUse, StoreError, OSError or DriverError, and
    then leaves the database as it was.
    """
    checks.check(backup)
    Path(database).parent.mkdir(parents=True, exist_ok=True)
    with sole_use(database):
        ensure_free(database)
        with unfinished_database(f"{database}-restoring") as scratch:
            database_copies.copy(backup, scratch, is_gentle=False)
            done = await bring_up_to_date(scratch, database, now)
            checks.check(scratch)
            with undisturbed():
                kept = _swap(scratch, database, now)
    return Restored(kept, done)


@contextmanager
def unfinished_database(path: str) -> Iterator[str]:
    """Yield the path of a new database, and delete all that is left there afterwards."""
    database_files.remove(path)
    try:
        with deleted_if_stopped(partial(database_files.remove, path)):
            yield path
    finally:
        database_files.remove(path)


def ensure_free(database: str) -> None:
    """Write a database's log into its file; raise DatabaseInUse if it is open elsewhere."""
    if Path(database).exists() and not database_files.fold_log(database):
        raise DatabaseInUse(
            f"Another program has {dialect.shown(database)} open: close that program first."
        )


async def bring_up_to_date(scratch: str, path: str, now: datetime) -> Repeated:
    """Migrate a copy that will take the place of a database, and repeat the deletions it lacks."""
    listed = deletion_list.settled_beside(path)
    database = Database(dialect.url_of(scratch))
    await database.open()
    try:
        done = await deletions.repeat(
            database, listed, now, newest=deletion_list.last_in(path) or 0
        )
    finally:
        await database.close()
    database_files.fold_log(scratch)
    return done


def _swap(scratch: str, database: str, now: datetime) -> Path | None:
    """Replace the database with a file; return the new path of the database."""
    kept = kept_copies.path_before_restore(database, now)
    if not is_missing(database):
        _copy_owner(database, scratch)
        for suffix in _left_logs(database):  # of a damaged database
            Path(database + suffix).rename(f"{kept}{suffix}")
        try:
            os.link(database, kept)  # so that there is a database at any moment
        except OSError:  # a file system without links
            Path(database).rename(kept)
    Path(scratch).replace(database)
    with suppress(OSError):
        backup_folder.sync_folder(Path(database).parent)
    return kept if kept.exists() else None


def _copy_owner(source: str, target: str) -> None:
    """Give a file the mode and owner of another, so that the bot can use it."""
    found = os.stat(source)  # noqa: PTH116 - as the calls below
    os.chmod(target, found.st_mode & 0o777)  # noqa: PTH101 - as above
    with suppress(OSError, AttributeError):  # only an administrator can, and not on Windows
        os.chown(target, found.st_uid, found.st_gid)


def _left_logs(database: str) -> Iterator[str]:
    for suffix in ("-wal", "-shm", "-journal"):
        if Path(database + suffix).exists():
            yield suffix
