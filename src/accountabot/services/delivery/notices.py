"""Collect what a member is told privately at their next interaction, each thing once.

A feature that tells members something adds a kind of notice and how to find its news. It saves a
notice with `expect` and puts its due date into the `State`; the rest is done here.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import GoalId, Member, ServerId
from accountabot.domain.people.notices import Notice, NoticeKind
from accountabot.services.people import misses, quiet_goals
from accountabot.services.people.misses import MissNews
from accountabot.services.reminders import reminder_news
from accountabot.services.reminders.contents import RemindedGoal
from accountabot.services.reminders.reminder_news import ClosedMessages
from accountabot.services.streaks import goal_status, outages
from accountabot.services.streaks.outages import OutageNews
from accountabot.store.people import notices

News = MissNews | RemindedGoal | ClosedMessages | Goal | OutageNews
"""What an owner missed or is to do, that messages fail, a quiet goal, or what an outage excused."""
_FIND: dict[NoticeKind, Callable[[Connection, Notice, datetime], News | datetime | None]] = {
    NoticeKind.MISSED: misses.find_news,
    NoticeKind.REMINDER: reminder_news.find_news,
    NoticeKind.GO_ON: reminder_news.find_news,
    NoticeKind.MORNING_AFTER: reminder_news.find_news,
    NoticeKind.AT_RISK: reminder_news.find_news,
    NoticeKind.TRY_MESSAGES: reminder_news.find_closed,
    NoticeKind.QUIET: quiet_goals.find_news,
    NoticeKind.OUTAGE: outages.find_news,
}
"""How to find what a notice is about: the news, when to look again (UTC), or None."""


class Refreshed(NamedTuple):
    """The goals whose standings were stale; more may be if they are a full batch."""

    goals: list[GoalId]
    pending: dict[Member, datetime]
    """Who is to be told something about them, and from when (UTC)."""


class Told(NamedTuple):
    """The news for a member, and what was found about each notice."""

    news: list[News]
    found: list[tuple[Notice, News | datetime | None]]


def collect(tx: Connection, member: Member, now: datetime) -> Told:
    """Return what a member is to be told now, from the current data."""
    found = [
        (notice, _FIND[notice.kind](tx, notice, now)) for notice in notices.due(tx, member, now)
    ]
    return Told([news for _, news in found if isinstance(news, News)], found)


def settle(tx: Connection, member: Member, told: Told, now: datetime) -> datetime | None:
    """Save what a member was told; return when they are to be told something next (UTC)."""
    for notice, news in told.found:
        is_told = isinstance(news, News)
        due = news if isinstance(news, datetime) else None
        notices.settle(tx, notice, now if is_told else notice.told_at, due)
    return notices.next_due(tx, member)


def refresh_stale(tx: Connection, server: ServerId, now: datetime) -> Refreshed:
    """Recompute a batch of stale standings, and find out who is to be told something."""
    changed = goal_status.refresh_stale(tx, server, now)
    pending: dict[Member, datetime] = {}
    for key in changed:
        for member, at in notices.pending_about(tx, server, key).items():
            pending[member] = min(at, pending.get(member, at))
    return Refreshed(changed, pending)


def all_pending(tx: Connection) -> dict[Member, datetime]:
    """Return who is to be told something on any server, and from when (UTC)."""
    return notices.all_pending(tx)
