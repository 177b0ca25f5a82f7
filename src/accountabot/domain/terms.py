"""Say what goals are judged by, beside what was done: where a member's days lie, and what their server settled."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from accountabot.domain import changes
from accountabot.domain.changes import Change, Stretch
from accountabot.domain.days import LocalDay
from accountabot.domain.journeys import Days, days_of


class Freezing(NamedTuple):
    """How a server lets freezes be earned: one at every `earned_every` in a row (0 is off), `at_most` in hand."""

    earned_every: int = 7
    at_most: int = 2


class Excuse(NamedTuple):
    """A date that a server excused for everyone, and when it did (UTC)."""

    at: datetime
    day: LocalDay


@dataclass(frozen=True, slots=True)
class Terms:
    """What a member's and a server's settings say about judging; each is a history."""

    days: Days = field(default_factory=days_of)
    week_starts: tuple[Change[int], ...] = ()
    """0 is Monday, which holds where nothing else was said."""
    freezes: tuple[Change[Freezing], ...] = ()
    hard_mode: tuple[Change[bool], ...] = ()
    excuses: tuple[Excuse, ...] = ()
    absences: tuple[Stretch, ...] = ()
    """Of the bot."""

    def freezing(self, instant: datetime) -> Freezing | None:
        """Return how freezes are earned and spent by a period that closes at `instant`, or None."""
        rule = changes.at(self.freezes, instant, Freezing())
        is_off = not rule.earned_every or changes.at(self.hard_mode, instant, otherwise=False)
        return None if is_off else rule

    def as_of(self, instant: datetime) -> "Terms":
        """Return the terms as they were known at `instant`."""
        absences = tuple(
            (begins, min(ends, instant)) for begins, ends in self.absences if begins <= instant
        )
        return replace(self, days=self.days.as_of(instant), absences=absences)
