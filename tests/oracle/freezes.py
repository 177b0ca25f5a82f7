"""Decide which freezes a goal earns and spends."""

from datetime import datetime

from tests.oracle.model import Life
from tests.oracle.settings import value_at


def freeze_rule(life: Life, closed: datetime) -> tuple[int, int] | None:
    """Find the rule in force when a period closes; None if freezes are off or for a `once`."""
    value = value_at(life.freezes, closed, (7, 2))
    if life.schedule == "once" or value_at(life.hard_mode, closed, default=False):
        return None
    return value if isinstance(value, tuple) and value[0] else None


def earns_freeze(life: Life, closed: datetime, streak: int, in_hand: int) -> bool:
    """Tell whether the streak just reached 7, 14, 21, … with fewer than the maximum in hand."""
    rule = freeze_rule(life, closed)
    return rule is not None and streak % rule[0] == 0 and in_hand < rule[1]
