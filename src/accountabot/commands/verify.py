"""Check that a backup can be restored.

The bot runs this in a second process, so it imports as little as possible.
"""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import click

from accountabot.operations import verification
from accountabot.operations.low_priority import lower_priority
from accountabot.operations.verification import VerificationResult
from accountabot.store.backups import backup_folder, history
from accountabot.store.backups.history import BackupEvent


def run(file: Path, *, is_quiet: bool) -> None:
    """Restore a backup into a temporary copy, rebuild it, and exit with 1 if anything is wrong."""
    if is_quiet:
        lower_priority()
    result = asyncio.run(verification.verify(str(file), is_gentle=is_quiet))
    said = f"{file.name} can be restored." if result.is_good else result.sentence
    _note(file, result, said)
    for line in result.differences:
        click.echo(line, err=not result.is_good)
    click.echo(said, err=not result.is_good)
    raise SystemExit(0 if result.is_good else 1)


def _note(file: Path, result: VerificationResult, said: str) -> None:
    """Save the result if the file is an automatic backup."""
    database = backup_folder.database_of(file)
    if database and file.is_file():
        with suppress(OSError):  # the answer counts, and `doctor` asks for another one
            event = BackupEvent(datetime.now(UTC), result.is_good, said, file.name)
            history.note_verification(database, event)
