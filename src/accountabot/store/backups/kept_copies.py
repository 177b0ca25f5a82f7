"""Find the copies of a database that were kept beside it, and that nothing deletes."""

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from accountabot.store import file_watch

BEFORE_RESTORE = "-before-restore-"
_TIME = "%Y%m%dT%H%M%SZ"


class KeptCopy(NamedTuple):
    """A copy of the database from before a restore, or of one that was removed."""

    path: Path
    at: datetime
    """When (UTC) it was made."""


def path_before_restore(database: str, now: datetime) -> Path:
    """Return where a restore keeps the database that it replaces."""
    return Path(f"{database}{BEFORE_RESTORE}{now.astimezone(UTC):{_TIME}}")


def kept_copies_of(database: str) -> list[KeptCopy]:
    """Return the copies beside a database, in the order of their names."""
    folder, name = Path(database).parent, Path(database).name
    found = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        rest = path.name.removeprefix(name)
        if path.name == name + rest and (at := _made_at(path, rest)):
            found.append(KeptCopy(path, at))
    return found


def _made_at(path: Path, rest: str) -> datetime | None:
    """Return when a copy was made, or None if the rest of the name is not that of a copy."""
    if rest == file_watch.RESCUED:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    try:
        return datetime.strptime(rest, f"{BEFORE_RESTORE}{_TIME}").replace(tzinfo=UTC)
    except ValueError:
        return None
