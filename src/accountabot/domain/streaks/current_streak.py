"""Define the streak of a member that counts for streak roles."""

from typing import NamedTuple


class CurrentStreak(NamedTuple):
    """A member's longest current streak; if it is stale, it may be over."""

    streak: int
    is_stale: bool
