"""Read ranks on a leaderboard; the cost doesn't depend on how many members it has."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    bindparam,
    func,
    literal_column,
    null,
    select,
    tuple_,
    union_all,
)

from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.domain.leaderboards.boards import Board, BoardName
from accountabot.domain.leaderboards.ranks import Rank
from accountabot.domain.leaderboards.scores import Score
from accountabot.domain.streaks.tallies import is_without_freeze
from accountabot.store.column_types import MemberIdColumn
from accountabot.store.leaderboards.member_scores import WIDTHS
from accountabot.store.prepared import Prepared
from accountabot.store.schema import goals, member_scores, score_counts, standings

_, _WIDE = WIDTHS


def _on_board(table: FromClause) -> tuple[ColumnElement[bool], ...]:
    return (
        table.c.server_id == bindparam("server"),
        table.c.board == bindparam("board"),
        table.c.span == bindparam("span"),
    )


_score, _member = member_scores.c.score, member_scores.c.member_id


def _members(*whose: ColumnElement[bool]) -> ColumnElement[int]:
    """Return how many members of a leaderboard have some of the scores."""
    total = select(func.sum(score_counts.c.members)).where(*_on_board(score_counts), *whose)
    return func.coalesce(total.scalar_subquery(), 0)


members = _members(score_counts.c.width == _WIDE)
"""How many members are on a leaderboard."""
_hundred = _score // literal_column(str(_WIDE), Integer)
_higher = _members(score_counts.c.width == _WIDE, score_counts.c.bucket > _hundred) + _members(
    score_counts.c.width == 1,
    score_counts.c.bucket > _score,
    score_counts.c.bucket < (_hundred + 1) * _WIDE,
)
_tied = _members(score_counts.c.width == 1, score_counts.c.bucket == _score)
_own = member_scores.alias("own")
_own_score = (
    select(_own.c.score)
    .where(*_on_board(_own), _own.c.member_id == bindparam("member"))
    .scalar_subquery()
)
_this_score = bindparam("score", type_=Integer)
_here = tuple_(_score, _member)
"""Compared as a pair, or the database would read all members with the same score."""


def _place(score: ColumnElement[int]) -> ColumnElement[Any]:
    return tuple_(score, bindparam("member", type_=MemberIdColumn))


def _down(statement: Select[Any]) -> Select[Any]:
    return statement.order_by(_score.desc(), _member.desc()).limit(bindparam("limit"))


def _up(statement: Select[Any]) -> Select[Any]:
    return statement.order_by(_score, _member).limit(bindparam("limit"))


class _Statements:
    """The statements that read leaderboards, with or without the goals that earned the scores."""

    def __init__(self, table: FromClause, *of_goal: ColumnElement[Any]) -> None:
        columns = (_member, _score, member_scores.c.goal_id, member_scores.c.kept)
        scores = (
            select(*columns, member_scores.c.of, *of_goal)
            .select_from(table)
            .where(*_on_board(member_scores))
        )
        tied = scores.add_columns(_tied.label("tied"))
        unranked = tied.add_columns(null().label("rank"))
        ranked = tied.add_columns((_higher + 1).label("rank"))
        self.top = Prepared(_down(scores))
        self.below = Prepared(_down(ranked.where(_here < _place(_this_score))))
        self.above = Prepared(_up(ranked.where(_here > _place(_this_score))))
        around = (
            _up(unranked.where(_here > _place(_own_score))),
            ranked.where(_member == bindparam("member")),
            _down(unranked.where(_here < _place(_own_score))),
        )
        self.around = Prepared(union_all(*(select(each.subquery()) for each in around)))


_PLAIN = _Statements(member_scores)
_STREAKS = _Statements(
    member_scores.outerjoin(goals, goals.c.id == member_scores.c.goal_id).outerjoin(
        standings, standings.c.goal_id == member_scores.c.goal_id
    ),
    goals.c.title,
    standings.c.uses_freeze,
    standings.c.changes_at,
)


class BoardPlace(NamedTuple):
    """Where a member stands in the order of a board: by score, then by ID."""

    score: int
    member: MemberId


def top(tx: Connection, server: ServerId, board: Board, limit: int) -> list[Rank]:
    """Return the first ranks."""
    rows = _statements(board).top.rows(tx, which(server, board) | {"limit": limit})
    found, rank, last = [], 0, None
    for number, row in enumerate(rows, 1):
        if row[1] != last:
            rank, last = number, row[1]
        found.append(_rank(board, row, rank))
    return found


def below(
    tx: Connection, server: ServerId, board: Board, place: BoardPlace, limit: int
) -> list[Rank]:
    """Return the ranks right after a place, in order."""
    values = which(server, board) | place._asdict() | {"limit": limit}
    return [_rank(board, row, row[-1]) for row in _statements(board).below.rows(tx, values)]


def above(
    tx: Connection, server: ServerId, board: Board, place: BoardPlace, limit: int
) -> list[Rank]:
    """Return the ranks right before a place, in order."""
    values = which(server, board) | place._asdict() | {"limit": limit}
    return [_rank(board, row, row[-1]) for row in _statements(board).above.rows(tx, values)[::-1]]


def around(tx: Connection, member: Member, board: Board, limit: int) -> list[Rank]:
    """Return a member's rank, with up to `limit` above and below; none if they aren't on it."""
    values = which(member.server, board) | {"member": member.id, "limit": limit}
    rows = sorted(_statements(board).around.rows(tx, values), key=_order, reverse=True)
    own = next((number for number, row in enumerate(rows) if row[0] == member.id), None)
    return [] if own is None else [*map(_rank, [board] * len(rows), rows, _ranks(rows, own))]


def _order(row: tuple[Any, ...]) -> tuple[int, int]:
    return row[1], row[0]


def _ranks(rows: Sequence[tuple[Any, ...]], own: int) -> list[int]:
    """Return the ranks of rows in order, from that of one and how many members tie with each."""
    found = [rows[own][-1]]
    for before, row in zip(rows[own:], rows[own + 1 :], strict=False):
        found.append(found[-1] + (before[-2] if row[1] != before[1] else 0))
    for after, row in zip(rows[own::-1], rows[own - 1 :: -1] if own else (), strict=False):
        found.insert(0, found[0] - (row[-2] if row[1] != after[1] else 0))
    return found


def _statements(board: Board) -> _Statements:
    return _STREAKS if board.name is BoardName.STREAK else _PLAIN


def _rank(board: Board, row: tuple[Any, ...], rank: int) -> Rank:
    member, score, goal, kept, due, *of_goal = row
    scored = Score(score, goal, kept, due)
    if board.name is not BoardName.STREAK:
        return Rank(rank, member, scored, "")
    title, uses_freeze, changes_at, *_ = of_goal
    is_pure = is_without_freeze(score, uses_freeze=bool(uses_freeze))
    return Rank(rank, member, scored, title or "", is_pure, changes_at)


def which(server: ServerId, board: Board) -> dict[str, Any]:
    """Return the values of `:server`, `:board` and `:span`."""
    return {"server": server, "board": board.name, "span": board.span}
