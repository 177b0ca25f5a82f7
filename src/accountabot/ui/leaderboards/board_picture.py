"""Draw the picture of a leaderboard."""

from collections.abc import Iterable, Iterator, Sequence

from discord import Guild, User
from discord import Member as DiscordMember

from accountabot.domain.identifiers import MemberId, ServerId
from accountabot.domain.leaderboards.boards import BoardName, BoardPeriod
from accountabot.domain.leaderboards.ranks import Rank
from accountabot.pictures.leaderboard import (
    BoardRow,
    BoardSection,
    LeaderboardPicture,
    draw_leaderboard,
)
from accountabot.pictures.picture import Person, Picture
from accountabot.services.leaderboards.boards import BoardRequest, BoardView
from accountabot.ui.cards import Card
from accountabot.ui.checkins.checkin_text import joined
from accountabot.ui.client import Client
from accountabot.ui.leaderboards.board_card import medals_of
from accountabot.ui.localization import say
from accountabot.ui.pictures.adding import add_picture

ROWS = 5
"""Members in a picture; with more, it would be too tall to be read on a phone."""


async def add_board_picture(
    client: Client,
    guild: Guild,
    card: Card,
    view: BoardView,
    *,
    patience: float,
    known: User | DiscordMember | None = None,
) -> None:
    """Add a picture of the first members to the first page of a leaderboard.

    Discord told the names of those who were looked up, and of a `known` one. If another is missing,
    there is no picture.
    """
    shown = [*view.ranks[:ROWS], *_own(view)]
    members = [rank.member for rank in shown]
    users = {**client.member_lookups.seen(ServerId(guild.id), members), **_by_id(known)}
    if view.request.page > 0 or not shown or any(key not in users for key in members):
        return

    async def draw() -> Picture:
        people = await client.portraits.people(users[key] for key in members)
        return board_picture(view, dict(zip(members, people, strict=True)), guild.name)

    await add_picture(client, card, draw, members, patience=patience)


def board_picture(view: BoardView, people: dict[MemberId, Person], server: str) -> Picture:
    """Draw a leaderboard."""
    top = BoardSection("", tuple(_rows(view, view.ranks[:ROWS], people)))
    own = BoardSection(say("picture-you"), tuple(_rows(view, _own(view), people)))
    return draw_leaderboard(
        LeaderboardPicture(
            title=say("picture-board", board=view.request.board),
            subtitle=joined(_time(view.request), server),
            sections=(top, own),
        )
    )


def _own(view: BoardView) -> Sequence[Rank]:
    """Return the asker's rank if it is not among the first."""
    own = view.own
    return [] if own is None or own.member in {each.member for each in view.ranks[:ROWS]} else [own]


def _by_id(known: User | DiscordMember | None) -> dict[MemberId, User | DiscordMember]:
    return {MemberId(known.id): known} if known else {}


def _rows(
    view: BoardView, shown: Iterable[Rank], people: dict[MemberId, Person]
) -> Iterator[BoardRow]:
    best = max((rank.score.value for rank in view.ranks), default=1)
    medals = medals_of(view)
    for rank in shown:
        yield BoardRow(
            rank=f"{rank.rank}",
            person=people[rank.member],
            score=_score(view.request.board, rank),
            detail=joined(
                rank.title or None,
                say("picture-no-freezes") if rank.is_without_freeze else None,
            ),
            share=rank.score.value / best,
            is_reader=view.own is not None and rank.member == view.own.member,
            medal=rank.rank if rank.rank in medals else None,
        )


def _score(board: BoardName, rank: Rank) -> str:
    score = rank.score
    return say("picture-score", board=board, score=score.value, kept=score.kept, of=score.of)


def _time(request: BoardRequest) -> str:
    if not request.board.has_periods:
        is_ever = request.board is BoardName.LONGEST
        return say("picture-board-time", time="all" if is_ever else "now")
    is_kept = request.board is BoardName.KEPT and request.period is BoardPeriod.ALL
    return say("picture-board-time", time="kept-all" if is_kept else request.period)
