"""Run work at most once per interval for each key, but never drop the latest request."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Hashable

from accountabot.requests.pacing import in_background

_log = logging.getLogger(__name__)

Work = Callable[[], Awaitable[None]]


class Throttle:
    """Run work at once, and the latest work that was requested meanwhile after a pause."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._requested: dict[Hashable, Work | None] = {}
        self._resting: set[asyncio.Task[None]] = set()

    async def run(self, key: Hashable, work: Work) -> None:
        """Run work now, or once the pause since the last work for this key is over."""
        if key in self._requested:
            self._requested[key] = work
            return
        self._requested[key] = None
        try:
            with in_background():
                await work()
        finally:
            self._rest(key)

    def stop(self) -> None:
        """Forget the work that was requested for later."""
        for task in self._resting:
            task.cancel()

    def _rest(self, key: Hashable) -> None:
        task = asyncio.create_task(self._run_again(key))
        self._resting.add(task)
        task.add_done_callback(self._resting.discard)

    async def _run_again(self, key: Hashable) -> None:
        await asyncio.sleep(self._pause)
        if work := self._requested.pop(key):
            try:
                await self.run(key, work)
            except Exception as error:  # noqa: BLE001 - nobody waits for the result
                _log.warning("Postponed work failed: %r", error)
