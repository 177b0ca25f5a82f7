"""Decide when to send a goal's witnesses news, batched into one message."""

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
from accountabot.services.checkins import progress
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
    """Unannounced news about a goal, and the candidate channels, latest first."""

    goal: Goal
    witnesses: list[MemberId]
    channels: list[int]
    milestone: int | None
    """The longest new streak since the last news."""
    is_completed: bool
    misses: list[Period]
    over: list[Period]
    """Those of the misses that were above a ceiling."""
    passed_at_end: bool
    """Whether the goal is completed, but was above its ceiling at the end."""
    today: LocalDay
    at: datetime
    """The moment (UTC) up to which the news is complete."""


class _Changes(NamedTuple):
    """Changes to a goal since its last news, and when to announce and to check next (UTC)."""

    reached: set[int]
    is_over: bool
    misses: list[Period]
    over: list[Period]
    announces_at: datetime | None
    checks_at: datetime | None


def schedule(tx: Connection, goal: Goal, now: datetime) -> None:
    """Queue news about a public goal with witnesses."""
    due = _next_check_at(tx, goal_status.status_of(tx, goal, now))
    if due and not goal.is_private and witnesses.support_of(tx, goal).witnesses:
        outbox.add(tx, goal.owner.server, Topic.WITNESS_NEWS, subject=goal.id, now=now, due=due)


def collect(tx: Connection, entry: OutboxEntry, now: datetime) -> WitnessNews | None:
    """Return the news to announce now, or reschedule or drop the outbox entry."""
    goal = goals.get(tx, entry.server, GoalId(entry.subject))
    watchers = witnesses.support_of(tx, goal).witnesses if goal and not goal.is_private else ()
    if goal is None or not watchers or blocks.current_block(tx, goal.owner):
        outbox.drop(tx, entry)
        return None
    status = goal_status.status_of(tx, goal, now)
    changes = _changes_since(tx, status, entry.since, is_first=entry.sequence == 0)
    recipients = [key for key in watchers if not membership.is_away(tx, Member(entry.server, key))]
    channels = posts.channels_of(tx, entry.server, goal.id)
    if changes.announces_at and changes.announces_at <= now and recipients and channels:
        longest = max(changes.reached, default=0) or None
        today = status.rules.days.day_of(now)
        is_completed = changes.is_over or COMPLETED in changes.reached
        return WitnessNews(
            goal=goal,
            witnesses=recipients,
            channels=channels,
            milestone=longest,
            is_completed=is_completed,
            misses=changes.misses,
            over=changes.over,
            passed_at_end=is_completed and progress.passed_ceiling(tx, status) is not None,
            today=today,
            at=now,
        )
    _reschedule(tx, entry, changes, now)
    return None


def mark_sent(
    tx: Connection, entry: OutboxEntry, news: WitnessNews, post: MessageRef | None
) -> bool:
    """Mark news as announced or undeliverable; return whether the goal is now hidden."""
    goal = goals.get(tx, entry.server, news.goal.id)
    if post and goal:
        posts.show(tx, entry.server, [news.goal.id], post)
    if goal is None or goal.is_private:
        outbox.drop(tx, entry)
        return goal is not None
    if news.is_completed:
        milestones.add(tx, goal, COMPLETED, news.at - NEWS_DELAY)
    changes = _changes_since(tx, goal_status.status_of(tx, goal, news.at), news.at, is_first=False)
    due = min(filter(None, (changes.announces_at, changes.checks_at)), default=None)
    if due:
        outbox.complete(tx, entry, news.at, due)
    else:
        outbox.drop(tx, entry)
    return False


def _reschedule(tx: Connection, entry: OutboxEntry, changes: _Changes, now: datetime) -> None:
    later = [at for at in (changes.announces_at, changes.checks_at) if at and at > now]
    if later:
        outbox.reschedule(tx, entry, min(later))
    else:
        outbox.drop(tx, entry)


def _changes_since(
    tx: Connection, status: GoalStatus, sent_at: datetime, *, is_first: bool
) -> _Changes:
    """Return the changes since the last news, except those that can still be undone."""
    reached = milestones.since(tx, status.goal, sent_at - NEWS_DELAY)
    final = {number for number, at in reached.items() if at <= status.now - NEWS_DELAY}
    explained = goal_status.explain(tx, status.goal, status.now)
    checks_at = _next_check_at(tx, status)
    missed = [
        (step, step.verdict.closed_at)
        for step in explained
        if step.verdict.outcome is Outcome.MISSED and step.verdict.closed_at
    ]
    misses = [step for step, at in missed if at > sent_at]
    is_over = (
        checks_at is None
        and _ended_unannounced(tx, status)
        and any(step.verdict.outcome.counts_as_kept for step in explained)
    )
    possible_times = [at + NEWS_DELAY for number, at in reached.items() if number not in final]
    zone = settings.home_zone(tx, status.goal.owner.server, status.now)
    if misses:
        was_sent = not is_first and any(sent_at - MISS_INTERVAL < at <= sent_at for _, at in missed)
        possible_times.append(
            next_daytime(sent_at + MISS_INTERVAL if was_sent else status.now, zone)
        )
    announces_at = status.now if final or is_over else min(possible_times, default=None)
    return _Changes(
        reached=final,
        is_over=is_over,
        misses=[step.verdict.period for step in misses],
        over=[step.verdict.period for step in misses if step.is_missed_over],
        announces_at=announces_at,
        checks_at=checks_at,
    )


def _ended_unannounced(tx: Connection, status: GoalStatus) -> bool:
    """Return whether a goal reached its end without an announcement."""
    over_at = status.standing.over_at
    is_over = (
        over_at is not None and over_at <= status.now and status.goal.state is GoalState.ACTIVE
    )
    return is_over and not milestones.has(tx, status.goal, COMPLETED)


def _next_check_at(tx: Connection, status: GoalStatus) -> datetime | None:
    """Return when to check a goal next; None if it is over.

    This is the morning after a period closes, and at least once a week.
    """
    if status.goal.state is not GoalState.ACTIVE:
        return None
    periods = status.revisions[-1].periods(status.saved.settled.through)
    closes_at = next(
        (
            period.closes
            for period in periods
            if period.closes is None or period.closes > status.now
        ),
        None,
    )
    if closes_at is None:
        return status.now + MISS_INTERVAL if status.due.is_ongoing else None
    return min(
        status.now + MISS_INTERVAL,
        next_morning(closes_at, settings.home_zone(tx, status.goal.owner.server, status.now)),
    )
