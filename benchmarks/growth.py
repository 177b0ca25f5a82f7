"""Measure how the database grows: rows and bytes per active member and day."""

import asyncio
import logging
import sqlite3
import sys
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path

from simcord import MemberActor

from accountabot.bot import create_bot
from accountabot.config import Settings
from tests.conftest import connected
from tests.world import World

MEMBERS = 10
WARM_UP = 35
"""Days until daily work also deletes what is no longer needed."""
DAYS = int(sys.argv[1]) if len(sys.argv) > 1 else 30
NOTE = "Before breakfast, and it was not even that cold"


async def main() -> None:
    """Print the growth in the days after the warm-up, by table."""
    logging.disable()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "growth.db"
        url = f"sqlite:///{path}"
        settings = Settings(database_url=url, heartbeat_minutes=0, pictures=False, backups=0)
        async with connected(create_bot(settings)) as env:
            world = World(env)
            people = [world.join(f"member{number}") for number in range(MEMBERS)]
            for who in people:
                await world.declare(who, "Run 5k")
            await live(world, people, WARM_UP)
            before, small = measured(path)
            await live(world, people, DAYS)
            after, large = measured(path)
    days = MEMBERS * DAYS
    print(f"{MEMBERS} members, {DAYS} days after {WARM_UP}, one check-in with a note each a day,")
    print("and a cheer on every third:")
    for table, rows in (after - before).most_common():
        print(f"  {table:24} {rows / days:6.2f} rows per member and day")
    print(f"  {'together':24} {(after - before).total() / days:6.2f} rows per member and day")
    print(f"  {'on disk':24} {(large - small) / days:6.0f} bytes per member and day")


async def live(world: World, people: list[MemberActor], days: int) -> None:
    """Let days pass, on each of which everyone checks in."""
    for day in range(days):
        for number, who in enumerate(people):
            done = await world.check_in(who, note=f"{NOTE} ({day})")
            if (day + number) % 3 == 0:
                await world.cheer(people[number - 1], done.response)
        await world.next_day()


def measured(path: Path) -> tuple[Counter[str], int]:
    """Return the number of rows by table, and the bytes of all used pages."""
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        rows = {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 - our tables
            for (name,) in tables.fetchall()
        }
        pages, free, size = (
            connection.execute(f"PRAGMA {what}").fetchone()[0]
            for what in ("page_count", "freelist_count", "page_size")
        )
    return Counter(rows), (pages - free) * size


if __name__ == "__main__":
    asyncio.run(main())
