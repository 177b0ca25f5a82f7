"""Draw up boards that can be trusted: from what is saved, with those only who are here."""

from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.identities import Member
from accountabot.domain.people import Place
from accountabot.store import boards

PAGE = 10


class Board(NamedTuple):
    """A page of a board (from 0), how many there are, and the asker's own place."""

    places: list[Place]
    page: int
    pages: int
    own: Place | None


def streak_board(tx: Connection, asker: Member, page: int) -> Board:
    """Return a page of the streak board; one beyond the last is the last."""
    pages = max(1, -(-boards.count(tx, asker.server) // PAGE))
    page = min(max(page, 0), pages - 1)
    places = boards.places(tx, asker.server, PAGE, page * PAGE)
    return Board(places, page, pages, boards.place_of(tx, asker.server, asker.id))
