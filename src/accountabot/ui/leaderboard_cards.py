"""Draw boards, and those that stand anew: one on them may want to be on no board any more."""

from typing import Any

from discord import Message, PartialMessage
from discord.utils import utcnow

from accountabot.domain.delivery.sent_messages import SentMessage
from accountabot.domain.goals.record import MessageRef
from accountabot.domain.identifiers import ServerId
from accountabot.domain.streaks.leaderboards import BoardRank
from accountabot.services.streaks import leaderboards
from accountabot.services.streaks.leaderboards import Board
from accountabot.ui import mention_tracking, pagination, responses
from accountabot.ui.cards import GOING, Card, text
from accountabot.ui.client import Interaction
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say

VERB = "board"
"""What the buttons to a board's other pages begin with."""
_MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}


def board_card(board: Board, server: ServerId, asker: int = 0) -> Card:
    """Draw a page of a board, with the place of whoever asked for it."""
    if not board.places:
        return Card(text(say("board-title"), say("board-empty")))
    footer = say("board-page", page=board.page + 1, pages=board.pages) if board.pages > 1 else None
    return Card(
        text(say("board-title")),
        text(*map(_line, board.places)),
        *([text(own, footer)] if (own := _own(board, asker)) or footer else []),
        *pagination.pager(VERB, server, 0, board.page, board.pages),
        colour=GOING,
    )


async def show_board(interaction: Interaction, board: Board) -> None:
    """Answer with a board, and have it written down which goals it shows to all."""
    server = responses.server_id(interaction)
    message = await responses.show(
        interaction, board_card(board, server, interaction.user.id), public=True
    )
    if message and interaction.channel_id and board.goals:
        post = MessageRef(interaction.channel_id, message)
        interaction.client.sent_messages.add(
            SentMessage(server=server, post=post, goals=frozenset(board.goals))
        )


async def draw_anew(
    client: Any,  # noqa: ANN401 - the bot, which is not known here
    server: ServerId,
    stands: Message,
    message: PartialMessage,
) -> bool:
    """Draw a board that stands as it is now, for nobody in particular; return False where it is none, or empty."""
    page = page_of(stands)
    if page is None:
        return False
    began, post = utcnow(), MessageRef(message.channel.id, message.id)
    board = await client.database.read(leaderboards.for_all, server, page, began)
    if not board.places:
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


def page_of(message: Message) -> int | None:
    """Return which page (from 0) of a board a message shows, or None where it is no board."""
    if mention_tracking.texts(message)[:1] != [say("board-title")]:
        return None
    labels = (label.split(":", 3) for label in mention_tracking.custom_ids(message))
    return next(
        (int(detail) + 1 for verb, _, _, detail in labels if verb == VERB), 0
    )  # which leads to the one before


def _own(board: Board, asker: int) -> str | None:
    """Say where the asker stands; of those who want to stand on no board nothing is said."""
    if place := board.own:
        title = escape(place.title)
        return say(
            "board-own", member=str(asker), rank=place.rank, streak=place.streak, title=title
        )
    return None if board.is_hidden else say("board-own-none", member=str(asker))


def _line(place: BoardRank) -> str:
    medal = _MEDALS.get(place.rank, f"{place.rank}.")
    return say(
        "board-line",
        medal=medal,
        streak=place.streak,
        member=str(place.member),
        title=escape(place.title),
    )
