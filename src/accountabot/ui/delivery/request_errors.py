"""Classify the errors of requests to Discord: unknown outcome, refused, lasting or final."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

import aiohttp
from discord import Forbidden, HTTPException, Message, NotFound, PartialMessage

REQUEST_ERRORS = (HTTPException, aiohttp.ClientError, OSError)
"""Every error of a request: Discord refused it, or the connection was cut or timed out."""
ALREADY_ACKNOWLEDGED = 40060
UNKNOWN_INTERACTION = 10062
ARCHIVED, LOCKED = 50083, 160005
"""Discord's codes for a thread that is archived, and for one that only moderators may use."""
_REFUSED = range(400, 500)
_NOT_OURS = frozenset({50005, 50021})
"""Discord's codes for a message by someone else, or by Discord itself."""


@contextmanager
def ignore_final() -> Iterator[None]:
    """Do without an edit that can never succeed; raise all other errors."""
    try:
        yield
    except REQUEST_ERRORS as error:
        if not is_final(error):
            raise


def is_final(error: Exception) -> bool:
    """Return whether a message or its channel is gone, or was never the bot's to edit."""
    return isinstance(error, NotFound) or (
        isinstance(error, HTTPException) and error.code in _NOT_OURS
    )


def is_lasting(error: Exception) -> bool:
    """Return whether only people can change it: by a permission, or by opening a thread again."""
    return (
        isinstance(error, HTTPException)
        and error.status in _REFUSED
        and error.status != HTTPStatus.TOO_MANY_REQUESTS
    )


def has_to_wait(error: Exception) -> bool:
    """Return whether the request may be sent later: too many were refused."""
    return isinstance(error, HTTPException) and error.status == HTTPStatus.TOO_MANY_REQUESTS


def retry_after(refusal: HTTPException, otherwise: float) -> float:
    """Return the seconds until a request may be sent, another number if Discord names none."""
    headers = refusal.response.headers
    try:
        said = headers.get("Retry-After") or headers.get("X-RateLimit-Reset-After")
        return float(said or otherwise)
    except ValueError:
        return otherwise


def is_archived(error: Exception) -> bool:
    """Return whether Discord refused a change because its thread is archived or locked."""
    return isinstance(error, HTTPException) and error.code in {ARCHIVED, LOCKED}


def is_outcome_unknown(error: Exception) -> bool:
    """Return whether Discord may have carried out the request that raised `error`.

    It may have if the connection was cut, or if Discord had a problem of its own. discord.py
    repeats some requests; if the first attempt to acknowledge an interaction was carried out, the
    second is refused because the interaction is already acknowledged.
    """
    return (
        not isinstance(error, HTTPException)
        or error.status not in _REFUSED
        or is_acknowledged(error)
    )


def is_acknowledged(error: Exception) -> bool:
    """Return whether Discord refused a response because the interaction has one already."""
    return isinstance(error, HTTPException) and error.code == ALREADY_ACKNOWLEDGED


async def fetched(message: PartialMessage) -> Message | None:
    """Return a message with its content, None if the bot may not read it."""
    try:
        return await message.fetch()
    except Forbidden:
        return None
