"""Read ranks on a leaderboard; the cost doesn't depend on how many members it has."""

from collections.abc import Iterator
from datetime import datetime
from itertools import takewhile
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, bindparam, func, or_, select

from accountabot.domain.identifiers import GoalId, Member, MemberId, ServerId
from accountabot.domain.leaderboards.boards import Board, BoardName
from accountabot.domain.leaderboards.ranks import Rank
from accountabot.domain.leaderboards.scores import Score
from accountabot.domain.streaks.tallies import is_without_freeze
from accountabot.store.leaderboards.member_scores import WIDTHS
from accountabot.store.prepared import Prepared
from accountabot.store.schema import goals, member_scores, score_counts, standings

_, _WIDE = WIDTHS
_on_board = (
    member_scores.c.server_id == bindparam("server"),
    member_scores.c.board == bindparam("board"),
    member_scores.c.span == bindparam("span"),
)
_SCORES = (
    select(
        member_scores.c.member_id,
        member_scores.c.score,
        member_scores.c.goal_id,
        member_scores.c.kept,
        member_scores.c.of,
        goals.c.title,
        standings.c.uses_freeze,
        standings.c.changes_at,
    )
    .outerjoin(goals, goals.c.id == member_scores.c.goal_id)
    .outerjoin(standings, standings.c.goal_id == member_scores.c.goal_id)
    .where(*_on_board)
)
_score, _member = member_scores.c.score, member_scores.c.member_id
_is_below = or_(
    _score < bindparam("score"),
    (_score == bindparam("score")) & (_member < bindparam("member")),
)
_is_above = or_(
    _score > bindparam("score"),
    (_score == bindparam("score")) & (_member > bindparam("member")),
)


def _down(statement: Select[Any]) -> Prepared:
    return Prepared(statement.order_by(_score.desc(), _member.desc()).limit(bindparam("limit")))


_TOP = _down(_SCORES)
_BELOW = _down(_SCORES.where(_score <= bindparam("score"), _is_below))
_ABOVE = Prepared(
    _SCORES.where(_score >= bindparam("score"), _is_above)
    .order_by(_score, _member)
    .limit(bindparam("limit"))
)
_OWN = Prepared(_SCORES.where(_member == bindparam("member")))
_counted = (
    score_counts.c.server_id == bindparam("server"),
    score_counts.c.board == bindparam("board"),
    score_counts.c.span == bindparam("span"),
)


class BoardPlace(NamedTuple):
    """Where a member stands in the order of a board: by score, then by ID."""

    score: int
    member: MemberId


class _Row(NamedTuple):
    member: MemberId
    score: int
    goal: GoalId | None
    kept: int
    of: int
    title: str | None
    uses_freeze: bool | None
    changes_at: datetime | None


def _members(*whose: Any) -> Select[Any]:  # noqa: ANN401 - conditions
    total = func.coalesce(func.sum(score_counts.c.members), 0)
    return select(total.label("members")).where(*_counted, *whose)


_COUNT = Prepared(_members(score_counts.c.width == _WIDE))
_HIGHER = Prepared(
    _members(
        or_(
            (score_counts.c.width == _WIDE) & (score_counts.c.bucket > bindparam("wide")),
            (score_counts.c.width == 1)
            & (score_counts.c.bucket > bindparam("score"))
            & (score_counts.c.bucket < bindparam("bound")),
        )
    )
)


def count(tx: Connection, server: ServerId, board: Board) -> int:
    """Count the members on a leaderboard."""
    ((number,),) = _COUNT.rows(tx, _which(server, board))
    return int(number)


def top(tx: Connection, server: ServerId, board: Board, limit: int) -> list[Rank]:
    """Return the first ranks."""
    rows = _TOP.rows(tx, _which(server, board) | {"limit": limit})
    return [*_number(board.name, [_Row(*row) for row in rows], first=1)]


def below(
    tx: Connection, server: ServerId, board: Board, place: BoardPlace, limit: int
) -> list[Rank]:
    """Return the ranks right after a place, in order."""
    values = _which(server, board) | place._asdict() | {"limit": limit}
    return _ranked(tx, server, board, _BELOW.rows(tx, values))


def above(
    tx: Connection, server: ServerId, board: Board, place: BoardPlace, limit: int
) -> list[Rank]:
    """Return the ranks right before a place, in order."""
    values = _which(server, board) | place._asdict() | {"limit": limit}
    return _ranked(tx, server, board, _ABOVE.rows(tx, values)[::-1])


def of(tx: Connection, member: Member, board: Board) -> Rank | None:
    """Return a member's rank, or None if they are not on the leaderboard."""
    rows = _OWN.rows(tx, _which(member.server, board) | {"member": member.id})
    return next(iter(_ranked(tx, member.server, board, rows)), None)


def _ranked(
    tx: Connection, server: ServerId, board: Board, found: list[tuple[Any, ...]]
) -> list[Rank]:
    """Return the ranks of consecutive rows; others may share the first one's rank."""
    rows = [_Row(*row) for row in found]
    tied = [*takewhile(lambda row: row.score == rows[0].score, rows)]
    rest = rows[len(tied) :]
    first = _higher(tx, server, board, tied[0].score) + 1 if tied else 0
    ranks = [_rank(board.name, row, first) for row in tied]
    if rest:
        first = _higher(tx, server, board, rest[0].score) + 1
        ranks += _number(board.name, rest, first)
    return ranks


def _number(board: BoardName, rows: list[_Row], first: int) -> Iterator[Rank]:
    """Yield consecutive ranks from `first` on; ties share the first of theirs."""
    rank = first
    for number, row in enumerate(rows):
        if number and row.score != rows[number - 1].score:
            rank = first + number
        yield _rank(board, row, rank)


def _rank(board: BoardName, row: _Row, rank: int) -> Rank:
    score = Score(row.score, row.goal, row.kept, row.of)
    is_streak = board is BoardName.STREAK
    return Rank(
        rank,
        MemberId(row.member),
        score,
        title=row.title or "",
        is_without_freeze=is_streak
        and is_without_freeze(row.score, uses_freeze=bool(row.uses_freeze)),
        changes_at=row.changes_at if is_streak else None,
    )


def _higher(tx: Connection, server: ServerId, board: Board, score: int) -> int:
    """Count the members with a higher score."""
    wide = score // _WIDE
    values = {"wide": wide, "score": score, "bound": (wide + 1) * _WIDE}
    ((number,),) = _HIGHER.rows(tx, _which(server, board) | values)
    return int(number)


def _which(server: ServerId, board: Board) -> dict[str, Any]:
    return {"server": server, "board": board.name, "span": board.span}
