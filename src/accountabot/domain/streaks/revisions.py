"""Tell a goal in chapters, each with its own terms: an edit ends one and begins the next (decision 0008)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.personal_calendar import PersonalCalendar
from accountabot.domain.checkins.activity import Activity, CheckIn
from accountabot.domain.goals import periods
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.periods import Period
from accountabot.domain.goals.schedules import Every, Fixed, Once, Per
from accountabot.domain.judging_rules import FreezeRule, JudgingRules
from accountabot.domain.streaks import excuses, outcomes
from accountabot.domain.streaks.outcomes import CheckInIndex, Outcome, Verdict
from accountabot.domain.streaks.tallies import SettledTally, Tally
from accountabot.domain.timelines import FOR_EVER, Interval


class Revision:
    """A goal as it was promised for a time, and what was said of it then."""

    def __init__(
        self,
        goal: Goal,
        rules: JudgingRules,
        pauses: Sequence[Interval],
        activity: Activity,
        now: datetime,
    ) -> None:
        self.goal, self.rules, self.pauses, self.now = goal, rules, pauses, now
        self.check_ins, self.skips = CheckInIndex(activity.check_ins), activity.skips
        self.last_check_in_day = max(goal.start.day, self.check_ins.last or goal.start.day)
        self.next: Revision | None = None
        self.done: LocalDay | None = None
        """The day of an edit, where that was done already: nothing more is asked on it."""

    def periods(
        self, through: LocalDay | None = None, since: LocalDay | None = None
    ) -> Iterator[Period]:
        """Yield the periods behind what is settled, those that began after the chapter's end left out."""
        is_begun = through is not None and through >= self.goal.start.day
        after = (
            through if is_begun else self.done if isinstance(self.goal.schedule, Fixed) else None
        )
        ended = self.goal.ended_at
        for period in periods.of(self.goal, self.rules, self.pauses, self.now, after, since):
            if ended and period.begins > ended:
                return
            yield period

    def is_settled(self, settled: SettledTally) -> bool:
        """Tell whether all of it is settled: what an edit leaves open is closed at once."""
        ended = self.goal.ended_at if self.next else None
        return bool(ended and settled.through and self.rules.days.day_of(ended) <= settled.through)

    def can_settle(self, period: Period) -> bool:
        """Tell whether the days up to the end of a period are no other chapter's."""
        return self.next is None or (
            period.last is not None and period.last < self.next.earliest_day()
        )

    def earliest_day(self) -> LocalDay:
        """Return the first day of this chapter and of all behind it."""
        return (
            min(self.goal.start.day, self.next.earliest_day()) if self.next else self.goal.start.day
        )

    def met(self, period: Period, now: datetime) -> tuple[Outcome, datetime] | None:
        """Return how and when a period was met, by an edit at the earliest; None where it was not."""
        met = outcomes.met(self.goal, period, self.check_ins.serving(self.goal, period, now), now)
        return (met[0], max(met[1], self.goal.start.at)) if met and self.goal.start.is_edit else met

    def judge(  # noqa: PLR0911 - each return is one rule
        self, period: Period, tally: Tally, closed: datetime | None, now: datetime
    ) -> Verdict:
        """Judge one period at `now`; `closed` is when all before it had closed."""
        if met := self.met(period, now):
            return Verdict(period, *met)
        if skipped := self.skipped_at(period):
            at = max(skipped, closed or skipped)
            if at > now:
                return Verdict(period, Outcome.PENDING, None)
            rules = self.rules.as_of(at)
            return replace(
                self._unmet(_as_known(period, rules.days), tally, at, rules), period=period
            )
        if self.ended_within(period):
            return Verdict(period, Outcome.NOT_JUDGED, self.goal.ended_at)
        if period.ends is None or now < period.ends:
            return Verdict(period, Outcome.OPEN, None)
        if period.closes is None or now < period.closes:
            return Verdict(period, Outcome.PENDING, None)
        return self._unmet(period, tally, period.closes, self.rules)

    def ended_within(self, period: Period) -> bool:
        """Tell whether the goal, or its chapter, ended while a period was open."""
        ended = self.goal.ended_at
        return ended is not None and (period.ends is None or ended < period.ends)

    def _unmet(self, period: Period, tally: Tally, at: datetime, rules: JudgingRules) -> Verdict:
        """Judge a period that was not met and closed at `at`: being excused spends no freeze."""
        pauses = [pause for pause in self.pauses if pause[0] <= at]
        if reason := excuses.find_excuse(self.goal, rules, pauses, period, at):
            return Verdict(period, Outcome.EXCUSED, at, reason)
        spends = (
            tally.freezes > 0 and not self.goal.is_once and rules.freeze_rule_at(at) is not None
        )
        return Verdict(period, Outcome.FROZEN if spends else Outcome.MISSED, at)

    def freeze_rule_for(self, verdict: Verdict) -> FreezeRule | None:
        """Return how a freeze is earned by a period that closed, where it can be."""
        return (
            self.rules.freeze_rule_at(verdict.closed_at)
            if verdict.closed_at and not self.goal.is_once
            else None
        )

    def skipped_at(self, period: Period) -> datetime | None:
        """Return when a period of one day was skipped, None where it was not."""
        if isinstance(self.goal.schedule, Once | Every | Per) or period.ends is None:
            return None
        ended = self.goal.ended_at or FOR_EVER
        return next(
            (at for at in self.skips if period.begins <= at < period.ends and at <= ended), None
        )

    def is_paused_indefinitely(self, period: Period) -> bool:
        """Tell whether a pause without an end lets nothing come of a period; a deed done once is put off by it."""
        if not self.goal.is_once and not self.has_no_check_ins_from(period):
            return False
        since = (period.ends or FOR_EVER) if self.goal.is_once else period.begins
        return any(began < since and until == FOR_EVER for began, until in self.pauses)

    def has_no_check_ins_from(self, period: Period) -> bool:
        """Tell whether nothing was said for any day of this period or later."""
        return self.next is None and period.first > self.last_check_in_day


def revisions_of(
    goal: Goal, rules: JudgingRules, pauses: Sequence[Interval], activity: Activity, now: datetime
) -> list[Revision]:
    """Return the chapters of a goal, the last with the terms that hold now."""
    if not goal.past:
        return [Revision(goal, rules, pauses, replace(activity, skips=sorted(activity.skips)), now)]
    first, *edited = goal.revisions()
    left = Activity(activity.check_ins, sorted(activity.skips), activity.pauses)
    found = [Revision(first, rules, pauses, left, now)]
    done = None
    for promised in edited:
        at, before = promised.start.at, found[-1]
        spent = _spent(before, at)
        if spent and isinstance(before.goal.schedule, Fixed):
            done = rules.days.day_of(at)
        check_ins = [c for c in left.check_ins if not any(c is one for one in spent)]
        left = Activity(check_ins, [skip for skip in left.skips if skip > at], left.pauses)
        is_done = done is not None and promised.start.day == done and not promised.is_once
        counts_again = not is_done or promised.amount is not None
        own = [
            c for c in check_ins if c.day >= promised.start.day and (counts_again or c.day != done)
        ]
        before.next = Revision(promised, rules, pauses, replace(left, check_ins=own), now)
        before.next.done = done if is_done else None
        found.append(before.next)
    return found


def _spent(revision: Revision, at: datetime) -> list[CheckIn]:
    """Return the check-ins that kept the period that an edit found open."""
    for period in revision.periods(since=revision.rules.days.day_of(at)):
        if period.begins > at:
            break
        if (period.ends is None or at < period.ends) and revision.met(period, at):
            return revision.check_ins.serving(revision.goal, period, at)
    return []


def _as_known(period: Period, days: PersonalCalendar) -> Period:
    """Return a period of one day with its end where it was to be by `days`: a later move may have put it off."""
    return replace(period, ends=days.ends(period.first), closes=days.ends(days.after(period.first)))
