"""Find the automatic backups of a database, and decide which of them are kept."""

import os
import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from accountabot.store.files import database_files
from accountabot.store.files.process_lock import SUFFIX
from accountabot.store.files.scratch_files import PARTIAL

FOLDER = "backups"
ABANDONED_AFTER = 6 * 3600.0
"""The seconds after which no process writes to an unfinished file any more."""
DAYS_AFTERWARDS = 7
"""The days for which backups are kept once no more are made: the default of BACKUPS."""
_TIME = "%Y%m%dT%H%M%SZ"


class Backup(NamedTuple):
    """An automatic backup."""

    path: Path
    at: datetime
    """When (UTC) it was made."""
    size: int
    """Bytes."""
    before: str = ""
    """The revision to which the database was migrated right afterwards; empty for a daily one."""


def folder_of(database: str) -> Path:
    """Return the folder of a database's automatic backups."""
    return Path(database).parent / FOLDER


def new_path(database: str, now: datetime, before: str = "") -> Path:
    """Return the path of a new automatic backup; their names sort by time."""
    name = f"{Path(database).name}-{now.astimezone(UTC):{_TIME}}"
    return folder_of(database) / f"{name}{f'-before-{before}' if before else ''}.db"


def manual_path(database: str, now: datetime) -> Path:
    """Return the path of a new backup that the hoster makes, and that is never pruned."""
    return folder_of(database) / f"{Path(database).name}-{now.astimezone(UTC):{_TIME}}-manual.db"


def backups_of(database: str) -> list[Backup]:
    """Return the automatic backups of a database, the oldest first."""
    pattern = re.compile(re.escape(Path(database).name) + r"-(\d{8}T\d{6}Z)(?:-before-(\w+))?\.db")
    found = []
    for path in sorted(_files(folder_of(database))):
        if match := pattern.fullmatch(path.name):
            at = datetime.strptime(match[1], _TIME).replace(tzinfo=UTC)
            found.append(Backup(path, at, path.stat().st_size, match[2] or ""))
    return found


def database_of(backup: Path) -> str | None:
    """Return the path of an automatic backup's database, or None for any other file."""
    path = backup.absolute()
    match = re.fullmatch(r"(.+)-\d{8}T\d{6}Z(?:-before-\w+)?\.db", path.name)
    is_automatic = match and path.parent.name == FOLDER
    return str(path.parent.parent / match[1]) if match and is_automatic else None


def prepare(database: str) -> None:
    """Create the folder, which only its owner can read; delete what killed processes left in it."""
    folder = folder_of(database)
    folder.mkdir(mode=0o700, exist_ok=True)
    for path in _files(folder):
        is_partial = path.name.startswith(Path(database).name) and path.name.endswith(PARTIAL)
        if is_partial and time.time() - path.stat().st_mtime > ABANDONED_AFTER:
            database_files.remove(str(path))
            path.with_name(path.name.removesuffix(PARTIAL) + SUFFIX).unlink(missing_ok=True)


def publish(partial: Path, path: Path) -> None:
    """Give a finished backup its name, and sync that to the disk."""
    partial.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Sync the names of the files in a folder to the disk, where systems can do that."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def prune(database: str, keep: int, now: datetime) -> None:
    """Delete backups beyond the newest `keep`, and those that are as many days old.

    The newest one always stays, unless `keep` is 0: then no more are made, and the last one goes,
    too. An earlier one for the same migration is superseded: otherwise a migration that fails at
    each start would soon replace all others.
    """
    found = backups_of(database)
    for each in found if not keep else found[:-1]:
        is_beyond = keep and each in found[:-keep]
        if is_beyond or now >= expires_at(each, keep) or (keep and _is_superseded(each, found)):
            database_files.remove(str(each.path))


def _is_superseded(each: Backup, found: list[Backup]) -> bool:
    newest = found[-1]
    return bool(newest.before) and each == found[-2] and each.before == newest.before


def expires_at(backup: Backup, keep: int) -> datetime:
    """Return when (UTC) a backup is too old."""
    return backup.at + timedelta(days=keep or DAYS_AFTERWARDS)


def _files(folder: Path) -> list[Path]:
    return [*folder.iterdir()] if folder.is_dir() else []
