"""Define the settings that decide a goal's outcomes, as effective-dated values."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from accountabot.domain import timelines
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.personal_calendar import PersonalCalendar, build_calendar
from accountabot.domain.timelines import DatedValue, Interval


class FreezeRule(NamedTuple):
    """How many freezes a goal starts with, and how it earns more.

    It earns one per `earned_every` kept periods, up to `at_most`; 0 for either turns freezes off.
    """

    to_start_with: int = 1
    earned_every: int = 7
    at_most: int = 2

    @property
    def is_off(self) -> bool:
        """Return whether freezes are turned off."""
        return not (self.earned_every and self.at_most)


class Excuse(NamedTuple):
    """A date excused for everyone on a server, and the time (UTC) of the decision."""

    at: datetime
    day: LocalDay


@dataclass(frozen=True, slots=True)
class JudgingRules:
    """The settings that outcomes depend on, as effective-dated values."""

    days: PersonalCalendar = field(default_factory=build_calendar)
    week_starts: tuple[DatedValue[int], ...] = ()
    """0 is Monday, the default."""
    freezes: tuple[DatedValue[FreezeRule], ...] = ()
    hard_mode: tuple[DatedValue[bool], ...] = ()
    excuses: tuple[Excuse, ...] = ()
    absences: tuple[Interval, ...] = ()
    """Of the bot."""
    starting_freezes_since: datetime | None = None
    """When (UTC) goals began to start with freezes, if the server has goals from before.

    Earlier goals started without any, and until then a freeze was spent even without a streak.
    """

    def freeze_rule_at(self, instant: datetime) -> FreezeRule | None:
        """Return the rule for a period that closes at `instant`; None if freezes are off."""
        rule = timelines.at(self.freezes, instant, FreezeRule())
        is_hard = timelines.at(self.hard_mode, instant, default=False)
        return None if rule.is_off or is_hard else rule

    def starting_freezes(self, declared: datetime) -> int:
        """Return how many freezes a goal declared at that instant (UTC) starts with."""
        rule = self.freeze_rule_at(declared)
        is_older = self.starting_freezes_since and declared < self.starting_freezes_since
        return 0 if rule is None or is_older else min(rule.to_start_with, rule.at_most)

    def spends_freeze(self, closed: datetime, streak: int) -> bool:
        """Return whether a period that closes unmet at that instant (UTC) may use a freeze."""
        if self.freeze_rule_at(closed) is None:
            return False
        return streak > 0 or (
            self.starting_freezes_since is not None and closed < self.starting_freezes_since
        )

    def as_of(self, instant: datetime) -> "JudgingRules":
        """Return the rules as they were known at `instant`."""
        absences = tuple(
            (begins, min(ends, instant)) for begins, ends in self.absences if begins <= instant
        )
        return replace(self, days=self.days.as_of(instant), absences=absences)
