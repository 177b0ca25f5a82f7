"""Import a whole database from JSON Lines."""

import os
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TextIO

from accountabot.operations.deletions import Repeated
from accountabot.operations.restoring import bring_up_to_date, ensure_free, unfinished_database
from accountabot.store import dialect
from accountabot.store.backups.in_use import sole_use
from accountabot.store.database import UnusableDatabase
from accountabot.store.files import json_lines
from accountabot.store.files.json_lines import OnRows
from accountabot.store.files.unfinished import undisturbed


class Imported(NamedTuple):
    """The result of an import."""

    rows: int
    deletions: Repeated


async def import_lines(
    file: TextIO, database: str, now: datetime, on_begin: OnRows, on_rows: OnRows
) -> Imported:
    """Import an export into a database without data, and repeat the deletions that it lacks.

    Raises UnusableExport, UnusableDatabase, DatabaseInUse, StoreError, OSError or DriverError, and
    then leaves the database as it was.
    """
    Path(database).parent.mkdir(parents=True, exist_ok=True)
    with sole_use(database):
        _ensure_unused(database)
        with unfinished_database(f"{database}-importing") as scratch:
            rows = json_lines.read(file, scratch, on_begin, on_rows)
            done = await bring_up_to_date(scratch, database, now)
            with undisturbed():
                os.replace(scratch, database)  # noqa: PTH105 - a rename doesn't block
    return Imported(rows, done)


def _ensure_unused(database: str) -> None:
    ensure_free(database)
    if Path(database).exists() and not json_lines.is_unused(database):
        raise UnusableDatabase(
            f"the database {dialect.shown(database)} already contains data: "
            "set DATABASE_URL to a new file."
        )
