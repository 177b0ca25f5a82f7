"""Load leaderboards from saved standings, without members who left."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.identifiers import GoalId, Member, MemberId, ServerId
from accountabot.domain.streaks.leaderboards import BoardRank
from accountabot.services.people import preferences
from accountabot.store.people import membership
from accountabot.store.streaks import leaderboards

PAGE = 10
VERIFY_LIMIT = 100
"""Members that Discord looks up in one request."""


class Board(NamedTuple):
    """A page of a leaderboard with the asker's rank, and whether they opted out."""

    ranks: list[BoardRank]
    page: int
    pages: int
    own_rank: BoardRank | None
    is_hidden: bool

    @property
    def goals(self) -> list[GoalId]:
        """The goals whose titles appear on the page."""
        return [
            *dict.fromkeys(
                rank.goal for rank in (*self.ranks, *([self.own_rank] if self.own_rank else []))
            )
        ]


def streak_board(tx: Connection, asker: Member, page: int, now: datetime) -> Board:
    """Return a page of the streak leaderboard; past the end, return the last page."""
    own = leaderboards.rank_of(tx, asker.server, asker.id, now)
    is_hidden = not preferences.preferences_of(tx, asker).on_leaderboards
    return public_streak_board(tx, asker.server, page, now)._replace(
        own_rank=own, is_hidden=is_hidden
    )


def public_streak_board(tx: Connection, server: ServerId, page: int, now: datetime) -> Board:
    """Return a page of the streak leaderboard without an asker's rank."""
    pages = max(1, -(-leaderboards.count(tx, server, now) // PAGE))
    page = min(max(page, 0), pages - 1)
    return Board(
        ranks=leaderboards.ranks(tx, server, now, PAGE, page * PAGE),
        page=page,
        pages=pages,
        own_rank=None,
        is_hidden=True,
    )


def members_to_verify(
    tx: Connection, server: ServerId, page: int, now: datetime
) -> dict[MemberId, bool]:
    """Return the members to look up for a page, and whether each is recorded as present."""
    gone = membership.departed_with_streaks(tx, server, VERIFY_LIMIT // 2)
    ranks = leaderboards.ranks(tx, server, now, VERIFY_LIMIT - len(gone), max(page, 0) * PAGE)
    return dict.fromkeys(gone, False) | {rank.member: True for rank in ranks}
