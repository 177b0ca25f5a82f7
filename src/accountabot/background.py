"""Do background work in rounds: each rests for as long as the last one asked for, or until it is asked for sooner."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

_log = logging.getLogger(__name__)


class BackgroundLoop:
    """Work that returns after how many seconds it is to be done again, at the latest."""

    def __init__(
        self, work: Callable[[], Awaitable[float]], *, otherwise: float, first: float = 0.0
    ) -> None:
        """Take the work, after how many seconds it is tried again where it failed, and after how many it begins."""
        self._work, self._otherwise, self._pause = work, otherwise, first
        self._task: asyncio.Task[None] | None = None
        self._is_resting = self._is_asked = False

    def begin(self) -> None:
        """Begin, unless that is done."""
        if self._task is None:
            self._task = asyncio.create_task(self._go_on())

    def ask(self) -> None:
        """Have the work done now, or once more after the round that is under way."""
        self._is_asked = True
        if self._task and self._is_resting:
            self._task.cancel()
            self._is_resting, self._pause = False, 0.0
            self._task = asyncio.create_task(self._go_on())

    def end(self) -> None:
        """Do no more."""
        if self._task:
            self._task.cancel()

    async def _go_on(self) -> None:
        while True:
            self._is_resting = True
            await asyncio.sleep(self._pause)
            self._is_resting = self._is_asked = False
            pause = await self._round()
            self._pause = 0.0 if self._is_asked else pause

    async def _round(self) -> float:
        try:
            return await self._work()
        except Exception as error:  # noqa: BLE001 - whatever it was, the next round is due all the same
            _log.warning("Background work failed and is tried again: %r", error)
            return self._otherwise
