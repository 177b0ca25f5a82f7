"""Repeat background work: each run returns how long to wait for the next one."""

import asyncio
import logging
from abc import abstractmethod
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import ClassVar

from discord.ext import commands

from accountabot.requests.pacing import in_background
from accountabot.store.errors import StoreError
from accountabot.ui.client import Client

LASTING_PAUSE = 600.0
"""Seconds until work runs again that failed until somebody repairs the database."""
LONGEST_PAUSE = 24 * 3600.0
"""Seconds."""

_log = logging.getLogger(__name__)


class BackgroundLoop:
    """A task that runs again after a pause, or as soon as it is woken."""

    collect_for: float = 1.0
    """Seconds from the first wake to the one run for all of them, if the work can wait."""

    def __init__(
        self,
        work: Callable[[], Awaitable[float]],
        *,
        retry_after: float,
        first_after: float = 0.0,
        can_wait: bool = False,
    ) -> None:
        """Take the work, which returns the seconds until its next run.

        Args:
            work: Runs once at a time
            retry_after: Seconds until the next run if one fails
            first_after: Seconds until the first run
            can_wait: Whether wakes are collected for `collect_for` seconds and share one run
        """
        self._work = work
        self._retry_after = retry_after
        self._first_after = first_after
        self._woken_after = self.collect_for if can_wait else 0.0
        self._task: asyncio.Task[None] | None = None
        self._is_sleeping = False
        self._is_woken = False

    def start(self) -> None:
        """Start the task, unless it runs already."""
        if self._task is None:
            self._is_woken = False
            self._task = asyncio.create_task(self._run(self._first_after))

    def wake(self) -> None:
        """Run soon, or once more after the current run."""
        was_woken, self._is_woken = self._is_woken, True
        if self._task and self._is_sleeping and not was_woken:
            # A sleep can only be ended by cancelling its task. An asyncio.Event would do without,
            # but a simulated clock can't tell a wait for it from work that never ends.
            self._task.cancel()
            self._is_sleeping = False
            self._task = asyncio.create_task(self._run(self._woken_after))

    def stop(self) -> None:
        """End the task, even in the middle of a run."""
        if self._task:
            self._task.cancel()
            self._task = None

    async def _run(self, pause: float) -> None:
        while True:
            self._is_sleeping = True
            await asyncio.sleep(pause)
            self._is_sleeping = False
            self._is_woken = False
            with in_background():
                pause = await self._run_once()
            if self._is_woken:
                pause = self._woken_after

    async def _run_once(self) -> float:
        try:
            return await self._work()
        except StoreError as error:
            if error.may_pass:
                _log.warning("Background work failed and is retried: %r", error)
                return self._retry_after
            return LASTING_PAUSE  # the database logged what to do
        except Exception as error:  # noqa: BLE001 - whatever it was, the next run is due anyway
            _log.warning("Background work failed and is retried (%s): %r", _name(self._work), error)
            return self._retry_after


def _name(work: Callable[[], Awaitable[float]]) -> str:
    """Return the name of the cog whose work it is, or of the function."""
    owner = getattr(work, "__self__", None)
    return type(owner).__name__ if owner else getattr(work, "__qualname__", "?")


class BackgroundCog(commands.Cog):
    """A cog with work that begins when the bot is ready, and is repeated.

    The work waits while the host's clock is wrong, and runs as soon as it is right again.
    """

    retry_after: ClassVar[float]
    """Seconds until the next run if one fails, or if the clock is wrong."""
    first_after: ClassVar[float] = 0.0
    can_wait: ClassVar[bool] = False

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        self._loop = BackgroundLoop(
            self._work_on_time,
            retry_after=self.retry_after,
            first_after=self.first_after,
            can_wait=self.can_wait,
        )

    async def cog_unload(self) -> None:
        """Stop; the next start continues the work."""
        self._loop.stop()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Start, now that the bot's servers are known."""
        self._loop.start()

    @commands.Cog.listener()
    async def on_clock_corrected(self) -> None:
        """Do what waited until the host's clock was right."""
        self._loop.wake()

    async def _work_on_time(self) -> float:
        if not await self.bot.check_clock():
            return self.retry_after
        return await self.work()

    @abstractmethod
    async def work(self) -> float:
        """Do all that is due; return the seconds until the next run."""


def pause_until(due: datetime | None, now: datetime, *, at_least: float = 0.0) -> float:
    """Return the seconds until the next run, if something is due then: a day at most."""
    if due is None:
        return LONGEST_PAUSE
    return min(max(at_least, (due - now).total_seconds()), LONGEST_PAUSE)
