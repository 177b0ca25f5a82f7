"""Measure what a wake-up of the outbox costs where 100 errands are due, for more and more that wait."""

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
DUE, AT_ONCE, ROUNDS, LOOKS, BATCH = 100, 10, 15, 50, 5_000
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    """Print for each size the look that finds nothing due, and claiming and marking all that is due."""
    first = None
    for count in WAITING:
        with tempfile.TemporaryDirectory() as folder:
            look, seen_to = asyncio.run(measure(Path(folder) / "outbox.db", count))
        first = first or (look, seen_to)
        ratios = f"{look / first[0]:.2f}  {seen_to / first[1]:.2f}"
        print(
            f"{count:>7} waiting: {look * 1e6:4.0f} us a look, {seen_to * 1e3:5.1f} ms for {DUE} due   {ratios}"
        )


async def measure(path: Path, count: int) -> tuple[float, float]:
    """Return the seconds of a look at which nothing is due, and of claiming and marking all that is, ten at once."""
    database = Database(f"sqlite:///{path}")
    await database.open()
    for begin in range(DUE + 1, DUE + 1 + count, BATCH):
        await database.write(
            fill, begin, min(begin + BATCH, DUE + 1 + count), NOW + timedelta(days=9)
        )
    await database.write(fill, 1, DUE + 1, NOW + timedelta(days=8))
    looks: list[float] = []
    whole: list[float] = []
    for number in range(ROUNDS):
        looks += [await timed(database.read, outbox.next_due) for _ in range(LOOKS)]
        await database.write(make_due)
        whole.append(await timed(see_to, database, NOW + timedelta(seconds=number)))
    await database.close()
    return median(looks), median(whole)


def fill(tx: Connection, first: int, end: int, due: datetime) -> None:
    """Have so many errands wait, on a hundred servers."""
    for subject in range(first, end):
        outbox.add(tx, ServerId(subject % 100 + 1), Topic.NEWS, subject, NOW, due)


def make_due(tx: Connection) -> None:
    """Let the first ones be due."""
    for subject in range(1, DUE + 1):
        outbox.sooner(tx, ServerId(subject % 100 + 1), Topic.NEWS, subject, NOW)


async def see_to(database: Database, now: datetime) -> None:
    """Claim what is due, ten at once, and mark each as said."""
    for _ in range(DUE // AT_ONCE):
        claimed = await database.write(claim, now, AT_ONCE)
        assert len(claimed.errands) == AT_ONCE
        for errand in claimed.errands:
            await database.write(outbox.mark, errand, now, NOW + timedelta(days=8))


async def timed(work: object, *args: object) -> float:
    """Return the seconds that something takes."""
    assert callable(work)
    began = perf_counter()
    await work(*args)
    return perf_counter() - began


if __name__ == "__main__":
    main()
