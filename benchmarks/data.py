"""Measure export and deletion of years of data on a server with thousands of members."""

import asyncio
import resource
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import run
from time import perf_counter

from sqlalchemy import Connection, text

from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.services.leaderboards import boards as leaderboards
from accountabot.services.leaderboards.boards import BoardRequest
from accountabot.services.privacy import personal_data
from accountabot.store.database import Database

CASES = ((5, 1, 1_000), (5, 1, 10_000), (5, 10, 1_000), (5, 10, 10_000), (25, 10, 10_000))
"""Goals of the member, years of each, and the number of other members."""
TENTH = 10
"""Check-ins of each of the other members."""
ME = Member(ServerId(1), MemberId(1_000_000))
NOW = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
MEBIBYTE = 1024 * 1024
GOALS = """WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n + 1 < :count)
 INSERT INTO goals
 (id, server_id, member_id, title, schedule, declared_at, start_day, unit, at_most, plan, is_private, state)
 SELECT :first + n + 1, 1, CASE :member WHEN 0 THEN n + 1 ELSE :member END, 'Run 5k', 'daily', :at, '2016-01-01', '', 0,
 '', 0, 'active' FROM s"""
STANDINGS = """INSERT INTO standings (goal_id, server_id, member_id, streak, longest, freezes, settled_streak,
 settled_longest, settled_freezes, uses_freeze, settled_uses_freeze, check_in_days)
 SELECT id, 1, member_id, id % 100, 100, 0, 0, 0, 0, 0, 0, 0 FROM goals WHERE id > :first"""
CHECK_INS = """WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n + 1 < :count)
 INSERT INTO check_ins (id, server_id, goal_id, member_id, day, is_yesterday, at, note, source)
 SELECT :last + n + 1, 1, g.id, g.member_id, date('now', '-' || (n % :per) || ' days'), 0,
 :at - (n % :per) * 86400000000, 'day ' || n, 0 FROM s JOIN goals g ON g.id = :first + n / :per + 1"""
RECORD = """INSERT INTO record (id, server_id, goal_id, actor_id, kind, at, source, note, check_in_id)
 SELECT id, 1, goal_id, member_id, 'checked in', at, 1000000000000000000 + abs(random() % 1000000000000000), '', id
 FROM check_ins WHERE id > :last"""
POSTS = """INSERT INTO posts (entry_id, server_id, channel_id, message_id)
 SELECT id, 1, 5, 1000000000000000000 + abs(random() % 1000000000000000) FROM check_ins WHERE id > :last"""
CHEERS = """INSERT INTO cheers (server_id, goal_id, check_in_id, member_id, at)
 SELECT 1, goal_id, id, 1 + id % 1000, at FROM check_ins WHERE id > :last AND id % 10 = 0"""
OWN_CHEERS = """INSERT OR IGNORE INTO cheers (server_id, goal_id, check_in_id, member_id, at)
 SELECT 1, goal_id, id, :me, at FROM check_ins WHERE id > :last AND id % 100 = 1 AND member_id <> :me"""


def main() -> None:
    """Print a line for each case, measured in a process of its own."""
    if len(sys.argv) > 1:
        asyncio.run(measure(*map(int, sys.argv[1:])))
        return
    for case in CASES:
        run([sys.executable, __file__, *map(str, case)], check=True)


async def measure(goals: int, years: int, others: int) -> None:
    """Print the cost of an export and a deletion, and how long others wait meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'data.db'}")
        await database.open()
        await database.write_in_background(live, goals, years * 365, others)
        print(f"{goals} goals for {years} years, {others} others:")
        with timed("  export"):
            waits = asyncio.create_task(boards(database))
            files = await database.read_in_background(
                personal_data.export, ME, {}, NOW, 10 * MEBIBYTE
            )
            await stopped(waits)
        print(f"    {len(files)} file(s), {sum(map(len, files)) / MEBIBYTE:.1f} MiB")
        with timed("  deletion"):
            waits = asyncio.create_task(boards(database))
            await database.erase(personal_data.delete, ME, NOW)
            await stopped(waits)
        await database.close()


async def boards(database: Database) -> None:
    """Request a leaderboard repeatedly, and print the longest wait."""
    longest = 0.0
    since = perf_counter()
    try:
        while True:
            since = perf_counter()
            await database.read(leaderboards.read, ME, BoardRequest(), NOW)
            longest = max(longest, perf_counter() - since)
            await asyncio.sleep(0.01)
    finally:
        print(
            "    the longest wait for a leaderboard meanwhile: "
            f"{max(longest, perf_counter() - since):.3f} s"
        )


async def stopped(task: asyncio.Task[None]) -> None:
    """Cancel a task and wait for it."""
    task.cancel()
    await asyncio.wait([task])


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print the time that a block took, and the growth of peak memory."""
    since = perf_counter()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(
        f"{what}: {perf_counter() - since:.2f} s, the peak of memory {grown / 1024:.0f} MiB higher"
    )


def live(tx: Connection, goals: int, days: int, others: int) -> None:
    """Create the goals and check-ins of the other members and of the member."""
    declare(tx, {"first": 0, "count": others, "member": 0})
    declare(tx, {"first": others, "count": goals, "member": ME.id})
    act(tx, {"first": 0, "count": others * TENTH, "per": TENTH})
    act(tx, {"first": others, "count": goals * days, "per": days})


def declare(tx: Connection, which: dict[str, int]) -> None:
    """Create goals and standings for one member, or (0) for a new member each."""
    for sql in (GOALS, STANDINGS):
        tx.execute(text(sql), which | {"at": micros(NOW - timedelta(days=3650))})


def act(tx: Connection, which: dict[str, int]) -> None:
    """Create check-ins on each goal after the first, with posts and some cheers."""
    last = tx.execute(text("SELECT coalesce(max(id), 0) FROM check_ins")).scalar_one()
    for sql in (CHECK_INS, RECORD, POSTS, CHEERS, OWN_CHEERS):
        tx.execute(text(sql), which | {"last": last, "at": micros(NOW), "me": ME.id})


def micros(instant: datetime) -> int:
    """Return an instant as the database stores it."""
    return int(instant.timestamp() * 1e6)


if __name__ == "__main__":
    main()
