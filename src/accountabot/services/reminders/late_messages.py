"""Decide which parts of a late message are still worth sending.

The bot may have stopped between its queueing and its sending, or Discord may have refused it.
"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.delivery.outbox import OutboxEntry
from accountabot.domain.identifiers import Member
from accountabot.domain.reminders import due_reminders
from accountabot.domain.reminders.reminder_lines import ReminderKind
from accountabot.services.reminders import planning
from accountabot.services.reminders.contents import Contents, RemindedGoal
from accountabot.services.reminders.queueing import tell_later
from accountabot.store import settings
from accountabot.store.reminders import reminder_messages, reminders


class Checked(NamedTuple):
    """A message with what still helps, and who is told the rest at their next interaction."""

    contents: Contents
    told: dict[Member, datetime]
    """From when (UTC)."""


def is_late(entry: OutboxEntry, now: datetime) -> bool:
    """Return whether a message was queued so long ago that it may not help any more."""
    return now - entry.since > due_reminders.LATE


def leave_out_unhelpful(tx: Connection, contents: Contents, now: datetime) -> Checked:
    """Remove the parts of a late message that no longer help, by the rules for outages.

    A reminder is dropped. Anything else would not come again, so it waits for the next interaction.
    """
    message = contents.message
    helpful = [each for each in contents.open if _helps(tx, each, message.at)]
    told: dict[Member, datetime] = {}
    for each in contents.open:
        if each in helpful:
            continue
        goal = each.status.goal
        reminder_messages.remove_line(tx, message.server, message.key, goal.id)
        if each.kind is not ReminderKind.REMINDER:
            tell_later(tx, goal, each.kind, now)
            told[goal.owner] = now
    return Checked(contents._replace(goals=helpful), told)


def _helps(tx: Connection, each: RemindedGoal, due: datetime) -> bool:
    goal = each.status.goal
    stored, changes = reminders.get(tx, goal), settings.all_of(tx, goal.owner)
    context = planning.context_of(tx, each.status, stored, changes)
    if each.kind is ReminderKind.REMINDER:
        return due_reminders.still_helps(context, each.day, due)
    return not context.is_quiet
