"""Check that a file is a whole database of the bot that this version can use."""

from pathlib import Path

from accountabot.store import dialect, migrations
from accountabot.store.files import database_files
from accountabot.store.files.database_files import IsStopped
from accountabot.store.schema import REVISION, metadata

_VERSIONS = "alembic_version"
_REVISION = "SELECT version_num FROM alembic_version"
_ALWAYS = {"goals", "record", "check_ins", "settings", "bot_state"}
"""Tables of every revision."""


class UnusableBackup(Exception):  # noqa: N818 - self-hosters read it as an explanation
    """A file can't be restored; the message says why."""


def check(path: str, is_stopped: IsStopped = bool) -> None:
    """Raise UnusableBackup unless a file is a whole database with a known schema."""
    shown = dialect.shown(path)
    if Path(path).is_dir():
        raise UnusableBackup(f"{shown} is a folder: name a file in it.")
    if not Path(path).is_file():
        raise UnusableBackup(f"There is no file {shown}.")
    try:
        damage = database_files.damage_in(path, is_stopped)
    except dialect.DriverError as error:
        raise UnusableBackup(
            f"The file {shown} can't be opened here ({error}): "
            "copy it to a folder that this user can write to."
        ) from error
    if damage:
        raise UnusableBackup(f"The file {shown} is damaged or not a database ({damage}).")
    if orphan := database_files.orphan_in(path):
        raise UnusableBackup(f"The file {shown} is damaged ({orphan}).")
    tables = database_files.tables_in(path)
    if _VERSIONS not in tables:
        raise UnusableBackup(f"The file {shown} contains no data of accountabot.")
    revision = database_files.value_in(path, _REVISION)
    if revision not in migrations.known_revisions():
        raise UnusableBackup(
            f"The file {shown} is from a newer version (revision {revision}): update accountabot."
        )
    if missing := (set(metadata.tables) if revision == REVISION else _ALWAYS) - tables:
        raise UnusableBackup(f"The file {shown} lacks the tables {', '.join(sorted(missing))}.")
