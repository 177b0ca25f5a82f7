"""Read a page of a leaderboard, with the asker and the members around them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.identifiers import GoalId, Member, MemberId, ServerId
from accountabot.domain.leaderboards.boards import Board, BoardName, BoardPeriod
from accountabot.domain.leaderboards.ranks import Rank
from accountabot.services.leaderboards import server_time
from accountabot.services.people import preferences
from accountabot.store.leaderboards import board_status, ranks
from accountabot.store.leaderboards.ranks import BoardPlace

PAGE = 10
"""Members on a page."""
AROUND = 2
"""Members shown above the asker, and below."""
LEFT = 20
"""Members who left last, and may be back."""


class BoardRequest(NamedTuple):
    """Which part of which leaderboard to read."""

    board: BoardName = BoardName.STREAK
    period: BoardPeriod = BoardPeriod.ALL
    page: int = 0
    """Zero-based."""
    beside: BoardPlace | None = None
    """The place that the page comes right after, or right before; None for the first page."""
    is_backwards: bool = False


@dataclass(frozen=True, slots=True)
class BoardView:
    """A page of a leaderboard."""

    request: BoardRequest
    ranks: list[Rank]
    total: int
    """How many members are on the leaderboard."""
    is_stale: bool
    """Whether goals of the server have to be judged or counted first."""
    left: list[MemberId]
    """The members who left last; they may be back."""
    own: Rank | None = None
    """The asker's rank."""
    around: tuple[Rank, ...] = ()
    """The asker and the members around them, in order, unless the page shows the asker."""
    is_hidden: bool = False
    """Whether the asker left the leaderboards."""

    @property
    def pages(self) -> int:
        """The number of pages."""
        return max(1, -(-self.total // PAGE))

    @property
    def shown(self) -> list[Rank]:
        """All ranks that the card shows."""
        return [*self.around, *self.ranks]

    @property
    def thought(self) -> dict[MemberId, bool]:
        """Whether each of these members is thought to be here; the card shows those who are."""
        return dict.fromkeys(self.left, False) | {rank.member: True for rank in self.shown}

    @property
    def goals(self) -> list[GoalId]:
        """The goals whose titles the card shows."""
        return [*dict.fromkeys(rank.score.goal for rank in self.shown if rank.score.goal)]

    @property
    def for_everyone(self) -> "BoardView":
        """The same page without the asker."""
        return replace(self, own=None, around=(), is_hidden=False)


def read(tx: Connection, asker: Member, request: BoardRequest, now: datetime) -> BoardView:
    """Return a page of a leaderboard for an asker; past the end, return the first page."""
    board = board_of(tx, asker.server, request, now)
    view = _read(tx, asker.server, board, request, now)
    around = ranks.around(tx, asker, board, AROUND)
    own = next((rank for rank in around if rank.member == asker.id), None)
    is_shown = any(rank.member == asker.id for rank in view.ranks)
    return replace(
        view,
        own=own,
        around=() if is_shown else tuple(around),
        is_hidden=own is None and not preferences.preferences_of(tx, asker).on_leaderboards,
    )


def read_public(
    tx: Connection, server: ServerId, request: BoardRequest, now: datetime
) -> BoardView:
    """Return a page of a leaderboard without an asker."""
    return _read(tx, server, board_of(tx, server, request, now), request, now)


def _read(
    tx: Connection, server: ServerId, board: Board, request: BoardRequest, now: datetime
) -> BoardView:
    found = _page(tx, server, board, request)
    if not found and request.beside:
        request = request._replace(page=0, beside=None, is_backwards=False)
        found = _page(tx, server, board, request)
    total, is_stale, left = board_status.read(tx, server, board, now, LEFT)
    return BoardView(request, [*_fresh(found, now)], total=total, is_stale=is_stale, left=left)


def board_of(tx: Connection, server: ServerId, request: BoardRequest, now: datetime) -> Board:
    """Return the leaderboard of a request, with the span that is current."""
    if not request.board.has_periods or request.period is BoardPeriod.ALL:
        return Board(request.board)
    return Board(request.board, server_time.current_span(tx, server, request.period, now))


def _page(tx: Connection, server: ServerId, board: Board, request: BoardRequest) -> list[Rank]:
    if request.beside is None:
        return ranks.top(tx, server, board, PAGE)
    beside = ranks.above if request.is_backwards else ranks.below
    return beside(tx, server, board, request.beside, PAGE)


def _fresh(found: Iterable[Rank], now: datetime) -> Iterable[Rank]:
    """Leave out streaks that may be over, but have not been judged."""
    return (rank for rank in found if rank.changes_at is None or rank.changes_at > now)
