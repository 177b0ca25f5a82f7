"""Group dates into runs of consecutive days."""

from collections.abc import Iterable
from datetime import timedelta

from accountabot.domain.calendar.days import LocalDay

Run = tuple[LocalDay, LocalDay]
_DAY = timedelta(days=1)


def runs_of(days: Iterable[LocalDay]) -> list[Run]:
    """Return the first and last day of each run of consecutive days, in order."""
    runs: list[Run] = []
    for day in sorted(set(days)):
        if runs and day - runs[-1][1] == _DAY:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def days_in(runs: Iterable[Run]) -> tuple[LocalDay, ...]:
    """Return all days of some runs, in order."""
    return tuple(
        first + number * _DAY for first, last in runs for number in range((last - first).days + 1)
    )
