"""Run long work so that members don't notice it."""

import asyncio
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from accountabot.store.files.database_files import IsStopped

T = TypeVar("T")

LOWEST = 19
END_TIMEOUT = 3.0
"""The maximum seconds to wait for work that was told to stop."""


async def run_gently(work: Callable[[IsStopped], T]) -> T:
    """Run a function on a thread of its own, which gets the processor if nobody else needs it.

    If the caller is cancelled, the function that it was given returns True, and it has to end.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()
    stop = threading.Event()

    def run() -> None:
        lower_priority()
        try:
            result = work(stop.is_set)
        except BaseException as error:  # noqa: BLE001 - the caller gets it
            _tell(loop, future, error)
        else:
            _tell(loop, future, None, result)

    thread = threading.Thread(target=run, name="low priority", daemon=True)
    thread.start()
    try:
        return await future
    finally:
        stop.set()
        thread.join(END_TIMEOUT)


def lower_priority() -> None:
    """Give the current thread the lowest priority, on systems where threads have one."""
    with suppress(AttributeError, OSError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LOWEST)


def _tell(
    loop: asyncio.AbstractEventLoop,
    future: "asyncio.Future[T]",
    error: BaseException | None,
    result: T | None = None,
) -> None:
    def tell() -> None:
        if future.done():
            return
        if error:
            future.set_exception(error)
        else:
            future.set_result(result)  # type: ignore[arg-type]  # None only if T allows it

    with suppress(RuntimeError):  # the loop is closed, so nobody waits
        loop.call_soon_threadsafe(tell)
