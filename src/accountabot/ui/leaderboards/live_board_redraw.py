"""Redraw live leaderboards from the current data."""

import hashlib

from discord import NotFound

from accountabot.domain.delivery.outbox import OutboxEntry
from accountabot.domain.identifiers import MessageRef, ServerId
from accountabot.domain.leaderboards.live_boards import BoardEnd
from accountabot.services.leaderboards import live_board_messages, live_boards
from accountabot.ui.cards import Card
from accountabot.ui.client import Client
from accountabot.ui.leaderboards.board_card import live_board_card
from accountabot.ui.mention_tracking import texts

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
        message = client.get_partial_messageable(post.channel).get_partial_message(post.message)
        try:
            await message.edit(view=card, attachments=[])
        except NotFound as error:
            await write(live_boards.end, found.board, end_of(error), client.clock.now())
            raise
    now = client.clock.now()
    await write(live_board_messages.mark_redrawn, found, shown=shown, now=now, entry=entry)
    return True


def end_of(error: NotFound) -> BoardEnd:
    """Return why a live leaderboard ended, from Discord's refusal of a request about it."""
    if error.code == _UNKNOWN_CHANNEL:
        return BoardEnd.CHANNEL_DELETED
    return BoardEnd.MESSAGE_DELETED


def card_hash(card: Card) -> str:
    """Return a hash of what a leaderboard shows."""
    return hashlib.sha256("\n".join(texts(card)).encode()).hexdigest()
