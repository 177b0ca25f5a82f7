"""Classify Discord's errors when a message is read or edited: final, lasting or temporary."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

import aiohttp
from discord import Forbidden, HTTPException, Message, NotFound, PartialMessage

UNEDITED = (HTTPException, aiohttp.ClientError, OSError)
"""The errors that prevent an edit."""
_REFUSED = range(400, 500)
_NOT_OURS = frozenset({50005, 50021})
"""Discord's codes for a message by someone else, or by Discord itself."""


@contextmanager
def ignore_final() -> Iterator[None]:
    """Do without an edit that can never succeed; raise all other errors."""
    try:
        yield
    except UNEDITED as error:
        if not is_final(error):
            raise


def is_final(error: Exception) -> bool:
    """Tell whether a message or its channel is gone, or was never the bot's to edit."""
    return isinstance(error, NotFound) or (
        isinstance(error, HTTPException) and error.code in _NOT_OURS
    )


def is_lasting(error: Exception) -> bool:
    """Tell whether only people can change it: by a permission, or by opening a thread again."""
    return (
        isinstance(error, HTTPException)
        and error.status in _REFUSED
        and error.status != HTTPStatus.TOO_MANY_REQUESTS
    )


async def fetched(message: PartialMessage) -> Message | None:
    """Return a message with its content, None if the bot may not read it."""
    try:
        return await message.fetch()
    except Forbidden:
        return None
