"""Define a member's activity on a goal: check-ins, skips and pauses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.personal_calendar import PersonalCalendar
from accountabot.domain.timelines import FOR_EVER, Interval


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A check-in for one local day, with the instant (UTC) at which it was made."""

    day: LocalDay
    at: datetime
    note: str = ""
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause from `at` (UTC) until the day `until` begins or the pause is ended early."""

    at: datetime
    until: LocalDay | None = None
    ended_at: datetime | None = None

    def interval(self, days: PersonalCalendar) -> Interval:
        """Return the interval (UTC) that the pause covers."""
        planned = days.begins(self.until) if self.until else FOR_EVER
        ends = min(planned, self.ended_at or FOR_EVER)
        return self.at, max(self.at, ends)


@dataclass(frozen=True, slots=True)
class Activity:
    """All check-ins, skips and pauses of a goal, except undone ones."""

    check_ins: Sequence[CheckIn] = ()
    skips: Sequence[datetime] = ()
    """Instants (UTC)."""
    pauses: Sequence[Pause] = ()
    """Pauses of the goal, and absences of its owner or the bot, which pause every goal."""
