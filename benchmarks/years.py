"""Compare a check-in after ten years with one on a new goal, and measure rebuilding."""

import asyncio
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import Connection

from accountabot.domain.checkins.checkin_day import DayChoice
from accountabot.domain.goals.goal import Promise
from accountabot.domain.goals.schedules import DAILY
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.services.checkins import checkin_requests
from accountabot.services.checkins.checked_in import NOTHING
from accountabot.services.goals import declaration, goal_views
from accountabot.services.streaks import goal_status, rebuild
from accountabot.store.database import Database

TEN_YEARS = 3652
MEMBERS = 40
"""Members with ten years of check-ins; as many have a new goal."""
YEAR = 365
SIZES = (2_500, 5_000, 10_000)
NOW = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)


def main() -> None:
    """Print both measurements."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(compare(Path(folder)))
        asyncio.run(rebuild_growing(Path(folder)))


async def compare(folder: Path) -> None:
    """Check in on old and new goals alternately, and print the ratio of the medians."""
    database = Database(f"sqlite:///{folder / 'years.db'}")
    await database.open()
    await database.write_in_background(live, range(MEMBERS), TEN_YEARS)
    await database.write_in_background(live, range(MEMBERS, 2 * MEMBERS), 0)
    spent: dict[bool, list[float]] = {True: [], False: []}
    for number in range(MEMBERS):
        for is_old, member in ((False, MEMBERS + number), (True, number)):
            since = perf_counter()
            await database.write(
                checkin_requests.check_in, act(member, -1), None, DayChoice.TODAY, NOTHING
            )
            spent[is_old].append(perf_counter() - since)
    await database.close()
    new = median(spent[False]) * 1e6
    old = median(spent[True]) * 1e6
    print(
        f"a check-in on a new goal: {new:.0f} µs, "
        f"after ten years of check-ins: {old:.0f} µs, ratio {old / new:.2f}"
    )


async def rebuild_growing(folder: Path) -> None:
    """Rebuild ever more goals with a year of check-ins each, and print how many a second."""
    database = Database(f"sqlite:///{folder / 'rebuild.db'}")
    await database.open()
    existing = 0
    for size in SIZES:
        for first in range(existing, size, 500):
            await database.write_in_background(live, range(first, min(first + 500, size)), YEAR)
        existing = size
        since = perf_counter()
        last = 0
        differences = 0
        while (
            batch := await database.write_in_background(rebuild.rebuild_batch, last, NOW)
        ).rebuilt:
            last = batch.last
            differences = differences + len(batch.differences)
        seconds = perf_counter() - since
        print(
            f"{size} goals with a year each: {size / seconds:.0f} a second, {differences} differed"
        )
    await database.close()


def live(tx: Connection, members: range, days: int) -> None:
    """Let members declare a goal so many days ago, with a check-in on every day since."""
    began = NOW - timedelta(days=days)
    rows = [
        (
            goal,
            member + 1,
            (began + timedelta(days=day)).date().isoformat(),
            micros(began + timedelta(days=day)),
        )
        for member in members
        for goal in [
            declaration.declare(tx, act(member, days), Promise("Run 5k", DAILY)).view.goal.id
        ]
        for day in range(days)
    ]
    if rows:
        tx.exec_driver_sql(
            "INSERT INTO check_ins"
            " (server_id, goal_id, member_id, day, is_yesterday, at, note, source)"
            " VALUES (1, ?, ?, ?, 0, ?, '', 0)",
            rows,
        )
    for member in members:
        for status in goal_views.statuses_due_first(
            tx, Member(ServerId(1), MemberId(member + 1)), NOW - timedelta(hours=1)
        ):
            goal_status.save(tx, status)


def micros(instant: datetime) -> int:
    """Return an instant as the database stores it."""
    return int(instant.timestamp() * 1e6)


def act(member: int, days_ago: int) -> Action:
    """Return an action of a member at noon, so many days ago."""
    source = InteractionId(member * 10_000 + days_ago + 2)
    return Action(Member(ServerId(1), MemberId(member + 1)), NOW - timedelta(days=days_ago), source)


if __name__ == "__main__":
    main()
