"""Serve the bot in a local browser on a simulated Discord, without a token."""

import asyncio
import os
import signal
import sys
import time
import webbrowser
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from itertools import cycle
from tempfile import TemporaryDirectory
from typing import Any

from discord.app_commands import CommandInvokeError
from simcord import Env, SetupError
from simcord.preview import Preview
from sqlalchemy import URL

from accountabot.bot import create_bot
from accountabot.config import Settings
from accountabot.demo.story import FOUNDED, Club, moment, tell
from accountabot.domain.refusals import DuplicateInteraction, Refusal
from accountabot.runner import fail
from accountabot.store.dialect import url_of
from accountabot.write_behind import WriteBehind

if sys.platform != "win32":
    import termios
    import tty

KEYS = "Keys: n next morning · w a week later · j someone joins · q quit"
NO_KEYS = "Ctrl+C ends it."
TICK = 5.0
"""Seconds between two updates of the simulated clock."""
MORNING = 8
"""The hour (UTC) at which a skipped-to day starts."""
_JUMPS = {"n": 1, "w": 7}


def run(*, port: int, browser: bool) -> None:
    """Serve the demo until it is stopped; exit with status 1 if the port is taken."""
    with suppress(KeyboardInterrupt), TemporaryDirectory(prefix="accountabot-") as folder:
        asyncio.run(_show(url_of(f"{folder}/demo.db"), port, browser=browser))


class Demo:
    """A simulated club, its page, and the offset of its clock."""

    def __init__(self, club: Club, page: Preview) -> None:
        self.club, self.env, self.page = club, club.env, page
        self._turn = asyncio.Lock()
        self._act, page._action = page._action, self._act_in_turn  # type: ignore[method-assign]  # noqa: SLF001
        self._ahead = timedelta()
        self._drawn = 0
        self._newcomers = cycle(("Gia", "Hugo", "Iris", "Jon", "Kira", "Leo", "Mona", "Nils"))

    async def begin(self) -> None:
        """Simulate the club's past until now."""
        await tell(self.club, _real_now())
        await self.go_on()
        await self.draw()

    async def serve(self, keys: asyncio.Queue[str]) -> None:
        """Advance the clock and handle keys until the demo ends."""
        closed = asyncio.ensure_future(self.page.wait_closed())
        closed.add_done_callback(lambda _: keys.put_nowait("q"))
        while (key := await _next(keys)) != "q":
            await self.go_on()
            if key in _JUMPS:
                await self.sleep(mornings=_JUMPS[key])
            elif key == "j":
                await self.let_someone_in()
            if len(self.env.backend.transcript) > self._drawn:
                await self.draw()

    async def go_on(self) -> None:
        """Advance the simulated clock to the current time, letting the bot run."""
        passed = (_real_now() + self._ahead - self.env.now()).total_seconds()
        async with self._turn:
            with suppress(TimeoutError):  # the next update catches up
                await self.env.advance_time(max(0.0, passed))

    async def sleep(self, mornings: int) -> None:
        """Skip ahead to the next morning, in steps."""
        for _ in range(mornings):
            now = self.env.now()
            self._ahead += moment(now, -1, MORNING) - now
            await self.go_on()
        await self.draw()
        today = self.env.now()
        print(f"It is {today:%A}, {today.day} {today:%B %Y}.", flush=True)

    async def let_someone_in(self) -> None:
        """Add a new member for the user to act as."""
        name = next(self._newcomers)
        async with self._turn:
            await self.club.join(name)
        print(f"{name} has joined.", flush=True)

    async def draw(self) -> None:
        """Refresh the page; new viewers start at the latest message."""
        async with self._turn:
            self.page.viewers = tuple(self.club.members.values())
            await self.page.refresh()
            await self.page.show(self.club.channel.history(viewer=self.page.viewers[0])[-1])
            self._drawn = len(self.env.backend.transcript)

    async def _act_in_turn(self, context_id: str | None, body: Mapping[str, Any]) -> dict[str, Any]:
        """Run a page action while the clock is not advancing, as SimCord requires."""
        async with self._turn:
            for timer in self.env._work.callbacks:  # noqa: SLF001
                # SimCord would delay the answer until the timer fires; our clock fires it anyway.
                if timer.real_handle:
                    timer.real_handle.cancel()
            receipt = await self._act(context_id, body)
            self._drawn = len(self.env.backend.transcript)
            return receipt


async def _show(database_url: URL, port: int, *, browser: bool) -> None:
    _stop_on_signals()
    with suppress(asyncio.CancelledError):
        async with _club(database_url) as club, _page(club, port) as page:
            demo = Demo(club, page)
            await demo.begin()
            with _keys() as keys:
                print(
                    f"The demo is open at {page.url}\n{KEYS if _is_terminal() else NO_KEYS}",
                    flush=True,
                )
                if browser:
                    await asyncio.to_thread(
                        webbrowser.open, page.url
                    )  # some wait for the page, which has to be served
                await demo.serve(keys)


@asynccontextmanager
async def _club(database_url: str | URL) -> AsyncIterator[Club]:
    """Run the bot in a simulated Discord, with the clock set to the club's first day."""
    bot = create_bot(
        Settings(_env_file=None, discord_token=None, database_url=database_url, heartbeat_minutes=0)
    )
    WriteBehind.collect_for = 0  # otherwise the club's past would wait after each message
    env = Env(bot)
    env.backend.advance_clock((moment(_real_now(), FOUNDED, MORNING) - env.now()).total_seconds())
    env.backend.edit_bot_profile("accountabot")
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
            page = club.env.preview(
                club.channel, viewers=[*club.members.values()], layout="channel", port=port
            )
            await stack.enter_async_context(page)
        except SetupError as error:
            fail(f"The page can't be served ({error}): choose another --port, or leave it out.")
        yield page


@contextmanager
def _keys() -> Iterator[asyncio.Queue[str]]:
    """Read single keys from the terminal, if there is one, and restore it afterwards."""
    keys: asyncio.Queue[str] = asyncio.Queue()
    if sys.platform == "win32" or not _is_terminal():
        yield keys
        return
    loop = asyncio.get_running_loop()
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    tty.setcbreak(terminal)
    loop.add_reader(terminal, _hear, terminal, keys)
    try:
        yield keys
    finally:
        loop.remove_reader(terminal)
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _hear(terminal: int, keys: asyncio.Queue[str]) -> None:
    if pressed := os.read(terminal, 1):
        keys.put_nowait(pressed.decode(errors="replace").casefold())
    else:
        asyncio.get_running_loop().remove_reader(terminal)


def _is_terminal() -> bool:
    return sys.platform != "win32" and sys.stdin is not None and sys.stdin.isatty()


async def _next(keys: asyncio.Queue[str]) -> str | None:
    """Wait for the next key; return None if the clock is due to advance first."""
    with suppress(TimeoutError):
        return await asyncio.wait_for(keys.get(), TICK)
    return None


def _stop_on_signals() -> None:
    if showing := asyncio.current_task():
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(
                NotImplementedError
            ):  # Windows has no signal handlers; Ctrl+C works there anyway
                asyncio.get_running_loop().add_signal_handler(number, showing.cancel)


def _real_now() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)
