"""Render pictures to PNG, outside the bot's process and at most once each."""

import asyncio
import logging
from asyncio import Task
from hashlib import blake2b

from accountabot.pictures.cache import PictureCache
from accountabot.pictures.picture import Picture
from accountabot.pictures.worker_process import (
    NotDrawnError,
    RendererMissingError,
    WorkerDiedError,
    WorkerProcess,
)

CACHE_BYTES = 16 * 1024 * 1024
TIMEOUT = 10.0
"""Seconds for one picture, including the start of the process."""
MOST_WAITING = 64
"""Pictures. If more are asked for at once, the news is sent without one."""
_TRIES = 2
"""The process may have died of something else than the picture."""
_PATIENCE = 2.0
"""Seconds that the process has to finish when the bot stops."""

_log = logging.getLogger(__name__)


class Renderer:
    """Renders one picture at a time in a process that starts with the first one."""

    def __init__(
        self,
        *,
        worker: WorkerProcess | None = None,
        timeout: float = TIMEOUT,
        cache_bytes: int = CACHE_BYTES,
    ) -> None:
        self.worker = worker or WorkerProcess()
        self.cache = PictureCache(cache_bytes)
        self._timeout = timeout
        self.counts = {"rendered": 0, "cached": 0, "failed": 0}
        """The number of requested pictures, by outcome."""
        self._turn = asyncio.Lock()
        self._under_way: dict[bytes, Task[bytes | None]] = {}
        self._is_off = False
        self._has_logged = False

    async def render(self, picture: Picture) -> bytes | None:
        """Return the picture as PNG, or None if it can't be rendered."""
        svg = picture.svg.encode(errors="replace")
        key = blake2b(svg, digest_size=16, key=str(picture.width).encode()).digest()
        if (known := self.cache.get(key)) is not None or self._is_off:
            self.counts["failed" if known is None else "cached"] += 1
            return known
        task = self._under_way.get(key)
        if task is None:
            if len(self._under_way) >= MOST_WAITING:
                self.counts["failed"] += 1
                self._log_once("too many at once")
                return None
            task = asyncio.create_task(self._render(key, svg, picture.width))
            self._under_way[key] = task
            task.add_done_callback(lambda _: self._under_way.pop(key, None))
        else:
            self.counts["cached"] += 1
        return await asyncio.shield(task)

    async def close(self) -> None:
        """Stop the process. Pictures that somebody still waits for are None."""
        self._is_off = True
        await self.worker.stop(0 if self._under_way else _PATIENCE)
        await asyncio.gather(*self._under_way.values())
        await self.worker.stop()  # one that was just being started

    async def _render(self, key: bytes, svg: bytes, width: int) -> bytes | None:
        async with self._turn:
            try:
                drawn = await self._draw(svg, width)
            except RendererMissingError:
                self._is_off = True
                self.counts["failed"] += 1
                self._log_once("resvg-py is not installed")
                return None
            except (NotDrawnError, WorkerDiedError, OSError, TimeoutError) as error:
                self.counts["failed"] += 1
                self._log_once(f"{type(error).__name__}: {error}")
                return None
        self.counts["rendered"] += 1
        self.cache.put(key, drawn)
        self._has_logged = False
        return drawn

    async def _draw(self, svg: bytes, width: int) -> bytes:
        for tries_left in reversed(range(_TRIES)):
            if self._is_off:
                break
            try:
                async with asyncio.timeout(self._timeout):
                    return await self.worker.draw(svg, width)
            except WorkerDiedError:
                if not tries_left:
                    raise
            except TimeoutError:
                await self.worker.stop()
                raise
        raise WorkerDiedError("stopped")

    def _log_once(self, reason: str) -> None:
        if not self._has_logged:
            _log.warning("News goes out without pictures for now (%s)", reason)
        self._has_logged = True
