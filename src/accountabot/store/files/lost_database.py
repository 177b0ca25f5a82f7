"""Find out whether there was a database where none is now.

A new one in its place would look to members as if everything they did had been lost.
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
    """Say how to get a missing database back, or how to begin anew; None if there was none."""
    shown = dialect.shown(path)
    lost = f"There is no database {shown}, but"
    anew = "To begin anew, set DATABASE_URL to a new file, or move"
    if copies := rescued_copies(path):
        copy = _shown(copies[-1])
        return f"{lost} {copy} is a copy of it: move that to {shown}. {anew} the copy away."
    if backups := backup_folder.backups_of(path):
        last = _shown(backups[-1].path)
        return (
            f"{lost} there are backups of it: restore the last one with accountabot restore "
            f"{shlex.quote(last)}, or put the file back. {anew} the backups away."
        )
    log = file_mark.log_of(path)
    if file_mark.size_of(log):
        return f"{lost} {dialect.shown(log)} is a part of it: put the file back. {anew} that away."
    if deletion_file.read(path).deletions:
        listed = f"{shown}{deletion_file.SUFFIX}"
        return (
            f"{lost} {listed} lists what members deleted from it: put the file back, or restore a "
            f"backup with accountabot restore. {anew} the list away."
        )
    return None


def _shown(path: Path) -> str:
    return dialect.shown(str(path))
