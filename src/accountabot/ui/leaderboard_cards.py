"""Build leaderboards, and update posted ones if a listed member leaves."""

from collections import Counter
from collections.abc import Mapping

from discord import Message, PartialMessage

from accountabot.domain.delivery.sent_messages import SentMessage
from accountabot.domain.identifiers import MessageRef, ServerId
from accountabot.domain.streaks.leaderboards import BoardRank
from accountabot.services.streaks import leaderboards
from accountabot.services.streaks.leaderboards import Board
from accountabot.ui import mention_tracking, pagination
from accountabot.ui.cards import GOING, Card, row, text
from accountabot.ui.client import Client
from accountabot.ui.delivery.sharing import share_button
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say

VERB, SHARE = "board", "share-board"
"""The verbs of the page buttons and of *Show everyone*."""
_MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}


def board_card(board: Board, server: ServerId, asker: int = 0) -> Card:
    """Build a page of a leaderboard; for an asker, with their rank and *Show everyone*."""
    if not board.ranks:
        return Card(text(say("board-title"), say("board-empty")))
    medals = _medals(board)
    footer = say("board-page", page=board.page + 1, pages=board.pages) if board.pages > 1 else None
    return Card(
        text(say("board-title")),
        text(*(_line(place, medals) for place in board.ranks)),
        *([text(own, footer)] if (own := _own(board, asker)) or footer else []),
        *pagination.page_buttons(
            verb=VERB, server=server, subject=0, page=board.page, pages=board.pages
        ),
        *([row(share_button(SHARE, server, 0, f"{board.page}"))] if asker else []),
        colour=GOING,
    )


async def redraw_board(
    client: Client,
    server: ServerId,
    posted: Message,
    message: PartialMessage,
) -> bool:
    """Update a posted leaderboard, without an asker's rank.

    Returns False if the message is not a leaderboard, or if the leaderboard is empty.
    """
    page = board_page(posted)
    if page is None:
        return False
    began = client.clock.now()
    post = MessageRef(message.channel.id, message.id)
    board = await client.database.read(leaderboards.public_streak_board, server, page, began)
    if not board.ranks:
        return False
    card = board_card(board, server)
    await message.edit(view=card, attachments=[])
    client.sent_messages.add(
        SentMessage(
            server=server,
            post=post,
            goals=frozenset(board.goals),
            members=mention_tracking.named(card),
            since=began,
        )
    )
    return True


def board_page(message: Message) -> int | None:
    """Return the zero-based page of a posted leaderboard, or None for other messages."""
    if mention_tracking.texts(message)[:1] != [say("board-title")]:
        return None
    labels = (label.split(":", 3) for label in mention_tracking.custom_ids(message))
    return next(
        (int(detail) + 1 for verb, _, _, detail in labels if verb == VERB), 0
    )  # the first button leads to the previous page


def _own(board: Board, asker: int) -> str | None:
    """Format the asker's own rank; None if the page shows it, or if no leaderboard does."""
    if board.own_rank in board.ranks:
        return None
    if place := board.own_rank:
        return say(
            "board-own",
            member=str(asker),
            rank=place.rank,
            streak=place.streak,
            title=escape(place.title),
            without_freeze=int(place.is_without_freeze),
        )
    return None if board.is_hidden else say("board-own-none", member=str(asker))


def _medals(board: Board) -> dict[int, str]:
    """Return the medals by rank; a rank that more members share than there are left has none."""
    ties = Counter(place.rank for place in board.ranks)
    return {
        rank: medal
        for rank, medal in _MEDALS.items()
        if board.page == 0 and rank + ties[rank] - 1 <= len(_MEDALS)
    }


def _line(place: BoardRank, medals: Mapping[int, str]) -> str:
    return say(
        "board-line",
        medal=medals.get(place.rank, f"{place.rank}."),
        streak=place.streak,
        member=str(place.member),
        title=escape(place.title),
        without_freeze=int(place.is_without_freeze),
    )
