"""Check the database file, without opening it for writing."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from accountabot.config import Settings
from accountabot.doctor.findings import Finding, broken, ok, warning
from accountabot.store import dialect
from accountabot.store.driver_messages import driver_message
from accountabot.store.files import lost_database
from accountabot.store.files.inspection import FileReport, inspect_file, size_of
from accountabot.store.schema import REVISION

PATIENCE = 60.0
"""Seconds for the check of the whole file: some read it from a slow card."""
LITTLE, TOO_LITTLE = 1_000_000_000, 100_000_000
"""Bytes of free disk space."""
AS_THE_BOT = (
    "Run the doctor as the user who runs the bot (such as sudo -u accountabot …), "
    "or give this user access to the folder."
)
_CHECK = "database"


def database_path(settings: Settings) -> str:
    """Return the path of the database; raise ValueError if the setting is wrong."""
    return dialect.path_of(settings.database_url)


def check_database(path: str) -> Iterator[Finding]:
    """Check that the file exists, is intact and can be written."""
    file = Path(path)
    shown = dialect.shown(path)
    if lost_database.is_missing(path):
        yield _missing(file, path)
        yield from _disk(file, 0)
        return
    try:
        yield from _content(shown, inspect_file(path, PATIENCE))
    except dialect.DriverError as error:
        yield broken(_CHECK, f"{shown} can't be read ({driver_message(error)}).", _sentence(error))
    yield from _access(file, shown)
    yield from _disk(file, size_of(path))


def _missing(file: Path, path: str) -> Finding:
    """Tell a database that was removed from one that the bot can create, without creating it."""
    if lost := lost_database.lost_text(path):
        return broken(_CHECK, lost, "Until then, the bot doesn't start.")
    folder = _existing_folder(file)
    shown = dialect.shown(path)
    if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
        fix = "Start the bot once to create it, or correct DATABASE_URL."
        return warning(_CHECK, f"There is no database {shown} yet.", fix)
    text = f"There is no database {shown}, and this user can't create it in {folder}."
    return broken(_CHECK, text, f"Correct DATABASE_URL. {AS_THE_BOT}")


def _existing_folder(file: Path) -> Path:
    return next(each for each in file.absolute().parents if each.exists())


def _content(shown: str, report: FileReport) -> Iterator[Finding]:
    if report.revision is None:
        fix = "Correct DATABASE_URL, or move the file away to start with an empty one."
        yield broken(_CHECK, f"{shown} contains no data of accountabot.", fix)
        return
    yield ok(_CHECK, f"{shown}")
    yield _integrity(report)
    yield _schema(report.revision)


def _integrity(report: FileReport) -> Finding:
    check = "integrity"
    if report.problems:
        found = "; ".join(report.problems)
        fix = (
            "Stop the bot and restore a backup. Until then, the bot skips goals that can't be read."
        )
        return broken(check, f"The file is damaged: {found}.", fix)
    if not report.is_complete:
        text = f"No problem was found in {PATIENCE:.0f} seconds, the limit for this check."
        fix = "To check the whole file, run PRAGMA integrity_check in sqlite3 on a copy of it."
        return warning(check, text, fix)
    return ok(check, "All pages and references are intact.")


def _schema(revision: str) -> Finding:
    check = "schema"
    if revision == REVISION:
        return ok(check, f"The schema is up to date (revision {revision}).")
    if revision < REVISION:
        text = f"The schema is older than this version (revision {revision}, not {REVISION})."
        return warning(check, text, "Back up the file, then restart the bot, which upgrades it.")
    text = f"The schema is newer than this version (revision {revision}, not {REVISION})."
    return broken(check, text, "Update accountabot.")


def _access(file: Path, shown: str) -> Iterator[Finding]:
    closed = [str(each) for each in (file, file.parent) if not os.access(each, os.W_OK)]
    if closed:
        fix = f"Make the file and its folder writable for the bot. {AS_THE_BOT}"
        yield broken("access", f"{shown} can't be written by this user.", fix)


def _disk(file: Path, size: int) -> Iterator[Finding]:
    free = shutil.disk_usage(_existing_folder(file)).free
    text = f"The database takes {spelt(size)}, and {spelt(free)} of disk space is free."
    if free < TOO_LITTLE:
        yield broken("disk", text, "Free some disk space.")
    elif free < max(LITTLE, 2 * size):
        fix = "Free some disk space: upgrades and backups need as much as the database takes."
        yield warning("disk", text, fix)
    else:
        yield ok("disk", text)


def spelt(size: int) -> str:
    """Return a number of bytes for people to read."""
    return f"{size / 1e9:.1f} GB" if size >= LITTLE else f"{size / 1e6:.1f} MB"


def _sentence(error: BaseException) -> str:
    remedy = dialect.remedy_for(error)
    return f"{remedy[0].upper()}{remedy[1:]}."
