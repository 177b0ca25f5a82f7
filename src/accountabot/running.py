"""Run the bot for real: connect, serve until told to stop, and say in one sentence what prevents it."""

import asyncio
import contextlib
import logging
import signal
import sys
from typing import NoReturn

import aiohttp
import discord
from pydantic import ValidationError

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.store.database import UnusableDatabase

_log = logging.getLogger(__name__)


def run() -> None:
    """Run the bot until SIGINT or SIGTERM; exit with 1 and one sentence where it can't run."""
    settings = _settings()
    if settings.discord_token is None:
        fail("DISCORD_TOKEN is not set: put your bot's token in .env, or try the bot without one: accountabot demo")
    _set_up_logging()
    try:
        asyncio.run(_serve(settings, settings.discord_token.get_secret_value()))
    except discord.LoginFailure:
        fail("Discord does not accept this DISCORD_TOKEN: copy it again from your application's page, under Bot.")
    except UnusableDatabase as error:
        fail(str(error))
    except (aiohttp.ClientError, OSError, discord.HTTPException, discord.GatewayNotFound) as error:
        fail(f"Discord can't be reached ({error}): check the network and try again.")


def fail(sentence: str) -> NoReturn:
    """End the program with one sentence on standard error."""
    print(sentence, file=sys.stderr)  # noqa: T201 - the one place that talks to whoever started the program
    raise SystemExit(1)


def _set_up_logging() -> None:
    discord.utils.setup_logging(level=logging.INFO)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # the bot never speaks


async def _serve(settings: Settings, token: str) -> None:
    """Serve; where Discord refuses the members intent, serve without it."""
    _log.info("Everything is kept in %s", settings.database_url)
    try:
        await _serve_once(create_bot(settings), token)
    except discord.PrivilegedIntentsRequired:
        _log.warning("The members intent is not granted, so newcomers are not greeted. You can switch it on under Bot.")
        await _serve_once(create_bot(settings, members_intent=False), token)


async def _serve_once(bot: Accountabot, token: str) -> None:
    loop = asyncio.get_running_loop()
    serving = asyncio.current_task()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows has no such handlers; Ctrl+C works there anyway
            loop.add_signal_handler(number, serving.cancel if serving else bot.close)
    try:
        async with bot:
            await bot.start(token)
    except asyncio.CancelledError:
        _log.info("Stopped.")


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, found['loc'])).upper()}: {found['msg']}" for found in error.errors())
        fail(f"The settings can't be read: {wrong}")
