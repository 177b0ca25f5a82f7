"""Decide when a goal is due next, and compute its progress."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

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
"""The number of upcoming due dates to show."""
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Due:
    """When a goal is due, and its progress in the open period."""

    is_ongoing: bool = False
    """The goal is active and its time is not over."""
    today: bool = False
    yesterday: bool = False
    days: tuple[LocalDay, ...] = ()
    """The next due dates; for a span, a week or a month, its last day."""
    deadline: datetime | None = None
    moved_to: LocalDay | datetime | None = None
    """The deadline as extended by pauses; None if they didn't extend it."""
    is_paused: bool = False
    back_on: LocalDay | None = None
    """The day on which a paused goal is due again; None if the pause is open-ended."""
    done: Decimal | None = None
    """Progress in the open period, in days or in the goal's unit."""
    required: Decimal | None = None
    open_until: LocalDay | None = None
    """The last day of the open period of a recurring goal, to which the progress belongs."""
    is_for_later: bool = False
    """The dates are all after the open period, which needs no further check-in."""
    grace: "Grace | None" = None
    """The earlier period that can still be made up for, of a recurring goal."""
    is_late: bool = False
    """The deadline is over, but the goal can still be done."""
    late_until: LocalDay | datetime | None = None
    """Until when: an instant if the deadline has a time, a day if it is open until its end."""


class Grace(NamedTuple):
    """The last day of a pending period, and the last day on which it can be made up for."""

    day: LocalDay
    until: LocalDay


def compute_due(goal: Goal, rules: JudgingRules, activity: Activity, now: datetime) -> Due:
    """Compute when a goal is due; `activity` must cover the open and the pending periods."""
    return _DueCalculator(goal, rules, activity, now).compute()


class _DueCalculator:
    """Compute a `Due` for a goal at one instant."""

    def __init__(self, goal: Goal, rules: JudgingRules, activity: Activity, now: datetime) -> None:
        self.goal = goal
        self.rules = rules
        self.now = now
        self.today = rules.days.day_of(now)
        self.pauses = [pause.interval(rules.days) for pause in activity.pauses]
        *self.past, self.current = revisions_of(
            goal, rules, pauses=self.pauses, activity=activity, now=now
        )

    def compute(self) -> Due:
        """Return when the goal is due."""
        since = self.rules.days.before(self.today)
        upcoming = list(islice(self.current.periods(since=since), LOOK_AHEAD + 2))
        grace = self.grace(upcoming, since)
        due = replace(self.ahead(upcoming), yesterday=grace is not None, grace=grace)
        is_once = self.goal.is_once and due.is_ongoing
        return self.late(due, upcoming[0]) if is_once else due

    def ahead(self, upcoming: list[Period]) -> Due:
        """Return when the goal is due, apart from a period in its grace period."""
        if not self.is_ongoing(upcoming):
            return Due()
        current_pauses = (until for began, until in self.pauses if began <= self.now < until)
        if paused_until := next(current_pauses, None):
            back_on = None if paused_until == FOR_EVER else self.rules.days.day_of(paused_until)
            return Due(is_ongoing=True, is_paused=True, back_on=back_on)
        return self.once(upcoming[0]) if self.goal.is_once else self.recurring(upcoming)

    def is_ongoing(self, upcoming: list[Period]) -> bool:
        """Return whether the goal is active and its last day or deadline is not over."""
        through = self.goal.start.through
        if self.goal.state is not GoalState.ACTIVE or (
            through and self.now >= self.rules.days.ends(through)
        ):
            return False
        return not self.goal.is_once or any(
            p.closes is None or self.now < p.closes for p in upcoming
        )

    def grace(self, upcoming: list[Period], since: LocalDay) -> Grace | None:
        """Return the period in its grace period that still needs a check-in."""
        pending = [p for p in upcoming if self.is_pending(p, self.current)]
        for revision in self.past:
            pending += [
                p
                for p in revision.periods(since=since)
                if self.is_pending(p, revision) and not revision.ended_within(p)
            ]
        last = next((p.last for p in pending if p.last), None)
        return Grace(last, self.today) if last else None

    def is_pending(self, period: Period, revision: Revision) -> bool:
        """Return whether a period can still be made up for, and needs it."""
        is_open = not revision.goal.is_once and self.is_in_grace(period)
        return (
            is_open
            and self.needs_check_in(period, revision)
            and self.can_still_be_met(period, revision)
        )

    def can_still_be_met(self, period: Period, revision: Revision) -> bool:
        """Return whether a check-in for yesterday could be all that a quota in its grace needs."""
        goal = revision.goal
        if not isinstance(goal.schedule, Per) or not goal.counts_days:
            return True
        yesterday = self.rules.days.before(self.today)
        check_ins = revision.check_ins.serving(goal, period, self.now)
        others = [check_in for check_in in check_ins if check_in.day != yesterday]
        is_within = period.last is not None and period.first <= yesterday <= period.last
        return is_within and outcomes.days_met(goal, others) + 1 >= goal.schedule.number

    def is_in_grace(self, period: Period) -> bool:
        """Return whether a period is in its grace period."""
        return bool(period.ends and period.closes and period.ends <= self.now < period.closes)

    def needs_check_in(self, period: Period, revision: Revision) -> bool:
        """Return whether a check-in can still improve the outcome of a period."""
        goal = revision.goal
        check_ins = revision.check_ins.serving(goal, period, self.now)
        skipped = any(period.begins <= at < (period.ends or FOR_EVER) for at in revision.skips)
        if goal.is_ceiling:
            return not check_ins and not skipped
        is_skipped = skipped and not isinstance(goal.schedule, Once | Every | Per)
        return not is_skipped and outcomes.met(goal, period, check_ins, self.now) is None

    def once(self, period: Period) -> Due:
        """Return when a one-time goal is due: on the day of its deadline."""
        is_near = period.last is not None and period.last <= self.today
        done, required = self.progress(period)
        is_moved = period.ends is not None and period.ends != self.goal.start.until
        return Due(
            is_ongoing=True,
            today=is_near,
            deadline=period.ends,
            moved_to=self.moved_deadline(period) if is_moved else None,
            done=done,
            required=required,
        )

    def late(self, due: Due, period: Period) -> Due:
        """Add until when a one-time goal can still be done after its deadline."""
        is_late = self.is_in_grace(period) and self.needs_check_in(period, self.current)
        if not is_late or period.closes is None:
            return due
        if self.has_time:
            return replace(due, is_late=True, late_until=period.closes)
        day = self.rules.days.day_of(period.closes)
        left = self.rules.days.ends(day) - period.closes
        return replace(due, is_late=True, late_until=day if left <= _SECOND else None)

    @property
    def has_time(self) -> bool:
        """Whether the member named a time of day for the deadline."""
        until = self.goal.start.until
        days = self.rules.days
        return until is None or days.ends(days.day_of(until)) - until > _SECOND

    def moved_deadline(self, period: Period) -> LocalDay | datetime | None:
        """Return the extended deadline: a day if it had no time, otherwise an instant (UTC)."""
        return period.ends if self.has_time else period.last

    def recurring(self, upcoming: list[Period]) -> Due:
        """Return when a recurring goal is due."""
        current = next(
            (p for p in upcoming if p.begins <= self.now and p.ends and self.now < p.ends), None
        )
        due = [p for p in upcoming if p.begins > self.now or p == current]
        if current and not self.needs_check_in(current, self.current):
            due.remove(current)
        days = tuple(p.last or p.first for p in due[:LOOK_AHEAD])
        done, required = self.progress(current) if current else (None, None)
        return Due(
            is_ongoing=True,
            today=current is not None and current in due and self.needs_check_in_today(current),
            days=days if current is None or current.first == current.last else days[:1],
            done=done,
            required=required,
            open_until=current.last if current else None,
            is_for_later=current is not None and current not in due,
        )

    def needs_check_in_today(self, period: Period) -> bool:
        """Return whether a check-in today counts; a quota counts each day once."""
        if self.goal.amount is None and self.current.fulfilled_on == self.today:
            return False
        if not self.goal.counts_days or self.goal.amount is not None:
            return True
        check_ins = self.current.check_ins.serving(self.goal, period, self.now)
        return all(c.day != self.today for c in check_ins)

    def progress(self, period: Period) -> tuple[Decimal | None, Decimal | None]:
        """Return a period's progress and requirement; both are None if nothing is counted."""
        check_ins = self.current.check_ins.serving(self.goal, period, self.now)
        if self.goal.counts_days and isinstance(self.goal.schedule, Per):
            days_met = outcomes.days_met(self.goal, check_ins)
            return Decimal(days_met), Decimal(self.goal.schedule.number)
        if self.goal.amount:
            total = sum((c.amount or Decimal() for c in check_ins), Decimal())
            return total, self.goal.amount.number
        return None, None
