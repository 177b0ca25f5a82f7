"""Decide which freezes a goal gets, earns and spends."""

from datetime import datetime

from tests.oracle.model import Life
from tests.oracle.settings import value_at


def freeze_setting(life: Life, instant: datetime) -> tuple[int, int, int] | None:
    """Find the starting number, the streak that earns one, and the limit; None if off."""
    value = value_at(life.freezes, instant, (1, 7, 2))
    hard_mode = value_at(life.hard_mode, instant, default=False)
    assert isinstance(value, tuple)
    to_start_with = value[0] if len(value) == 3 else 1
    every, at_most = value[-2:]
    if hard_mode or every == 0 or at_most == 0:
        return None
    return to_start_with, every, at_most


def starting_freezes(life: Life) -> int:
    """Count the freezes with which the goal begins, by the setting at its declaration."""
    since = life.starting_freezes_since
    setting = freeze_setting(life, life.declared)
    if setting is None or (since is not None and life.declared < since):
        return 0
    to_start_with, _, at_most = setting
    return min(to_start_with, at_most)


def spends_freeze(life: Life, closed: datetime, streak: int, in_hand: int) -> bool:
    """Tell whether a period that would be missed spends a freeze: never without a streak."""
    if life.schedule == "once" or freeze_setting(life, closed) is None:
        return False
    return streak >= 1 and in_hand >= 1


def earns_freeze(life: Life, closed: datetime, streak: int, in_hand: int) -> bool:
    """Tell whether the streak just reached 7, 14, 21, … with fewer than the maximum in hand."""
    setting = freeze_setting(life, closed)
    if life.schedule == "once" or setting is None:
        return False
    _, every, at_most = setting
    return streak % every == 0 and in_hand < at_most
