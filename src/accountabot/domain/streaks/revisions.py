"""Divide a goal into revisions, one for each set of terms (decision 0008)."""

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
    """A goal with one set of terms, and the activity that counts for them."""

    def __init__(
        self,
        goal: Goal,
        rules: JudgingRules,
        pauses: Sequence[Interval],
        activity: Activity,
        now: datetime,
    ) -> None:
        self.goal = goal
        self.rules = rules
        self.pauses = pauses
        self.now = now
        self.check_ins = CheckInIndex(activity.check_ins)
        self.skips = activity.skips
        self.last_check_in_day = max(goal.start.day, self.check_ins.last or goal.start.day)
        self.next: Revision | None = None
        self.fulfilled_on: LocalDay | None = None
        """The day of the edit if the old terms were already met."""

    def periods(
        self, through: LocalDay | None = None, since: LocalDay | None = None
    ) -> Iterator[Period]:
        """Yield the periods after the settled day `through` that began before the revision ended.

        Periods that end before `since` may be skipped.
        """
        after = self.fulfilled_on if isinstance(self.goal.schedule, Fixed) else None
        if through is not None and through >= self.goal.start.day:
            after = through
        ended = self.goal.ended_at
        for period in periods.of(
            self.goal, self.rules, self.pauses, self.now, after=after, since=since
        ):
            if ended and period.begins > ended:
                return
            yield period

    def is_settled(self, settled: SettledTally) -> bool:
        """Return whether all periods are settled; an edit closes the open one immediately."""
        ended = self.goal.ended_at if self.next else None
        return bool(ended and settled.through and self.rules.days.day_of(ended) <= settled.through)

    def can_settle(self, period: Period) -> bool:
        """Return whether all later revisions start after `period`, so that it can be settled."""
        return self.next is None or (
            period.last is not None and period.last < self.next.earliest_day()
        )

    def earliest_day(self) -> LocalDay:
        """Return the first day of this revision and all later ones."""
        day = self.goal.start.day
        return min(day, self.next.earliest_day()) if self.next else day

    def met(self, period: Period, now: datetime) -> tuple[Outcome, datetime] | None:
        """Return whether a period was met on time or late, and when, or None.

        If check-ins before the edit met it, the time is that of the edit.
        """
        met = outcomes.met(self.goal, period, self.check_ins.serving(self.goal, period, now), now)
        if met is None or not self.goal.start.is_edit:
            return met
        outcome, at = met
        return outcome, max(at, self.goal.start.at)

    def judge(  # noqa: PLR0911 - each return is one rule
        self, period: Period, tally: Tally, closed: datetime | None, now: datetime
    ) -> Verdict:
        """Judge one period at `now`; `closed` is when the last of the earlier ones closed."""
        if met := self.met(period, now):
            return Verdict(period, *met)
        if skipped := self.skipped_at(period):
            at = max(skipped, closed or skipped)
            if at > now:
                return Verdict(period, Outcome.PENDING, None)
            # It is judged by what is known then, but no pause after a skip changes its day.
            rules = self.rules.as_of(at)
            pauses = [pause for pause in self.pauses if pause[0] < skipped]
            verdict = self._judge_unmet(_as_known(period, rules.days), pauses, tally, at, rules)
            return replace(verdict, period=period)
        if self.ended_within(period):
            return Verdict(period, Outcome.NOT_JUDGED, self.goal.ended_at)
        if period.ends is None or now < period.ends:
            return Verdict(period, Outcome.OPEN, None)
        if period.closes is None or now < period.closes:
            return Verdict(period, Outcome.PENDING, None)
        return self._judge_unmet(period, self.pauses, tally, period.closes, self.rules)

    def ended_within(self, period: Period) -> bool:
        """Return whether the goal or this revision ended while `period` was open."""
        ended = self.goal.ended_at
        return ended is not None and (period.ends is None or ended < period.ends)

    def _judge_unmet(
        self,
        period: Period,
        pauses: Sequence[Interval],
        tally: Tally,
        at: datetime,
        rules: JudgingRules,
    ) -> Verdict:
        """Judge a period that closed unmet at `at`; an excused period doesn't use a freeze."""
        if reason := excuses.find_excuse(self.goal, rules, pauses=pauses, period=period, closed=at):
            return Verdict(period, Outcome.EXCUSED, at, reason)
        can_freeze = not self.goal.is_once and rules.spends_freeze(at, tally.streak)
        spends = tally.freezes > 0 and can_freeze
        return Verdict(period, Outcome.FROZEN if spends else Outcome.MISSED, at)

    def freeze_rule_for(self, verdict: Verdict) -> FreezeRule | None:
        """Return the rule for earning a freeze with a period; None if freezes are off."""
        if self.goal.is_once or verdict.closed_at is None:
            return None
        return self.rules.freeze_rule_at(verdict.closed_at)

    def skipped_at(self, period: Period) -> datetime | None:
        """Return when a one-day period was skipped, or None if it was not."""
        if isinstance(self.goal.schedule, Once | Every | Per) or period.ends is None:
            return None
        ended = self.goal.ended_at or FOR_EVER
        return next(
            (at for at in self.skips if period.begins <= at < period.ends and at <= ended), None
        )

    def is_paused_indefinitely(self, period: Period) -> bool:
        """Return whether an open-ended pause prevents the period from changing the streak.

        Such a pause also postpones the deadline of a one-time goal indefinitely.
        """
        if not self.goal.is_once and not self.has_no_check_ins_from(period):
            return False
        since = (period.ends or FOR_EVER) if self.goal.is_once else period.begins
        return any(began < since and until == FOR_EVER for began, until in self.pauses)

    def has_no_check_ins_from(self, period: Period) -> bool:
        """Return whether no check-in is for this period or any later one."""
        return self.next is None and period.first > self.last_check_in_day


def revisions_of(
    goal: Goal, rules: JudgingRules, pauses: Sequence[Interval], activity: Activity, now: datetime
) -> list[Revision]:
    """Return the revisions of a goal in order, the current one last.

    Each check-in counts only once: if check-ins met the period that was open at an edit, they don't
    count in later revisions.
    """
    remaining = replace(activity, skips=sorted(activity.skips))
    if not goal.past:
        return [Revision(goal, rules, pauses=pauses, activity=remaining, now=now)]
    first, *edited = goal.revisions()
    found = [Revision(first, rules, pauses=pauses, activity=remaining, now=now)]
    fulfilled_on = None
    for revised in edited:
        at = revised.start.at
        before = found[-1]
        spent = _spent_check_ins(before, at)
        if spent and isinstance(before.goal.schedule, Fixed):
            fulfilled_on = rules.days.day_of(at)
        # Compared by identity: two equal check-ins are still two.
        check_ins = [c for c in remaining.check_ins if not any(c is one for one in spent)]
        skips = [skip for skip in remaining.skips if skip > at]
        remaining = Activity(check_ins, skips, remaining.pauses)
        is_fulfilled = (
            fulfilled_on is not None and revised.start.day == fulfilled_on and not revised.is_once
        )
        # Amounts add up over the day, so amounts after the edit count again.
        counts_again = not is_fulfilled or revised.amount is not None
        own = [
            c
            for c in check_ins
            if c.day >= revised.start.day and (counts_again or c.day != fulfilled_on)
        ]
        revision = Revision(
            revised, rules, pauses=pauses, activity=replace(remaining, check_ins=own), now=now
        )
        revision.fulfilled_on = fulfilled_on if is_fulfilled else None
        before.next = revision
        found.append(revision)
    return found


def _spent_check_ins(revision: Revision, at: datetime) -> list[CheckIn]:
    """Return the check-ins that met the period that was open at an edit."""
    for period in revision.periods(since=revision.rules.days.day_of(at)):
        if period.begins > at:
            break
        if (period.ends is None or at < period.ends) and revision.met(period, at):
            return revision.check_ins.serving(revision.goal, period, at)
    return []


def _as_known(period: Period, days: PersonalCalendar) -> Period:
    """Return a one-day period with its bounds in `days`, a calendar without later changes."""
    return replace(period, ends=days.ends(period.first), closes=days.ends(days.after(period.first)))
