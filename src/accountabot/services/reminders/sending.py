"""Send each queued message once, and keep sent messages up to date."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.identifiers import GoalId, Member, MessageRef, ServerId
from accountabot.domain.people.notices import NoticeKind
from accountabot.domain.reminders.reminder_lines import ReminderKind
from accountabot.services.reminders import planning, reminder_preferences
from accountabot.services.reminders.contents import Contents, recent_with
from accountabot.services.reminders.queueing import tell_later
from accountabot.store.delivery import outbox, posts
from accountabot.store.goals import goals
from accountabot.store.people import notices
from accountabot.store.reminders import reminder_messages, reminders

FEW_MEMBERS = 5
"""A message for at most this many members is edited as often as it changes."""
SOON = timedelta(minutes=1)
"""The shortest time between two edits of a message."""
FIRST = timedelta(hours=1)
"""How long a message for many waits for its first edit."""
LATER = timedelta(hours=3)
"""How long it waits for its second edit; each further one waits twice as long."""


def close(tx: Connection, entry: OutboxEntry, now: datetime) -> None:
    """Add nothing more to a message, because it is about to be sent."""
    reminder_messages.close(tx, entry.server, entry.subject, now)


def drop(tx: Connection, entry: OutboxEntry) -> None:
    """Delete a message that nobody needs, or that someone deleted: it is not sent again."""
    outbox.drop(tx, entry)
    reminder_messages.drop(tx, entry.server, entry.subject)


def mark_sent(
    tx: Connection,
    entry: OutboxEntry,
    contents: Contents,
    post: MessageRef,
    *,
    shown: str,
    now: datetime,
) -> None:
    """Save where a message was sent, and that its members heard of their goals.

    `shown` is empty if it is not known what the message says.
    """
    outbox.drop(tx, entry)
    key = contents.message.key
    reminder_messages.mark_sent(tx, entry.server, key, post, shown=shown, now=now)
    for each in contents.open:
        if goal := goals.get(tx, entry.server, each.status.goal.id):
            stored = reminders.get(tx, goal)
            before = 0 if planning.has_reacted(tx, goal, stored) else stored.unanswered
            is_reminder = each.kind is ReminderKind.REMINDER
            reminders.mark_sent(tx, goal, now, before + is_reminder)
    if not contents.is_direct:
        posts.show(tx, entry.server, [each.status.goal.id for each in contents.goals], post)
    due = max((each.until for each in contents.open), default=now)
    outbox.add(
        tx, entry.server, Topic.REMINDER_EDIT, subject=key, now=now, due=max(due, now + SOON)
    )
    if not shown:  # it was sent by an earlier attempt, and says what was true then
        outbox.sooner(tx, entry.server, Topic.REMINDER_EDIT, key, now + SOON)


def mark_refused(
    tx: Connection, entry: OutboxEntry, contents: Contents, now: datetime, *, is_closed: bool
) -> dict[Member, datetime]:
    """Save that a message can't be sent; its members are told at their next interaction.

    If a member's direct messages are closed, none are tried again. Returns whom to tell, and when.
    """
    drop(tx, entry)
    if is_closed:
        member = Member(entry.server, contents.message.member)
        reminder_preferences.set_messages_closed(tx, member, closed=True, at=now)
    for each in contents.open:
        tell_later(tx, each.status.goal, each.kind, now)
    if is_closed and contents.open:
        goal = contents.open[0].status.goal
        notices.expect(tx, goal.owner, NoticeKind.TRY_MESSAGES, goal, since=now, due=now)
    owners = {each.status.goal.owner for each in contents.open}
    return {owner: due for owner in owners if (due := notices.next_due(tx, owner))}


def request_edits(
    tx: Connection, server: ServerId, goal: GoalId, now: datetime, *, in_channels: bool = False
) -> bool:
    """Queue edits of the messages with a goal that changed; return whether there are any.

    A message that is out of date is no longer edited. With `in_channels`, only those in channels
    are: the direct message already shows what its member said.
    """
    keys = [
        key
        for key in recent_with(tx, server, goal, now)
        if outbox.find(tx, server, Topic.REMINDER_EDIT, key)
    ]
    for key in keys:
        message = reminder_messages.get(tx, server, key)
        assert message is not None
        if in_channels and message.member:
            continue
        members = reminder_messages.count_members(tx, server, key)
        last = message.edited_at or now
        due = max(now, last + _pause(message.edits, members))
        outbox.request_again(tx, server, Topic.REMINDER_EDIT, subject=key, now=now, due=due)
    return bool(keys)


def mark_changed(tx: Connection, server: ServerId, message: int) -> None:
    """Save that a press changed a direct message, so that the next edit redraws it."""
    found = reminder_messages.find(tx, server, message)
    if found and found.edited_at:
        reminder_messages.mark_edited(tx, server, found.key, "", found.edited_at)


def _pause(edits: int, members: int) -> timedelta:
    """Return how long a message waits for its next edit; many members share few edits."""
    if members <= FEW_MEMBERS:
        return SOON
    if not edits:
        return FIRST
    waits: timedelta = LATER * 2 ** (edits - 1)
    return waits


def mark_edited(
    tx: Connection, entry: OutboxEntry, contents: Contents, shown: str, now: datetime
) -> None:
    """Save that a message was edited; it is edited once more when it is out of date."""
    if shown != contents.message.shown:
        reminder_messages.mark_edited(tx, entry.server, entry.subject, shown, now)
    until = max((each.until for each in contents.goals), default=now)
    if until > now:
        outbox.reschedule(tx, entry, until)
    else:
        outbox.drop(tx, entry)
