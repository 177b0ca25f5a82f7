"""Name what a member did about a goal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.personal_calendar import PersonalCalendar
from accountabot.domain.timelines import FOR_EVER, Interval


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One day's deed, the instant (UTC) at which the member said so, their note, and how much it was."""

    day: LocalDay
    at: datetime
    note: str = ""
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """A rest from `at` (UTC): until a local day that was named, or until it was ended, or for ever."""

    at: datetime
    until: LocalDay | None = None
    ended_at: datetime | None = None

    def interval(self, days: PersonalCalendar) -> Interval:
        """Return when it begins and when it ends."""
        ends = min(days.begins(self.until) if self.until else FOR_EVER, self.ended_at or FOR_EVER)
        return self.at, max(self.at, ends)


@dataclass(frozen=True, slots=True)
class Activity:
    """All that was done about a goal; what was undone is left out."""

    check_ins: Sequence[CheckIn] = ()
    skips: Sequence[datetime] = ()
    """Instants (UTC)."""
    pauses: Sequence[Pause] = ()
    """Of the goal, and of everything while its owner or the bot was not on the server."""
