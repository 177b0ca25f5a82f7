"""Keep the results of the last verification and the last attempt beside the backups."""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from accountabot.store.backups import backup_folder
from accountabot.store.backups.backup_folder import Backup

_FILE = "history.json"


class BackupEvent(NamedTuple):
    """The result of a backup or a verification."""

    at: datetime
    """UTC."""
    is_good: bool
    sentence: str
    backup: str = ""
    """The name of the file, if there is one."""


class BackupStatus(NamedTuple):
    """The last automatic backup of a database, and the last verification and attempt."""

    last: Backup | None
    verified: BackupEvent | None
    """Whether the last verified backup could be restored."""
    attempt: BackupEvent | None
    """Whether the last backup could be made."""


def status_of(database: str) -> BackupStatus:
    """Return the state of a database's automatic backups."""
    found = backup_folder.backups_of(database)
    events = _read(_path(database))
    return BackupStatus(
        found[-1] if found else None, events.get("verification"), events.get("attempt")
    )


def note_attempt(database: str, event: BackupEvent) -> None:
    """Save whether a backup could be made."""
    _note(database, "attempt", event)


def note_verification(database: str, event: BackupEvent) -> None:
    """Save whether a backup could be restored."""
    _note(database, "verification", event)


def _note(database: str, kind: str, event: BackupEvent) -> None:
    path = _path(database)
    events = _read(path) | {kind: event}
    saved = {
        name: each._asdict() | {"at": each.at.isoformat()} for name, each in events.items() if each
    }
    partial = path.with_name(f"{path.name}.new")
    descriptor = os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(saved, file)
    partial.replace(path)


def _read(path: Path) -> dict[str, BackupEvent | None]:
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))
        return {
            name: BackupEvent(**each)._replace(at=datetime.fromisoformat(each["at"]))
            for name, each in saved.items()
        }
    except (OSError, ValueError, TypeError, KeyError):  # missing, or cut off by a full disk
        return {}


def _path(database: str) -> Path:
    return backup_folder.folder_of(database) / f"{Path(database).stem}-{_FILE}"
