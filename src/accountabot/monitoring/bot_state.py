"""Define the metrics that are read from the bot when they are asked for."""

from collections.abc import Iterator
from importlib.metadata import version

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from accountabot.bot import Accountabot
from accountabot.services.delivery.outbox import Backlog
from accountabot.store.files.inspection import size_of


class BotState(Collector):
    """The state of a bot; whether it is connected is told by its events."""

    def __init__(self, bot: Accountabot) -> None:
        self._bot = bot
        self.is_connected = False
        self.backlog: Backlog | None = None
        """The messages that should have been sent; None if the database doesn't answer."""

    def collect(self) -> Iterator[Metric]:
        """Yield all metrics."""
        yield from self._gateway()
        yield from self._queues()
        yield from self._outbox()
        yield from self._pictures()
        yield from self._host()

    def _gateway(self) -> Iterator[Metric]:
        yield _gauge(
            "gateway_connected", "Whether Discord's gateway is connected.", self.is_connected
        )
        latency = self._bot.latency  # NaN before the first heartbeat
        yield _gauge("gateway_latency_seconds", "Latency of the gateway's last heartbeat.", latency)
        yield _gauge("servers", "Servers that the bot is on.", len(self._bot.guilds))

    def _queues(self) -> Iterator[Metric]:
        found = GaugeMetricFamily(
            "accountabot_queue_length", "Waiting work, by queue.", labels=("queue",)
        )
        lengths = self._bot.database.queue_lengths()
        found.add_metric(("database writes",), lengths.writes)
        found.add_metric(("database reads",), lengths.reads)
        found.add_metric(("edits",), self._bot.edits.waiting)
        found.add_metric(("requests",), self._bot.pacer.waiting)
        yield found

    def _outbox(self) -> Iterator[Metric]:
        due = GaugeMetricFamily("accountabot_outbox_due", "Outbox entries that are due now.")
        late = GaugeMetricFamily(
            "accountabot_outbox_late", "Outbox entries that have waited for a minute, or failed."
        )
        if self.backlog:
            due.add_metric((), self.backlog.due)
            late.add_metric((), self.backlog.late)
        yield from (due, late)

    def _pictures(self) -> Iterator[Metric]:
        found = CounterMetricFamily(
            "accountabot_pictures", "Pictures that were asked for, by outcome.", labels=("outcome",)
        )
        if self._bot.renderer:
            for outcome, count in self._bot.renderer.counts.items():
                found.add_metric((outcome,), count)
        yield found

    def _host(self) -> Iterator[Metric]:
        difference = self._bot.clock.difference.total_seconds()
        about = "How far the machine's clock is ahead of Discord's."
        yield _gauge("clock_difference_seconds", about, difference)
        about = "Size of the database, with its write-ahead log."
        yield _gauge("database_size_bytes", about, size_of(self._bot.database.path))
        built = GaugeMetricFamily("accountabot_info", "The version.", labels=("version",))
        built.add_metric((version("accountabot"),), 1)
        yield built


def _gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(f"accountabot_{name}", about, value=float(value))
