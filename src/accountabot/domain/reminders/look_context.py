"""Define the input and the result of a look at a goal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.personal_calendar import PersonalCalendar
from accountabot.domain.goals.goal import Goal
from accountabot.domain.reminders.ended_periods import EndedPeriod
from accountabot.domain.reminders.reminder_lines import ReminderKind
from accountabot.domain.reminders.reminder_preferences import QuietHours
from accountabot.domain.reminders.reminder_times import ReminderTimes
from accountabot.domain.reminders.wall_clock import wall_of
from accountabot.domain.streaks.revisions import Revision

UNANSWERED = 3
"""After so many reminders without a reaction, the owner is asked whether to go on."""


@dataclass(frozen=True, slots=True)
class Handled:
    """What was handled so far; the columns of the table of reminders have the same names."""

    looked_at: datetime
    last_day: date | None = None
    last_time: time | None = None
    snoozed_until: datetime | None = None
    not_on: date | None = None
    asked_at: datetime | None = None
    judged_day: date | None = None
    followed_end: datetime | None = None
    warned_day: date | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """How the owner of a goal wants to hear of it."""

    times: ReminderTimes | None
    """None if they want no reminders, or get none."""
    by_message: bool
    """Whether follow-ups are sent as direct messages."""
    quiet: QuietHours | None
    warns_at_risk: bool = False


@dataclass(frozen=True, slots=True)
class Reactions:
    """How the owner reacted to the messages about a goal."""

    unanswered: int = 0
    """How many reminders they did not react to."""
    last_at: datetime | None = None
    """When (UTC) they last did anything about the goal."""

    @property
    def is_silent(self) -> bool:
        """Whether so many reminders went unanswered that no more are sent."""
        return self.unanswered >= UNANSWERED


class Heard(NamedTuple):
    """A message for the owner: its kind, its local day, and the instant (UTC) it is for."""

    kind: ReminderKind
    day: LocalDay
    at: datetime
    is_unrequested: bool = False
    waits: bool = False
    """Whether it waits for the owner's next interaction in any case."""


class Look(NamedTuple):
    """What the owner hears, what is handled now, and when (UTC) to look again."""

    heard: list[Heard]
    handled: Handled
    next_at: datetime | None


@dataclass(frozen=True)
class LookContext:
    """A goal at one instant, and what was handled before."""

    revision: Revision
    """With the goal's current terms; its `now` is the instant of the look."""
    ended: EndedPeriod | None
    """The last period, if it can still be made up for."""
    wish: Wish
    checked_in: Sequence[datetime]
    """When (UTC) the latest check-ins were made; the owner's habit is read from them."""
    reactions: Reactions
    handled: Handled

    @property
    def goal(self) -> Goal:
        """The goal with its current terms."""
        return self.revision.goal

    @property
    def days(self) -> PersonalCalendar:
        """The owner's calendar."""
        return self.revision.rules.days

    @property
    def now(self) -> datetime:
        """The instant (UTC) of the look."""
        return self.revision.now

    @property
    def today(self) -> LocalDay:
        """The owner's local day."""
        return self.days.day_of(self.now)

    @property
    def zone(self) -> ZoneInfo:
        """The owner's time zone."""
        return self.days.calendar(self.now).zone

    @property
    def is_quiet(self) -> bool:
        """Whether it is one of the owner's quiet hours."""
        quiet = self.wish.quiet
        return quiet is not None and quiet.contains(wall_of(self.now, self.zone).time())

    def is_over(self, day: LocalDay) -> bool:
        """Return whether a local day is over."""
        return self.now >= self.days.ends(day)
