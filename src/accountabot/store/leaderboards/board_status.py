"""Read what a page of a leaderboard needs besides ranks, in one statement."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Integer, bindparam, literal, or_, select, union_all

from accountabot.domain.identifiers import MemberId, ServerId
from accountabot.domain.leaderboards.boards import Board
from accountabot.store.leaderboards import ranks, recounts
from accountabot.store.people import membership
from accountabot.store.prepared import Prepared

_TOTAL, _STALE, _LEFT = range(3)
_left = membership.recently_left.limit(bindparam("limit")).subquery()
_READ = Prepared(
    union_all(
        select(literal(_TOTAL, Integer), ranks.members),
        select(literal(_STALE, Integer), or_(*recounts.is_stale).cast(Integer)),
        select(literal(_LEFT, Integer), _left.c.member_id),
    )
)


class BoardStatus(NamedTuple):
    """How many members are on a leaderboard, and whether it is up to date."""

    total: int
    is_stale: bool
    """Whether a goal of the server is due to be judged or counted."""
    left: list[MemberId]
    """The members who left last."""


def read(
    tx: Connection, server: ServerId, board: Board, now: datetime, most_left: int
) -> BoardStatus:
    """Return the state of a leaderboard, and up to `most_left` members who left."""
    rows = _READ.rows(tx, ranks.which(server, board) | {"now": now, "limit": most_left})
    values = {kind: value for kind, value in rows if kind != _LEFT}
    left = [MemberId(value) for kind, value in rows if kind == _LEFT]
    return BoardStatus(values[_TOTAL], bool(values[_STALE]), left)
