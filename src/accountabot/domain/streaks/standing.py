"""Count what a goal's record amounts to: its streak, and when that changes by itself."""

from datetime import datetime

from accountabot.domain.checkins.activity import Activity
from accountabot.domain.goals.goal import Goal
from accountabot.domain.judging_rules import JudgingRules
from accountabot.domain.streaks.outcomes import Verdict
from accountabot.domain.streaks.replay import Replay
from accountabot.domain.streaks.tallies import SettledTally, Standing


def compute_verdicts(
    goal: Goal,
    rules: JudgingRules,
    activity: Activity,
    now: datetime,
    settled: SettledTally | None = None,
) -> list[Verdict]:
    """Return the verdict on every period that has begun by `now`, in order, freezes dealt out."""
    return [
        judged.verdict
        for judged in Replay(goal, rules, activity, now).from_(settled or SettledTally())
    ]


def compute_standing(
    goal: Goal,
    rules: JudgingRules,
    activity: Activity,
    now: datetime,
    settled: SettledTally | None = None,
) -> Standing:
    """Return where `goal` stands at `now`; the `deeds` are those after what is `settled`, what was undone left out."""
    replay, settled = Replay(goal, rules, activity, now), settled or SettledTally()
    tally, certain = settled.tally, settled
    for revision, verdict, tally, certain in replay.from_(settled):  # noqa: B007 - used behind the loop
        period, closed = verdict.period, verdict.closed_at
        if (
            closed
            and period.last
            and period.closes
            and period.closes <= now
            and revision.can_settle(period)
        ):
            is_once = revision.goal.is_once and revision.next is None  # which may still be heard of
            through = rules.days.day_of(period.closes) if is_once else period.last
            settled = SettledTally(through, tally, max(closed, settled.closed_at or closed))
        if revision.has_no_check_ins_from(period) and not tally.streak and not tally.freezes:
            return Standing(
                tally, replay.still_to_come(), settled, replay.over_at
            )  # silence can take nothing more
    return Standing(tally, replay.changes_at(certain), settled, replay.over_at)
