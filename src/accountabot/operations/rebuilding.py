"""Recompute every standing and score of a database, and list the differences."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.domain.leaderboards.boards import Board
from accountabot.operations.progress import ProgressBar, progress_bar
from accountabot.services.leaderboards import repairs
from accountabot.services.streaks import heartbeat, rebuild
from accountabot.services.streaks.rebuild import CountDifference, Difference
from accountabot.store.database import Database


class Found(NamedTuple):
    """The differences that were found and corrected."""

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
        """Return the number of differences in one sentence."""
        if not any(self):
            return "Every standing and score was correct."
        return (
            f"{len(self.standings)} standings, the counts of {len(self.counts)} goals, "
            f"the scores of {len(self.scores)} members and the ranks of {len(self.boards)} "
            "leaderboards differed and were corrected."
        )


async def rebuild_all(
    database: Database, now: datetime, *, has_heartbeat: bool, is_quiet: bool = False
) -> Found:
    """Rebuild everything in an open database that no bot uses; return the differences."""
    if has_heartbeat:
        now = await database.write_in_background(heartbeat.record_outage, now)
    found = Found([], [], [], [])
    await _goals(database, now, found, is_quiet=is_quiet)
    await _scores(database, now, found, is_quiet=is_quiet)
    return found


async def _goals(database: Database, now: datetime, found: Found, *, is_quiet: bool) -> None:
    last = 0
    write = database.write_in_background
    with progress_bar(
        "Goals", await database.read(rebuild.count_goals), is_quiet=is_quiet
    ) as progress:
        while (batch := await write(rebuild.rebuild_batch, last, now)).rebuilt:
            found.standings.extend(batch.differences)
            found.counts.extend(batch.counts)
            last = batch.last
            progress.update(batch.rebuilt)


async def _scores(database: Database, now: datetime, found: Found, *, is_quiet: bool) -> None:
    members = await database.read(repairs.list_members)
    total = sum(map(len, members.values()))
    with progress_bar("Scores", total, is_quiet=is_quiet) as progress:
        for server, keys in members.items():
            await _scores_of(database, server, keys, now, found, progress)


async def _scores_of(
    database: Database,
    server: ServerId,
    keys: list[MemberId],
    now: datetime,
    found: Found,
    progress: ProgressBar,
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
        f"streak {was.streak}, now {now.streak}; longest {was.longest}, now {now.longest}; "
        f"freezes {was.freezes}, now {now.freezes}"
    )


def _counted(one: CountDifference) -> Iterator[str]:
    """Yield the names of the counts that differed."""
    for name, was, now in zip(_NAMES, one.before, one.after, strict=True):
        if was != now:
            yield name


_NAMES = ("closed periods", "weeks", "days with a check-in", "next count", "settled totals")
