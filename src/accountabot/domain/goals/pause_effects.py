"""Name what a pause changes for a goal."""

from datetime import datetime
from enum import StrEnum


class PauseEffect(StrEnum):
    """What a pause changes for a goal."""

    EXCUSES = "excuses"
    """Nothing is due, and paused days can't be missed."""
    EXCUSES_LATER_DAYS = "excuses-later-days"
    """The same, but today was skipped before."""
    CHANGES_NOTHING = "changes-nothing"
    """Today was skipped before, and the pause ends with it."""
    EXCUSES_PERIODS = "excuses-periods"
    """Nothing is due, and a longer period can't be missed if too few of its days are left."""
    EXTENDS = "extends"
    """The deadline moves by the length of the pause."""
    EXTENDS_FROM_START = "extends-from-start"
    """The deadline moves by the part of the pause after the start."""
    TOO_EARLY = "too-early"
    """The pause ends before the start, so the deadline stays."""
    TOO_LATE = "too-late"
    """The deadline is over, so it stays."""


def effect_on_deadline(
    start: datetime, deadline: datetime, begins: datetime, ends: datetime
) -> PauseEffect:
    """Return what a pause from `begins` to `ends` does to the deadline of a one-time goal."""
    if begins >= deadline:
        return PauseEffect.TOO_LATE
    if begins >= start:
        return PauseEffect.EXTENDS
    return PauseEffect.EXTENDS_FROM_START if ends > start else PauseEffect.TOO_EARLY
