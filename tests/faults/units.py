"""Write with one failing file operation after the other, and print what is true and what was told.

It is started as a process of its own, with the library of `failing_files` preloaded.
"""

import asyncio
import itertools
import json
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection

from accountabot.store import bot_state
from accountabot.store.database import Database
from accountabot.store.errors import MaybeSaved, NotSaved
from tests.faults.failing_files import Kind, failing

MANY = "x" * 3000
"""A value that fills most of a page, so that a unit of work writes several."""


def append(tx: Connection, key: str) -> None:
    """Write several pages, and count how often that was done."""
    before = bot_state.get(tx, key) or ""
    bot_state.set(tx, key, f"{before}|")
    for number in range(4):
        bot_state.set(tx, f"{key} page {number}", MANY)


async def tell(database: Database, key: str) -> str:
    """Write, and return what the caller is told."""
    try:
        await database.write(append, key)
    except NotSaved:
        return "not saved"
    except MaybeSaved:
        return "unknown"
    return "saved"


def found(path: Path, key: str) -> int:
    """Return how often a key is written, for a process that starts after a kill of this one."""
    folder = path.with_name("after a kill")
    folder.mkdir()
    for file in path.parent.glob(f"{path.name}*"):
        if file.is_file() and not file.name.endswith("-shm"):
            shutil.copy(file, folder)
    with closing(sqlite3.connect(folder / path.name)) as connection:
        row = connection.execute("SELECT value FROM bot_state WHERE key = ?", (key,)).fetchone()
    shutil.rmtree(folder)
    return len(row[0]) if row else 0


async def pragma(database: Database, text: str) -> None:
    """Execute a pragma outside any transaction."""
    thread = database._writer._thread
    await thread.run(lambda: thread.raw.execute(f"PRAGMA {text}").fetchall())


async def main(path: Path) -> None:
    """Fail each operation of each kind until none is left."""
    database = Database(f"sqlite:///{path}")
    await database.open()
    await pragma(database, "wal_autocheckpoint=4")  # after each commit
    for kind, lasts in itertools.product(Kind, (False, True)):
        for nth in itertools.count(1):
            await pragma(database, "wal_checkpoint")
            key = f"{kind.name} {nth} {lasts}"
            with failing(path, kind, nth, lasts=lasts) as files:
                told = await tell(database, key)
            print(json.dumps([key, told, found(path, key)]))  # noqa: T201 - for the test
            if files.seen < nth:
                break
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
