"""Find the last period of a goal, if it is over but can still be made up for."""

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


class Stake(NamedTuple):
    """The outcome of a period if its owner does nothing."""

    outcome: Outcome
    """Missed, or frozen."""
    streak: int
    """The current streak, in which a period that is still open counts if it is kept."""


class EndedPeriod(NamedTuple):
    """A period in its grace period."""

    period: Period
    ends: datetime
    """When (UTC) it ended."""
    closes: datetime
    """When (UTC) its grace period ends."""
    stake: Stake | None
    """None if it is kept, skipped or can't be missed."""


def find_ended(
    goal: Goal,
    rules: JudgingRules,
    activity: Activity,
    now: datetime,
    *,
    due: Due,
    settled: SettledTally,
) -> EndedPeriod | None:
    """Return the last period that is in its grace period, or None if there is none."""
    replay = Replay(goal, rules, activity, now)
    found, streak = None, 0
    for judged in replay.judge_from(replay.begin(settled)):
        period = judged.verdict.period
        streak = judged.tally.streak
        if period.ends and period.closes and period.ends <= now < period.closes:
            found = judged
    if found is None:
        return None
    period = found.verdict.period
    assert period.ends is not None
    assert period.closes is not None
    is_open = due.is_late or (due.grace is not None and due.grace.day == period.last)
    is_skipped = found.revision.skipped_at(period) is not None
    outcome = None
    if found.verdict.outcome is Outcome.PENDING and is_open and not is_skipped:
        outcome = _outcome_of(period, Replay(goal, rules, activity, period.closes), settled)
    stake = Stake(outcome, streak) if outcome and outcome.is_slip else None
    return EndedPeriod(period, period.ends, period.closes, stake)


def _outcome_of(period: Period, replay: Replay, settled: SettledTally) -> Outcome | None:
    """Return what becomes of a period, by a replay as of the end of its grace period."""
    dates = period.first, period.last
    found = (judged.verdict for judged in replay.judge_from(replay.begin(settled)))
    return next(
        (each.outcome for each in found if (each.period.first, each.period.last) == dates), None
    )
