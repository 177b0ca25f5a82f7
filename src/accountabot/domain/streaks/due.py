"""Say what a goal asks for next."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import islice

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.checkins.activity import Activity
from accountabot.domain.goals.goal import Goal, GoalState
from accountabot.domain.goals.periods import Period
from accountabot.domain.goals.schedules import Every, Once, Per
from accountabot.domain.judging_rules import JudgingRules
from accountabot.domain.streaks import outcomes
from accountabot.domain.streaks.revisions import Revision, revisions_of
from accountabot.domain.timelines import FOR_EVER

LOOK_AHEAD = 2
"""Due dates that are named in advance."""


@dataclass(frozen=True, slots=True)
class Due:
    """What is open: something today, something of yesterday, and what comes next."""

    is_ongoing: bool = False
    """Something can still be done for the goal: it is active, and its time is not over."""
    today: bool = False
    yesterday: bool = False
    days: tuple[LocalDay, ...] = ()
    """The next due days; of a span, a week or a month the last one."""
    deadline: datetime | None = None
    moved_to: LocalDay | datetime | None = None
    """The same, where pauses have moved it."""
    is_paused: bool = False
    back_on: LocalDay | None = None
    """The day on which a paused goal is due again, where one was named."""
    done: Decimal | None = None
    """What was done so far in the period that is open, in days or in the goal's unit."""
    required: Decimal | None = None


def compute_due(goal: Goal, rules: JudgingRules, activity: Activity, now: datetime) -> Due:
    """Return what `goal` asks for at `now`; of the `deeds` at least those of what is open or in its grace."""
    return _Ask(goal, rules, activity, now).answer()


class _Ask:
    """A goal at a moment, and what follows for what is to be done next."""

    def __init__(self, goal: Goal, rules: JudgingRules, activity: Activity, now: datetime) -> None:
        self.goal, self.rules, self.now = goal, rules, now
        self.today = rules.days.day_of(now)
        self.pauses = [pause.interval(rules.days) for pause in activity.pauses]
        *self.past, self.present = revisions_of(goal, rules, self.pauses, activity, now)

    def answer(self) -> Due:
        """Return what is asked for."""
        since = self.rules.days.before(self.today)
        upcoming = list(islice(self.present.periods(since=since), LOOK_AHEAD + 2))
        is_pending = self.is_pending(upcoming) or any(
            self.was_pending(revision, since) for revision in self.past
        )
        if not self.is_ongoing(upcoming):
            return Due(yesterday=is_pending)
        if paused := next(
            (until for began, until in self.pauses if began <= self.now < until), None
        ):
            back_on = None if paused == FOR_EVER else self.rules.days.day_of(paused)
            return Due(is_ongoing=True, is_paused=True, back_on=back_on, yesterday=is_pending)
        return (
            self.once(upcoming[0], is_pending)
            if self.goal.is_once
            else self.recurring(upcoming, is_pending)
        )

    def is_ongoing(self, upcoming: list[Period]) -> bool:
        """Tell whether something can still be done, but for what is in its grace after the last period."""
        through = self.goal.start.through
        if self.goal.state is not GoalState.ACTIVE or (
            through and self.now >= self.rules.days.ends(through)
        ):
            return False
        return not self.goal.is_once or any(
            p.closes is None or self.now < p.closes for p in upcoming
        )

    def is_pending(self, upcoming: list[Period]) -> bool:
        """Tell whether something in its grace is still to be made up for."""
        return not self.goal.is_once and any(
            p.ends and p.closes and p.ends <= self.now < p.closes and self.asks(p) for p in upcoming
        )

    def was_pending(self, revision: Revision, since: LocalDay) -> bool:
        """Tell whether what an earlier chapter left in its grace is still to be made up for."""
        return not revision.goal.is_once and any(
            p.ends and p.closes and p.ends <= self.now < p.closes and self.asks(p, revision)
            for p in revision.periods(since=since)
            if not revision.ended_within(p)
        )

    def asks(self, period: Period, revision: Revision | None = None) -> bool:
        """Tell whether a period still waits for something."""
        revision = revision or self.present
        goal, said = revision.goal, revision.check_ins.serving(revision.goal, period, self.now)
        skipped = any(period.begins <= at < (period.ends or FOR_EVER) for at in revision.skips)
        if goal.is_ceiling:
            return not said and not skipped
        is_skipped = skipped and not isinstance(goal.schedule, Once | Every | Per)
        return not is_skipped and outcomes.met(goal, period, said, self.now) is None

    def once(self, period: Period, is_pending: bool) -> Due:
        """Return what a deed that is done once asks for: nothing on a day, but on that of its deadline."""
        is_near = period.last is not None and period.last <= self.today
        done, required = self.progress(period)
        is_moved = period.ends is not None and period.ends != self.goal.start.until
        return Due(
            is_ongoing=True,
            today=is_near,
            yesterday=is_pending,
            deadline=period.ends,
            moved_to=self.moved_deadline(period) if is_moved else None,
            done=done,
            required=required,
        )

    def moved_deadline(self, period: Period) -> LocalDay | datetime | None:
        """Return a deadline that pauses have moved: its day where it had no time, else the moment (UTC)."""
        until, days = self.goal.start.until, self.rules.days
        is_day = until is not None and days.ends(days.day_of(until)) - until <= timedelta(seconds=1)
        return period.last if is_day else period.ends

    def recurring(self, upcoming: list[Period], is_pending: bool) -> Due:
        """Return what a goal asks for that is done again and again."""
        current = next(
            (p for p in upcoming if p.begins <= self.now and p.ends and self.now < p.ends), None
        )
        asked = [
            p
            for p in upcoming
            if p.begins > self.now or (p.ends and p.ends > self.now and self.asks(p))
        ]
        days = tuple(p.last or p.first for p in asked[:LOOK_AHEAD])
        done, required = self.progress(current) if current else (None, None)
        return Due(
            is_ongoing=True,
            today=current is not None and current in asked and self.is_wanted_today(current),
            yesterday=is_pending,
            days=days if current is None or current.first == current.last else days[:1],
            done=done,
            required=required,
        )

    def is_wanted_today(self, period: Period) -> bool:
        """Tell whether a check-in today would add a day, where a period asks for several."""
        if self.goal.amount is None and self.present.done == self.today:
            return False
        said = self.present.check_ins.serving(self.goal, period, self.now)
        return (
            not self.goal.counts_days
            or self.goal.amount is not None
            or all(c.day != self.today for c in said)
        )

    def progress(self, period: Period) -> tuple[Decimal | None, Decimal | None]:
        """Return how much was done in a period, and of how much, where that is counted."""
        said = self.present.check_ins.serving(self.goal, period, self.now)
        if self.goal.counts_days and isinstance(self.goal.schedule, Per):
            return Decimal(outcomes.days_met(self.goal, said)), Decimal(self.goal.schedule.number)
        if self.goal.amount:
            return sum((c.amount or Decimal() for c in said), Decimal()), self.goal.amount.number
        return None, None
