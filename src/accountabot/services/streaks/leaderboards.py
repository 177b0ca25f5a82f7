"""Draw up boards that can be trusted: from what is saved, with those only who are here."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.identifiers import GoalId, Member, MemberId, ServerId
from accountabot.domain.streaks.leaderboards import BoardRank
from accountabot.services.people import preferences
from accountabot.store.people import membership
from accountabot.store.streaks import leaderboards

PAGE = 10
ASKED = 100
"""Members about whom Discord answers at once."""


class Board(NamedTuple):
    """A page of a board (from 0), how many there are, the asker's own place, and whether they want none."""

    places: list[BoardRank]
    page: int
    pages: int
    own: BoardRank | None
    is_hidden: bool

    @property
    def goals(self) -> list[GoalId]:
        """The goals whose titles it says."""
        return [
            *dict.fromkeys(
                place.goal for place in (*self.places, *([self.own] if self.own else []))
            )
        ]


def streak_board(tx: Connection, asker: Member, page: int, now: datetime) -> Board:
    """Return a page of the streak board at `now`; one beyond the last is the last."""
    own, is_hidden = (
        leaderboards.place_of(tx, asker.server, asker.id, now),
        not preferences.preferences_of(tx, asker).on_leaderboards,
    )
    return for_all(tx, asker.server, page, now)._replace(own=own, is_hidden=is_hidden)


def for_all(tx: Connection, server: ServerId, page: int, now: datetime) -> Board:
    """Return the same for nobody in particular."""
    pages = max(1, -(-leaderboards.count(tx, server, now) // PAGE))
    page = min(max(page, 0), pages - 1)
    return Board(
        leaderboards.places(tx, server, now, PAGE, page * PAGE),
        page,
        pages,
        own=None,
        is_hidden=True,
    )


def to_look_for(tx: Connection, server: ServerId, page: int, now: datetime) -> dict[MemberId, bool]:
    """Return whom to ask Discord about before a page is drawn, and whether each is thought to be here."""
    gone = membership.departed_with_streaks(tx, server, ASKED // 2)
    places = leaderboards.places(tx, server, now, ASKED - len(gone), max(page, 0) * PAGE)
    return dict.fromkeys(gone, False) | {place.member: True for place in places}
