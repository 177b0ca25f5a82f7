"""Tell witnesses that a goal has gone quiet: once per quiet spell, and not in the first day."""

from datetime import datetime, timedelta
from itertools import takewhile
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.calendar.quiet_hours import next_daytime
from accountabot.domain.delivery.outbox import OutboxEntry
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import GoalId, Member, MemberId, MessageRef
from accountabot.domain.people.notices import Notice, NoticeKind
from accountabot.domain.streaks.explanations import ExplainedPeriod
from accountabot.domain.streaks.outcomes import Outcome
from accountabot.services.people.slips import QUIET_AFTER
from accountabot.services.server import channels
from accountabot.services.streaks import goal_status
from accountabot.store import blocks, settings
from accountabot.store.checkins import activity
from accountabot.store.delivery import outbox, posts
from accountabot.store.goals import goals
from accountabot.store.people import membership, notices, witnesses
from accountabot.store.people.notices import CHANNEL

APART = timedelta(days=7)
"""How long before a witness is told about the same goal again."""
LOOK_AGAIN = timedelta(days=1)
"""When to recheck a quiet goal that is paused or excused, or whose owner is trying."""


class QuietGoal(NamedTuple):
    """A quiet goal, and the server's channel for witnesses; None if they are told privately."""

    goal: Goal
    channel: int | None
    told: dict[Member, datetime]
    """Who is to be told privately, and from when (UTC)."""


class _Spell(NamedTuple):
    """A quiet spell: when it began, and when witnesses may be told (UTC)."""

    since: datetime
    due: datetime


def collect(tx: Connection, entry: OutboxEntry, now: datetime) -> QuietGoal | None:
    """Return a goal that has gone quiet, or reschedule or drop the outbox entry.

    Without a channel for witnesses, the notices for them are saved.
    """
    goal = goals.get(tx, entry.server, GoalId(entry.subject))
    spell = _spell_of(tx, goal, now) if goal else None
    if goal is None or spell is None:
        outbox.drop(tx, entry)
        return None
    if spell.due > now:
        outbox.reschedule(tx, entry, spell.due)
        return None
    channel = channels.load_channels(tx, entry.server).witnesses
    if channel is None:
        outbox.drop(tx, entry)
        return QuietGoal(goal, None, _notify(tx, goal, spell, now))
    due = _due_for(tx, Member(entry.server, CHANNEL), goal, spell)
    morning = due and next_daytime(max(due, now), settings.home_zone(tx, entry.server, now))
    if morning is None or not _recipients(tx, goal):
        outbox.drop(tx, entry)
        return None
    if morning > now:
        outbox.reschedule(tx, entry, morning)
        return None
    return QuietGoal(goal, channel, {})


def mark_posted(
    tx: Connection, entry: OutboxEntry, quiet: QuietGoal, post: MessageRef | None, now: datetime
) -> QuietGoal:
    """Save that the channel was told; if it refused the message, save private notices."""
    outbox.drop(tx, entry)
    goal = goals.get(tx, entry.server, quiet.goal.id)
    if goal is None:
        return quiet
    if post is None:
        spell = _spell_of(tx, goal, now)
        return quiet._replace(told=_notify(tx, goal, spell, now) if spell else {})
    posts.show(tx, entry.server, [goal.id], post)
    there = Member(entry.server, CHANNEL)
    notices.expect(tx, there, NoticeKind.QUIET, goal, since=now, due=now)
    notices.settle(tx, Notice(there, goal.id, NoticeKind.QUIET, now, None), now, None)
    return quiet._replace(goal=goal)


def find_news(tx: Connection, notice: Notice, now: datetime) -> Goal | datetime | None:
    """Return the goal to tell a witness about now, when to tell them instead, or None."""
    goal = goals.get(tx, notice.member.server, notice.goal)
    spell = _spell_of(tx, goal, now) if goal else None
    if goal is None or spell is None or notice.member.id not in _recipients(tx, goal):
        return None
    due = _due_for(tx, notice.member, goal, spell)
    return due if due and due > now else goal if due else None


def _notify(tx: Connection, goal: Goal, spell: _Spell, now: datetime) -> dict[Member, datetime]:
    """Save a notice for each witness who was not told in this spell."""
    found = {}
    for key in _recipients(tx, goal):
        witness = Member(goal.owner.server, key)
        if due := _due_for(tx, witness, goal, spell):
            notices.expect(tx, witness, NoticeKind.QUIET, goal, since=now, due=due)
            found[witness] = due
    return found


def _due_for(tx: Connection, witness: Member, goal: Goal, spell: _Spell) -> datetime | None:
    """Return when a witness may first be told; None if they were told in this spell."""
    told = notices.told_at(tx, witness, NoticeKind.QUIET, goal)
    if told is None:
        return spell.due
    return None if told > spell.since else max(spell.due, told + APART)


def _recipients(tx: Connection, goal: Goal) -> list[MemberId]:
    """Return the witnesses of a goal who are on the server and not blocked."""
    found = witnesses.support_of(tx, goal).witnesses
    return [key for key in found if not membership.is_away(tx, Member(goal.owner.server, key))]


def _spell_of(tx: Connection, goal: Goal, now: datetime) -> _Spell | None:
    """Return the quiet spell of a goal; None if there is none, or if it is not for others."""
    status = goal_status.status_of(tx, goal, now)
    is_reachable = not (membership.is_away(tx, goal.owner) or blocks.current_block(tx, goal.owner))
    if goal.is_private or not status.due.is_ongoing or not is_reachable:
        return None
    steps = goal_status.explain(tx, goal, now)
    closed = [step for step in steps if step.verdict.outcome.is_closed]
    kept = [nth for nth, step in enumerate(closed) if step.verdict.outcome.counts_as_kept]
    since = closed[kept[-1]].verdict.closed_at if kept else None
    spell = closed[kept[-1] + 1 if kept else 0 :]
    misses = [step for step in spell if step.verdict.outcome is Outcome.MISSED]
    if not misses:
        return None
    run = [*takewhile(lambda step: step.verdict.outcome is Outcome.MISSED, reversed(spell))]
    is_waiting = status.due.is_paused or not run or _has_checked_in(tx, goal, misses[-1])
    due = now + LOOK_AGAIN if is_waiting else _told_from(run[-1])
    return _Spell(since or goal.began.at, due)


def _told_from(step: ExplainedPeriod) -> datetime:
    """Return when witnesses may be told of a miss: a day after its grace, even after a skip."""
    verdict = step.verdict
    ends = [at for at in (verdict.closed_at, verdict.period.closes) if at]
    return max(ends) + QUIET_AFTER


def _has_checked_in(tx: Connection, goal: Goal, miss: ExplainedPeriod) -> bool:
    """Return whether there is a check-in since a miss, or in its period, which then fell short."""
    first = miss.verdict.period.first
    return any(each.day >= first for each in activity.load(tx, goal).check_ins)
