"""Tell those who hold a member to a goal what became of it: all of them, and all of it, in one message."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.quiet_hours import next_daytime, next_morning
from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.goals.goal import Goal, GoalState
from accountabot.domain.goals.periods import Period
from accountabot.domain.identifiers import GoalId, Member, MemberId, MessageRef
from accountabot.domain.streaks.milestones import COMPLETED
from accountabot.domain.streaks.outcomes import Outcome
from accountabot.services.streaks import goal_status
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.services.streaks.milestones import UNTOLD
from accountabot.store import blocks, settings
from accountabot.store.delivery import outbox, posts
from accountabot.store.goals import goals
from accountabot.store.people import membership, witnesses
from accountabot.store.streaks import milestones

WEEK = timedelta(days=7)
"""Misses are told once in so long at most, and a goal is looked at so often at least."""


class WitnessNews(NamedTuple):
    """What the witnesses of a goal were not told yet, and the channels in which they can be, the latest first."""

    goal: Goal
    witnesses: list[MemberId]
    channels: list[int]
    milestone: int | None
    """The most periods in a row that it reached since."""
    is_completed: bool
    misses: list[Period]
    today: LocalDay
    at: datetime
    """Up to when (UTC) they are told."""


class _Since(NamedTuple):
    """What happened to a goal since its witnesses were told, and when (UTC) there is something to tell, or to look."""

    reached: set[int]
    is_over: bool
    misses: list[Period]
    tells_at: datetime | None
    looks_at: datetime | None


def watch(tx: Connection, goal: Goal, now: datetime) -> None:
    """Have what happens to a goal from now on told to its witnesses, where it has any and all may see it."""
    due = _next_look(tx, goal_status.status_of(tx, goal, now))
    if due and not goal.is_private and witnesses.support_of(tx, goal).witnesses:
        outbox.add(tx, goal.owner.server, Topic.WITNESS_NEWS, goal.id, now, due)


def collect(tx: Connection, errand: OutboxEntry, now: datetime) -> WitnessNews | None:
    """Return what is told now; where that is nothing, have the goal looked at later, or no more."""
    goal = goals.get(tx, errand.server, GoalId(errand.subject))
    told = witnesses.support_of(tx, goal).witnesses if goal and not goal.is_private else ()
    if goal is None or not told or blocks.of(tx, goal.owner):
        outbox.drop(tx, errand)
        return None
    line = goal_status.status_of(tx, goal, now)
    since = _since(tx, line, errand.since, is_first=errand.sequence == 0)
    here = [key for key in told if not membership.is_away(tx, Member(errand.server, key))]
    channels = posts.channels_of(tx, errand.server, goal.id)
    if since.tells_at and since.tells_at <= now and here and channels:
        most, today = max(since.reached, default=0) or None, line.rules.days.day_of(now)
        is_completed = since.is_over or COMPLETED in since.reached
        return WitnessNews(goal, here, channels, most, is_completed, since.misses, today, now)
    _wait(tx, errand, since, now)
    return None


def mark_told(
    tx: Connection, errand: OutboxEntry, news: WitnessNews, post: MessageRef | None
) -> bool:
    """Note that witnesses were told, or can't be, so that it is let go; return whether the goal was hidden since."""
    goal = goals.get(tx, errand.server, news.goal.id)
    if post and goal:
        posts.show(tx, errand.server, [news.goal.id], post)
    if goal is None or goal.is_private:
        outbox.drop(tx, errand)
        return goal is not None
    if news.is_completed:
        milestones.add(tx, goal, COMPLETED, news.at - UNTOLD)
    since = _since(tx, goal_status.status_of(tx, goal, news.at), news.at, is_first=False)
    due = min(filter(None, (since.tells_at, since.looks_at)), default=None)
    if due:
        outbox.complete(tx, errand, news.at, due)
    else:
        outbox.drop(tx, errand)
    return False


def _wait(tx: Connection, errand: OutboxEntry, since: _Since, now: datetime) -> None:
    later = [at for at in (since.tells_at, since.looks_at) if at and at > now]
    if later:
        outbox.reschedule(tx, errand, min(later))
    else:
        outbox.drop(tx, errand)


def _since(tx: Connection, line: GoalStatus, told_at: datetime, *, is_first: bool) -> _Since:
    """Return what happened since witnesses were told: what can be taken back is told when it can't any more."""
    kept = milestones.since(tx, line.goal, told_at - UNTOLD)
    final = {number for number, at in kept.items() if at <= line.now - UNTOLD}
    verdicts, looks_at = goal_status.verdicts(tx, line.goal, line.now), _next_look(tx, line)
    missed = [
        (v.period, v.closed_at) for v in verdicts if v.outcome is Outcome.MISSED and v.closed_at
    ]
    misses = [period for period, at in missed if at > told_at]
    is_over = (
        looks_at is None
        and _completes_itself(tx, line)
        and any(v.outcome.counts_as_kept for v in verdicts)
    )
    waits = [at + UNTOLD for number, at in kept.items() if number not in final]
    zone = settings.home_zone(tx, line.goal.owner.server, line.now)
    if misses:
        was_told = not is_first and any(told_at - WEEK < at <= told_at for _, at in missed)
        waits.append(next_daytime(told_at + WEEK if was_told else line.now, zone))
    tells_at = line.now if final or is_over else min(waits, default=None)
    return _Since(final, is_over, misses, tells_at, looks_at)


def _completes_itself(tx: Connection, line: GoalStatus) -> bool:
    """Tell whether a goal is over of itself, and nobody has told so."""
    over = line.standing.over_at
    is_over = over is not None and over <= line.now and line.goal.state is GoalState.ACTIVE
    return is_over and not milestones.has(tx, line.goal, COMPLETED)


def _next_look(tx: Connection, line: GoalStatus) -> datetime | None:
    """Return when a goal is looked at again: on the morning after a period closed, and once a week; None if over."""
    if line.goal.state is not GoalState.ACTIVE:
        return None
    periods = line.revisions[-1].periods(line.saved.settled.through)
    closes = next((p.closes for p in periods if p.closes is None or p.closes > line.now), None)
    if closes is None:
        return line.now + WEEK if line.due.is_ongoing else None
    return min(
        line.now + WEEK,
        next_morning(closes, settings.home_zone(tx, line.goal.owner.server, line.now)),
    )
