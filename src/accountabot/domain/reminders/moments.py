"""Compute when a goal's reminders are due."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice
from typing import NamedTuple
from zoneinfo import ZoneInfo

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.reminders.habits import usual_check_in_time
from accountabot.domain.reminders.reminder_days import ReminderDay, reminder_days
from accountabot.domain.reminders.reminder_preferences import QuietHours
from accountabot.domain.reminders.reminder_times import ReminderTimes
from accountabot.domain.reminders.wall_clock import (
    before_quiet_hours,
    instant,
    quarter,
    wall_of,
)
from accountabot.domain.streaks.revisions import Revision

EVENING = time(18)
"""When a member is reminded if nothing is known about their habits."""
REPORT = time(20)
"""When a member is asked for the number below a ceiling."""
HABIT_LEAD = timedelta(minutes=30)
"""How long before the usual time of a check-in a reminder comes."""
DEADLINE_LEADS = timedelta(days=1), timedelta(hours=1)
DAYS_AHEAD = 40
"""How many reminder days are searched for the next moment: more than a quota has in a period."""
_DAY = timedelta(days=1)
_NOTHING = timedelta()


class ReminderMoment(NamedTuple):
    """An instant (UTC) at which a reminder for a local day is due."""

    at: datetime
    on: ReminderDay
    time: time
    """The time of day on the member's clock for which it was meant."""


@dataclass(frozen=True, slots=True)
class ReminderPlan:
    """How a member wants to be reminded of a goal with these terms."""

    revision: Revision
    times: ReminderTimes
    quiet: QuietHours | None
    checked_in: Sequence[datetime]
    """When (UTC) the latest check-ins were made."""

    def moments(self, since: LocalDay) -> Iterator[ReminderMoment]:
        """Yield the moments for the local days from `since` on, in order of these days."""
        if self.revision.goal.is_once:
            yield from self._before_deadline()
            return
        for on in islice(reminder_days(self.revision, since), DAYS_AHEAD):
            yield from sorted(self._on(on), key=lambda moment: moment.at)

    def _on(self, on: ReminderDay) -> Iterator[ReminderMoment]:
        """Yield the moments for a day of a recurring goal."""
        for wanted, lead in self._wanted(on.day):
            if (base := self._wall_on(on.day, wanted)) is None:
                continue
            wall = quarter(base - lead)
            if self.times.is_auto:
                wall = before_quiet_hours(wall, self.quiet)
            yield ReminderMoment(self._instant(wall), on, wanted)

    def _wanted(self, day: LocalDay) -> list[tuple[time, timedelta]]:
        """Return the times of day to remind at, and how long before each."""
        goal = self.revision.goal
        if self.times.before is not None:
            return [(goal.usual_time, self.times.before)] if goal.usual_time else []
        if not self.times.is_auto:
            return [(each, _NOTHING) for each in self.times.at]
        if goal.usual_time:
            return [(goal.usual_time, _NOTHING)]
        if goal.is_ceiling:
            return [(REPORT, _NOTHING)]
        habit = usual_check_in_time(self.checked_in, self.revision.rules.days, day)
        return [(habit, HABIT_LEAD)] if habit else [(EVENING, _NOTHING)]

    def _before_deadline(self) -> Iterator[ReminderMoment]:
        """Yield the moments before the deadline of a one-time goal."""
        period = next(self.revision.periods(), None)
        if period is None or period.ends is None:
            return
        if self.times.at:
            walls = [self._last_before(period.ends, each) for each in self.times.at]
        else:
            leads = [self.times.before] if self.times.before is not None else DEADLINE_LEADS
            walls = [quarter(wall_of(period.ends - lead, self._zone)) for lead in leads]
        found: dict[datetime, ReminderMoment] = {}
        for wall in sorted(walls):
            day = self.revision.rules.days.day_of(self._instant(wall))
            moved = before_quiet_hours(wall, self.quiet) if self.times.is_auto else wall
            at = self._instant(moved)
            found.setdefault(at, ReminderMoment(at, ReminderDay(day, period), wall.time()))
        yield from found.values()

    def _last_before(self, deadline: datetime, wanted: time) -> datetime:
        """Return the last time before a deadline at which the clock shows a time of day."""
        wall = quarter(datetime.combine(wall_of(deadline, self._zone).date(), wanted))
        while self._instant(wall) >= deadline:
            wall -= _DAY
        return wall

    def _wall_on(self, day: LocalDay, wanted: time) -> datetime | None:
        """Return when the clock shows a time within a local day, None if it never does."""
        days = self.revision.rules.days
        begins = days.begins(day)
        is_early = wanted < time(days.calendar(begins).day_start)
        wall = datetime.combine(day + _DAY if is_early else day, wanted)
        return wall if begins <= self._instant(wall) < days.ends(day) else None

    @property
    def _zone(self) -> ZoneInfo:
        return self.revision.rules.days.calendar(self.revision.now).zone

    def _instant(self, wall: datetime) -> datetime:
        return instant(wall, self._zone)
