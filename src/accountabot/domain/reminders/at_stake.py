"""Find the period of a goal that is over but can still be made up for."""

from datetime import datetime
from typing import NamedTuple

from accountabot.domain.checkins.activity import Activity
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.periods import Period
from accountabot.domain.judging_rules import JudgingRules
from accountabot.domain.streaks.due import Due
from accountabot.domain.streaks.outcomes import Outcome
from accountabot.domain.streaks.replay import Replay
from accountabot.domain.streaks.tallies import SettledTally


class AtStake(NamedTuple):
    """A period in its grace period, and what becomes of it unless its owner acts."""

    period: Period
    closes: datetime
    """When (UTC) its grace period ends."""
    outcome: Outcome
    """Missed, or frozen."""
    streak: int
    """The streak before it."""


def find_at_stake(
    goal: Goal,
    rules: JudgingRules,
    activity: Activity,
    now: datetime,
    *,
    due: Due,
    settled: SettledTally,
) -> AtStake | None:
    """Return the period that would be missed or cost a freeze, or None if there is none."""
    if due.grace is None and not due.is_late:
        return None
    pending = _pending(Replay(goal, rules, activity, now), due, settled)
    if pending is None or pending.closes is None:
        return None
    later = Replay(goal, rules, activity, pending.closes)
    streak = later.begin(settled).tally.streak
    for judged in later.judge_from(later.begin(settled)):
        if judged.verdict.period.first == pending.first and judged.verdict.outcome.is_slip:
            return AtStake(pending, pending.closes, judged.verdict.outcome, streak)
        streak = judged.tally.streak
    return None


def _pending(replay: Replay, due: Due, settled: SettledTally) -> Period | None:
    """Return the period in its grace period that needs a check-in."""
    for judged in replay.judge_from(replay.begin(settled)):
        period = judged.verdict.period
        is_skipped = judged.revision.skipped_at(period) is not None
        is_graced = due.is_late or (due.grace is not None and due.grace.day == period.last)
        if judged.verdict.outcome is Outcome.PENDING and is_graced and not is_skipped:
            return period
    return None
