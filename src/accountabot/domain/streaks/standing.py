"""Compute a goal's standing from its record: its streak, and when the streak changes next."""

from datetime import datetime

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.checkins.activity import Activity
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.periods import Period
from accountabot.domain.judging_rules import JudgingRules
from accountabot.domain.streaks.outcomes import Verdict
from accountabot.domain.streaks.replay import Replay
from accountabot.domain.streaks.revisions import Revision
from accountabot.domain.streaks.tallies import SettledTally, Standing


def compute_verdicts(
    goal: Goal,
    rules: JudgingRules,
    activity: Activity,
    now: datetime,
    settled: SettledTally | None = None,
) -> list[Verdict]:
    """Return the verdict on every period that has begun by `now`, in order."""
    replay = Replay(goal, rules, activity, now)
    return [judged.verdict for judged in replay.judge_from(replay.begin(settled))]


def compute_standing(
    goal: Goal,
    rules: JudgingRules,
    activity: Activity,
    now: datetime,
    settled: SettledTally | None = None,
) -> Standing:
    """Compute the standing at `now`, starting from the snapshot `settled`.

    `activity` must cover everything after `settled`, without undone actions.
    """
    replay = Replay(goal, rules, activity, now)
    settled = replay.begin(settled)
    tally = settled.tally
    certain = settled
    slipped = settled.slipped_at
    had_streak = bool(tally.streak)
    for revision, verdict, tally, certain in replay.judge_from(settled):  # noqa: B007 - used below
        period = verdict.period
        closed = verdict.closed_at
        is_idle = revision.has_no_check_ins_from(period)
        if verdict.outcome.is_slip and (had_streak or slipped is None or not is_idle):
            slipped = closed
        had_streak = bool(tally.streak)
        is_over = period.last and period.closes and period.closes <= now
        if closed and is_over and revision.can_settle(period):
            settled = SettledTally(
                through=_settled_through(revision, period, rules),
                tally=tally,
                closed_at=max(closed, settled.closed_at or closed),
                slipped_at=slipped,
            )
        # Without a streak, periods without check-ins can only be missed. The record of an abandoned
        # goal may be years long, so stop at the first of them.
        if is_idle and not tally.streak and slipped:
            return Standing(tally, replay.pending_end(), settled, replay.over_at, slipped)
    changes_at = replay.changes_at(certain, has_slipped=slipped is not None)
    return Standing(tally, changes_at, settled, replay.over_at, slipped)


def _settled_through(revision: Revision, period: Period, rules: JudgingRules) -> LocalDay | None:
    """Return the last settled day.

    For a one-time goal, this is the last day of the grace period, because a check-in on that day
    may still be recorded with a delay.
    """
    if revision.goal.is_once and revision.next is None and period.closes:
        return rules.days.day_of(period.closes)
    return period.last
