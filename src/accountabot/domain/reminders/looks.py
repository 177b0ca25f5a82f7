"""Decide what a goal's owner hears now, and when to look at the goal next."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import NamedTuple

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import GoalState
from accountabot.domain.goals.schedules import Per
from accountabot.domain.reminders.at_stake import AtStake
from accountabot.domain.reminders.moments import ReminderMoment, ReminderPlan
from accountabot.domain.reminders.reminder_days import (
    ReminderDay,
    is_needed,
    is_paused,
    reminder_days,
)
from accountabot.domain.reminders.reminder_lines import ReminderKind
from accountabot.domain.reminders.reminder_preferences import QuietHours
from accountabot.domain.reminders.reminder_times import ReminderTimes
from accountabot.domain.reminders.wall_clock import (
    after_quiet_hours,
    before_quiet_hours,
    instant,
    quarter,
    wall_of,
)
from accountabot.domain.streaks.outcomes import Outcome
from accountabot.domain.streaks.revisions import Revision
from accountabot.domain.streaks.tallies import LONG_STREAK
from accountabot.domain.timelines import FOR_EVER

LATE = timedelta(minutes=30)
"""A reminder that is later than this is sent only if it still helps."""
TOO_SOON = timedelta(hours=1)
"""A late reminder is dropped if the next one is due within this time."""
UNANSWERED = 3
"""After so many messages without a reaction, the owner is asked whether to go on."""
MORNING = time(9)
UPCOMING = 4
"""The moments among which the next one is: those of a day are not in order with the next day's."""
RISK_LEAD = timedelta(hours=4)
"""How long before a streak ends its owner is warned."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Handled:
    """What was handled so far about a goal; see the table of reminders."""

    looked_at: datetime
    last_day: date | None = None
    last_time: time | None = None
    snoozed_until: datetime | None = None
    not_on: date | None = None
    asked_at: datetime | None = None
    followed_day: date | None = None
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
    """How many messages they did not react to."""
    last_at: datetime | None = None
    """When (UTC) they last did anything about the goal."""


class Heard(NamedTuple):
    """What the owner hears now: why, about which local day, and for which instant (UTC)."""

    kind: ReminderKind
    day: LocalDay
    at: datetime
    is_unrequested: bool = False


class Look(NamedTuple):
    """What the owner hears, what is handled now, and when (UTC) to look again."""

    heard: list[Heard]
    handled: Handled
    next_at: datetime | None


class Looker:
    """Look at a goal at one instant."""

    def __init__(
        self,
        revision: Revision,
        at_stake: AtStake | None,
        wish: Wish,
        reactions: Reactions,
        handled: Handled,
    ) -> None:
        self.revision = revision
        self.goal = revision.goal
        self.days = revision.rules.days
        self.now = revision.now
        self.today = self.days.day_of(self.now)
        self.zone = self.days.calendar(self.now).zone
        self.at_stake = at_stake
        self.wish = wish
        self.reactions = reactions
        self.handled = handled

    def look(self) -> Look:
        """Decide what the owner hears."""
        if self.goal.state is not GoalState.ACTIVE:
            return Look([], self._done(), None)
        passed, following = self._moments()
        heard: list[Heard] = []
        reminder = self._reminder(passed, following)
        if reminder:
            heard.append(reminder)
        if after := self._morning_after():
            heard.append(after)
        if risk := self._at_risk():
            heard.append(risk)
        return Look(heard, self._done(), self._next_at(following))

    def upcoming(self) -> ReminderMoment | None:
        """Return the next reminder, by what is true now; None if there is none to expect."""
        if self.goal.state is not GoalState.ACTIVE or self.wish.times is None:
            return None
        snoozed = self.handled.snoozed_until
        if snoozed and snoozed > self.now:
            on = self._snoozed_day()
            wanted = wall_of(snoozed, self.zone).time()
            return ReminderMoment(snoozed, on, wanted) if on and self._is_wanted(on) else None
        plan = ReminderPlan(self.revision, self.wish.times, self.wish.quiet)
        expected = (
            moment
            for moment in plan.moments(self.today)
            if moment.at > self.now
            and not self._was_reminded(moment)
            and self.handled.not_on != moment.on.day
            and is_needed(self.revision, moment.on, moment.at)
        )
        return min(islice(expected, UPCOMING), key=lambda moment: moment.at, default=None)

    def _done(self) -> Handled:
        return replace(self.handled, looked_at=self.now)

    # The reminder

    def _moments(self) -> tuple[ReminderMoment | None, ReminderMoment | None]:
        """Return the last moment that has passed since the last look, and the next one."""
        if self.wish.times is None:
            return None, None
        plan = ReminderPlan(self.revision, self.wish.times, self.wish.quiet)
        passed = None
        for moment in plan.moments(self.days.day_of(self.handled.looked_at)):
            if self._was_reminded(moment) or moment.at <= self.handled.looked_at:
                continue
            if moment.at > self.now:
                return passed, moment
            passed = moment
        return passed, None

    def _was_reminded(self, moment: ReminderMoment) -> bool:
        last_day, last_time = self.handled.last_day, self.handled.last_time
        if last_day is None or moment.on.day != last_day:
            return last_day is not None and moment.on.day < last_day
        if self.wish.times is None or self.wish.times.is_auto or last_time is None:
            return not self.goal.is_once and last_time is not None
        start = self.days.calendar(self.days.begins(last_day)).day_start
        return _since(moment.time, start) <= _since(last_time, start)

    def _reminder(
        self, passed: ReminderMoment | None, following: ReminderMoment | None
    ) -> Heard | None:
        snoozed = self.handled.snoozed_until
        if snoozed and snoozed > self.now:
            return None
        on = self._snoozed_day() if snoozed else None
        self.handled = replace(self.handled, snoozed_until=None)
        is_asked_for = on is not None
        if passed and self._still_helps(passed, following):
            on, is_asked_for = passed.on, False
        if on is None or not self._is_wanted(on):
            return None
        at = passed.at if passed and passed.on is on else snoozed or self.now
        if passed and passed.on is on:
            self.handled = replace(self.handled, last_day=on.day, last_time=passed.time)
        if self._is_ignored and not is_asked_for:
            return self._ask(on, at)
        return Heard(ReminderKind.REMINDER, on.day, at, self._is_unrequested and not is_asked_for)

    def _still_helps(self, moment: ReminderMoment, following: ReminderMoment | None) -> bool:
        """Return whether a reminder is not too late, after the bot was off."""
        if self.now - moment.at <= LATE:
            return True
        quiet = self.wish.quiet
        is_quiet = quiet is not None and quiet.contains(wall_of(self.now, self.zone).time())
        is_over = self.now >= self.days.ends(moment.on.day)
        is_next_soon = (
            following is not None
            and following.on.day == moment.on.day
            and following.at - self.now <= TOO_SOON
        )
        return not (is_quiet or is_over or is_next_soon)

    def _is_wanted(self, on: ReminderDay) -> bool:
        is_over = self.now >= self.days.ends(on.day)
        return (
            not is_over and self.handled.not_on != on.day and is_needed(self.revision, on, self.now)
        )

    def _snoozed_day(self) -> ReminderDay | None:
        """Return the day of the reminder that was snoozed."""
        day = self.handled.last_day
        if day is None:
            return None
        if self.goal.is_once:
            period = next(self.revision.periods(), None)
            return ReminderDay(day, period) if period else None
        found = next(reminder_days(self.revision, day), None)
        return found if found and found.day == day else None

    @property
    def _is_ignored(self) -> bool:
        return self.reactions.unanswered >= UNANSWERED

    def _ask(self, on: ReminderDay, at: datetime) -> Heard | None:
        """Ask once whether to go on."""
        if self.handled.asked_at:
            return None
        self.handled = replace(self.handled, asked_at=self.now)
        return Heard(ReminderKind.GO_ON, on.day, at, is_unrequested=True)

    @property
    def _is_unrequested(self) -> bool:
        times = self.wish.times
        is_quota = isinstance(self.goal.schedule, Per) and not self.goal.is_ceiling
        return is_quota and times is not None and times.is_auto

    # Follow-ups

    def _morning_after(self) -> Heard | None:
        due = self._follow_up_at()
        if due is None or due > self.now or self.at_stake is None:
            return None
        last = self.at_stake.period.last or self.today
        self.handled = replace(self.handled, followed_day=last)
        return Heard(ReminderKind.MORNING_AFTER, last, max(due, self.now), is_unrequested=True)

    def _follow_up_at(self) -> datetime | None:
        """Return when to follow up the period that can be made up for, None if not at all."""
        at_stake = self.at_stake
        if at_stake is None or at_stake.period.ends is None or is_paused(self.revision, self.now):
            return None
        if self._was_followed_up(at_stake) or (self._is_ignored and self.handled.asked_at):
            return None
        if not self.wish.by_message:
            return at_stake.period.ends
        morning = self._morning(at_stake.period.ends)
        if morning >= at_stake.closes:
            return at_stake.period.ends
        return max(morning, instant(self._out_of_quiet(self.now), self.zone))

    def _was_followed_up(self, at_stake: AtStake) -> bool:
        """Return whether the owner heard of a period, or did nothing since they heard of one."""
        followed = self.handled.followed_day
        if followed is None:
            return False
        heard_from = self.days.ends(followed)
        last_at = self.reactions.last_at
        return followed == at_stake.period.last or last_at is None or last_at <= heard_from

    def _morning(self, ends: datetime) -> datetime:
        """Return the first morning after a period ended."""
        wall = wall_of(ends, self.zone)
        morning = datetime.combine(wall.date(), MORNING)
        if morning < wall:
            morning += _DAY
        return instant(after_quiet_hours(morning, self.wish.quiet), self.zone)

    def _out_of_quiet(self, at: datetime) -> datetime:
        return after_quiet_hours(wall_of(at, self.zone), self.wish.quiet)

    def _at_risk(self) -> Heard | None:
        due = self._warning_at()
        if due is None or due > self.now or self.at_stake is None:
            return None
        last = self.at_stake.period.last or self.today
        self.handled = replace(self.handled, warned_day=last)
        return Heard(ReminderKind.AT_RISK, last, due, is_unrequested=True)

    def _warning_at(self) -> datetime | None:
        """Return when to warn that a streak is about to end, None if not at all."""
        at_stake = self.at_stake
        if at_stake is None or not self.wish.warns_at_risk or is_paused(self.revision, self.now):
            return None
        is_long = at_stake.streak >= LONG_STREAK and at_stake.outcome is Outcome.MISSED
        if not is_long or self.handled.warned_day == at_stake.period.last:
            return None
        wall = quarter(wall_of(at_stake.closes - RISK_LEAD, self.zone))
        return instant(before_quiet_hours(wall, self.wish.quiet), self.zone)

    # The next look

    def _next_at(self, following: ReminderMoment | None) -> datetime | None:
        if (back := self._back_at()) is not None:
            return None if back == FOR_EVER else back
        times = [
            following.at if following else None,
            self.handled.snoozed_until,
            self._follow_up_at(),
            self._warning_at(),
            self._period_end(),
        ]
        return min((at for at in times if at and at > self.now), default=None)

    def _back_at(self) -> datetime | None:
        """Return when a paused goal is due again, None if it isn't paused."""
        return next(
            (until for began, until in self.revision.pauses if began <= self.now < until), None
        )

    def _period_end(self) -> datetime | None:
        """Return when the first period ends that is not kept yet."""
        open_periods = (
            period
            for period in self.revision.periods(since=self.today)
            if period.ends is None or period.ends > self.now
        )
        return next(
            (
                each.ends
                for each in islice(open_periods, 3)
                if not self.revision.met(each, self.now)
            ),
            None,
        )


def _since(wanted: time, day_start: int) -> int:
    """Return how many minutes after the day start a time of day is."""
    return (wanted.hour * 60 + wanted.minute - day_start * 60) % (24 * 60)
