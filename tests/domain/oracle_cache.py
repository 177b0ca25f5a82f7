"""Cache the oracle's local days, so that the same rules are read faster."""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from tests import oracle
from tests.oracle import local_days

_walk = local_days.days_from


class _Walked:
    """The local days from an instant on, as far as they were needed yet."""

    def __init__(
        self, zones: tuple[oracle.Change, ...], hours: tuple[oracle.Change, ...], instant: datetime
    ) -> None:
        self.found: list[oracle.Day] = []
        self.rest = _walk(oracle.Life("once", instant, zones=zones, day_starts=hours), instant)

    def __iter__(self) -> Iterator[oracle.Day]:
        number = 0
        while True:
            if number == len(self.found):
                self.found.append(next(self.rest))
            yield self.found[number]
            number += 1


_walked = lru_cache(maxsize=256)(_Walked)


def _days_from(life: oracle.Life, instant: datetime) -> Iterator[oracle.Day]:
    return iter(_walked(life.zones, life.day_starts, instant))


def cache_local_days() -> None:
    """Replace the two slow functions by cached ones."""
    local_days.first_instant = lru_cache(maxsize=100_000)(local_days.first_instant)
    local_days.days_from = _days_from
