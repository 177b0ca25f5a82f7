"""Count how much of a member's word was kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from accountabot.domain.outcomes import Outcome, Verdict

WINDOW = timedelta(hours=90 * 24)


@dataclass(frozen=True, slots=True)
class Word:
    """Promises kept, late ones included, of those that were due: "41 of 45"."""

    kept: int
    of: int


def word(verdicts: Iterable[Verdict], now: datetime) -> Word:
    """Count the periods that closed in the last 90 times 24 hours before `now`."""
    recent = [v.outcome for v in verdicts if v.closed_at and now - WINDOW < v.closed_at <= now]
    kept = sum(outcome.holds for outcome in recent)
    return Word(kept, kept + recent.count(Outcome.MISSED))
