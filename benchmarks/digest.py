"""Measure the weekly digest of a server with 10,000 members, and check-ins made meanwhile."""

import asyncio
import random
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import Connection, insert

from accountabot.domain.checkins.checkin_day import DayChoice
from accountabot.domain.digest import week_before
from accountabot.domain.identifiers import Action, GoalId, InteractionId, Member, MemberId, ServerId
from accountabot.services.checkins import checkin_requests
from accountabot.services.checkins.checked_in import NOTHING
from accountabot.services.digest import contents, digest_settings, schedule
from accountabot.services.streaks import goal_status
from accountabot.store.database import Database
from accountabot.store.goals import goals as goal_store
from accountabot.store.schema import check_ins, cheers, goals, record
from accountabot.store.streaks import standings as standing_store

MEMBERS = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
DAYS = 42
"""Six weeks of check-ins."""
SERVER = ServerId(1)
NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
"""A Monday."""
SCHEDULES = ("daily",) * 10 + ("3 per week",) * 5 + ("weekly on mon,thu",) * 3 + ("1 per week",) * 2
PRIVATE = 0.1
"""The share of goals that only their owners see."""
BATCH = 200
_sources = count(10**15)


async def main() -> None:
    """Print how long a digest takes, and check-ins without and with a digest under way."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'digest.db'}")
        await database.open()
        await generate(database)
        week = week_before(await database.read(schedule.server_days, SERVER, NOW), NOW.date())
        alone = await check_ins_until(database, asyncio.create_task(asyncio.sleep(5)))
        began = perf_counter()
        composing = asyncio.create_task(
            database.read_in_background(contents.compose, SERVER, week, NOW)
        )
        meanwhile = await check_ins_until(database, composing)
        seconds = perf_counter() - began
        began = perf_counter()
        await database.read_in_background(contents.compose, SERVER, week, NOW)
        alone_seconds = perf_counter() - began
        later = NOW + timedelta(days=90)
        began = perf_counter()
        await database.read_in_background(contents.compose, SERVER, week, later)
        old_seconds = perf_counter() - began
        began = perf_counter()
        await database.read(digest_settings.count_for_owners, SERVER, NOW)
        owners_seconds = perf_counter() - began
        digest = composing.result()
        await database.close()
    print(
        f"{MEMBERS} members, {2 * MEMBERS} goals: {len(digest.kept)} kept their word, "
        f"{len(digest.comebacks)} came back, {digest.numbers.check_ins} check-ins"
    )
    print(f"the digest: {alone_seconds:.1f} s, and {seconds:.1f} s beside constant check-ins")
    print(f"the same digest drawn again after 90 days: {old_seconds:.1f} s")
    print(f"the numbers for owners: {owners_seconds:.2f} s")
    print(f"a check-in without it: {shown(alone)}")
    print(f"a check-in meanwhile:  {shown(meanwhile)}")


def shown(times: list[float]) -> str:
    """Format the median, the 99th percentile and the longest of some times."""
    ordered = sorted(times)
    p99 = ordered[int(len(ordered) * 0.99)]
    return (
        f"{median(ordered) * 1000:.1f} ms (p50), {p99 * 1000:.1f} ms (p99), "
        f"{ordered[-1] * 1000:.1f} ms at most, of {len(ordered)}"
    )


async def check_ins_until(database: Database, task: asyncio.Task[object]) -> list[float]:
    """Let members check in, one after the other, until a task is done; return the times."""
    found = []
    while not task.done():
        source = next(_sources)
        member = Member(SERVER, MemberId(1 + source % MEMBERS))
        began = perf_counter()
        await database.write(
            checkin_requests.check_in,
            Action(member, NOW, InteractionId(source)),
            "Goal 0",
            DayChoice.TODAY,
            NOTHING,
        )
        found.append(perf_counter() - began)
        await asyncio.sleep(0.01)
    return found


async def generate(database: Database) -> None:
    """Create the members, their goals and check-ins, and compute the standings."""
    dice = random.Random(1)
    await database.write_in_background(insert_goals, dice)
    for first in range(1, MEMBERS + 1, BATCH):
        await database.write_in_background(insert_check_ins, dice, first)
    for first in range(1, 2 * MEMBERS + 1, BATCH):
        await database.write_in_background(judge, range(first, first + BATCH))


def insert_goals(tx: Connection, dice: random.Random) -> None:
    """Create two goals for each member; one in ten members chose not to be on leaderboards."""
    declared = NOW - timedelta(days=DAYS)
    rows = [
        {
            "id": key,
            "server_id": SERVER,
            "member_id": (key + 1) // 2,
            "title": f"Goal {key % 2}",
            "schedule": dice.choice(SCHEDULES),
            "declared_at": declared,
            "start_day": declared.date(),
            "unit": "",
            "at_most": False,
            "plan": "",
            "is_private": dice.random() < PRIVATE,
            "state": "active",
        }
        for key in range(1, 2 * MEMBERS + 1)
    ]
    tx.execute(insert(goals), rows)
    for row in rows:
        goal = goal_store.get(tx, SERVER, GoalId(int(str(row["id"]))))
        if goal:
            standing_store.add(tx, goal)


def insert_check_ins(tx: Connection, dice: random.Random, first: int) -> None:
    """Create the check-ins of some members, who are more or less diligent, and their cheers."""
    rows = [
        row
        for member in range(first, min(first + BATCH, MEMBERS + 1))
        for row in days_of(member, dice)
    ]
    last = tx.exec_driver_sql("SELECT coalesce(max(id), 0) FROM check_ins").scalar_one()
    rows = [row | {"id": last + nth} for nth, row in enumerate(rows, start=1)]
    tx.execute(insert(check_ins), rows)
    common = ("server_id", "goal_id", "at")
    tx.execute(
        insert(record),
        [
            {name: row[name] for name in common}
            | {"actor_id": row["member_id"], "kind": "checked in", "note": ""}
            | {"source": next(_sources), "check_in_id": row["id"]}
            for row in rows
        ],
    )
    tx.execute(
        insert(cheers),
        [
            {name: row[name] for name in common}
            | {"check_in_id": row["id"], "member_id": dice.randint(1, MEMBERS)}
            for row in rows[::10]
        ],
    )


def days_of(member: int, dice: random.Random) -> Iterator[dict[str, object]]:
    """Yield the check-ins of a member."""
    zeal = dice.choice((0.0, 0.3, 0.6, 0.9, 0.97, 1.0))
    for key in (2 * member - 1, 2 * member):
        for ago in range(DAYS, 0, -1):
            if dice.random() < zeal:
                at = NOW - timedelta(days=ago, minutes=dice.randint(0, 500))
                yield check_in(key, member, at)


def check_in(goal: int, member: int, at: datetime) -> dict[str, object]:
    """Return a check-in for the day on which it is made."""
    day: date = at.date()
    common = {"server_id": SERVER, "goal_id": goal, "member_id": member, "day": day, "at": at}
    return common | {"is_yesterday": False, "note": "", "source": 0}


def judge(tx: Connection, keys: range) -> None:
    """Compute standings."""
    for key in keys:
        if goal := goal_store.get(tx, SERVER, GoalId(key)):
            goal_status.rebuild(tx, goal, NOW)
            standing_store.save(tx, goal, goal_status.status_of(tx, goal, NOW).standing)


if __name__ == "__main__":
    asyncio.run(main())
