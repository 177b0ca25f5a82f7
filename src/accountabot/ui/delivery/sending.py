"""Send a message to a channel exactly once, even if the connection is cut at any moment."""

import asyncio
import logging
from typing import Any

from discord import Message
from discord.abc import Messageable

from accountabot.ui.delivery.request_errors import REQUEST_ERRORS, is_outcome_unknown
from accountabot.ui.pictures.card_pictures import sent_files

PAUSES = (0.0, 6.0, 15.0, 30.0)
"""Seconds before each repetition. Discord knows a nonce for a few minutes."""

_log = logging.getLogger(__name__)


async def send_once(place: Messageable, nonce: str, **message: Any) -> Message:  # noqa: ANN401 - as in discord.py
    """Send a message; repeat it with the same nonce while it is unknown whether it arrived.

    If Discord accepted an earlier attempt, it returns that message instead of posting a second one.
    Only a definite refusal means that the message is not there. Raises one of REQUEST_ERRORS.
    """
    for pause in PAUSES:
        try:
            return await place.send(nonce=nonce, **message, **sent_files(message.get("view")))
        except REQUEST_ERRORS as error:
            if not is_outcome_unknown(error):
                raise
            _log.info("Message %s: is it there? %r", nonce, error)
        await asyncio.sleep(pause)
    return await place.send(nonce=nonce, **message, **sent_files(message.get("view")))
