"""Serve the bot in a local browser on a simulated Discord, without a token."""

import asyncio
import signal
import webbrowser
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import datetime
from tempfile import TemporaryDirectory

from discord.app_commands import CommandInvokeError
from simcord import Env, SetupError
from simcord.preview import Preview
from sqlalchemy import URL

from accountabot.background import BackgroundLoop
from accountabot.bot import create_bot
from accountabot.config import Settings
from accountabot.demo import keys
from accountabot.demo.club import Club, moment
from accountabot.demo.habits import FOUNDED
from accountabot.demo.page import NAME, dress
from accountabot.demo.show import KEYS, MORNING, Demo, real_now
from accountabot.domain.refusals import DuplicateInteraction, Refusal
from accountabot.runner import fail
from accountabot.store.dialect import url_of
from accountabot.write_behind import WriteBehind

SLOWEST = 30.0
"""How many seconds a busy computer may take for one step of the club's past."""
NO_KEYS = "The buttons on the page let time pass. Ctrl+C ends it."


def run(*, port: int, browser: bool) -> None:
    """Serve the demo until it is stopped; exit with status 1 if the port is taken."""
    with suppress(KeyboardInterrupt), TemporaryDirectory(prefix="accountabot-") as folder:
        asyncio.run(_show(url_of(f"{folder}/demo.db"), port, browser=browser))


async def _show(database_url: URL, port: int, *, browser: bool) -> None:
    _stop_on_signals()
    with suppress(asyncio.CancelledError):
        async with _club(database_url) as club, _page(club, port) as page:
            with keys.pressed() as queue:
                demo = Demo(club, page, queue)
                await demo.begin()
                hint = KEYS if keys.is_terminal() else NO_KEYS
                print(f"The demo is open at {page.url}\n{hint}", flush=True)
                if browser:
                    await asyncio.to_thread(
                        webbrowser.open, page.url
                    )  # some wait for the page, which has to be served
                await demo.serve()


@asynccontextmanager
async def _club(database_url: str | URL, now: datetime | None = None) -> AsyncIterator[Club]:
    """Run the bot in a simulated Discord, with the clock set to the club's first day.

    The club is four weeks old `now`, which is by default the time outside the simulation.
    """
    settings = Settings(
        discord_token=None, database_url=database_url, heartbeat_minutes=0, backups=0
    )
    bot = create_bot(settings)
    WriteBehind.collect_for = 0  # otherwise the club's past would wait after each message
    BackgroundLoop.collect_for = 0
    env = Env(bot, settle_timeout=SLOWEST)
    founded = moment(now or real_now(), FOUNDED, MORNING)
    env.backend.advance_clock((founded - env.now()).total_seconds())
    env.backend.edit_bot_profile(NAME)
    note_failure = env._record_error  # noqa: SLF001 - SimCord would call a refusal a failure, on the page
    env._record_error = lambda error: None if _is_answer(error) else note_failure(error)  # type: ignore[method-assign]  # noqa: SLF001
    try:
        await env.start()
        yield Club(env, bot)
    finally:
        await env.shutdown()
        await bot.close()


def _is_answer(error: BaseException) -> bool:
    return isinstance(error, CommandInvokeError) and isinstance(
        error.original, Refusal | DuplicateInteraction
    )


@asynccontextmanager
async def _page(club: Club, port: int) -> AsyncIterator[Preview]:
    """Serve the page; raise an error if the port is unavailable."""
    async with AsyncExitStack() as stack:
        try:
            page = club.env.preview(club.channel, viewers=club.viewers, layout="channel", port=port)
            dress(page, port)
            await stack.enter_async_context(page)
        except SetupError as error:
            fail(f"The page can't be served ({error}): choose another --port, or leave it out.")
        yield page


def _stop_on_signals() -> None:
    if showing := asyncio.current_task():
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(
                NotImplementedError
            ):  # Windows has no signal handlers; Ctrl+C works there anyway
                asyncio.get_running_loop().add_signal_handler(number, showing.cancel)
