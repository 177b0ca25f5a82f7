"""Collect items for a moment and save them together: a write-behind buffer."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from accountabot.store.errors import StoreError

T = TypeVar("T")

LASTING_PAUSE = 600.0
"""Seconds until the next save if the database has to be repaired first."""

Save = Callable[[list[T]], Awaitable[object]]

_log = logging.getLogger(__name__)


class WriteBehind(Generic[T]):
    """A buffer in memory: nobody who adds an item waits until it is saved.

    If the process is killed before an item is saved, the item is lost.
    """

    collect_for: float = 0.25
    """Seconds between the first new item and the next save."""
    retry_after: float = 10.0
    """Seconds between a failed save and the next one."""

    def __init__(self, save: Save[T]) -> None:
        self.pending: list[T] = []
        """The items that are not saved yet, in the order in which they were added."""
        self._save = save
        self._saving = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None
        self._is_closed = False

    def add(self, item: T) -> None:
        """Save an item soon."""
        self.pending.append(item)
        self._start()

    async def flush(self) -> None:
        """Save all items now; if that fails, keep them.

        A save that is under way is waited for, so that afterwards everything added before is saved.
        """
        async with self._saving:
            items = [*self.pending]
            if not items:
                return
            try:
                await self._save(items)
            except BaseException:
                self._start()
                raise
            del self.pending[: len(items)]

    async def close(self) -> None:
        """Save the rest before the process ends, if possible."""
        self._is_closed = True
        try:
            await self.flush()
        except Exception as error:  # noqa: BLE001 - nothing may delay the end of the process
            _log.warning("%d items could not be saved: %r", len(self.pending), error)

    def _start(self) -> None:
        if not self._is_closed and (self._task is None or self._task.done()):
            self._task = asyncio.create_task(self._save_soon())

    async def _save_soon(self) -> None:
        pause = self.collect_for
        while self.pending and not self._is_closed:
            await asyncio.sleep(pause)
            try:
                await self.flush()
            except StoreError as error:
                if error.may_pass:
                    _log.warning("Saving failed and is retried: %r", error)
                pause = self.retry_after if error.may_pass else LASTING_PAUSE
            except Exception as error:  # noqa: BLE001 - whatever it was, the items are kept
                _log.warning("Saving failed and is retried: %r", error)
                pause = self.retry_after
            else:
                pause = self.collect_for
