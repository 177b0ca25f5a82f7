"""Measure a backup of a large database while members check in.

With gigabytes as the argument; by default 2. The file is filled with rows that say nothing.
"""

import asyncio
import logging
import sys
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import Connection, text

from accountabot.domain.checkins.checkin_day import DayChoice
from accountabot.domain.goals.goal import Promise
from accountabot.domain.goals.schedules import DAILY
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.operations.low_priority import run_gently
from accountabot.services.checkins import checkin_requests
from accountabot.services.checkins.checked_in import NOTHING
from accountabot.services.goals import declaration
from accountabot.store.database import Database
from accountabot.store.files import database_copies, database_files

GIGABYTE = 1e9
PER_SECOND = 30
WITHOUT = 120
"""Seconds of check-ins without a backup: long enough for what other programs do."""
LIMIT = 0.1
"""Seconds."""
BATCH = 20_000
FILL = text(
    """WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < :count)
 INSERT INTO bot_state (key, value)
 SELECT 'filler ' || (:first + n), hex(randomblob(1900)) FROM s"""
)
NOW = datetime.now(UTC)


def main() -> None:
    """Fill a database, and print the waits without a backup and during one."""
    logging.basicConfig(level=logging.WARNING)
    size = float(sys.argv[1]) if len(sys.argv) > 1 else 2
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(Path(folder) / "large.db", size * GIGABYTE))


async def measure(path: Path, size: float) -> None:
    database = Database(f"sqlite:///{path}")
    await database.open()
    first = 0
    while size_of(path) < size:
        await database.write_in_background(fill, first)
        first += BATCH
    members = Members(database)
    with_nothing = await members.check_in_during(asyncio.sleep(WITHOUT))
    print(f"{size_of(path) / GIGABYTE:.1f} GB, {PER_SECOND} check-ins a second")
    print(f"without a backup:         {said(with_nothing)}")
    copy = path.with_name("copy.db")
    copying = run_gently(
        lambda is_stopped: database_copies.copy(
            str(path), str(copy), is_gentle=True, is_stopped=is_stopped
        )
    )
    waits = await members.check_in_during(copying)
    log = size_of(path.with_name(f"{path.name}-wal")) / 1e6
    print(f"during a copy:            {said(waits)}")
    print(f"    {waits.seconds:.0f} s, then the log has {log:.0f} MB")
    print(f"after it:                 {said(await members.check_in_during(asyncio.sleep(5)))}")
    began = perf_counter()
    checking = run_gently(partial(database_files.damage_in, str(copy)))
    print(f"during the check of it:   {said(await members.check_in_during(checking))}")
    print(f"    {perf_counter() - began:.0f} s")
    database_files.remove(str(copy))
    await database.close()


class Waits(list[float]):
    """The seconds that check-ins took, and how long it all took."""

    seconds = 0.0


class Members:
    """Members who check in, one after the other, each on a goal of their own."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._next = 1

    async def check_in_during(self, work: object) -> Waits:
        """Let members check in until some work is done; return how long each waited."""
        waits = Waits()
        checking_in = asyncio.create_task(self._check_in(waits))
        began = perf_counter()
        await work  # type: ignore[misc]
        waits.seconds = perf_counter() - began
        checking_in.cancel()
        with suppress(asyncio.CancelledError):
            await checking_in
        return waits

    async def _check_in(self, waits: Waits) -> None:
        while True:
            member = Member(ServerId(1), MemberId(self._next))
            act = Action(member, NOW, InteractionId(2 * self._next))
            self._next += 1
            await self._database.write_in_background(
                declaration.declare, act, Promise("Read", DAILY)
            )
            act = Action(member, NOW, InteractionId(2 * self._next + 1))
            began = perf_counter()
            await self._database.write(
                checkin_requests.check_in, act, None, DayChoice.TODAY, NOTHING
            )
            waits.append(perf_counter() - began)
            await asyncio.sleep(max(0, 1 / PER_SECOND - waits[-1]))


def size_of(path: Path) -> int:
    return path.stat().st_size


def fill(tx: Connection, first: int) -> None:
    tx.execute(FILL, {"first": first, "count": BATCH})


def said(waits: Waits) -> str:
    milliseconds = sorted(1000 * each for each in waits)
    high = milliseconds[int(len(milliseconds) * 0.99)]
    late = sum(each > LIMIT for each in waits)
    return (
        f"{len(waits)} check-ins, median {median(milliseconds):.1f} ms, 99th percentile "
        f"{high:.0f} ms, longest wait {milliseconds[-1]:.0f} ms, {late} above {LIMIT * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()
