"""Export everything as JSON Lines, and import it into an empty database."""

import asyncio
import os
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from accountabot import runner
from accountabot.commands.backup import database_path, existing_database, report
from accountabot.file_errors import sentence_of
from accountabot.operations.importing import import_lines
from accountabot.operations.progress import ProgressBar, progress_bar
from accountabot.store import dialect
from accountabot.store.backups import backup_folder
from accountabot.store.backups.in_use import DatabaseInUse
from accountabot.store.database import UnusableDatabase
from accountabot.store.errors import StoreError
from accountabot.store.files import json_lines
from accountabot.store.files.json_lines import UnusableExport
from accountabot.store.files.scratch_files import scratch_file


def export_to(file: Path) -> None:
    """Export the database to a new file that only its owner can read."""
    path = existing_database()
    try:
        if file.exists():
            runner.fail(f"{file} already exists: choose another name.")
        with scratch_file(str(file)) as unfinished:
            rows = _export(path, unfinished)
            backup_folder.publish(Path(unfinished), file)
    except (OSError, dialect.DriverError) as error:
        runner.fail(f"Nothing was exported. {sentence_of(error)}")
    click.echo(f"Exported {rows:,} rows of {dialect.shown(path)} to {file}.")


def _export(path: str, target: str) -> int:
    """Write the export into a new file; return the number of rows."""
    descriptor = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with (
        os.fdopen(descriptor, "w", encoding="utf-8") as lines,
        progress_bar("Exporting") as progress,
    ):
        rows = json_lines.write(
            path, lines, datetime.now(UTC), partial(_set_total, progress), progress.update
        )
        lines.flush()
        os.fsync(descriptor)
        return rows


def import_from(file: Path) -> None:
    """Import an export, unless the database has data already."""
    path = database_path()
    try:
        with file.open(encoding="utf-8") as lines, progress_bar("Importing") as progress:
            now = datetime.now(UTC)
            done = asyncio.run(
                import_lines(lines, path, now, partial(_set_total, progress), progress.update)
            )
    except DatabaseInUse as error:
        runner.fail(str(error))
    except UnicodeDecodeError:
        runner.fail(f"{file} can't be imported. It is not an export of accountabot.")
    except UnusableExport as error:
        runner.fail(f"{file} can't be imported. {error}")
    except (UnusableDatabase, StoreError, OSError, dialect.DriverError) as error:
        runner.fail(f"Nothing was imported. {sentence_of(error)}")
    click.echo(f"Imported {done.rows:,} rows into {dialect.shown(path)}.")
    report(done.deletions, "export")


def _set_total(progress: ProgressBar, total: int) -> None:
    progress.length = total
