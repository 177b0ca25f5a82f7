"""Judge the periods of a limited time, without replaying everything before it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.checkins.activity import Activity
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.schedules import Every, Per
from accountabot.domain.judging_rules import JudgingRules
from accountabot.domain.streaks.outcomes import Outcome, Verdict
from accountabot.domain.streaks.replay import Replay
from accountabot.domain.streaks.tallies import Tally
from accountabot.domain.timelines import FOR_EVER

_MARGIN = timedelta(days=5)
"""A one-day period closes within two days, also if it is skipped and has to wait for another."""
_MONTH = timedelta(days=31)


def first_to_judge(rules: JudgingRules, begins: datetime) -> LocalDay:
    """Return a day such that all periods that close from `begins` on end on it or later."""
    return rules.days.day_of(begins) - _MARGIN


def activity_since(goal: Goal, first: LocalDay) -> LocalDay | None:
    """Return the day after which check-ins are needed to judge the periods that last to `first`.

    None means all of them: those of a one-time goal can be of any age, and an edit can use up those
    before it.
    """
    if goal.past or goal.is_once:
        return None
    match goal.schedule:
        case Every(days=days):
            length = timedelta(days=days)
        case Per():
            length = _MONTH
        case _:
            length = timedelta(days=1)
    return first - _MARGIN - length


def judge_since(
    goal: Goal,
    rules: JudgingRules,
    activity: Activity,
    first: LocalDay,
    now: datetime,
    *,
    until: datetime | None = None,
) -> Iterator[Verdict]:
    """Judge the periods that end on `first` or later and have begun by `until` (now), in order.

    The totals before them are unknown, so what used a freeze is missed here, too: both are slips.
    `activity` must cover everything after `activity_since`.
    """
    closed: datetime | None = None
    is_certain = True
    latest = min(until or now, now)
    for revision in Replay(goal, rules, activity, now).revisions:
        for period in revision.periods(since=first - _MARGIN):
            if period.begins > latest:
                break
            verdict = revision.judge(period, Tally(), closed if is_certain else FOR_EVER, now)
            is_certain = is_certain and verdict.outcome.is_closed
            at = verdict.closed_at
            closed = max(closed, at) if closed and at else closed or at
            if revision.goal.is_once or period.last is None or period.last >= first:
                yield verdict


def closed_between(
    goal: Goal,
    rules: JudgingRules,
    activity: Activity,
    begins: datetime,
    ends: datetime,
    now: datetime,
) -> list[Verdict]:
    """Return the verdicts on the periods that closed from `begins` until before `ends`."""
    verdicts = judge_since(goal, rules, activity, first_to_judge(rules, begins), now, until=ends)
    return [v for v in verdicts if v.closed_at and begins <= v.closed_at < ends]


def came_back_at(
    goal: Goal, rules: JudgingRules, activity: Activity, ends: datetime, now: datetime
) -> datetime | None:
    """Return when the streak before `ends` began, if it began after a miss.

    `activity` must be complete.
    """
    replay = Replay(goal, rules, activity, now)
    has_missed = False
    back: datetime | None = None
    for judged in replay.judge_from(replay.begin()):
        verdict = judged.verdict
        if verdict.period.begins >= ends:
            break
        if verdict.closed_at is None or verdict.closed_at >= ends:
            continue
        if verdict.outcome is Outcome.MISSED:
            has_missed = True
            back = None
        elif verdict.outcome.counts_as_kept and has_missed:
            back = back or verdict.closed_at
    return back
