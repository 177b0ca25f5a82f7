"""Divide dates into a server's weeks."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import lru_cache

from accountabot.domain.calendar.days import LocalDay

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


class ServerWeeks:
    """A server's weeks; a new first day of the week applies after the week in which it was chosen.

    The days in between form one shorter week.
    """

    def __init__(self, changes: Iterable[tuple[LocalDay, int]]) -> None:
        """Take the date of each change, in order, and the weekday from then on (0 is Monday)."""
        self._anchors = [*_anchors(list(changes))]

    def first_of(self, day: LocalDay) -> LocalDay:
        """Return the first date of the week that contains a date."""
        anchor = next((each for each in self._anchors[::-1] if each <= day), self._anchors[0])
        return day - timedelta(days=(day - anchor).days % 7)

    def before(self, first: LocalDay) -> LocalDay:
        """Return the first date of the week before the one that begins on `first`."""
        return self.first_of(first - _DAY)


@lru_cache(maxsize=1024)
def server_weeks(changes: tuple[tuple[LocalDay, int], ...]) -> ServerWeeks:
    """Return the weeks of a server with these changes of its first weekday."""
    return ServerWeeks(changes)


def _anchors(changes: list[tuple[LocalDay, int]]) -> Iterator[LocalDay]:
    """Yield dates on which weeks begin: from each on, every seventh day begins another one."""
    anchor = changes[0][0] if changes else LocalDay.min
    anchor -= min(timedelta(days=anchor.weekday()), anchor - LocalDay.min)
    yield anchor
    for changed, weekday in changes:
        following = anchor + ((changed - anchor) // _WEEK + 1) * _WEEK
        if following.weekday() != weekday:
            yield following
            following += timedelta(days=(weekday - following.weekday()) % 7)
        yield following
        anchor = following
