"""React to the messages that were counted, except those of members who don't want it."""

import logging
from collections import OrderedDict
from datetime import datetime, timedelta

from discord import HTTPException

from accountabot.domain.checkins import attachments
from accountabot.requests.pacing import in_background
from accountabot.ui.client import Client
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS

COUNTED, OVER = "✅", "➕"
"""The reactions to a check-in, and to one above a ceiling."""
REST = timedelta(hours=6)
"""For how long a member who blocked the bot gets no reactions."""
MOST_KNOWN = 10_000
"""How many of these members are remembered; the oldest are forgotten first."""
_BLOCKED = 90001
"""Discord's code for a reaction to a message by someone who blocked the bot."""

_log = logging.getLogger(__name__)


class CheckInReactions:
    """Adds reactions; each member who blocked the bot refuses one of them in six hours."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._blocked: OrderedDict[int, datetime] = OrderedDict()

    async def mark(self, link: str, author: int, *, is_over: bool = False) -> None:
        """Mark a message as counted, if its author lets the bot."""
        place = attachments.parse_message_link(link)
        if place is None or self._is_blocked_by(author):
            return
        channel = self._client.get_partial_messageable(place.channel)
        message = channel.get_partial_message(place.message)
        try:
            with in_background():
                await message.add_reaction(OVER if is_over else COUNTED)
        except REQUEST_ERRORS as error:
            _log.info("Message %s can't be marked: %s", place.message, error)
            if isinstance(error, HTTPException) and error.code == _BLOCKED:
                self._note_block(author)

    def _is_blocked_by(self, author: int) -> bool:
        at = self._blocked.get(author)
        return at is not None and self._client.clock.now() - at < REST

    def _note_block(self, author: int) -> None:
        self._blocked[author] = self._client.clock.now()
        self._blocked.move_to_end(author)
        if len(self._blocked) > MOST_KNOWN:
            self._blocked.popitem(last=False)
