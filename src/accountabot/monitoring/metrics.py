"""Define the metrics that are counted as things happen."""

import logging

from prometheus_client import CollectorRegistry, Counter, Histogram

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 10.0)
"""The upper bounds of the histograms' buckets; Discord waits three seconds for an answer."""


class Metrics:
    """The counters and histograms of one bot."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._answers = Histogram(
            "accountabot_command_seconds",
            "Time from an interaction until Discord has its first response.",
            ("command",),
            buckets=SECONDS,
            registry=registry,
        )
        self._database = Histogram(
            "accountabot_database_seconds",
            "Time from the request of a unit of work until it is done, with all waiting.",
            ("kind", "caller"),
            buckets=SECONDS,
            registry=registry,
        )
        self._logged = Counter(
            "accountabot_logged",
            "Warnings and errors in the log.",
            ("level",),
            registry=registry,
        )
        self.disconnects = Counter(
            "accountabot_gateway_disconnects",
            "Lost connections to Discord's gateway.",
            registry=registry,
        )
        for level in ("warning", "error"):
            self._logged.labels(level)
        self._units = {
            (is_write, is_background): self._database.labels(
                "write" if is_write else "read", "background" if is_background else "member"
            )
            for is_write in (True, False)
            for is_background in (True, False)
        }

    def observe_answer(self, command: str, seconds: float) -> None:
        """Record how long the first response to a command took."""
        self._answers.labels(command).observe(seconds)

    def observe_unit(self, is_write: bool, is_background: bool, seconds: float) -> None:
        """Record how long a unit of work took."""
        self._units[is_write, is_background].observe(seconds)

    def count_logged(self, level: int) -> None:
        """Count a warning or an error."""
        self._logged.labels("error" if level >= logging.ERROR else "warning").inc()


class LogCounter(logging.Handler):
    """Counts records, and writes nothing."""

    def __init__(self, metrics: Metrics) -> None:
        super().__init__(logging.WARNING)
        self._metrics = metrics

    def emit(self, record: logging.LogRecord) -> None:
        """Count a record."""
        self._metrics.count_logged(record.levelno)
