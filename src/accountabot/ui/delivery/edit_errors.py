"""Look how a message stands, and judge by what Discord answered whether one is tried again that can't be edited."""

from http import HTTPStatus

import aiohttp
from discord import Forbidden, HTTPException, Message, NotFound, PartialMessage

UNEDITED = (HTTPException, aiohttp.ClientError, OSError)
"""What prevents an edit."""
_REFUSED, _TOO_MANY = range(400, 500), HTTPStatus.TOO_MANY_REQUESTS
_NOT_OURS = frozenset({50005, 50021})
"""What Discord answers where a message is someone else's, or its own: that can't change."""


def is_final(error: Exception) -> bool:
    """Tell whether a message, or its channel, is gone, or was never the bot's to edit."""
    return isinstance(error, NotFound) or (
        isinstance(error, HTTPException) and error.code in _NOT_OURS
    )


def is_lasting(error: Exception) -> bool:
    """Tell whether it takes people to change it: who let the bot in again, or open a thread that is archived."""
    return (
        isinstance(error, HTTPException) and error.status in _REFUSED and error.status != _TOO_MANY
    )


async def fetched(message: PartialMessage) -> Message | None:
    """Return a message as it stands, None where it may not be read; raise what else prevents that."""
    try:
        return await message.fetch()
    except Forbidden:
        return None
