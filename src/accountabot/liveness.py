"""Report once a minute that the bot works: to the service manager and to `accountabot health`."""

import asyncio
import logging
from contextlib import suppress
from types import TracebackType
from typing import Self

from accountabot import service_manager
from accountabot.bot import Accountabot
from accountabot.heartbeat_file import EVERY, HeartbeatFile
from accountabot.store import dialect, migrations
from accountabot.store.errors import StoreError

_log = logging.getLogger(__name__)


class Liveness:
    """Report while this context is open.

    The service manager hears that the bot is alive while the event loop runs and the database
    answers: a restart doesn't help if Discord is away. The heartbeat file also stands for the
    connection to Discord.
    """

    def __init__(self, bot: Accountabot) -> None:
        self._bot = bot
        in_memory = bot.database.path == dialect.IN_MEMORY
        self._file = None if in_memory else HeartbeatFile(bot.database.path)
        self._pause = min(EVERY, (service_manager.watchdog_seconds() or EVERY * 2) / 2)
        self._is_connected = False
        self._beating: asyncio.Task[None] | None = None
        self._reporting: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Begin: until Discord is connected, the bot is alive but not healthy."""
        self._remove_file()
        self._bot.add_listener(self._connected, "on_ready")
        self._bot.add_listener(self._connected, "on_resumed")
        self._bot.add_listener(self._disconnected, "on_disconnect")
        self._beating = asyncio.create_task(self._beat_forever())
        self._bot.database.health.on_change = self._beat_soon
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop reporting, and remove the file."""
        self._bot.database.health.on_change = None
        for task in (self._beating, self._reporting):
            if task:
                task.cancel()
        self._is_connected = False
        self._remove_file()

    async def beat(self) -> None:
        """Report once, if the database answers and can be written."""
        if problem := await self._bot.database.find_problem():  # which the log says already
            self._report_problem(problem)
            if self._bot.database.is_in_place:  # otherwise a restart says what to do
                service_manager.notify(service_manager.ALIVE)
            return
        try:
            await self._bot.database.read(migrations.revision_of)
        except StoreError as error:
            _log.warning("The database doesn't respond, so the bot is unhealthy: %s", error)
            return
        service_manager.notify(service_manager.ALIVE)
        if self._is_connected and self._file:
            try:
                self._file.beat()
            except OSError as error:
                _log.warning("The heartbeat file can't be written: %s", error)

    def _beat_soon(self) -> None:
        """Report now, without waiting for the next minute."""
        self._reporting = asyncio.create_task(self.beat())

    async def _connected(self) -> None:
        self._is_connected = True
        service_manager.notify(service_manager.READY)
        await self.beat()

    async def _disconnected(self) -> None:
        self._is_connected = False

    async def _beat_forever(self) -> None:
        while True:
            await asyncio.sleep(self._pause)
            await self.beat()

    def _report_problem(self, problem: str) -> None:
        if self._file:
            with suppress(OSError):  # a full disk: the silence says it, too
                self._file.report(problem)

    def _remove_file(self) -> None:
        if self._file:
            with suppress(OSError):  # a file that can't be removed only makes the next start late
                self._file.remove()
