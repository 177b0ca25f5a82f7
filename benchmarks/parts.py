"""Measure the parts of one check-in against a bare insert and commit."""

import asyncio
import tempfile
from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

import aiosqlite
from discord.ui import Section
from sqlalchemy import Connection

from accountabot.domain.checkins.activity import Activity
from accountabot.domain.checkins.checkin_day import DayChoice
from accountabot.domain.goals.goal import Promise
from accountabot.domain.goals.schedules import DAILY
from accountabot.domain.identifiers import (
    Action,
    InteractionId,
    Member,
    MemberId,
    RecordId,
    ServerId,
)
from accountabot.domain.judging_rules import JudgingRules
from accountabot.domain.streaks.due import compute_due
from accountabot.domain.streaks.standing import compute_standing
from accountabot.services.checkins import checkin_requests
from accountabot.services.checkins.checked_in import CheckedIn, CheckInInput
from accountabot.services.goals import declaration
from accountabot.store.database import Database
from accountabot.ui.cards import Card, text
from accountabot.ui.checkins import checkin_text, standing_text
from accountabot.ui.checkins.checkin_cards import check_in_card
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.people.cheer_cards import check_in_cheer_button

ROUNDS = 1500
NOW = datetime.now(UTC)
NOTE = "Round 1, before breakfast"
INSERT = "BEGIN IMMEDIATE; INSERT INTO notes VALUES (1, 'Round 1, before breakfast'); COMMIT"
STATEMENTS = "  its statements and rules"


def main() -> None:
    """Print the median of every part in microseconds, and its ratio to the first."""
    with tempfile.TemporaryDirectory() as folder:
        spent = asyncio.run(measure(Path(folder)))
    medians = {part: median(seconds) * 1e6 for part, seconds in spent.items()}
    bare = next(iter(medians.values()))
    for part, microseconds in medians.items():
        print(f"{part:<46} {microseconds:6.0f} µs  {microseconds / bare:5.2f}")
    print(
        f"the statements, last tenth of {ROUNDS} rounds to the first: "
        f"{growth(spent[STATEMENTS]):.2f}"
    )


def growth(seconds: list[float]) -> float:
    """Return the slowdown while the server's record grew; 1 if every read uses an index."""
    tenth = len(seconds) // 10
    return median(seconds[-tenth:]) / median(seconds[:tenth])


async def measure(folder: Path) -> dict[str, list[float]]:
    """Return the seconds of every part in every round; each round has a new member."""
    spent: dict[str, list[float]] = defaultdict(list)
    database = Database(f"sqlite:///{folder / 'parts.db'}")
    await database.open()
    async with aiosqlite.connect(folder / "bare.db", isolation_level=None) as bare:
        await bare.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE notes (member, text)"
        )
        for number in range(ROUNDS):
            await measure_round(bare, database, number, spent)
    await database.close()
    return spent


async def measure_round(
    bare: aiosqlite.Connection, database: Database, number: int, spent: dict[str, list[float]]
) -> None:
    """Measure every part once, for a goal that was declared yesterday."""
    await database.write(
        declaration.declare, act(number, 0, NOW - timedelta(days=1)), Promise("Run 5k", DAILY)
    )
    spent["BEGIN IMMEDIATE, INSERT, COMMIT in one hop"].append(
        await awaited(bare.executescript(INSERT))
    )
    spent["the hop: an empty unit of work"].append(await awaited(database.write(nothing)))
    whole = database.write(
        checkin_requests.check_in, act(number, 1), None, DayChoice.TODAY, CheckInInput(NOTE)
    )
    spent["the unit of work of a check-in"].append(await awaited(whole))
    seconds, result = await database.write(check_in, act(number, 2))
    spent[STATEMENTS].append(seconds)
    for part, work in drawn(result).items():
        spent[part].append(timed(work))


def drawn(result: CheckedIn) -> dict[str, Callable[[], object]]:
    """Return the parts without the database: the rules, and drawing the two replies."""
    goal = result.status.goal
    activity = Activity([result.check_in])
    said = "\n".join(filter(None, texts(result)))
    cheer = check_in_cheer_button(goal.owner.server, RecordId(1))
    return {
        "    the rules: standing": lambda: compute_standing(goal, JudgingRules(), activity, NOW),
        "    the rules: due": lambda: compute_due(goal, JudgingRules(), activity, NOW),
        "the card, whole": lambda: check_in_card(result).to_components(),
        "  its texts": lambda: texts(result),
        "  its view and payload": lambda: Card(
            Section(text(said), accessory=cheer), colour=None
        ).to_components(),
    }


def texts(result: CheckedIn) -> list[str | None]:
    """Return the texts of a check-in's card."""
    standing = standing_text.standing_line(result)
    return [
        checkin_text.done_line(result),
        say("check-in-note", note=escape(NOTE)),
        say("check-in-standing", standing=standing or ""),
    ]


def act(number: int, nth: int, at: datetime = NOW) -> Action:
    """Return an action of a member as their nth interaction."""
    return Action(
        Member(ServerId(1), MemberId(number + 1)), at, InteractionId(3 * number + nth + 1)
    )


def nothing(_: Connection) -> None:
    """Do nothing, to measure only the hop and the transaction."""


def check_in(tx: Connection, action: Action) -> tuple[float, CheckedIn]:
    start = perf_counter()
    result = checkin_requests.check_in(tx, action, None, DayChoice.TODAY, CheckInInput(NOTE))
    assert isinstance(result, CheckedIn)
    return perf_counter() - start, result


def timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


async def awaited(work: Awaitable[object]) -> float:
    start = perf_counter()
    await work
    return perf_counter() - start


if __name__ == "__main__":
    main()
