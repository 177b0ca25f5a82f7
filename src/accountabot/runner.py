"""Run the bot: connect, serve until stopped, and say in one sentence what prevents it."""

import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import Coroutine
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any, NoReturn

import aiohttp
import discord
from discord.ext.commands import ExtensionFailed

from accountabot import collector, first_connection, service_manager
from accountabot.bot import Accountabot, create_bot
from accountabot.config import InvalidSetting, NoDataDirectory, Settings
from accountabot.first_connection import one_line
from accountabot.library_lines import reword_lines, without_shard
from accountabot.liveness import Liveness
from accountabot.logs.descriptions import error_text
from accountabot.logs.setup import set_up_log
from accountabot.monitoring.errors import UnusableAddress
from accountabot.store.database import UnusableDatabase, unusable_error
from accountabot.store.errors import StoreError
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS

_log = logging.getLogger(__name__)

UNUSABLE_SETTINGS = (InvalidSetting, NoDataDirectory, UnicodeDecodeError, OSError)
"""The errors of settings that can't be read."""
_REFUSED_LOGIN = (
    "Discord does not accept this DISCORD_TOKEN: "
    "copy it again from your application's page, under Bot."
)


def run() -> None:
    """Run the bot until SIGINT or SIGTERM; exit with 1 and one sentence if it can't run."""
    settings = read_settings()
    token = _token(settings)
    _set_up_logging(settings, token)
    try:
        _run(_serve(settings, token))
    except Exception as error:  # noqa: BLE001 - it ends the program, and is logged
        if sentence := _sentence(error):
            fail(sentence)
        _log.critical("The bot can't continue.", exc_info=error)
        raise SystemExit(1) from None


def fail(sentence: str) -> NoReturn:
    """Exit with one sentence on standard error."""
    print(sentence, file=sys.stderr)  # noqa: T201 - the one place that talks to whoever started the program
    raise SystemExit(1)


def _sentence(error: Exception) -> str | None:
    """Return an error and its remedy in one sentence, or None if it is a bug."""
    reason = without_shard(one_line(error))
    match error:
        case UnusableDatabase() | UnusableAddress():
            return reason
        case StoreError():
            return f"The database can't be used ({reason})."
        case (
            discord.LoginFailure()
            | discord.ConnectionClosed(code=4004)
            | discord.HTTPException(status=401)
        ):
            return _REFUSED_LOGIN
        case discord.ConnectionClosed():
            return (
                f"Discord ended the connection permanently ({reason}): "
                "update accountabot and start it again."
            )
        case (
            aiohttp.ClientError() | OSError() | discord.HTTPException() | discord.GatewayNotFound()
        ):
            return f"Discord can't be reached ({reason}): check the network and try again."
    return None


def _set_up_logging(settings: Settings, token: str) -> None:
    set_up_log(settings, token)
    for name in ("discord.client", "discord.app_commands.tree"):
        shorten_log(logging.getLogger(name))
    reword_lines()
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = (
        False  # the bot never uses voice
    )


def shorten_log(logger: logging.Logger) -> None:
    """Let a logger of discord.py describe a failed request in one line."""
    logger.addFilter(_shorten)


def _shorten(record: logging.LogRecord) -> bool:
    """Log a failure outside the bot in one line: a traceback through discord.py helps nobody."""
    error = record.exc_info[1] if record.exc_info else None
    message = str(record.msg)
    is_unanswered = message.startswith("Ignoring exception in autocomplete") and isinstance(
        error, (*REQUEST_ERRORS, StoreError)
    )
    if error and (is_unanswered or message.startswith("Attempting a reconnect")):
        record.msg, record.args = "%s: %s", (record.getMessage(), without_shard(error_text(error)))
        record.exc_info = None
    return True


async def _serve(settings: Settings, token: str) -> None:
    """Serve; if Discord refuses the members intent, serve without it."""
    try:
        await _serve_once(create_bot(settings), token)
    except discord.PrivilegedIntentsRequired:
        _log.warning(
            "The members intent is not granted, so only newcomers with a join message are greeted. "
            "You can turn it on under Bot."
        )
        await _serve_once(create_bot(settings, members_intent=False), token)


async def _serve_once(bot: Accountabot, token: str) -> None:
    serving = asyncio.create_task(_serve_until_closed(bot, token))
    stop = _Stop(bot, serving)
    stop.on_signals()
    try:
        await serving
    except asyncio.CancelledError:
        pass
    except Exception as error:
        if not (stop.is_requested and _sentence(error)):
            raise  # otherwise it is what comes of stopping
    finally:
        await bot.close()
    if stop.is_requested:
        _log.info("Stopped.")


async def _serve_until_closed(bot: Accountabot, token: str) -> None:
    async with bot, _monitored(bot):
        await _open(bot)
        async with Liveness(bot):
            await _connect(bot, token)


def _monitored(bot: Accountabot) -> AbstractAsyncContextManager[None]:
    """Serve metrics if the self-hoster set a port; otherwise import nothing for it."""
    if not bot.settings.monitoring_port:
        return nullcontext()
    from accountabot.monitoring.endpoint import monitored  # noqa: PLC0415 - see above

    return monitored(bot)


class _Stop:
    """Stop the bot on a signal; the first one lets it finish its work, the second doesn't."""

    def __init__(self, bot: Accountabot, serving: asyncio.Task[None]) -> None:
        self.is_requested = False
        self._bot = bot
        self._serving = serving
        self._closing: asyncio.Task[None] | None = None

    def on_signals(self) -> None:
        """Handle SIGINT and SIGTERM."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(
                NotImplementedError
            ):  # Windows has no signal handlers; Ctrl+C works there anyway
                loop.add_signal_handler(number, self.request)

    def request(self) -> None:
        """Stop the bot, at once if that was requested before."""
        if self.is_requested:
            self._bot.in_flight.hurry()
            self._serving.cancel()
        else:
            self.is_requested = True
            service_manager.notify(service_manager.STOPPING)
            _log.info("Stopping as soon as the work in flight is done.")
            if not self._bot.database.is_open:  # a migration can take long, and none is half done
                self._serving.cancel()
                return
            self._closing = asyncio.create_task(self._bot.close())
            self._closing.add_done_callback(lambda _: self._serving.cancel())


def _run(serving: Coroutine[Any, Any, None]) -> None:
    """Run on uvloop, except on Windows."""
    try:
        import uvloop  # noqa: PLC0415 - see above
    except ModuleNotFoundError:
        asyncio.run(serving)
    else:
        uvloop.run(serving)


async def _open(bot: Accountabot) -> None:
    """Open the database before connecting, so that its problems are reported first."""
    await bot.database.open()
    _log.info("All data is stored in %s", bot.database.path)


async def _connect(bot: Accountabot, token: str) -> None:
    """Log in and serve."""
    try:
        await first_connection.login(bot, token)
    except (StoreError, ExtensionFailed) as error:
        cause = error.original if isinstance(error, ExtensionFailed) else error
        if not isinstance(cause, StoreError):
            raise
        raise unusable_error(bot.database.path, cause) from error
    collector.settle()
    await first_connection.connect(bot)


def _token(settings: Settings) -> str:
    token = (settings.discord_token or "").strip()
    if not token:
        fail(
            "DISCORD_TOKEN is not set: put your bot's token in .env, or in the service manager's "
            "settings for the bot. You can try the bot without one: accountabot demo"
        )
    if not (token.isascii() and token.isprintable()):
        fail(_REFUSED_LOGIN)
    return token


def read_settings() -> Settings:
    """Read the settings; if they are invalid, say why and exit."""
    try:
        return Settings.read()
    except UNUSABLE_SETTINGS as error:
        fail(about_settings(error))


def about_settings(error: Exception) -> str:
    """Return in one sentence why the settings can't be read."""
    match error:
        case NoDataDirectory():
            return str(error)
        case UnicodeDecodeError():
            return "The file .env is not UTF-8 text: save it with the encoding UTF-8."
        case OSError():
            return (
                f"The file .env can't be read ({error.strerror}): "
                "give the user who starts accountabot read access."
            )
    return f"The settings can't be read. {error}."
