"""Define the settings that decide a goal's outcomes, as effective-dated values."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from accountabot.domain import timelines
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.personal_calendar import PersonalCalendar, days_of
from accountabot.domain.timelines import DatedValue, Interval


class FreezeRule(NamedTuple):
    """How freezes are earned: one per `earned_every` kept periods (0 is off), up to `at_most`."""

    earned_every: int = 7
    at_most: int = 2


class Excuse(NamedTuple):
    """A date excused for everyone on a server, and the time (UTC) of the decision."""

    at: datetime
    day: LocalDay


@dataclass(frozen=True, slots=True)
class JudgingRules:
    """The settings that outcomes depend on, as effective-dated values."""

    days: PersonalCalendar = field(default_factory=days_of)
    week_starts: tuple[DatedValue[int], ...] = ()
    """0 is Monday, the default."""
    freezes: tuple[DatedValue[FreezeRule], ...] = ()
    hard_mode: tuple[DatedValue[bool], ...] = ()
    excuses: tuple[Excuse, ...] = ()
    absences: tuple[Interval, ...] = ()
    """Of the bot."""

    def freeze_rule_at(self, instant: datetime) -> FreezeRule | None:
        """Return the rule for a period that closes at `instant`; None if freezes are off."""
        rule = timelines.at(self.freezes, instant, FreezeRule())
        is_off = not rule.earned_every or timelines.at(self.hard_mode, instant, default=False)
        return None if is_off else rule

    def as_of(self, instant: datetime) -> "JudgingRules":
        """Return the rules as they were known at `instant`."""
        absences = tuple(
            (begins, min(ends, instant)) for begins, ends in self.absences if begins <= instant
        )
        return replace(self, days=self.days.as_of(instant), absences=absences)
