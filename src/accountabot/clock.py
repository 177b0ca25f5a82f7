"""Compare the host's clock with Discord's, because streaks are judged by it."""

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from discord.http import HTTPClient, Route
from discord.utils import utcnow

from accountabot.ui.delivery.request_errors import REQUEST_ERRORS

TOLERATED = timedelta(minutes=2)
"""How far the host's clock may differ from Discord's."""
MEASURE_EVERY = 10.0
"""Seconds between two comparisons, unless something is wrong; requests come much more often."""
PATIENCE = 1.0
"""Seconds to wait for Discord's time: members may wait for it, too."""

_log = logging.getLogger(__name__)


async def ask_for_time(http: HTTPClient) -> None:
    """Send a small request: the headers of the response have Discord's time."""
    try:
        async with asyncio.timeout(PATIENCE):
            await http.request(Route("GET", "/gateway"))
    except (*REQUEST_ERRORS, TimeoutError) as error:
        _log.info("Discord can't be asked for the time: %r", error)


class ClockCheck:
    """Knows how far the host's clock is ahead of Discord's; until measured, it counts as right.

    Between two measurements, the machine's stopwatch shows whether the clock was set. A machine
    that slept looks the same until the next measurement, so this is *uncertain*.
    """

    def __init__(self, on_corrected: Callable[[], object]) -> None:
        """Take a function to call as soon as a wrong clock is right again."""
        self._on_corrected = on_corrected
        self._measured_at: float | None = None
        self._offset = 0.0
        self._was_right = True
        self.measured = timedelta()
        """How far the host's clock was ahead of Discord's at the last measurement."""

    def note(self, date: str | None, at: datetime) -> None:
        """Note the `Date` header of a response that Discord sent at the host's time `at`."""
        discord = _parsed(date)
        if discord is None:
            return
        self.measured = at - discord
        self._measured_at = time.monotonic()
        self._offset = _offset()
        self._report()

    @property
    def difference(self) -> timedelta:
        """How far the host's clock is ahead of Discord's, as far as known."""
        return self.measured + self._set_since()

    @property
    def is_right(self) -> bool:
        """Return whether the clock is right, so that time may be judged by it."""
        return abs(self.difference) <= TOLERATED

    @property
    def is_uncertain(self) -> bool:
        """Return whether the clock was set since the last measurement, or the machine slept."""
        return abs(self._set_since()) > TOLERATED

    @property
    def is_due(self) -> bool:
        """Return whether the clock should be compared at the next opportunity."""
        last = self._measured_at
        return last is None or time.monotonic() - last >= MEASURE_EVERY or not self.is_right

    def now(self) -> datetime:
        """Return the time (UTC): Discord's, if the host's clock is known to be wrong."""
        is_known_wrong = abs(self.measured) > TOLERATED and not self.is_right
        return utcnow() - self.measured if is_known_wrong else utcnow()

    def _set_since(self) -> timedelta:
        """Return how far the clock was set ahead since the last measurement."""
        if self._measured_at is None:
            return timedelta()
        return timedelta(seconds=round(_offset() - self._offset))

    def _report(self) -> None:
        """Log a change, and announce that the clock is right again."""
        if self.is_right is self._was_right:
            return
        self._was_right = self.is_right
        if self.is_right:
            _log.info("This machine's clock agrees with Discord's again; everything is caught up.")
            self._on_corrected()
        else:
            _log.error(
                "This machine's clock is %s Discord's. Until it is set, no day is closed, and "
                "whatever depends on the time waits. Members' commands work.",
                spelt(self.measured),
            )


def spelt(difference: timedelta) -> str:
    """Return a difference in words: *3:00:05 ahead of*."""
    ahead = difference > timedelta()
    return f"{timedelta(seconds=round(abs(difference).total_seconds()))} " + (
        "ahead of" if ahead else "behind"
    )


def _offset() -> float:
    return utcnow().timestamp() - time.monotonic()


def _parsed(date: str | None) -> datetime | None:
    try:
        found = parsedate_to_datetime(date) if date else None
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found and found.tzinfo is None else found
