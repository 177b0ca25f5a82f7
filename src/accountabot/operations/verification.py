"""Verify a backup: restore it into a temporary copy, and rebuild everything."""

import asyncio
import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from accountabot.file_errors import sentence_of
from accountabot.operations.rebuilding import rebuild_all
from accountabot.store import dialect
from accountabot.store.backups import checks, history
from accountabot.store.backups.checks import UnusableBackup
from accountabot.store.backups.history import BackupEvent
from accountabot.store.database import Database, UnusableDatabase
from accountabot.store.errors import StoreError
from accountabot.store.files import database_copies
from accountabot.store.files.scratch_files import scratch_file


class VerificationResult(NamedTuple):
    """Whether a backup can be restored, and the differences that `rebuild` found in it."""

    is_good: bool
    sentence: str
    differences: list[str]


async def verify(backup: str, *, is_gentle: bool) -> VerificationResult:
    """Restore a backup into a temporary copy, rebuild it, and delete it."""
    try:
        checks.check(backup)
        with scratch_file(f"{backup}.scratch") as scratch:
            database_copies.copy(backup, scratch, is_gentle=is_gentle)
            return await _rebuild(scratch, is_quiet=is_gentle)
    except (
        UnusableBackup,
        UnusableDatabase,
        StoreError,
        OSError,
        dialect.DriverError,
    ) as error:
        return VerificationResult(is_good=False, sentence=sentence_of(error), differences=[])


async def _rebuild(scratch: str, *, is_quiet: bool) -> VerificationResult:
    database = Database(dialect.url_of(scratch))
    await database.open()
    try:
        now = datetime.now(UTC)
        found = await rebuild_all(database, now, has_heartbeat=True, is_quiet=is_quiet)
    finally:
        await database.close()
    return VerificationResult(not any(found), found.summary(), [*found.lines()])


async def verify_in_other_process(database: str, backup: Path) -> BackupEvent:
    """Verify a backup in a process of low priority, and save the result."""
    arguments = ("-m", "accountabot", "verify", "--low-priority", str(backup))
    environment = {name: each for name, each in os.environ.items() if name != "DISCORD_TOKEN"}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        output, _ = await process.communicate()
    finally:
        with suppress(ProcessLookupError):
            process.kill()
    lines = output.decode(errors="replace").strip().splitlines()
    event = BackupEvent(
        datetime.now(UTC), process.returncode == 0, lines[-1] if lines else "", backup.name
    )
    with suppress(OSError):
        history.note_verification(database, event)
    return event
