"""Replay a goal's record (event sourcing): judge its periods in order, and compute its streak.

Streaks, freezes and misses are never stored as facts, but computed from the record (event
sourcing). After an undo or a late event, another replay is enough. A saved `SettledTally` is a
snapshot to start from; it gives the same result as a replay from the beginning.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from accountabot.domain.checkins.activity import Activity
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.periods import Period
from accountabot.domain.judging_rules import JudgingRules
from accountabot.domain.streaks.outcomes import Verdict
from accountabot.domain.streaks.revisions import Revision, revisions_of
from accountabot.domain.streaks.tallies import SettledTally, Tally
from accountabot.domain.timelines import FOR_EVER, merge

LOOK_AHEAD = 400
"""The number of periods to search for the next change before scheduling another search."""


class JudgedPeriod(NamedTuple):
    """A judged period with its revision and the totals up to it."""

    revision: Revision
    verdict: Verdict
    tally: Tally
    certain: SettledTally
    """The totals up to the last period that can only change if someone acts."""


class Replay:
    """Judge the periods of a goal in order, and assign freezes and misses."""

    def __init__(self, goal: Goal, rules: JudgingRules, activity: Activity, now: datetime) -> None:
        self.goal = goal
        self.rules = rules
        self.now = now
        pauses = merge(pause.interval(rules.days) for pause in activity.pauses if pause.at <= now)
        self.revisions = revisions_of(goal, rules, pauses=pauses, activity=activity, now=now)
        self.current = self.revisions[-1]

    def begin(self, settled: SettledTally | None = None) -> SettledTally:
        """Return the snapshot to start from: `settled`, or the totals before the first period.

        A goal that was never recurring has no freezes.
        """
        if settled and settled.through:
            return settled
        is_recurring = any(not revision.goal.is_once for revision in self.revisions)
        freezes = self.rules.starting_freezes(self.goal.began.at) if is_recurring else 0
        return SettledTally(tally=Tally(freezes=freezes))

    def judge_from(self, settled: SettledTally) -> Iterator[JudgedPeriod]:
        """Judge and yield every period after `settled` that has begun."""
        tally = settled.tally
        closed = settled.closed_at
        is_certain = True
        for revision, period in self.periods(settled):
            if period.begins > self.now:
                return
            # Freezes are assigned in the order of the periods. While an earlier one is pending,
            # it may still use the available freeze, so a skip has to wait: judge it as if the
            # earlier periods never closed.
            verdict = revision.judge(period, tally, closed if is_certain else FOR_EVER, self.now)
            is_certain = is_certain and verdict.outcome.is_closed
            # For the same reason, kept periods after a pending one extend the displayed streak, but
            # neither earn a freeze nor extend the longest streak.
            freeze_rule = revision.freeze_rule_for(verdict) if is_certain else None
            after = tally.then(verdict.outcome, freeze_rule, period.first)
            tally = after if is_certain else replace(after, longest=tally.longest)
            closed = _later(closed, verdict.closed_at)
            # A skipped period of these goals can still be kept by a check-in, so don't settle it.
            can_change = revision.goal.is_once or revision.goal.is_ceiling
            if is_certain and not can_change and revision.can_settle(period):
                settled = SettledTally(period.last, tally, closed)
            yield JudgedPeriod(revision, verdict, tally, settled)

    def changes_at(self, settled: SettledTally, *, has_slipped: bool) -> datetime | None:
        """Return when the standing changes next, or has to be recomputed, if nobody acts.

        It is saved with the standing, so that streaks break on time without replaying every goal.
        A goal without a streak that `has_slipped` changes no more.
        """
        changes = (self._next_change(settled, has_slipped=has_slipped), self.pending_end())
        return min(filter(None, changes), default=None)

    def _next_change(self, settled: SettledTally, *, has_slipped: bool) -> datetime | None:
        tally = settled.tally
        closed = settled.closed_at
        for number, (revision, period) in enumerate(self.periods(settled), start=1):
            # A period is closed as soon as the goal or its revision ends within it, paused or not.
            is_cut_off = revision.ended_within(period)
            closes = (closed or self.now) if is_cut_off else period.closes
            is_on_hold = not is_cut_off and revision.is_paused_indefinitely(period)
            can_change = tally.streak or not has_slipped or period.begins <= self.now
            if closes is None or is_on_hold or not can_change:
                return None
            # Judge the period as of its own end: without further actions, this is what will happen.
            horizon = max(self.now, closes)
            verdict = revision.judge(period, tally, closed, horizon)
            after = tally.then(verdict.outcome, revision.freeze_rule_for(verdict), period.first)
            is_slip = verdict.outcome.is_slip and (tally.streak or not has_slipped)
            is_changed = is_slip or after.streak != tally.streak
            if verdict.closed_at and verdict.closed_at > self.now and is_changed:
                return verdict.closed_at
            if number == LOOK_AHEAD:
                return horizon
            tally = after
            closed = _later(closed, verdict.closed_at)
        return None

    @cached_property
    def over_at(self) -> datetime | None:
        """The end of a recurring goal's last day, or of a one-time goal's grace period."""
        if self.goal.is_once:
            closes = (
                period.closes
                for period in self.current.periods()
                if not self.current.is_paused_indefinitely(period)
            )
            return next(closes, None)
        return self.rules.days.ends(self.goal.start.through) if self.goal.start.through else None

    def pending_end(self) -> datetime | None:
        """Return when a recurring goal's last day ends, or None."""
        if self.over_at is None or self.over_at <= self.now:
            return None
        return None if self.goal.is_once or self.goal.ended_at else self.over_at

    def periods(self, settled: SettledTally) -> Iterator[tuple[Revision, Period]]:
        """Yield the periods after `settled`, each with its revision."""
        for revision in self.revisions:
            if not revision.is_settled(settled):
                for period in revision.periods(settled.through):
                    yield revision, period


def _later(closed: datetime | None, at: datetime | None) -> datetime | None:
    return max(closed, at) if closed and at else closed or at
