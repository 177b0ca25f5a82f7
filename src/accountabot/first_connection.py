"""Log in and connect for the first time; discord.py only repeats later connections by itself."""

import asyncio
import contextlib
import logging
import random
from collections.abc import Awaitable, Callable, Iterator
from http import HTTPStatus

import aiohttp
import discord

from accountabot.library_lines import without_shard
from accountabot.logs.descriptions import error_text
from accountabot.ui.client import Client

LONGEST_PAUSE = 60.0
"""Seconds."""
SLOW_AFTER = 2.0
"""Seconds after which the log says that a login takes long: discord.py repeats some requests."""
MOST_CONNECTIONS = 50
"""At once, to Discord. aiohttp uses idle ones in turn, so all that a rush opened stay open."""
_UNREACHABLE = (aiohttp.ClientError, OSError, TimeoutError, discord.GatewayNotFound)
_ATTEMPTS = ("logging in using", "Attempting a reconnect")
"""The beginnings of discord.py's lines about an attempt."""

_log = logging.getLogger(__name__)


async def login(bot: Client, token: str) -> None:
    """Log in, as soon as Discord can be reached; raise LoginFailure for a wrong token."""

    async def once() -> None:
        bot.http.connector = aiohttp.TCPConnector(limit=MOST_CONNECTIONS)
        slow = asyncio.get_running_loop().call_later(SLOW_AFTER, _say_slow)
        try:
            await bot.login(token)
        except (*_UNREACHABLE, discord.HTTPException):
            # Otherwise the next login would leave this session open.
            await bot.http.close()
            raise
        finally:
            slow.cancel()

    with _one_line_each(bot):
        await _when_reachable(bot, once)


def _say_slow() -> None:
    _log.info("Discord is slow to respond: still logging in.")


async def connect(bot: Client) -> None:
    """Connect to the gateway, as soon as it can be reached, and serve."""

    async def once() -> None:
        try:
            await bot.connect()
        except AttributeError as error:
            if bot.ws is not None:  # otherwise discord.py tried to resume a session that never was
                raise
            raise ConnectionError(one_line(error.__context__ or error)) from error

    with _one_line_each(bot):
        await _when_reachable(bot, once)


async def _when_reachable(bot: Client, attempt: Callable[[], Awaitable[None]]) -> None:
    for pause in _pauses():
        try:
            await attempt()
        except (*_UNREACHABLE, discord.HTTPException) as error:
            if bot.in_flight.is_stopping or not _may_pass(error):
                raise
            seconds = max(pause, _retry_after(error))
            _log.warning(
                "Discord can't be reached (%s): trying again in %.0f seconds.",
                without_shard(error_text(error)),
                seconds,
            )
        else:
            return
        await asyncio.sleep(seconds)


def _pauses() -> Iterator[float]:
    """Yield growing pauses in seconds; they differ, so that many bots don't come back at once."""
    longest = 1.0
    while True:
        longest = min(2 * longest, LONGEST_PAUSE)
        yield longest * random.uniform(0.5, 1)


def _may_pass(error: BaseException) -> bool:
    if not isinstance(error, discord.HTTPException):
        return True
    return error.status == HTTPStatus.TOO_MANY_REQUESTS or error.status >= 500  # noqa: PLR2004 - all server errors


def _retry_after(error: BaseException) -> float:
    """Return the seconds that Discord asks to wait, or 0 if it doesn't."""
    headers = getattr(getattr(error, "response", None), "headers", {})
    try:
        return float(headers.get("Retry-After", 0))
    except ValueError:  # a date
        return LONGEST_PAUSE


def one_line(error: BaseException) -> str:
    """Return an error's message in one line; its repr could show request headers with the token."""
    return " ".join(str(error).split()) or type(error).__name__


@contextlib.contextmanager
def _one_line_each(bot: Client) -> Iterator[None]:
    """Leave out discord.py's own lines about each attempt."""

    def is_wanted(record: logging.LogRecord) -> bool:
        return bot.ws is not None or not record.getMessage().startswith(_ATTEMPTS)

    logger = logging.getLogger("discord.client")
    logger.addFilter(is_wanted)
    try:
        yield
    finally:
        logger.removeFilter(is_wanted)
