"""Watch a bot: attach everything that counts, before it connects."""

import logging
from datetime import timedelta

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest

from accountabot.bot import Accountabot
from accountabot.monitoring.answer_times import AnswerTimes
from accountabot.monitoring.bot_state import BotState
from accountabot.monitoring.metrics import LogCounter, Metrics
from accountabot.services.delivery import outbox
from accountabot.store.errors import StoreError

LATE = timedelta(minutes=1)
"""How long an outbox entry may be due before it counts as late."""


class Monitor:
    """The metrics of one bot, and whether it works."""

    def __init__(self, bot: Accountabot) -> None:
        self.bot = bot
        self._registry = CollectorRegistry()
        self._metrics = Metrics(self._registry)
        self._state = BotState(bot)
        self._registry.register(self._state)
        ProcessCollector(registry=self._registry)
        self._log_counter = LogCounter(self._metrics)

    def attach(self) -> None:
        """Count from now on; the bot must not have logged in yet."""
        times = AnswerTimes(self._metrics.observe_answer)
        self.bot.on_received = times.begin
        self.bot.http_trace.on_request_end.append(times.on_request_end)
        self.bot.database.observe(self._metrics.observe_unit)
        self.bot.add_listener(self._on_connected, "on_ready")
        self.bot.add_listener(self._on_connected, "on_resumed")
        self.bot.add_listener(self._on_disconnect, "on_disconnect")
        logging.getLogger().addHandler(self._log_counter)

    def detach(self) -> None:
        """Stop counting what other bots of this process could cause."""
        logging.getLogger().removeHandler(self._log_counter)

    async def exposed(self) -> bytes:
        """Return all metrics in Prometheus' text format."""
        self._state.backlog = await self._backlog()
        return generate_latest(self._registry)

    async def _backlog(self) -> outbox.Backlog | None:
        """Count the outbox on a connection of its own, so that no member waits for it."""
        if not self.bot.database.is_open:
            return None
        now = self.bot.clock.now()
        try:
            return await self.bot.database.read_in_background(outbox.backlog, now, now - LATE)
        except StoreError:
            return None

    async def problems(self) -> list[str]:
        """Return the reasons why the bot can't serve members now."""
        found = []
        if not self._state.is_connected:
            found.append("Discord is not connected.")
        if self.bot.in_flight.is_stopping:
            found.append("The bot is stopping.")
        if not self.bot.clock.is_right:
            found.append("The machine's clock is wrong.")
        try:
            await self.bot.database.read(outbox.next_due)
        except StoreError:
            found.append("The database doesn't answer.")
        if self.bot.database.is_open and (problem := await self.bot.database.find_problem()):
            found.append(f"Nothing can be saved: {problem}.")
        return found

    async def _on_connected(self) -> None:
        self._state.is_connected = True

    async def _on_disconnect(self) -> None:
        if self._state.is_connected:  # discord.py also reports attempts that fail
            self._metrics.disconnects.inc()
        self._state.is_connected = False
