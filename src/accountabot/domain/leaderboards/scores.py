"""Compute what members score on the leaderboards."""

from collections.abc import Mapping
from math import isqrt
from typing import NamedTuple

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import GoalId
from accountabot.domain.streaks.outcomes import Outcome

FEWEST_CLOSED = 5
"""The number of closed periods from which a member is on the board of kept promises."""
_SCALE = 10_000
"""Shares are in hundredths of a percent."""


class Score(NamedTuple):
    """A member's score on one board; more is better."""

    value: int
    goal: GoalId | None = None
    """The goal that earned it, for a streak."""
    kept: int = 0
    of: int = 0
    """How many of how many promises were kept, for a share."""


class WeekResult(NamedTuple):
    """How many periods closed in a week as kept (or late), and how many used a freeze or missed."""

    kept: int
    slipped: int

    def plus(self, outcome: Outcome) -> "WeekResult":
        """Return the result with one more closed period."""
        if outcome.counts_as_kept:
            return self._replace(kept=self.kept + 1)
        return self._replace(slipped=self.slipped + 1)


def kept_score(kept: int, missed: int) -> Score | None:
    """Return the lower bound of the 95 % Wilson interval, or None if too few periods closed."""
    of = kept + missed
    return Score(_wilson(kept, of), kept=kept, of=of) if of >= FEWEST_CLOSED else None


def _wilson(kept: int, of: int) -> int:
    """Return the lower bound in hundredths of a percent, rounded down.

    With integers, so that every machine computes the same: z is 1.96, and everything is multiplied
    by 100² or, under the root, by 100⁴.
    """
    z = 196
    root = isqrt(z * z * (4 * 100**2 * kept * (of - kept) + z * z * of) * of)
    above = 2 * 100**2 * kept * of + z * z * of - root
    return max(0, above * _SCALE // (2 * of * (100**2 * of + z * z)))


def regular_weeks(results: Mapping[LocalDay, WeekResult]) -> int:
    """Count the weeks in a row, back from now, in which something was kept and nothing slipped.

    Weeks are named by their first date. Those in which nothing closed are passed over.
    """
    count = 0
    for first in sorted(results, reverse=True):
        result = results[first]
        if result.slipped:
            break
        count += bool(result.kept)
    return count
