"""What tests do with the files of a database."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from tempfile import mkdtemp

from accountabot.store.database import Database

WRITER = """
import asyncio, sys
from accountabot.store import bot_state
from accountabot.store.database import Database

async def main():
    database = Database(sys.argv[1])
    await database.open()
    await database.write(bot_state.set, "key", "x" * 50_000)
    print("saved", flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


def kept(path: Path) -> list[str]:
    """Return the saved keys that the next process would find, by a copy of the files."""
    folder = Path(mkdtemp(dir=path.parent))
    for name in (path.name, f"{path.name}-wal"):
        if (path.parent / name).exists():
            shutil.copy(path.parent / name, folder)
    with closing(sqlite3.connect(folder / path.name)) as connection:
        return [row[0] for row in connection.execute("SELECT key FROM bot_state")]


def rescued(path: Path) -> Path:
    """Return the only copy of a database that was removed or replaced."""
    (found,) = all_rescued(path)
    return found


def all_rescued(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name}-rescued-*"))


def content(path: Path) -> bytes:
    return path.read_bytes()


def overwrite(path: Path, content: bytes) -> None:
    """Write over a file, as cp does."""
    path.write_bytes(content)


def other_database(path: Path) -> Path:
    """Make a whole database in which one other key is saved."""
    other = path.with_name("other.db")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE bot_state (key TEXT PRIMARY KEY, value TEXT)")
        connection.execute("INSERT INTO bot_state VALUES ('other', '')")
        connection.commit()
    return other


async def open_and_close(url: str) -> None:
    database = Database(url)
    await database.open()
    await database.close()


def kill_after_writing(path: Path) -> None:
    """Save a key in another process, which is killed before the log is emptied."""
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", WRITER, f"sqlite:///{path}"], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "saved\n"
        process.kill()
