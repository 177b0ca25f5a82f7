"""Add up judged periods: the current streak, the longest streak, and the available freezes."""

from dataclasses import dataclass, replace
from datetime import datetime

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.judging_rules import FreezeRule
from accountabot.domain.streaks.outcomes import Outcome

LONG_STREAK = 7
"""The length from which a streak without a freeze is worth a mention."""


def is_without_freeze(streak: int, *, uses_freeze: bool) -> bool:
    """Return whether a streak is to be marked as one without a freeze."""
    return streak >= LONG_STREAK and not uses_freeze


@dataclass(frozen=True, slots=True)
class Tally:
    """The running totals of judged periods."""

    streak: int = 0
    longest: int = 0
    freezes: int = 0
    frozen: LocalDay | None = None
    """The first day of the last period that used a freeze."""
    uses_freeze: bool = False
    """A period of the current streak used a freeze."""

    @property
    def is_without_freeze(self) -> bool:
        """Return whether the current streak is long, and none of its periods used a freeze."""
        return is_without_freeze(self.streak, uses_freeze=self.uses_freeze)

    def then(self, outcome: Outcome, freeze_rule: FreezeRule | None, first: LocalDay) -> "Tally":
        """Return the totals after one more period, which began on `first`.

        Without a `freeze_rule`, the period can't earn a freeze.
        """
        match outcome:
            case Outcome.KEPT | Outcome.LATE:
                streak = self.streak + 1
                earned = (
                    freeze_rule
                    and self.freezes < freeze_rule.at_most
                    and streak % freeze_rule.earned_every == 0
                )
                return Tally(
                    streak=streak,
                    longest=max(self.longest, streak),
                    freezes=self.freezes + bool(earned),
                    frozen=self.frozen,
                    uses_freeze=self.uses_freeze,
                )
            case Outcome.FROZEN:
                return replace(
                    self, freezes=self.freezes - 1, frozen=first, uses_freeze=self.streak > 0
                )
            case Outcome.MISSED:
                return replace(self, streak=0, uses_freeze=False)
            case _:
                return self


@dataclass(frozen=True, slots=True)
class SettledTally:
    """A snapshot of the totals; periods up to `through` can only change if an action is undone."""

    through: LocalDay | None = None
    tally: Tally = Tally()
    closed_at: datetime | None = None
    """When (UTC) all of these periods had closed."""
    slipped_at: datetime | None = None
    """When (UTC) a period last slipped; see `Standing`."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A goal's totals, and the time (UTC) at which they change next if nobody acts."""

    tally: Tally
    changes_at: datetime | None
    settled: SettledTally
    over_at: datetime | None = None
    """When (UTC) the goal is over and leaves the leaderboards."""
    slipped_at: datetime | None = None
    """When (UTC) a period last slipped: it closed as missed, or a freeze was used for it.

    Without a streak, this is the first period that was missed in a row without any check-ins.
    """


INITIAL_STANDING = Standing(Tally(), None, SettledTally())
"""The standing of a goal before any activity."""
