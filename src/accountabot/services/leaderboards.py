"""Draw up boards that can be trusted: from what is saved, with those only who are here."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.identities import Member, MemberId, ServerId
from accountabot.domain.people import Place
from accountabot.services import settings
from accountabot.store import boards, people

PAGE = 10
ASKED = 100
"""Members about whom Discord answers at once."""


class Board(NamedTuple):
    """A page of a board (from 0), how many there are, the asker's own place, and whether they want none."""

    places: list[Place]
    page: int
    pages: int
    own: Place | None
    is_hidden: bool


def streak_board(tx: Connection, asker: Member, page: int, now: datetime) -> Board:
    """Return a page of the streak board at `now`; one beyond the last is the last."""
    pages = max(1, -(-boards.count(tx, asker.server, now) // PAGE))
    page = min(max(page, 0), pages - 1)
    places = boards.places(tx, asker.server, now, PAGE, page * PAGE)
    is_hidden = not settings.own(tx, asker).on_boards
    return Board(places, page, pages, boards.place_of(tx, asker.server, asker.id, now), is_hidden)


def to_look_for(tx: Connection, server: ServerId, page: int, now: datetime) -> dict[MemberId, bool]:
    """Return whom to ask Discord about before a page is drawn, and whether each is thought to be here."""
    gone = people.departed_with_streaks(tx, server, ASKED // 2)
    places = boards.places(tx, server, now, ASKED - len(gone), max(page, 0) * PAGE)
    return dict.fromkeys(gone, False) | {place.member: True for place in places}
