"""Spread the role changes of a server over time, because Discord takes about one per second."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta

from accountabot.domain.identifiers import ServerId

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_LOST = timedelta(hours=1)


class RolePace:
    """Assigns a time to each outbox entry that has to wait; nothing sleeps meanwhile."""

    def __init__(self, apart: timedelta) -> None:
        self._apart = apart
        self._free: dict[ServerId, datetime] = defaultdict(lambda: _LONG_AGO)
        self._waiting: dict[int, datetime] = {}

    def wait_until(
        self, server: ServerId, entry: int, changes: int, now: datetime
    ) -> datetime | None:
        """Return when it is an entry's turn to make some changes (UTC), None if it is now."""
        turn = self._waiting.get(entry)
        if turn is None:
            turn = max(self._free[server], now)
            self._free[server] = turn + changes * self._apart
        if turn > now:
            self._waiting[entry] = turn
            return turn
        self._waiting.pop(entry, None)
        return None

    def drop_lost(self, now: datetime) -> None:
        """Forget the turns of entries that never came back, because they were deleted."""
        self._waiting = {key: at for key, at in self._waiting.items() if at > now - _LOST}
