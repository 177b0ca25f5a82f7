"""Back up the database, and restore a backup."""

import asyncio
import os
from datetime import UTC, datetime
from pathlib import Path

import click

from accountabot import runner
from accountabot.file_errors import sentence_of
from accountabot.operations import backups, restoring
from accountabot.operations.deletions import Repeated
from accountabot.services.privacy.backup_days import BackupDays, backup_days
from accountabot.store import dialect
from accountabot.store.backups import backup_folder
from accountabot.store.backups.checks import UnusableBackup
from accountabot.store.backups.in_use import DatabaseInUse
from accountabot.store.database import Database, UnusableDatabase
from accountabot.store.errors import StoreError

_FAILURES = (UnusableBackup, UnusableDatabase, StoreError, OSError, dialect.DriverError)


def back_up(file: Path | None) -> None:
    """Copy the database into a file, or into the folder of the automatic backups."""
    path = existing_database()
    target = file or backup_folder.manual_path(path, datetime.now(UTC))
    try:
        if not file:
            backup_folder.prepare(path)
        backups.write_backup(path, target, is_gentle=True)
    except FileExistsError:
        runner.fail(f"{target} already exists: choose another name.")
    except _FAILURES as error:
        runner.fail(f"No backup was made. {sentence_of(error)}")
    click.echo(f"Backed up {dialect.shown(path)} to {target} ({_size(target)}).")
    click.echo(
        "The bot never deletes it. Delete it when you no longer need it: it keeps deleted data."
    )


def restore(file: Path) -> None:
    """Replace the database with a backup."""
    path = database_path()
    try:
        done = asyncio.run(restoring.restore(str(file), path, datetime.now(UTC)))
    except DatabaseInUse as error:
        runner.fail(str(error))
    except _FAILURES as error:
        runner.fail(f"Nothing was restored. {sentence_of(error)}")
    click.echo(f"Restored {file} to {dialect.shown(path)}.")
    if done.kept:
        click.echo(f"The former database is now {dialect.shown(str(done.kept))}.")
        click.echo("Delete it when you no longer need it: it keeps deleted data.")
    report(done.deletions, "backup")


def report(done: Repeated, source: str) -> None:
    """Print which deletions since a backup or an export were repeated."""
    if done.repeated:
        deletions = "1 deletion" if done.repeated == 1 else f"{done.repeated} deletions"
        click.echo(f"Repeated {deletions} that members made since the {source}.")
    if done.forgotten:
        deletions = "1 deletion" if done.forgotten == 1 else f"{done.forgotten} deletions"
        click.echo(
            f"Missing from the list of deletions: {deletions} since the {source}. That data is "
            f"back. Use a later {source}, or tell the members."
        )


def existing_database() -> str:
    """Return the path of the database; exit if there is none."""
    try:
        database = Database(runner.read_settings().database_url)
        database.ensure_exists()
    except UnusableDatabase as error:
        runner.fail(str(error))
    except OSError as error:
        runner.fail(f"The database can't be used. {sentence_of(error)}")
    return database.path


def days_of_backups() -> BackupDays:
    """Return for how long the bot's backups are kept."""
    settings = runner.read_settings()
    if settings.backups:
        return BackupDays(settings.backups)
    return backup_days(database_path(), settings.backups)


def database_path() -> str:
    """Return the path of the database, which may not exist yet."""
    try:
        database = Database(runner.read_settings().database_url)
    except UnusableDatabase as error:
        runner.fail(str(error))
    return database.path


def _size(file: Path) -> str:
    return f"{os.stat(file).st_size / 1e6:,.1f} MB"  # noqa: PTH116 - shorter
