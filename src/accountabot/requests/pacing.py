"""Limit the rate of requests to Discord, and send those that a member waits for first."""

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from heapq import heappop, heappush
from itertools import count

_is_background: ContextVar[bool] = ContextVar("is_background", default=False)


@contextmanager
def in_background() -> Iterator[None]:
    """Let the requests in this block, and in tasks that it starts, wait for those of members."""
    token = _is_background.set(True)
    try:
        yield
    finally:
        _is_background.reset(token)


def is_background() -> bool:
    """Return whether no member waits for the requests of this task."""
    return _is_background.get()


class Pacer:
    """Lets at most `per_second` requests pass in any second, and spreads them out.

    At most a quarter of them pass in a quarter of a second. So if the network holds some up, they
    don't arrive together with a whole second's worth of later ones.
    """

    def __init__(self, per_second: int) -> None:
        self._per_second = per_second
        self._most = sorted({max(1, per_second // 4), per_second})
        self._passed: deque[float] = deque(maxlen=per_second)
        self._waiting: list[tuple[bool, int, asyncio.Future[None]]] = []
        self._order = count()
        self._releasing: asyncio.Task[None] | None = None

    async def turn(self) -> None:
        """Return as soon as one more request may be sent."""
        loop = asyncio.get_running_loop()
        if not self._waiting and loop.time() >= self._free_at():
            self._passed.append(loop.time())
            return
        turn = loop.create_future()
        heappush(self._waiting, (is_background(), next(self._order), turn))
        if self._releasing is None or self._releasing.done():
            self._releasing = asyncio.create_task(self._release())
        await turn

    @property
    def waiting(self) -> int:
        """How many requests wait."""
        return len(self._waiting)

    def _free_at(self) -> float:
        """Return when the next request may be sent, by the event loop's clock."""
        return max(
            (
                self._passed[-most] + most / self._per_second
                for most in self._most
                if len(self._passed) >= most
            ),
            default=0.0,
        )

    async def _release(self) -> None:
        """Let those who wait pass, one at a time; skip those who gave up."""
        loop = asyncio.get_running_loop()
        while self._waiting:
            if self._waiting[0][2].done():
                heappop(self._waiting)
            elif (pause := self._free_at() - loop.time()) > 0:
                await asyncio.sleep(pause)
            else:
                heappop(self._waiting)[2].set_result(None)
                self._passed.append(loop.time())
