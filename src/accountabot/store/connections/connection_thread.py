"""Run functions on the thread of an aiosqlite connection."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

import aiosqlite

from accountabot.store.dialect import RawConnection

T = TypeVar("T")

JOIN_TIMEOUT = 3.0
"""The maximum seconds to wait for the thread; a disk that doesn't respond can block it."""


class ConnectionThread(aiosqlite.Connection):
    """A connection, and the only thread that uses it.

    aiosqlite's public API switches to its thread for each SQL call. A unit of work makes many
    calls, and must switch only once, so this class uses four private attributes of aiosqlite:

    - `_execute` runs any function on the thread, and waits for it.
    - `_tx` is the queue of such functions.
    - `_conn` is the driver's connection.
    - `_thread` is the thread itself.

    The tests fail if a new release of aiosqlite removes or changes any of them.
    """

    def __init__(self, connect: Callable[[], RawConnection]) -> None:
        super().__init__(connect, iter_chunk_size=64)
        # A program that exits without closing must not hang: every confirmed change is on disk.
        self._thread.daemon = True

    @property
    def raw(self) -> RawConnection:
        """The driver's connection, for use on this thread only."""
        return self._conn

    async def run(self, work: Callable[[], T]) -> T:
        """Run a function on the thread."""
        result: T = await self._execute(work)  # type: ignore[no-untyped-call]
        return result

    def interrupt_now(self) -> None:
        """Let the statement that is running fail, if there is one; any thread may call this."""
        with suppress(ValueError):  # it isn't connected yet
            self._conn.interrupt()

    def start(self, work: Callable[[], object]) -> None:
        """Run a function on the thread, without waiting for it."""
        self._tx.put_nowait((None, work))

    async def end(self) -> None:
        """Close the connection if it is open, and join the thread."""
        await self.close()
        if self._thread.is_alive():
            # The thread reports to the event loop, so the loop must run until the thread has ended.
            await asyncio.to_thread(self._thread.join, JOIN_TIMEOUT)
