"""Redraw live leaderboards from the current data."""

import hashlib

from discord import NotFound

from accountabot.domain.delivery.outbox import OutboxEntry
from accountabot.domain.identifiers import MessageRef, ServerId
from accountabot.domain.leaderboards.live_boards import BoardEnd, LiveBoard
from accountabot.services.leaderboards import live_board_messages, live_boards
from accountabot.services.leaderboards.boards import BoardView
from accountabot.ui.cards import Card
from accountabot.ui.client import Client
from accountabot.ui.leaderboards.board_card import live_board_card
from accountabot.ui.leaderboards.board_picture import add_board_picture
from accountabot.ui.mention_tracking import texts
from accountabot.ui.permissions import can_attach
from accountabot.ui.pictures.adding import PATIENCE
from accountabot.ui.pictures.card_pictures import files_of

_UNKNOWN_CHANNEL = 10003
"""Discord's code if the channel of a message is gone."""


async def redraw_live_board(
    client: Client,
    server: ServerId,
    post: MessageRef,
    *,
    entry: OutboxEntry | None = None,
    only_if_changed: bool = False,
) -> bool:
    """Redraw a live leaderboard; return False if the message is none.

    With its `entry`, that is completed, too. If someone deleted the message, the leaderboard ends.
    """
    began = client.clock.now()
    found = await client.database.read(live_board_messages.find, server, post.message, began)
    if found is None:
        return False
    write = client.database.write_in_background
    card = live_board_card(found.view, server)
    shown = card_hash(card)
    if not (only_if_changed and shown == found.board.shown):
        await add_live_picture(client, found.board, card, found.view)
        message = client.get_partial_messageable(post.channel).get_partial_message(post.message)
        try:
            await message.edit(view=card, attachments=files_of(card))
        except NotFound as error:
            await write(live_boards.end, found.board, end_of(error), client.clock.now())
            raise
    now = client.clock.now()
    await write(live_board_messages.mark_redrawn, found, shown=shown, now=now, entry=entry)
    return True


async def add_live_picture(client: Client, board: LiveBoard, card: Card, view: BoardView) -> None:
    """Add a picture to a live leaderboard, if the bot may attach files and knows all names."""
    guild = client.get_guild(board.server)
    if guild is None or not can_attach(guild.get_channel(board.channel)):
        return
    if client.member_lookups.is_idle:  # members who wait for theirs go first
        await client.member_lookups.find_news(guild, view.thought)
    await add_board_picture(client, guild, card, view, patience=PATIENCE)


def end_of(error: NotFound) -> BoardEnd:
    """Return why a live leaderboard ended, from Discord's refusal of a request about it."""
    if error.code == _UNKNOWN_CHANNEL:
        return BoardEnd.CHANNEL_DELETED
    return BoardEnd.MESSAGE_DELETED


def card_hash(card: Card) -> str:
    """Return a hash of what a leaderboard shows."""
    return hashlib.sha256("\n".join(texts(card)).encode()).hexdigest()
