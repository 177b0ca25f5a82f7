"""Read ranks on a leaderboard; the cost doesn't depend on how many members it has."""

from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    bindparam,
    func,
    literal,
    literal_column,
    or_,
    select,
)

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
_score, _member = member_scores.c.score, member_scores.c.member_id


def _members(*whose: ColumnElement[bool]) -> ColumnElement[int]:
    """Return how many members of a leaderboard have some of the scores."""
    total = select(func.sum(score_counts.c.members)).where(
        score_counts.c.server_id == bindparam("server"),
        score_counts.c.board == bindparam("board"),
        score_counts.c.span == bindparam("span"),
        *whose,
    )
    return func.coalesce(total.scalar_subquery(), 0)


_hundred = _score / literal_column(str(_WIDE), Integer)
_higher = _members(score_counts.c.width == _WIDE, score_counts.c.bucket > _hundred) + _members(
    score_counts.c.width == 1,
    score_counts.c.bucket > _score,
    score_counts.c.bucket < (_hundred + 1) * _WIDE,
)
_COLUMNS = (
    _member,
    _score,
    member_scores.c.goal_id,
    member_scores.c.kept,
    member_scores.c.of,
    goals.c.title,
    standings.c.uses_freeze,
    standings.c.changes_at,
)
_with_goals = member_scores.outerjoin(goals, goals.c.id == member_scores.c.goal_id).outerjoin(
    standings, standings.c.goal_id == member_scores.c.goal_id
)
_SCORES = (
    select(*_COLUMNS, literal(None, Integer).label("rank"))
    .select_from(_with_goals)
    .where(*_on_board)
)
_RANKED = select(*_COLUMNS, (_higher + 1).label("rank")).select_from(_with_goals).where(*_on_board)
_is_below = or_(
    _score < bindparam("score"),
    (_score == bindparam("score")) & (_member < bindparam("member")),
)
_is_above = or_(
    _score > bindparam("score"),
    (_score == bindparam("score")) & (_member > bindparam("member")),
)


def _down(statement: Select[Any]) -> Select[Any]:
    return statement.order_by(_score.desc(), _member.desc()).limit(bindparam("limit"))


_TOP = Prepared(_down(_SCORES))
_BELOW = Prepared(_down(_RANKED.where(_score <= bindparam("score"), _is_below)))
_ABOVE = Prepared(
    _RANKED.where(_score >= bindparam("score"), _is_above)
    .order_by(_score, _member)
    .limit(bindparam("limit"))
)
_OWN = Prepared(_RANKED.where(_member == bindparam("member")))
_COUNT = Prepared(select(_members(score_counts.c.width == _WIDE).label("members")))


class BoardPlace(NamedTuple):
    """Where a member stands in the order of a board: by score, then by ID."""

    score: int
    member: MemberId


def count(tx: Connection, server: ServerId, board: Board) -> int:
    """Count the members on a leaderboard."""
    ((number,),) = _COUNT.rows(tx, _which(server, board))
    return int(number)


def top(tx: Connection, server: ServerId, board: Board, limit: int) -> list[Rank]:
    """Return the first ranks."""
    rows = _TOP.rows(tx, _which(server, board) | {"limit": limit})
    scores = [score for _, score, *_ in rows]
    return [_rank(board, row, scores.index(row[1]) + 1) for row in rows]


def below(
    tx: Connection, server: ServerId, board: Board, place: BoardPlace, limit: int
) -> list[Rank]:
    """Return the ranks right after a place, in order."""
    values = _which(server, board) | place._asdict() | {"limit": limit}
    return [_rank(board, row) for row in _BELOW.rows(tx, values)]


def above(
    tx: Connection, server: ServerId, board: Board, place: BoardPlace, limit: int
) -> list[Rank]:
    """Return the ranks right before a place, in order."""
    values = _which(server, board) | place._asdict() | {"limit": limit}
    return [_rank(board, row) for row in _ABOVE.rows(tx, values)[::-1]]


def of(tx: Connection, member: Member, board: Board) -> Rank | None:
    """Return a member's rank, or None if they are not on the leaderboard."""
    rows = _OWN.rows(tx, _which(member.server, board) | {"member": member.id})
    return next((_rank(board, row) for row in rows), None)


def _rank(board: Board, row: tuple[Any, ...], rank: int = 0) -> Rank:
    member, score, goal, kept, due, title, uses_freeze, changes_at, counted = row
    is_streak = board.name is BoardName.STREAK
    return Rank(
        rank or counted,
        MemberId(member),
        Score(score, goal and GoalId(goal), kept, due),
        title=title or "",
        is_without_freeze=is_streak and is_without_freeze(score, uses_freeze=bool(uses_freeze)),
        changes_at=changes_at if is_streak else None,
    )


def _which(server: ServerId, board: Board) -> dict[str, Any]:
    return {"server": server, "board": board.name, "span": board.span}
