"""Find the copies of a database that were kept beside it, and that nothing deletes."""

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from accountabot.store.files.rescued import rescued_copies

BEFORE_RESTORE = "-before-restore-"
_TIME = "%Y%m%dT%H%M%SZ"


class KeptCopy(NamedTuple):
    """A copy of the database from before a restore, or of one that was removed."""

    path: Path
    at: datetime
    """When (UTC) it was made."""


def path_before_restore(database: str, now: datetime) -> Path:
    """Return the path at which a restore keeps the former database."""
    return Path(f"{database}{BEFORE_RESTORE}{now.astimezone(UTC):{_TIME}}")


def kept_copies_of(database: str) -> list[KeptCopy]:
    """Return the copies beside a database, in the order of their names."""
    rescued = [KeptCopy(path, _changed_at(path)) for path in rescued_copies(database)]
    name = f"{Path(database).name}{BEFORE_RESTORE}"
    folder = Path(database).parent
    found = ((path, _time_in(path.name.removeprefix(name))) for path in sorted(folder.glob("*")))
    return sorted([*rescued, *(KeptCopy(path, at) for path, at in found if at)])


def _changed_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _time_in(rest: str) -> datetime | None:
    """Return the time in the rest of a name, or None if it is another file."""
    try:
        return datetime.strptime(rest, _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
