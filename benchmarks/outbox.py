"""Measure a check of the outbox, and claiming and completing 100 due entries."""

import asyncio
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import Connection

from accountabot.domain.delivery.outbox import Topic
from accountabot.domain.identifiers import ServerId
from accountabot.services.delivery.outbox import claim
from accountabot.store.database import Database
from accountabot.store.delivery import outbox

WAITING = (0, 1_000, 10_000, 100_000)
DUE = 100
AT_ONCE = 10
ROUNDS = 15
CHECKS = 50
BATCH = 5_000
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    """Print the times for a growing number of entries that are not due."""
    first = None
    for count in WAITING:
        with tempfile.TemporaryDirectory() as folder:
            check, processing = asyncio.run(measure(Path(folder) / "outbox.db", count))
        first = first or (check, processing)
        ratios = f"{check / first[0]:.2f}  {processing / first[1]:.2f}"
        print(
            f"{count:>7} waiting: {check * 1e6:4.0f} us a check, "
            f"{processing * 1e3:5.1f} ms for {DUE} due   {ratios}"
        )


async def measure(path: Path, count: int) -> tuple[float, float]:
    """Return the seconds of a check if nothing is due, and of processing everything due."""
    database = Database(f"sqlite:///{path}")
    await database.open()
    end = DUE + 1 + count
    for begin in range(DUE + 1, end, BATCH):
        await database.write(fill, begin, min(begin + BATCH, end), NOW + timedelta(days=9))
    await database.write(fill, 1, DUE + 1, NOW + timedelta(days=8))
    checks: list[float] = []
    whole: list[float] = []
    for number in range(ROUNDS):
        checks += [await timed(database.read, outbox.next_due) for _ in range(CHECKS)]
        await database.write(make_due)
        whole.append(await timed(process, database, NOW + timedelta(seconds=number)))
    await database.close()
    return median(checks), median(whole)


def fill(tx: Connection, first: int, end: int, due: datetime) -> None:
    """Add entries on a hundred servers."""
    for subject in range(first, end):
        outbox.add(
            tx, ServerId(subject % 100 + 1), Topic.WITNESS_NEWS, subject=subject, now=NOW, due=due
        )


def make_due(tx: Connection) -> None:
    """Make the first entries due."""
    for subject in range(1, DUE + 1):
        outbox.sooner(tx, ServerId(subject % 100 + 1), Topic.WITNESS_NEWS, subject, NOW)


async def process(database: Database, now: datetime) -> None:
    """Claim what is due, ten entries at once, and complete each."""
    for _ in range(DUE // AT_ONCE):
        claimed = await database.write(claim, now, sends=AT_ONCE, edits=AT_ONCE)
        assert len(claimed.entries) == AT_ONCE
        for entry in claimed.entries:
            await database.write(outbox.complete, entry, now, NOW + timedelta(days=8))


async def timed(work: object, *args: object) -> float:
    """Return the seconds that something takes."""
    assert callable(work)
    began = perf_counter()
    await work(*args)
    return perf_counter() - began


if __name__ == "__main__":
    main()
