"""Note that a goal slipped, so that its owner and its witnesses are told in private."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from accountabot.domain.delivery.outbox import Topic
from accountabot.domain.goals.goal import Goal
from accountabot.domain.people.notices import NoticeKind
from accountabot.store.delivery import outbox
from accountabot.store.people import notices, witnesses

QUIET_AFTER = timedelta(hours=24)
"""How long after a miss its witnesses are told that it has gone quiet."""


def note(tx: Connection, goal: Goal, slipped_at: datetime | None, now: datetime) -> None:
    """Have the owner told that a goal slipped, and a day later its witnesses.

    Whether there is anything to tell is decided then, by what is true then.
    """
    if slipped_at is None:
        return
    is_news = notices.expect(tx, goal.owner, NoticeKind.MISSED, goal, since=slipped_at, due=now)
    if is_news and not goal.is_private and witnesses.support_of(tx, goal).witnesses:
        due = slipped_at + QUIET_AFTER
        outbox.add(tx, goal.owner.server, Topic.QUIET_GOAL, subject=goal.id, now=now, due=due)
