"""Tell a goal's owner what they missed, as of the moment they are told."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal, GoalState
from accountabot.domain.goals.periods import Period
from accountabot.domain.people.notices import Notice, NoticeKind
from accountabot.domain.streaks.explanations import ExplainedPeriod
from accountabot.domain.streaks.outcomes import Outcome
from accountabot.services.streaks import goal_status
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store.checkins import activity
from accountabot.store.goals import goals
from accountabot.store.people import notices
from accountabot.store.reminders import reminders

AGAIN_AFTER = timedelta(days=7)
"""How long before an owner is told of more misses if nothing was kept in between."""


class MissNews(NamedTuple):
    """What happened to a goal since its owner was last told; a freeze only if it saved a streak."""

    status: GoalStatus
    ended_streak: int
    """The streak that ended, 0 if there was none worth a word."""
    missed: list[Period]
    over: list[Period]
    """The missed periods that were above a ceiling."""
    frozen: list[Period]
    is_day_one: bool
    """Whether a new streak began today."""


def find_news(tx: Connection, notice: Notice, now: datetime) -> MissNews | datetime | None:
    """Return what to tell an owner now, when to tell them instead, or None if there is nothing."""
    goal = goals.get(tx, notice.member.server, notice.goal)
    if goal is None or goal.state is not GoalState.ACTIVE:
        return None
    status = goal_status.status_of(tx, goal, now)
    if not (status.due.is_ongoing or goal.is_once):
        return None
    steps = goal_status.explain(tx, goal, now)
    news = _news(tx, status, steps, notice.told_at)
    if news and notice.told_at and not _kept_since(steps, notice.told_at):
        again_at = notice.told_at + AGAIN_AFTER
        return again_at if again_at > now else news
    return news


def pass_over(tx: Connection, goal: Goal, last: LocalDay, now: datetime) -> None:
    """Never mention the period with this last day to its owner, who answered *Not this time*."""
    steps = goal_status.explain(tx, goal, now)
    closed = [each.verdict.closed_at for each in steps if each.verdict.period.last == last]
    if closed and closed[-1]:
        notices.pass_over(tx, goal.owner, NoticeKind.MISSED, goal, closed[-1])


def _news(
    tx: Connection, status: GoalStatus, steps: list[ExplainedPeriod], told: datetime | None
) -> MissNews | None:
    declined = reminders.get(tx, status.goal).declined_day  # *Not this time* was the answer
    slips = [
        nth
        for nth, step in enumerate(steps)
        if _is_new_slip(step, told) and (not declined or step.verdict.period.last != declined)
    ]
    missed = [nth for nth in slips if steps[nth].verdict.outcome is Outcome.MISSED]
    checked_in = activity.load(tx, status.goal).check_ins
    last_checked = max((each.at for each in checked_in), default=None)
    today = status.rules.days.day_of(status.now)
    since_miss = slips[slips.index(missed[-1]) + 1 :] if missed else slips
    frozen = [nth for nth in since_miss if not _is_shown(steps[nth], last_checked)]
    if not missed and not (frozen and status.tally.streak):
        return None
    ended = [streak for nth in missed if nth and (streak := steps[nth - 1].tally.streak) > 1]
    return MissNews(
        status=status,
        ended_streak=ended[-1] if ended else 0,
        missed=[steps[nth].verdict.period for nth in missed],
        over=[steps[nth].verdict.period for nth in missed if steps[nth].is_missed_over],
        frozen=[steps[nth].verdict.period for nth in frozen if status.tally.streak],
        is_day_one=status.tally.streak == 1 and any(each.day == today for each in checked_in),
    )


def _is_new_slip(step: ExplainedPeriod, told: datetime | None) -> bool:
    """Return whether a period slipped by itself; a skip was answered when it was made."""
    closed = step.verdict.closed_at
    is_news = closed is not None and (told is None or closed > told)
    return is_news and step.verdict.outcome.is_slip and not step.is_skipped


def _is_shown(step: ExplainedPeriod, last_checked: datetime | None) -> bool:
    """Return whether the goal was checked in since a slip: that card tells of a used freeze."""
    closed = step.verdict.closed_at
    return last_checked is not None and closed is not None and closed <= last_checked


def _kept_since(steps: list[ExplainedPeriod], told: datetime) -> bool:
    return any(
        step.verdict.outcome.counts_as_kept and (step.verdict.closed_at or told) > told
        for step in steps
    )
