"""Measure every leaderboard of a server with 100,000 members and 10,000,000 check-ins."""

import asyncio
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, bindparam, select, text

from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.domain.leaderboards.boards import BoardName, BoardPeriod
from accountabot.services.leaderboards import boards
from accountabot.services.leaderboards.boards import BoardRequest
from accountabot.store.database import Database
from accountabot.store.leaderboards.member_scores import WIDTHS
from accountabot.store.prepared import Prepared
from accountabot.store.schema import member_scores

SIZES = (1_000, 100_000)
"""Members of the server."""
CHECK_INS = 100
"""Check-ins of each member."""
SERVER = ServerId(1)
NOW = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
ROUNDS = 100
SETS = 5
REQUESTS = tuple(
    (board, period)
    for board in BoardName
    for period in (BoardPeriod if board.has_periods else (BoardPeriod.ALL,))
)
GOALS = """INSERT INTO goals (id, server_id, member_id, title, schedule, declared_at,
 start_day, unit, at_most, plan, is_private, state)
 WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < :members)
 SELECT n, 1, n, 'Run 5k', 'daily', :at, '2020-01-01', '', 0, '', 0, 'active' FROM s"""
STANDINGS = """INSERT INTO standings (goal_id, server_id, member_id, streak, longest, freezes,
 settled_streak, settled_longest, settled_freezes, uses_freeze, settled_uses_freeze, check_in_days)
 SELECT id, 1, member_id, abs(random()) % 1000, 1000, 0, 0, 0, 0, 0, 0, :days FROM goals"""
DAYS = """WITH RECURSIVE d(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM d WHERE n < :days)
 INSERT INTO check_ins (server_id, goal_id, member_id, day, is_yesterday, at, note, source)
 SELECT 1, g.id, g.member_id, date('now', '-' || d.n || ' days'), 0, :at - d.n * 86400000000, '', 0
 FROM goals g, d"""
SCORES = """INSERT INTO member_scores (server_id, board, span, member_id, score,
 goal_id, kept, "of")
 WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < :members)
 SELECT 1, :board, :span, n, 1 + abs(random()) % :highest,
 CASE :board WHEN 'streak' THEN n END, 41, 45 FROM s"""
COUNTS = """INSERT INTO score_counts (server_id, board, span, width, bucket, members)
 SELECT server_id, board, span, :width, score / :width, count(*) FROM member_scores
 GROUP BY 1, 2, 3, 5"""
HIGHEST = {BoardName.KEPT: 10_000}
"""How many different scores a board has, if not 1,000."""
BARE = Prepared(
    select(member_scores.c.member_id, member_scores.c.score)
    .where(
        member_scores.c.server_id == bindparam("server"),
        member_scores.c.board == bindparam("board"),
        member_scores.c.span == bindparam("span"),
    )
    .order_by(member_scores.c.score.desc())
    .limit(10)
)


def main() -> None:
    """Measure both sizes, in turns."""
    asyncio.run(measure())


async def measure() -> None:
    """Print how long each leaderboard takes, compared with a bare query and with few members."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = [await filled(Path(folder) / f"{size}.db", size) for size in SIZES]
        print(f"{SIZES[1]:,} members with {SIZES[1] * CHECK_INS:,} check-ins:")
        for board, period in REQUESTS:
            request = BoardRequest(board, period)
            bare, took, few = await in_turns(small, large, request)
            print(
                f"  {board:9} {period:5} {took * 1e6:4.0f} µs, {took / bare:.2f} × the bare query, "
                f"{took / few:.2f} × the same with {SIZES[0]:,} members"
            )
        for database in (small, large):
            await database.close()


async def filled(path: Path, members: int) -> Database:
    """Return a database in which members have scores."""
    database = Database(f"sqlite:///{path}")
    await database.open()
    await database.write_in_background(live, members)
    for board, period in REQUESTS:  # every statement is compiled, and its pages are in memory
        await database.read(bare, board, "")
        asker = Member(SERVER, MemberId(members // 2))
        view = await database.read(boards.read, asker, BoardRequest(board, period), NOW)
        assert view.around
    return database


async def in_turns(
    small: Database, large: Database, request: BoardRequest
) -> tuple[float, float, float]:
    """Return the median seconds of a bare query, of a leaderboard, and of one with few members.

    Of several sets of rounds, the one counts in which the bare query was fastest: other programs
    disturbed it least.
    """
    span = await large.read(_span, request)
    askers = [Member(SERVER, MemberId(size // 2)) for size in SIZES]
    sets = []
    for _ in range(SETS):
        times: tuple[list[float], ...] = ([], [], [])
        for _ in range(ROUNDS):
            times[0].append(await timed(large, bare, request.board, span))
            times[1].append(await timed(large, boards.read, askers[1], request, NOW))
            times[2].append(await timed(small, boards.read, askers[0], request, NOW))
        sets.append(tuple(map(median, times)))
    fastest, took, few = min(sets)
    return fastest, took, few


async def timed(database: Database, work: Callable[..., object], *args: object) -> float:
    """Return how many seconds a read takes."""
    began = perf_counter()
    await database.read(work, *args)
    return perf_counter() - began


def bare(tx: Connection, board: BoardName, span: str) -> list[Any]:
    """Read the first ten scores."""
    return BARE.rows(tx, {"server": SERVER, "board": board, "span": span})


def _span(tx: Connection, request: BoardRequest) -> str:
    return boards.board_of(tx, SERVER, request, NOW).span


def live(tx: Connection, members: int) -> None:
    """Let members check in for a hundred days, and give each a score on every leaderboard."""
    at = int(NOW.timestamp()) * 1_000_000
    tx.execute(text(GOALS), {"members": members, "at": at})
    tx.execute(text(STANDINGS), {"days": CHECK_INS})
    tx.execute(text(DAYS), {"days": CHECK_INS, "at": at})
    for board, period in REQUESTS:
        values = {
            "members": members,
            "board": board,
            "span": _span(tx, BoardRequest(board, period)),
            "highest": HIGHEST.get(board, 1_000),
        }
        tx.execute(text(SCORES), values)
    for width in WIDTHS:
        tx.execute(text(COUNTS), {"width": width})


if __name__ == "__main__":
    main()
