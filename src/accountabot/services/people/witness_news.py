"""Decide when the witnesses of a goal get news: all of it in one message."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.quiet_hours import next_daytime, next_morning
from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.goals.goal import Goal, GoalState
from accountabot.domain.goals.periods import Period
from accountabot.domain.goals.record import MessageRef
from accountabot.domain.identifiers import GoalId, Member, MemberId
from accountabot.domain.streaks.milestones import COMPLETED
from accountabot.domain.streaks.outcomes import Outcome
from accountabot.services.streaks import goal_status
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.services.streaks.milestones import NEWS_DELAY
from accountabot.store import blocks, settings
from accountabot.store.delivery import outbox, posts
from accountabot.store.goals import goals
from accountabot.store.people import membership, witnesses
from accountabot.store.streaks import milestones

MISS_INTERVAL = timedelta(days=7)
"""Misses are announced at most this often; every goal is checked at least this often."""


class WitnessNews(NamedTuple):
    """Unannounced news about a goal, and the channels it may go to, the latest first."""

    goal: Goal
    witnesses: list[MemberId]
    channels: list[int]
    milestone: int | None
    """The longest new streak since the last news."""
    is_completed: bool
    misses: list[Period]
    today: LocalDay
    at: datetime
    """The moment (UTC) up to which the news is complete."""


class _Changes(NamedTuple):
    """The changes to a goal since its last news; the next announcement and the next check (UTC)."""

    reached: set[int]
    is_over: bool
    misses: list[Period]
    tells_at: datetime | None
    looks_at: datetime | None


def schedule(tx: Connection, goal: Goal, now: datetime) -> None:
    """Queue news about a public goal that has witnesses."""
    due = _next_check_at(tx, goal_status.status_of(tx, goal, now))
    if due and not goal.is_private and witnesses.support_of(tx, goal).witnesses:
        outbox.add(tx, goal.owner.server, Topic.NEWS, goal.id, now, due)


def collect(tx: Connection, errand: OutboxEntry, now: datetime) -> WitnessNews | None:
    """Return the news to announce now; otherwise reschedule or drop the outbox entry."""
    goal = goals.get(tx, errand.server, GoalId(errand.subject))
    told = witnesses.support_of(tx, goal).witnesses if goal and not goal.is_private else ()
    if goal is None or not told or blocks.of(tx, goal.owner):
        outbox.drop(tx, errand)
        return None
    line = goal_status.status_of(tx, goal, now)
    since = _changes_since(tx, line, errand.since, is_first=errand.round == 0)
    here = [key for key in told if not membership.is_away(tx, Member(errand.server, key))]
    channels = posts.channels_of(tx, errand.server, goal.id)
    if since.tells_at and since.tells_at <= now and here and channels:
        most, today = max(since.reached, default=0) or None, line.terms.days.day_of(now)
        is_completed = since.is_over or COMPLETED in since.reached
        return WitnessNews(goal, here, channels, most, is_completed, since.misses, today, now)
    _reschedule(tx, errand, since, now)
    return None


def mark_sent(
    tx: Connection, errand: OutboxEntry, news: WitnessNews, post: MessageRef | None
) -> bool:
    """Mark news as announced or undeliverable; return whether the goal was hidden meanwhile."""
    goal = goals.get(tx, errand.server, news.goal.id)
    if post and goal:
        posts.show(tx, errand.server, [news.goal.id], post)
    if goal is None or goal.is_private:
        outbox.drop(tx, errand)
        return goal is not None
    if news.is_completed:
        milestones.add(tx, goal, COMPLETED, news.at - NEWS_DELAY)
    since = _changes_since(tx, goal_status.status_of(tx, goal, news.at), news.at, is_first=False)
    due = min(filter(None, (since.tells_at, since.looks_at)), default=None)
    if due:
        outbox.mark(tx, errand, news.at, due)
    else:
        outbox.drop(tx, errand)
    return False


def _reschedule(tx: Connection, errand: OutboxEntry, since: _Changes, now: datetime) -> None:
    later = [at for at in (since.tells_at, since.looks_at) if at and at > now]
    if later:
        outbox.put_off(tx, errand, min(later))
    else:
        outbox.drop(tx, errand)


def _changes_since(
    tx: Connection, line: GoalStatus, told_at: datetime, *, is_first: bool
) -> _Changes:
    """Return the changes since the last news; those that can be undone wait."""
    kept = milestones.since(tx, line.goal, told_at - NEWS_DELAY)
    final = {number for number, at in kept.items() if at <= line.now - NEWS_DELAY}
    verdicts, looks_at = goal_status.verdicts(tx, line.goal, line.now), _next_check_at(tx, line)
    missed = [
        (v.period, v.closed_at) for v in verdicts if v.outcome is Outcome.MISSED and v.closed_at
    ]
    misses = [period for period, at in missed if at > told_at]
    is_over = (
        looks_at is None and _ended_unannounced(tx, line) and any(v.outcome.holds for v in verdicts)
    )
    waits = [at + NEWS_DELAY for number, at in kept.items() if number not in final]
    zone = settings.home_zone(tx, line.goal.owner.server, line.now)
    if misses:
        was_told = not is_first and any(told_at - MISS_INTERVAL < at <= told_at for _, at in missed)
        waits.append(next_daytime(told_at + MISS_INTERVAL if was_told else line.now, zone))
    tells_at = line.now if final or is_over else min(waits, default=None)
    return _Changes(final, is_over, misses, tells_at, looks_at)


def _ended_unannounced(tx: Connection, line: GoalStatus) -> bool:
    """Tell whether a goal reached its end, and nobody was notified of it."""
    over = line.standing.over_at
    is_over = over is not None and over <= line.now and line.goal.state is GoalState.ACTIVE
    return is_over and not milestones.has(tx, line.goal, COMPLETED)


def _next_check_at(tx: Connection, line: GoalStatus) -> datetime | None:
    """Return when to check a goal again; None if it is over.

    That is on the morning after a period closed, and at least once a week.
    """
    if line.goal.state is not GoalState.ACTIVE:
        return None
    periods = line.chapters[-1].periods(line.saved.settled.through)
    closes = next((p.closes for p in periods if p.closes is None or p.closes > line.now), None)
    if closes is None:
        return line.now + MISS_INTERVAL if line.due.is_going else None
    return min(
        line.now + MISS_INTERVAL,
        next_morning(closes, settings.home_zone(tx, line.goal.owner.server, line.now)),
    )
