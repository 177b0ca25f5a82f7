"""Measure a wake-up of the planner with 10,000 due goals, among ever more goals."""

import asyncio
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from subprocess import run
from time import perf_counter, thread_time
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar

from sqlalchemy import Connection, text

from accountabot.domain.checkins.checkin_day import DayChoice
from accountabot.domain.choices import choice_of
from accountabot.domain.identifiers import (
    Action,
    GoalId,
    InteractionId,
    Member,
    MemberId,
    ServerId,
)
from accountabot.services.checkins import checkin_requests
from accountabot.services.checkins.checked_in import NOTHING
from accountabot.services.reminders import planning, queueing
from accountabot.store.database import Database

P = ParamSpec("P")
T = TypeVar("T")

SIZES = (100_000, 1_000_000)
"""Goals in the table; each member has two on one server."""
DUE = 10_000
"""Goals that are handled while nothing else happens, and as many while members check in."""
PER_SERVER = 500
"""Goals of each server."""
BUSY_SERVERS = 200
"""Servers with 50 members whose goals are due."""
PAUSE = 0.01
"""Seconds between two check-ins by other members."""
CHECK_INS = 300
"""Check-ins before."""
OTHERS = 10**4
"""The first member who checks in; each has two goals."""
NOW = datetime.now(UTC).replace(hour=18, minute=0, second=0, microsecond=0)

GOALS = """WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n + 1 < :count)
 INSERT INTO goals
 (server_id, member_id, title, schedule, declared_at, start_day, unit, at_most, plan, is_private,
 state)
 SELECT n / 2 % :servers + 1, n / 2 + 1, 'Run 5k',
 CASE n % 10 WHEN 0 THEN '3 per week' WHEN 5 THEN 'every 2 days' ELSE 'daily' END,
 :declared, date('now', '-60 days'), '', 0, '', 0, 'active' FROM s"""
STANDINGS = """INSERT INTO standings
 (goal_id, server_id, member_id, streak, longest, freezes, settled_through, settled_streak,
 settled_longest, settled_freezes, settled_at, uses_freeze, settled_uses_freeze, check_in_days)
 SELECT id, server_id, member_id, 50, 58, 1,
 date('now', CASE schedule WHEN '3 per week' THEN '-14 days' ELSE '-3 days' END),
 48, 58, 1, :now - 2 * 86400000000, 0, 0, 0 FROM goals"""
CHECK_INS_BEFORE = """WITH days(n) AS (VALUES (1), (2), (3), (4), (5))
 INSERT INTO check_ins (server_id, goal_id, member_id, day, is_yesterday, at, note, source)
 SELECT server_id, id, member_id, date('now', '-' || n || ' days'), 0,
 :now - n * 86400000000 + id % 240 * 60000000, '', 0 FROM days, goals"""
RECORD = """INSERT INTO record (server_id, goal_id, actor_id, kind, at, source, note, check_in_id)
 SELECT server_id, goal_id, member_id, 'checked in', at, id, '', id FROM check_ins"""
SERVERS = """WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < :servers),
 v(name, value) AS (VALUES ('zone', 'Europe/Berlin'), ('check-ins', '5'))
 INSERT INTO settings (server_id, member_id, name, value, at, actor_id, note)
 SELECT n, 0, name, value, :declared, 1, '' FROM v, s"""
MEMBERS = """WITH v(name, value) AS (VALUES ('reminder place', 'here'), ('zone', 'Europe/Paris'))
 INSERT INTO settings (server_id, member_id, name, value, at, actor_id, note)
 SELECT 0, member_id, name, value, :declared + id, member_id, '' FROM v, goals WHERE id % 2"""
REMINDERS = """INSERT INTO reminders
 (goal_id, server_id, member_id, times, next_at, looked_at, last_day, reminded_at, unanswered)
 SELECT id, server_id, member_id, 'auto', CASE
 WHEN server_id % (:servers / :busy) = 0 AND (member_id - 1) / :servers % 5 = 0 THEN :now
 ELSE :now + 3600000000 + id % 86400 * 1000000 END,
 :now - 86400000000, date('now', '-1 day'), :now - 86400000000, 0 FROM goals"""


class Spent(NamedTuple):
    """The seconds that a batch took, and how many of them were CPU time."""

    elapsed: float
    on_processor: float


class Handled(NamedTuple):
    """The costs of handling all due goals."""

    looks: list[Spent]
    saves: list[Spent]
    """While the write lock is held."""


def main() -> None:
    """Measure each size in a process of its own, and print the ratios."""
    if len(sys.argv) > 1:
        asyncio.run(report(int(sys.argv[1])))
        return
    found = []
    for size in SIZES:
        process = run(
            [sys.executable, __file__, str(size)], check=True, capture_output=True, text=True
        )
        *lines, costs = process.stdout.splitlines()
        print(*lines, sep="\n")
        found.append(tuple(map(float, costs.split())))
    for what, one, other in zip(("look", "save"), *found, strict=True):
        print(f"{what}: {other / one:.2f} times as long among {SIZES[1]:,} goals")


async def report(size: int) -> None:
    """Print what a wake-up costs among so many goals; the last line is for `main`."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'reminders.db'}")
        await database.open()
        await database.write_in_background(live, size)
        idle = [await check_in(database, size, number) for number in range(CHECK_INS)]
        alone = await handle(database)
        meanwhile: list[float] = []
        others = asyncio.create_task(check_ins(database, size, meanwhile))
        await handle(database)
        others.cancel()
        await asyncio.wait([others])
        await database.close()
    print(f"{size:,} goals, {DUE:,} of them due:")
    print(f"  {per_goal(alone.looks)} a look, {per_goal(alone.saves)} to save it")
    locked = [each.elapsed for each in alone.saves]
    print(f"  the write lock is held {spread(locked)} per batch")
    print(f"  a check-in takes {spread(idle)} before, {spread(meanwhile)} meanwhile")
    print(*(sum(each.on_processor for each in spent) for spent in alone))


def per_goal(spent: list[Spent]) -> str:
    """Return the cost per goal."""
    elapsed, on_processor = (sum(seconds) / DUE * 1e6 for seconds in zip(*spent, strict=True))
    return f"{elapsed:.0f} µs per goal ({on_processor:.0f} on the processor)"


def spread(seconds: list[float]) -> str:
    """Return a median, and the slowest of twenty, in milliseconds."""
    slow = quantiles(seconds, n=20)[-1]
    return f"{median(seconds) * 1e3:.1f} ms (one of twenty {slow * 1e3:.1f} ms)"


async def handle(database: Database) -> Handled:
    """Handle the due goals as the planner does."""
    handled = Handled([], [])
    for _ in range(DUE // planning.BATCH_SIZE):
        spent, looks = await database.read(measured, planning.look, NOW)
        assert len(looks) == planning.BATCH_SIZE
        handled.looks.append(spent)
        spent, _ = await database.write_in_background(measured, queueing.save, looks, NOW)
        handled.saves.append(spent)
    return handled


def measured(
    tx: Connection, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
) -> tuple[Spent, T]:
    """Return what a unit of work costs, and its result."""
    began, on_processor = perf_counter(), thread_time()
    result = work(tx, *args, **kwargs)
    return Spent(perf_counter() - began, thread_time() - on_processor), result


async def check_ins(database: Database, size: int, found: list[float]) -> None:
    """Check in for one member after another, until cancelled."""
    for number in count(CHECK_INS):
        found.append(await check_in(database, size, number))
        await asyncio.sleep(PAUSE)


async def check_in(database: Database, size: int, number: int) -> float:
    """Check in for a member; return the seconds until it is committed."""
    member = OTHERS + number
    owner = Member(ServerId((member - 1) % (size // PER_SERVER) + 1), MemberId(member))
    chosen = choice_of(owner.id, GoalId(2 * member))
    act = Action(owner, NOW, InteractionId(10**15 + number))
    began = perf_counter()
    await database.write(checkin_requests.check_in, act, chosen, DayChoice.TODAY, NOTHING)
    return perf_counter() - began


def live(tx: Connection, size: int) -> None:
    """Create goals with five check-ins each, and reminders of which some are due."""
    which = {
        "count": size,
        "servers": size // PER_SERVER,
        "busy": BUSY_SERVERS,
        "now": micros(NOW),
        "declared": micros(NOW - timedelta(days=60)),
    }
    for sql in (GOALS, STANDINGS, CHECK_INS_BEFORE, RECORD, SERVERS, MEMBERS, REMINDERS):
        tx.execute(text(sql), which)


def micros(instant: datetime) -> int:
    """Return an instant as the database stores it."""
    return int(instant.timestamp() * 1e6)


if __name__ == "__main__":
    main()
