"""Edit messages; old ones one at a time in each channel, the most urgent first.

Discord takes only a few edits of messages older than an hour in each channel. It says how long to
wait (error 30046), and so does each response's header, by which discord.py waits.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from itertools import count
from typing import Any, TypeVar

from discord import HTTPException
from discord.utils import snowflake_time

from accountabot.domain.delivery.edits import EditPriority
from accountabot.domain.identifiers import MessageRef
from accountabot.requests.pacing import in_background
from accountabot.ui.client import Client
from accountabot.ui.delivery.request_errors import retry_after

T = TypeVar("T")

OLD = timedelta(minutes=59)
"""The age from which Discord limits edits, and a minute less: some wait before they are sent."""
PAUSE = 20.0
"""Seconds to wait if Discord refuses an edit for now without saying for how long."""
A_DAY = 24 * 3600.0
MOST_TRIES = 5
"""How often Discord may refuse an edit for now before its caller hears of it."""
MOST_WAITING = 300
"""How many edits of one priority, or a more urgent one, may wait before a channel is full.

They take longer than the pause after which the outbox offers the next ones.
"""


class Postponed(Exception):  # noqa: N818 - nothing went wrong
    """An edit was not made: another edit of the same message is due anyway, or the bot stops."""


@dataclass(eq=False)
class _Edit:
    """A queued edit, and its result."""

    message: int
    make: Callable[[], Awaitable[Any]]
    priority: EditPriority
    number: int
    place: int
    tries: int = 0
    is_over: bool = False
    result: Any = None
    error: Exception | None = None
    sleep: asyncio.Task[None] | None = None

    def end(self, result: object = None, error: Exception | None = None) -> None:
        """Report the result to the caller."""
        if not self.is_over:
            self.is_over, self.result, self.error = True, result, error
        if self.sleep:
            self.sleep.cancel()

    async def wait(self) -> None:
        """Wait until the edit is over.

        The cancelled sleep tells a simulated clock that this waits, rather than works forever.
        """
        while not self.is_over:
            self.sleep = asyncio.create_task(asyncio.sleep(A_DAY))
            await asyncio.wait([self.sleep])


@dataclass(eq=False)
class _Line:
    """The edits of a channel: at most one waits for each message, and one is being made."""

    waiting: dict[int, _Edit] = field(default_factory=dict)
    making: asyncio.Task[None] | None = None
    is_pausing: bool = False

    def admit(self, edit: _Edit) -> None:
        """Let an edit wait; of two of one message, the more urgent or else the newer one stays.

        That covers the other, because each is drawn at its turn. It takes the other's place.
        """
        if other := self.waiting.get(edit.message):
            edit, other = sorted((edit, other), key=lambda one: (one.priority, -one.number))
            edit.place = min(edit.place, other.place)
            other.end(error=Postponed())
        self.waiting[edit.message] = edit

    def leave(self, edit: _Edit) -> None:
        """Forget an edit for which nobody waits now."""
        edit.end(error=Postponed())
        if self.waiting.get(edit.message) is edit:
            del self.waiting[edit.message]

    def take(self) -> _Edit | None:
        """Remove and return the most urgent edit, the one that came first if there are several."""
        if not self.waiting:
            return None
        first = min(self.waiting.values(), key=lambda one: (one.priority, one.place))
        return self.waiting.pop(first.message)


class EditQueue:
    """Makes every edit outside of an interaction; an archived thread is opened for it.

    The work of an edit reads and draws the current state when it is called: it may have waited. It
    edits the message itself, and never calls `change` again.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._lines: dict[int, _Line] = {}
        self._numbers = count()
        self._callers: set[asyncio.Task[Any] | None] = set()
        self._is_stopped = False

    async def change(
        self,
        post: MessageRef,
        work: Callable[[], Awaitable[T]],
        priority: EditPriority,
        *,
        is_quiet: bool = False,
    ) -> T:
        """Carry out the edit of a message, as soon as it is its turn.

        A quiet edit brings no archived thread back into view. Raises Postponed if the edit was not
        made, and otherwise the errors of the work.
        """

        async def make() -> T:
            threads = self._client.archived_threads
            return await threads.change(post.channel, work, is_quiet=is_quiet)

        if self._client.clock.now() - snowflake_time(post.message) < OLD:
            return await make()
        if self._is_stopped:
            raise Postponed
        number = next(self._numbers)
        made: T = await self._made(
            post.channel, _Edit(post.message, make, priority, number, place=number)
        )
        return made

    @property
    def waiting(self) -> int:
        """How many edits wait."""
        return sum(len(line.waiting) for line in self._lines.values())

    def is_waiting(self, caller: asyncio.Task[Any]) -> bool:
        """Return whether a task waits for its edit, or for one before it."""
        return caller in self._callers

    def is_full(self, channel: int, priority: EditPriority) -> bool:
        """Return whether enough edits that come before another one wait in a channel."""
        line = self._lines.get(channel, _Line())
        return sum(one.priority <= priority for one in line.waiting.values()) >= MOST_WAITING

    def stop(self) -> None:
        """Postpone the edits that wait; those that are being made may end."""
        self._is_stopped = True
        for line in self._lines.values():
            for edit in line.waiting.values():
                edit.end(error=Postponed())
            line.waiting.clear()
            if line.making and line.is_pausing:
                line.making.cancel()

    async def _made(self, channel: int, edit: _Edit) -> Any:  # noqa: ANN401 - what the work returns
        """Wait until an edit is made; return its result, or raise its error."""
        line = self._lines.setdefault(channel, _Line())
        line.admit(edit)
        line.making = line.making or asyncio.create_task(self._make_all(channel, line))
        caller = asyncio.current_task()
        self._callers.add(caller)
        self._client.events.edit_waits()
        try:
            await edit.wait()
        finally:
            self._callers.discard(caller)
            line.leave(edit)
        if edit.error:
            raise edit.error
        return edit.result

    async def _make_all(self, channel: int, line: _Line) -> None:
        """Make the edits of a channel one after the other, the most urgent first."""
        try:
            with in_background():
                while edit := line.take():
                    await self._make(line, edit)
        finally:
            del self._lines[channel]

    async def _make(self, line: _Line, edit: _Edit) -> None:
        """Make an edit; if Discord refuses it for now, let it wait again."""
        try:
            edit.end(result=await edit.make())
        except HTTPException as error:
            edit.tries += 1
            if edit.is_over:
                return
            if error.status != HTTPStatus.TOO_MANY_REQUESTS or edit.tries == MOST_TRIES:
                edit.end(error=error)
            elif self._is_stopped:
                edit.end(error=Postponed())
            else:
                line.admit(edit)
                await self._pause(line, error)
        except Exception as error:  # noqa: BLE001 - its caller handles it
            edit.end(error=error)
        except BaseException:
            edit.end(error=Postponed())
            raise

    async def _pause(self, line: _Line, refusal: HTTPException) -> None:
        """Wait as long as Discord says."""
        line.is_pausing = True
        try:
            await asyncio.sleep(retry_after(refusal, PAUSE))
        finally:
            line.is_pausing = False
