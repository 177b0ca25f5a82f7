"""Track work in flight, so that a shutdown can let it finish."""

import asyncio
from typing import Any

FINISH_WITHIN = 3.0
"""Seconds that work in flight has to finish; Discord discards an unanswered interaction then."""


class InFlight:
    """The tasks that handle interactions and events, or send messages."""

    def __init__(self) -> None:
        self.is_stopping = False
        """Whether nothing new may begin."""
        self._tasks: set[asyncio.Task[Any]] = set()
        self._is_hurried = False

    def add(self, task: asyncio.Task[Any] | None) -> None:
        """Make shutdown wait for a task."""
        if task:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def finish(self, within: float = FINISH_WITHIN) -> None:
        """Begin nothing new, wait for the work in flight, and cancel what takes longer."""
        self.is_stopping = True
        loop = asyncio.get_running_loop()
        ends = loop.time() + within
        while (waiting := self._others()) and not self._is_hurried and loop.time() < ends:
            await asyncio.wait(waiting, timeout=ends - loop.time())
        await self._cancel()

    def hurry(self) -> None:
        """Wait no longer for the work in flight."""
        self.is_stopping = self._is_hurried = True
        for task in self._others():
            task.cancel()

    async def _cancel(self) -> None:
        if remaining := self._others():
            for task in remaining:
                task.cancel()
            await asyncio.wait(remaining, timeout=1.0)

    def _others(self) -> set[asyncio.Task[Any]]:
        """Return the tasks except the current one, which may be the one that stops the bot."""
        return self._tasks - {asyncio.current_task()}
