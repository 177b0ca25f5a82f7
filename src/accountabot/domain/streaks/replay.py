"""Go through a goal's record, chapter by chapter and period by period."""

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
"""Periods that are looked through for the one that changes a streak; behind them it is looked again."""


class JudgedPeriod(NamedTuple):
    """A period's verdict, the chapter that it belongs to, and what all up to it adds up to."""

    revision: Revision
    verdict: Verdict
    tally: Tally
    certain: SettledTally
    """The same up to where nothing changes any more if nobody acts."""


class Replay:
    """Go through a goal's periods in their order, dealing out freezes and misses as the record gives them."""

    def __init__(self, goal: Goal, rules: JudgingRules, activity: Activity, now: datetime) -> None:
        self.goal, self.rules, self.now = goal, rules, now
        pauses = merge(pause.interval(rules.days) for pause in activity.pauses if pause.at <= now)
        self.revisions = revisions_of(goal, rules, pauses, activity, now)
        self.present = self.revisions[-1]

    def from_(self, settled: SettledTally) -> Iterator[JudgedPeriod]:
        """Yield every period that has begun, as it is judged; behind a pending one nothing is earned for good."""
        tally, closed, is_certain = settled.tally, settled.closed_at, True
        for revision, period in self.periods(settled):
            if period.begins > self.now:
                return
            verdict = revision.judge(period, tally, closed if is_certain else FOR_EVER, self.now)
            is_certain = is_certain and verdict.outcome.is_closed
            after = tally.then(
                verdict.outcome,
                revision.freeze_rule_for(verdict) if is_certain else None,
                period.first,
            )
            tally = after if is_certain else replace(after, longest=tally.longest)
            closed = _later(closed, verdict.closed_at)
            judges_anew = (
                revision.goal.is_once or revision.goal.is_ceiling
            )  # what was skipped may still be superseded
            if is_certain and not judges_anew and revision.can_settle(period):
                settled = SettledTally(period.last, tally, closed)
            yield JudgedPeriod(revision, verdict, tally, settled)

    def changes_at(self, settled: SettledTally) -> datetime | None:
        """Return the first instant after now at which the streak changes, or has to be looked at, if nobody acts."""
        return min(filter(None, (self._next_change(settled), self.still_to_come())), default=None)

    def _next_change(self, settled: SettledTally) -> datetime | None:
        tally, closed = settled.tally, settled.closed_at
        for number, (revision, period) in enumerate(self.periods(settled), start=1):
            was_left = revision.ended_within(
                period
            )  # and so waits for nothing, whoever rests since
            closes = (closed or self.now) if was_left else period.closes
            rests = not was_left and revision.is_paused_indefinitely(period)
            if closes is None or rests or (period.begins > self.now and not tally.streak):
                return None
            horizon = max(self.now, closes)
            verdict = revision.judge(period, tally, closed, horizon)
            after = tally.then(verdict.outcome, revision.freeze_rule_for(verdict), period.first)
            if verdict.closed_at and verdict.closed_at > self.now and after.streak != tally.streak:
                return verdict.closed_at
            if number == LOOK_AHEAD:
                return horizon
            tally, closed = after, _later(closed, verdict.closed_at)
        return None

    @cached_property
    def over_at(self) -> datetime | None:
        """When the goal's time is over: with its last day, or with the grace of a deed that is done once."""
        if self.goal.is_once:
            whole = (
                period.closes
                for period in self.present.periods()
                if not self.present.is_paused_indefinitely(period)
            )
            return next(whole, None)
        return self.rules.days.ends(self.goal.start.through) if self.goal.start.through else None

    def still_to_come(self) -> datetime | None:
        """Return when the goal's last day will be over, None where that is past, or there is none."""
        is_near = self.over_at is not None and self.over_at > self.now
        return (
            self.over_at if is_near and not self.goal.is_once and not self.goal.ended_at else None
        )

    def periods(self, settled: SettledTally) -> Iterator[tuple[Revision, Period]]:
        """Yield the periods behind what is settled, each with its chapter."""
        for revision in self.revisions:
            if not revision.is_settled(settled):
                for period in revision.periods(settled.through):
                    yield revision, period


def _later(closed: datetime | None, at: datetime | None) -> datetime | None:
    return max(closed, at) if closed and at else closed or at
