"""Name and find the copies of databases that were removed while they were open."""

from datetime import UTC, datetime
from pathlib import Path

from accountabot.store.files.names import free_name

_SUFFIX = "-rescued"


def new_rescued_path(database: str) -> str:
    """Return a free name for a copy of a database."""
    return free_name(f"{database}{_SUFFIX}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")


def rescued_copies(database: str) -> list[Path]:
    """Return the copies beside a database, the oldest first."""
    file = Path(database)
    if not file.parent.is_dir():
        return []
    prefix = f"{file.name}{_SUFFIX}"
    ends = ("-wal", "-shm", "-journal")
    return sorted(
        each
        for each in file.parent.iterdir()
        if each.name.startswith(prefix) and not each.name.endswith(ends)
    )
