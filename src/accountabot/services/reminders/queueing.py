"""Queue messages for members: in the outbox, or as notices for their next interaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.delivery.outbox import Topic
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import Member, MemberId
from accountabot.domain.people.notices import NoticeKind
from accountabot.domain.reminders.look_context import Heard
from accountabot.domain.reminders.reminder_lines import ReminderKind
from accountabot.domain.reminders.wall_clock import quarter
from accountabot.services.reminders.destinations import LATER, ReminderDestination, Way
from accountabot.services.reminders.planning import LookedAt
from accountabot.store.delivery import outbox
from accountabot.store.people import notices
from accountabot.store.reminders import reminder_messages, reminders, unrequested_messages
from accountabot.store.reminders.reminders import ReminderKey, StoredReminder
from accountabot.store.unreadable_goals import RETRY_AFTER

MOST_MEMBERS = 40
"""The maximum number of members in one message."""
DELAY = timedelta(seconds=10)
"""How long a message waits for others who become due at the same time."""
JITTER = 111
"""The seconds over which messages are spread in addition."""
_SPREAD = 7919
_CHANNEL = MemberId(0)
_KINDS = {
    ReminderKind.REMINDER: NoticeKind.REMINDER,
    ReminderKind.GO_ON: NoticeKind.GO_ON,
    ReminderKind.MORNING_AFTER: NoticeKind.MORNING_AFTER,
    ReminderKind.AT_RISK: NoticeKind.AT_RISK,
}


class Queued(NamedTuple):
    """Who is to be told something at their next interaction, and whether a message was queued."""

    notices: dict[Member, datetime]
    has_messages: bool


def save(tx: Connection, looks: Sequence[LookedAt], now: datetime) -> Queued:
    """Save looks, and queue what owners are to hear; skip goals that changed in between."""
    pending: dict[Member, datetime] = {}
    has_messages = False
    for each in looks:
        if not _save_look(tx, each, now):
            continue
        for heard, destination in each.heard:
            if _queue(tx, each, heard, destination, now):
                has_messages = True
            else:
                pending[each.before.owner] = now
    return Queued(pending, has_messages)


def _save_look(tx: Connection, looked: LookedAt, now: datetime) -> bool:
    """Save a look, or when to try an unreadable goal again; return whether to queue."""
    before, after = looked.before, looked.after
    if after and isinstance(before, StoredReminder):
        return reminders.save_look(tx, before, after)
    known = ReminderKey(before.goal, before.owner, before.next_at)
    reminders.postpone(tx, known, now + RETRY_AFTER, now)
    return False


def _queue(
    tx: Connection, looked: LookedAt, heard: Heard, destination: ReminderDestination, now: datetime
) -> bool:
    """Queue what an owner is to hear; return whether it is in a message."""
    goal = looked.goal
    assert goal is not None
    assert looked.today is not None
    slot = quarter(heard.at)
    if heard.is_unrequested and destination.way is not Way.NEXT_INTERACTION:
        last = unrequested_messages.last_day(tx, goal.owner)
        is_together = _open_message(tx, goal.owner, destination, slot) is not None
        if last == looked.today and not is_together:
            destination = LATER
            if heard.kind is ReminderKind.REMINDER:
                return True  # one message a day is enough
        unrequested_messages.set_last_day(tx, goal.owner, looked.today)
    if destination.way is Way.NEXT_INTERACTION:
        tell_later(tx, goal, heard.kind, now)
        return False
    key = _message_for(tx, goal.owner, destination, slot, now)
    reminder_messages.add_line(tx, key, goal, heard.kind, heard.day)
    return True


def tell_later(tx: Connection, goal: Goal, kind: ReminderKind, now: datetime) -> None:
    """Save a notice for an owner's next interaction."""
    notices.expect(tx, goal.owner, _KINDS[kind], goal, since=now, due=now)


def _recipient(owner: Member, destination: ReminderDestination) -> Member:
    is_direct = destination.way is Way.DIRECT_MESSAGE
    return owner if is_direct else Member(owner.server, _CHANNEL)


def _open_message(
    tx: Connection, owner: Member, destination: ReminderDestination, slot: datetime
) -> int | None:
    recipient = _recipient(owner, destination)
    key = reminder_messages.find_open(tx, recipient, destination.channel, slot)
    return key if key and reminder_messages.has_member(tx, owner, key) else None


def _message_for(
    tx: Connection, owner: Member, destination: ReminderDestination, slot: datetime, now: datetime
) -> int:
    """Return the message for a place and a quarter of an hour; queue a new one if it is full."""
    recipient = _recipient(owner, destination)
    key = reminder_messages.find_open(tx, recipient, destination.channel, slot)
    if key and (
        reminder_messages.has_member(tx, owner, key)
        or reminder_messages.count_members(tx, owner.server, key) < MOST_MEMBERS
    ):
        return key
    key = reminder_messages.add(tx, recipient, destination.channel, slot)
    due = now + DELAY + timedelta(seconds=key * _SPREAD % JITTER)
    outbox.add(tx, owner.server, Topic.REMINDER, subject=key, now=now, due=due)
    return key
