"""Decide when to send a goal's witnesses good news, batched into one message."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.calendar.quiet_hours import next_morning
from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.goals.goal import Goal, GoalState
from accountabot.domain.identifiers import GoalId, Member, MemberId, MessageRef
from accountabot.domain.streaks.milestones import COMPLETED
from accountabot.services.checkins import progress
from accountabot.services.streaks import goal_status
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.services.streaks.milestones import NEWS_DELAY
from accountabot.store import blocks, settings
from accountabot.store.delivery import outbox, posts
from accountabot.store.goals import goals
from accountabot.store.people import membership, witnesses
from accountabot.store.streaks import milestones

CHECK_INTERVAL = timedelta(days=7)
"""Every goal with witnesses is checked at least this often."""


class WitnessNews(NamedTuple):
    """Unannounced good news about a goal, and the candidate channels, latest first."""

    goal: Goal
    witnesses: list[MemberId]
    channels: list[int]
    milestone: int | None
    """The longest new streak since the last news."""
    is_completed: bool
    at: datetime
    """The moment (UTC) up to which the news is complete."""


class _Changes(NamedTuple):
    """Changes to a goal since its last news, and when to announce and to check next (UTC)."""

    reached: set[int]
    is_completed: bool
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
    changes = _changes_since(tx, status, entry.since)
    recipients = [key for key in watchers if not membership.is_away(tx, Member(entry.server, key))]
    channels = posts.channels_of(tx, entry.server, goal.id)
    if changes.announces_at and changes.announces_at <= now and recipients and channels:
        return WitnessNews(
            goal=goal,
            witnesses=recipients,
            channels=channels,
            milestone=max(changes.reached, default=0) or None,
            is_completed=changes.is_completed,
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
    changes = _changes_since(tx, goal_status.status_of(tx, goal, news.at), news.at)
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


def _changes_since(tx: Connection, status: GoalStatus, sent_at: datetime) -> _Changes:
    """Return the changes since the last news, except those that can still be undone."""
    reached = milestones.since(tx, status.goal, sent_at - NEWS_DELAY)
    final = {number for number, at in reached.items() if at <= status.now - NEWS_DELAY}
    checks_at = _next_check_at(tx, status)
    is_over = checks_at is None and _ended_unannounced(tx, status) and _was_ever_kept(tx, status)
    is_completed = is_over or COMPLETED in final
    if is_completed and progress.passed_ceiling(tx, status):
        is_completed = False
        final.discard(COMPLETED)
    possible_times = [at + NEWS_DELAY for at in reached.values() if at > status.now - NEWS_DELAY]
    is_due = final or is_completed
    return _Changes(
        reached=final,
        is_completed=is_completed,
        announces_at=status.now if is_due else min(possible_times, default=None),
        checks_at=checks_at,
    )


def _was_ever_kept(tx: Connection, status: GoalStatus) -> bool:
    explained = goal_status.explain(tx, status.goal, status.now)
    return any(step.verdict.outcome.counts_as_kept for step in explained)


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
        return status.now + CHECK_INTERVAL if status.due.is_ongoing else None
    return min(
        status.now + CHECK_INTERVAL,
        next_morning(closes_at, settings.home_zone(tx, status.goal.owner.server, status.now)),
    )
