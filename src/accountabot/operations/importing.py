"""Import a whole database from JSON Lines."""

import os
from functools import partial
from pathlib import Path
from typing import TextIO

from accountabot.operations.restoring import ensure_free
from accountabot.store import database_files, dialect, json_lines
from accountabot.store.backups.in_use import sole_use
from accountabot.store.database import Database, UnusableDatabase
from accountabot.store.json_lines import OnRows
from accountabot.store.unfinished import deleted_if_stopped, undisturbed


async def import_lines(file: TextIO, database: str, on_begin: OnRows, on_rows: OnRows) -> int:
    """Import an export into a database without data; return the number of rows.

    Raises UnusableExport, UnusableDatabase, DatabaseInUse, OSError or DriverError, and then leaves
    the database as it was.
    """
    Path(database).parent.mkdir(parents=True, exist_ok=True)
    with sole_use(database):
        _ensure_unused(database)
        scratch = f"{database}-importing"
        database_files.remove(scratch)
        try:
            with deleted_if_stopped(partial(database_files.remove, scratch)):
                rows = json_lines.read(file, scratch, on_begin, on_rows)
                await _migrate(scratch)
                with undisturbed():
                    os.replace(scratch, database)  # noqa: PTH105 - a rename doesn't block
        finally:
            database_files.remove(scratch)
    return rows


def _ensure_unused(database: str) -> None:
    ensure_free(database)
    if Path(database).exists() and not json_lines.is_unused(database):
        raise UnusableDatabase(
            f"the database {dialect.shown(database)} has data already: "
            "set DATABASE_URL to a new file."
        )


async def _migrate(scratch: str) -> None:
    """Bring an export of an earlier version up to date."""
    database = Database(dialect.url_of(scratch))
    await database.open()
    await database.close()
    database_files.fold_log(scratch)
