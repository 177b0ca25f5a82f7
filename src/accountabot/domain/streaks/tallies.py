"""Say what periods add up to: the streak, the longest one, the freezes in hand."""

from dataclasses import dataclass, replace
from datetime import datetime

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.judging_rules import FreezeRule
from accountabot.domain.streaks.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Tally:
    """What periods, taken in their order, add up to."""

    streak: int = 0
    longest: int = 0
    freezes: int = 0
    frozen: LocalDay | None = None
    """The first day of the last period on which a freeze was spent."""

    def then(self, outcome: Outcome, freeze_rule: FreezeRule | None, first: LocalDay) -> "Tally":
        """Return the run with one more period, which began on `first`; without `freezing` none is earned."""
        match outcome:
            case Outcome.KEPT | Outcome.LATE:
                streak = self.streak + 1
                earned = (
                    freeze_rule
                    and self.freezes < freeze_rule.at_most
                    and streak % freeze_rule.earned_every == 0
                )
                return Tally(
                    streak, max(self.longest, streak), self.freezes + bool(earned), self.frozen
                )
            case Outcome.FROZEN:
                return replace(self, freezes=self.freezes - 1, frozen=first)
            case Outcome.MISSED:
                return replace(self, streak=0)
            case _:
                return self


@dataclass(frozen=True, slots=True)
class SettledTally:
    """The run up to a local day behind which nothing changes any more but by an undo, and when all of it had closed."""

    through: LocalDay | None = None
    tally: Tally = Tally()
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a goal stands at an instant, and until when that holds if nobody acts."""

    tally: Tally
    changes_at: datetime | None
    settled: SettledTally
    over_at: datetime | None = None
    """When the goal's own time is over, and it stands on no board any more."""


NOTHING = Standing(Tally(), None, SettledTally())
"""Where a goal stands on which nothing was done yet."""
