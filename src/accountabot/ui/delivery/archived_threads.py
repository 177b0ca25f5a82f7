"""Change messages in archived threads and forum posts, where Discord refuses every edit."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from discord import Client, ClientException, HTTPException, Thread
from discord.utils import utcnow

from accountabot.ui.delivery.request_errors import REQUEST_ERRORS, is_archived

T = TypeVar("T")

LINGER = 15.0
"""Seconds for which a thread stays open after a change, because more may follow."""
_ECHO = timedelta(minutes=1)
"""How long after the bot opened a thread Discord's event about it may arrive."""

_log = logging.getLogger(__name__)


@dataclass(eq=False)
class _Door:
    """A thread that is open as long as something in it changes."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    changes: int = 0
    thread: Thread | None = None
    closing: asyncio.Task[None] | None = None


class ArchivedThreads:
    """Opens an archived thread for a change, and archives it again.

    A bot that may write in threads can open one that isn't locked. It needs *Manage Threads* to
    open a locked one, and to archive one again; otherwise Discord archives it after a while.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._doors: dict[int, _Door] = {}
        self._opened: dict[int, datetime] = {}

    async def change(
        self, channel: int, work: Callable[[], Awaitable[T]], *, is_quiet: bool = False
    ) -> T:
        """Carry out a change in a channel, which may be an archived thread.

        A quiet change opens a thread only if the bot can archive it again, so that nobody sees it
        come back for nothing. Raises the error of Discord's refusal if the thread stays archived.
        """
        try:
            return await work()
        except HTTPException as error:
            if not is_archived(error):
                raise
            refusal = error
        door = self._doors.setdefault(channel, _Door())
        async with door.lock:
            if not door.changes:
                await self._open(channel, door, refusal, is_quiet=is_quiet)
            door.changes += 1
        try:
            return await work()
        finally:
            door.changes -= 1
            if not door.changes:
                door.closing = asyncio.create_task(self._close(channel, door))

    def opened_lately(self, channel: int) -> bool:
        """Return whether the bot itself has just opened a thread."""
        opened = self._opened.get(channel)
        return opened is not None and utcnow() - opened < _ECHO

    async def _open(
        self, channel: int, door: _Door, refusal: HTTPException, *, is_quiet: bool
    ) -> None:
        try:
            thread = await self._client.fetch_channel(channel)
            if not isinstance(thread, Thread):
                raise refusal
            if thread.archived:
                if not may_manage(thread) and (thread.locked or is_quiet):
                    raise refusal
                self._note_opening(channel)
                await thread.edit(archived=False)
                door.thread = thread
        except REQUEST_ERRORS:
            if door.thread is None:
                self._doors.pop(channel, None)
            raise

    async def _close(self, channel: int, door: _Door) -> None:
        """Archive a thread in which nothing changes any more."""
        await asyncio.sleep(LINGER)
        async with door.lock:
            is_last = door.closing is asyncio.current_task()
            if is_last and not door.changes:
                self._doors.pop(channel, None)
                await _archive(door.thread)

    def _note_opening(self, channel: int) -> None:
        now = utcnow()
        self._opened = {key: at for key, at in self._opened.items() if now - at < _ECHO}
        self._opened[channel] = now


def may_manage(thread: Thread) -> bool:
    """Return whether the bot may open a locked thread and archive any."""
    try:
        return thread.permissions_for(thread.guild.me).manage_threads
    except ClientException:  # the bot doesn't see the channel of the thread
        return False


async def _archive(thread: Thread | None) -> None:
    if thread is None or not may_manage(thread):
        return
    try:
        await thread.edit(archived=True)
    except REQUEST_ERRORS as error:
        _log.info("Thread %s stays open: %s", thread.id, error)
