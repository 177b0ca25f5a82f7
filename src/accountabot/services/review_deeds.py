"""Find what a member did for one of their goals in a week, a month or a year."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.goals.goal import Goal, GoalState
from accountabot.domain.judging_rules import JudgingRules
from accountabot.domain.reviews import (
    Deed,
    DeedKind,
    ReviewSpan,
    amounts_since,
    count_kept,
    has_come_back,
    longest_run,
)
from accountabot.domain.streaks.milestones import COMPLETED
from accountabot.domain.streaks.outcomes import Outcome, Verdict
from accountabot.domain.streaks.tallies import Standing
from accountabot.services.checkins import progress
from accountabot.services.streaks import goal_status, windows
from accountabot.store.checkins.checkin_days import GoalDay
from accountabot.store.streaks import milestones

_LEAST_RUN = 3
"""Fewer in a row are no run."""


class ReviewTime(NamedTuple):
    """The span of a review, its bounds (UTC), and the time at which it is read."""

    span: ReviewSpan
    begins: datetime
    ends: datetime
    now: datetime
    rules: JudgingRules

    def contains(self, at: datetime) -> bool:
        """Return whether an instant is within the span."""
        return self.begins <= at < self.ends


class GoalReview(NamedTuple):
    """What was done for a goal in a span."""

    goal: Goal
    days: Sequence[GoalDay]
    kept: int
    """Promises."""
    has_gap: bool
    """Whether a promise came due and is not kept."""
    deeds: list[Deed]

    @property
    def is_in_numbers(self) -> bool:
        """Return whether anything was done."""
        return bool(self.days or self.kept or self.deeds)


def review_goal(
    tx: Connection, goal: Goal, standing: Standing, days: Sequence[GoalDay], time: ReviewTime
) -> GoalReview:
    """Review a goal with the days on which it had check-ins."""
    judged = windows.judge_between(tx, goal, time.begins, time.ends, time.now)
    closed = [v for v in judged if v.closed_at and time.contains(v.closed_at)]
    deeds = [
        *_reached(tx, goal, standing, time),
        *_milestones(tx, goal, standing, longest_run(closed), time),
        *_repeated(goal, days, closed),
    ]
    has_gap = any(_is_gap(verdict, time.span) for verdict in judged)
    return GoalReview(goal, days, count_kept(closed), has_gap, deeds)


def _is_gap(verdict: Verdict, span: ReviewSpan) -> bool:
    """Return whether a promise that came due in the span is not kept, or not yet."""
    due = verdict.period.last or verdict.period.first
    is_open = verdict.outcome.is_slip or verdict.outcome is Outcome.PENDING
    return is_open and span.first <= due <= span.last


def _reached(tx: Connection, goal: Goal, standing: Standing, time: ReviewTime) -> Iterator[Deed]:
    """Yield that a goal was reached, or came to its end after something was kept."""
    at, kind = goal.ended_at, DeedKind.REACHED
    if goal.state is GoalState.ACTIVE:
        at = standing.over_at if standing.tally.longest else None
        kind = DeedKind.FINISHED
    elif at is None:
        at = milestones.since(tx, goal, goal.began.at).get(COMPLETED)
    if goal.state is GoalState.DROPPED or at is None or not time.contains(at):
        return
    if at <= time.now and not (goal.is_ceiling and _is_passed(tx, goal, time.now)):
        yield Deed(kind, goal=goal, day=time.rules.days.day_of(at))


def _is_passed(tx: Connection, goal: Goal, now: datetime) -> bool:
    return progress.passed_ceiling(tx, goal_status.status_of(tx, goal, now)) is not None


def _milestones(
    tx: Connection, goal: Goal, standing: Standing, run: int, time: ReviewTime
) -> Iterator[Deed]:
    """Yield the highest milestone that was reached, unless a run in the span is longer.

    A milestone stays announced if a moderator undoes a check-in that it counted, but it was not
    reached then.
    """
    best = max(standing.tally.longest, standing.tally.streak)
    reached = milestones.since(tx, goal, time.begins)
    numbers = [number for number, at in reached.items() if at < time.ends and number <= best]
    if (highest := max(numbers, default=COMPLETED)) >= max(run, 1):
        yield Deed(DeedKind.MILESTONE, highest, goal)


def _repeated(goal: Goal, days: Sequence[GoalDay], closed: Sequence[Verdict]) -> Iterator[Deed]:
    """Yield what was done again and again for a goal."""
    if amount := _amount(goal, days):
        yield Deed(DeedKind.AMOUNT, len(days), goal, amount)
    if (run := longest_run(closed)) >= _LEAST_RUN:
        yield Deed(DeedKind.RUN, run, goal)
    if goal.is_ceiling:
        if kept := count_kept(closed):
            yield Deed(DeedKind.STAYED, kept, goal)
        return
    if days:
        yield Deed(DeedKind.COUNT, len(days), goal)
    if has_come_back(closed):
        yield Deed(DeedKind.BACK, goal=goal)


def _amount(goal: Goal, days: Sequence[GoalDay]) -> Decimal:
    since = amounts_since(goal)
    amounts = (each.amount for each in days if since and each.day >= since)
    return sum((amount for amount in amounts if amount), Decimal())
