"""Find out whether a missing database existed before.

If the bot created a new one, members would think that everything they did was lost.
"""

import shlex
from pathlib import Path

from accountabot.store import dialect
from accountabot.store.backups import backup_folder, deletion_file
from accountabot.store.files import file_mark
from accountabot.store.files.rescued import rescued_copies


def is_missing(path: str) -> bool:
    """Return whether there is no database: no file, or an empty one."""
    return not file_mark.size_of(path)


def lost_text(path: str) -> str | None:
    """Say how to recover a missing database or start with an empty one; None if none existed."""
    shown = dialect.shown(path)
    lost = f"There is no database {shown}, but there"
    anew = "To start with an empty database, set DATABASE_URL to a new file, or move"
    if copies := rescued_copies(path):
        copy = _shown(copies[-1])
        return f"{lost} is {copy}, a copy of it: move the copy to {shown}. {anew} the copy away."
    if backups := backup_folder.backups_of(path):
        last = _shown(backups[-1].path)
        return (
            f"{lost} are backups of it: restore the last one with accountabot restore "
            f"{shlex.quote(last)}, or put the database file back. {anew} the backups away."
        )
    log = file_mark.log_of(path)
    if file_mark.size_of(log):
        return (
            f"{lost} is its write-ahead log {dialect.shown(log)}: put the database file back. "
            f"{anew} the log away."
        )
    if deletion_file.read(path).deletions:
        listed = f"{shown}{deletion_file.SUFFIX}"
        return (
            f"{lost} is its list of deletions {listed}: put the database file back, or restore a "
            f"backup with accountabot restore. {anew} the list away."
        )
    return None


def _shown(path: Path) -> str:
    return dialect.shown(str(path))
