"""Show the whole bot in a local browser, without a token: a simulated Discord whose clock follows the real one."""

import asyncio
import os
import signal
import sys
import time
import webbrowser
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from itertools import cycle
from tempfile import TemporaryDirectory

from simcord import Env, SetupError
from simcord.preview import Preview

from accountabot.bot import create_bot
from accountabot.config import Settings
from accountabot.demo_story import FOUNDED, Club, moment, tell
from accountabot.running import fail

if sys.platform != "win32":
    import termios
    import tty

KEYS = "Keys: n next morning · w a week later · j someone joins · q quit"
NO_KEYS = "Ctrl+C ends it."
TICK = 5.0
"""Seconds after which the simulated clock follows the real one."""
MORNING = 8
"""The hour (UTC) to which one jumps, and at which the club was founded."""
_JUMPS = {"n": 1, "w": 7}


def run(*, port: int, browser: bool) -> None:
    """Show the demo until it is ended; exit with 1 and one sentence where the port can't be used."""
    with suppress(KeyboardInterrupt), TemporaryDirectory(prefix="accountabot-") as folder:
        asyncio.run(_show(f"sqlite:///{folder}/demo.db", port, browser=browser))


class Demo:
    """A club, the page on which it is shown, and how far its clock is ahead of the real one."""

    def __init__(self, club: Club, page: Preview) -> None:
        self.club, self.env, self.page = club, club.env, page
        self._ahead = timedelta()
        self._newcomers = cycle(("Gia", "Hugo", "Iris", "Jon", "Kira", "Leo", "Mona", "Nils"))

    async def begin(self) -> None:
        """Let the club live until now."""
        await tell(self.club, _real_now())
        await self.go_on()
        await self.draw()

    async def serve(self, keys: asyncio.Queue[str]) -> None:
        """Keep the clock going and do what keys ask for, until that is the end."""
        closed = asyncio.ensure_future(self.page.wait_closed())
        closed.add_done_callback(lambda _: keys.put_nowait("q"))
        while (key := await _next(keys)) != "q":
            await self.go_on()
            if key in _JUMPS:
                await self.sleep(mornings=_JUMPS[key])
            elif key == "j":
                await self.let_someone_in()

    async def sleep(self, mornings: int) -> None:
        """Go on to the next morning, so many times."""
        for _ in range(mornings):
            now = self.env.now()
            self._ahead += moment(now, -1, MORNING) - now
            await self.go_on()
        await self.draw()
        now = self.env.now()
        print(f"It is {now:%A}, {now.day} {now:%B %Y, %H:%M} UTC.", flush=True)

    async def let_someone_in(self) -> None:
        """Let someone join, whom one can also be."""
        name = next(self._newcomers)
        await _when_free(lambda: self.club.join(name))
        await self.draw()
        print(f"{name} has joined.", flush=True)

    async def go_on(self) -> None:
        """Bring the clock to where it should be by now, and draw the page anew where the bot did anything by itself."""
        so_far = len(self.env.backend.transcript)
        passed = (_real_now() + self._ahead - self.env.now()).total_seconds()
        await _when_free(lambda: self.env.advance_time(max(0.0, passed)))
        if len(self.env.backend.transcript) > so_far:
            await self.draw()

    async def draw(self) -> None:
        """Draw the page anew; whoever opens it begins at the latest message."""
        self.page.viewers = tuple(self.club.members.values())
        await _when_free(self.page.refresh)
        await _when_free(lambda: self.page.show(self.club.channel.history(viewer=self.page.viewers[0])[-1]))


async def _show(database_url: str, port: int, *, browser: bool) -> None:
    _stop_on_signals()
    with suppress(asyncio.CancelledError):
        async with _club(database_url) as club, _page(club, port) as page:
            demo = Demo(club, page)
            await demo.begin()
            with _keys() as keys:
                print(f"The demo is open at {page.url}\n{KEYS if _is_terminal() else NO_KEYS}", flush=True)
                if browser:
                    await asyncio.to_thread(webbrowser.open, page.url)  # some wait for the page, which must be served
                await demo.serve(keys)


@asynccontextmanager
async def _club(database_url: str) -> AsyncIterator[Club]:
    """Run the bot in a simulated Discord, with the clock at the club's first day."""
    bot = create_bot(Settings(_env_file=None, discord_token=None, database_url=database_url))
    env = Env(bot)
    env.backend.advance_clock((moment(_real_now(), FOUNDED, MORNING) - env.now()).total_seconds())
    env.backend.edit_bot_profile("accountabot")
    try:
        await env.start()
        yield Club(env, bot)
    finally:
        await env.shutdown()
        await bot.close()


@asynccontextmanager
async def _page(club: Club, port: int) -> AsyncIterator[Preview]:
    """Serve the page; nothing but the port can prevent that."""
    async with AsyncExitStack() as stack:
        try:
            page = club.env.preview(club.channel, viewers=[*club.members.values()], layout="channel", port=port)
            await stack.enter_async_context(page)
        except SetupError:
            fail(f"Port {port} can't be used: choose another with --port, or leave it out.")
        yield page


@contextmanager
def _keys() -> Iterator[asyncio.Queue[str]]:
    """Hear keys as they are pressed, where there is a terminal; leave it as it was."""
    keys: asyncio.Queue[str] = asyncio.Queue()
    if sys.platform == "win32" or not _is_terminal():
        yield keys
        return
    loop, terminal = asyncio.get_running_loop(), sys.stdin.fileno()
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
    """Wait for the next key, for as long as the clock may stand still."""
    with suppress(TimeoutError):
        return await asyncio.wait_for(keys.get(), TICK)
    return None


async def _when_free(operation: Callable[[], Awaitable[object]]) -> None:
    """Do something in the simulated Discord as soon as nobody on the page is doing anything there."""
    while True:
        try:
            await operation()
        except SetupError as error:
            if "overlaps" not in str(error):
                raise
            await asyncio.sleep(0.05)
        else:
            return


def _stop_on_signals() -> None:
    if showing := asyncio.current_task():
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(NotImplementedError):  # Windows has no such handlers; Ctrl+C works there anyway
                asyncio.get_running_loop().add_signal_handler(number, showing.cancel)


def _real_now() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)
