"""Recompute every standing and score from the command line, and print the differences."""

import asyncio
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import click

from accountabot import runner
from accountabot.config import Settings
from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.domain.leaderboards.boards import Board
from accountabot.logs.setup import set_up_log
from accountabot.services.leaderboards import repairs
from accountabot.services.streaks import heartbeat, rebuild
from accountabot.services.streaks.rebuild import CountDifference, Difference
from accountabot.store.database import Database, UnusableDatabase
from accountabot.store.errors import StoreError

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar


class Found(NamedTuple):
    """Everything that was wrong, and is right now."""

    standings: list[Difference]
    counts: list[CountDifference]
    scores: list[Member]
    boards: list[tuple[ServerId, Board]]

    def lines(self) -> Iterator[str]:
        """Describe each difference."""
        for one in self.standings:
            yield f"{_goal(one)}: {_said(one)}"
        for each in self.counts:
            yield f"{_goal(each)}: {', '.join(_counted(each))} differed"
        for member in self.scores:
            yield f"member {member.id} on server {member.server}: scores differed"
        for server, (name, span) in self.boards:
            yield f"leaderboard {name} {span or 'all'} on server {server}: ranks differed"

    def summary(self) -> str:
        """Say how much was wrong."""
        if not any(self):
            return "Every standing and score was right."
        return (
            f"{len(self.standings)} standings, the counts of {len(self.counts)} goals, "
            f"the scores of {len(self.scores)} members and the ranks of {len(self.boards)} "
            "leaderboards differed and are right now."
        )


def run() -> None:
    """Rebuild everything; exit with 1 if something was wrong, or the database can't be used."""
    settings = runner.read_settings()
    set_up_log(settings, "")
    try:
        found = asyncio.run(_rebuild(settings))
    except (UnusableDatabase, StoreError) as error:
        runner.fail(str(error))
    for line in found.lines():
        click.echo(line)
    click.echo(found.summary())
    raise SystemExit(1 if any(found) else 0)


async def _rebuild(settings: Settings) -> Found:
    database = Database(settings.database_url)
    database.ensure_exists()
    await database.open()
    try:
        now = datetime.now(UTC)
        if settings.heartbeat_minutes:
            now = await database.write_in_background(heartbeat.record_outage, now)
        found = Found([], [], [], [])
        await _goals(database, now, found)
        await _scores(database, now, found)
        return found
    finally:
        await database.close()


async def _goals(database: Database, now: datetime, found: Found) -> None:
    last = 0
    write = database.write_in_background
    with _progress("Goals", await database.read(rebuild.count_goals)) as progress:
        while (batch := await write(rebuild.rebuild_batch, last, now)).rebuilt:
            found.standings.extend(batch.differences)
            found.counts.extend(batch.counts)
            last = batch.last
            progress.update(batch.rebuilt)


async def _scores(database: Database, now: datetime, found: Found) -> None:
    members = await database.read(repairs.list_members)
    with _progress("Scores", sum(map(len, members.values()))) as progress:
        for server, keys in members.items():
            await _scores_of(database, server, keys, now, found, progress)


async def _scores_of(
    database: Database,
    server: ServerId,
    keys: list[MemberId],
    now: datetime,
    found: Found,
    progress: "ProgressBar[int]",
) -> None:
    write = database.write_in_background
    boards = await database.read(repairs.list_boards, server)
    for some in _batches(keys):
        wrong, theirs = await write(repairs.repair_scores, server, some, now)
        found.scores.extend(wrong)
        boards |= theirs
        progress.update(len(some))
    for board in sorted(boards):
        if await write(repairs.repair_board, server, board):
            found.boards.append((server, board))


def _progress(label: str, total: int) -> "ProgressBar[int]":
    """Return a progress bar for people; programs that read the output see none."""
    is_hidden = not sys.stderr.isatty()
    return click.progressbar(length=total, label=label, file=sys.stderr, hidden=is_hidden)


def _batches(members: list[MemberId]) -> Iterator[list[MemberId]]:
    rest = iter(members)
    while some := [*islice(rest, rebuild.BATCH_SIZE)]:
        yield some


def _goal(one: Difference | CountDifference) -> str:
    return f"goal {one.goal.id} on server {one.goal.owner.server}"


def _said(one: Difference) -> str:
    was = one.before
    now = one.after
    return (
        f"streak {was.streak} is {now.streak}, longest {was.longest} is {now.longest}, "
        f"freezes {was.freezes} are {now.freezes}"
    )


def _counted(one: CountDifference) -> Iterator[str]:
    """Name what was counted differently."""
    for name, was, now in zip(_NAMES, one.before, one.after, strict=True):
        if was != now:
            yield name


_NAMES = ("closed periods", "weeks", "days with a check-in", "next count", "settled totals")
