"""Decide which streak lengths are milestones."""

COMPLETED = 0
"""The milestone number of a completed goal."""
HUNDRED = 100
_FIRST = (7, 30, 50, 100, 200, 365)


def milestones_between(before: int, after: int) -> list[int]:
    """Return the milestones above `before`, up to and including `after`, in order."""
    further = range(max(before, _FIRST[-1]) // HUNDRED * HUNDRED + HUNDRED, after + 1, HUNDRED)
    return [*(number for number in _FIRST if before < number <= after), *further]
