"""Decide whether a digest is posted now, and save that its week is covered."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.delivery.sent_messages import SentMessage
from accountabot.domain.digest import LATEST, LENGTH, Week, due_on, week_from
from accountabot.domain.identifiers import Member, MessageRef, ServerId
from accountabot.domain.server.settings import SettingName
from accountabot.services.delivery import sent_messages
from accountabot.services.digest import schedule
from accountabot.services.server import settings_changes
from accountabot.store.delivery import outbox
from accountabot.store.digest import digests


class DueDigest(NamedTuple):
    """A digest to be posted: its channel and its week."""

    channel: int
    week: Week


def collect(tx: Connection, entry: OutboxEntry, now: datetime) -> DueDigest | None:
    """Return the digest to post now; plan the next one if it is off or too late for this one."""
    values = settings_changes.current_settings(tx, entry.server).values
    week = _week_of(tx, entry, now)
    if not values[SettingName.DIGEST]:
        outbox.drop(tx, entry)
        return None
    hour = int(values[SettingName.DIGEST_HOUR])
    days = schedule.server_days(tx, entry.server, now)
    if now - due_on(days, week.first + LENGTH, hour, now) > LATEST:
        mark_covered(tx, entry, week, now)
        return None
    return DueDigest(int(values[SettingName.DIGEST]), week)


def mark_covered(
    tx: Connection, entry: OutboxEntry, week: Week, now: datetime, post: MessageRef | None = None
) -> None:
    """Save that a week is covered, by a message or by none, and plan the next digest."""
    digests.add(tx, entry.server, week.first, now, post)
    outbox.remove(tx, entry.server, Topic.DIGEST, 0)
    schedule.plan(tx, entry.server, settings_changes.current_settings(tx, entry.server).values, now)


def mark_posted(
    tx: Connection,
    entry: OutboxEntry,
    week: Week,
    sent: SentMessage | None,
    erased: Mapping[Member, datetime],
    now: datetime,
) -> None:
    """Save a digest with the goals and members in it; None means that Discord refused it.

    If someone left the leaderboards while it was composed, it is drawn again.
    """
    mark_covered(tx, entry, week, now, sent.post if sent else None)
    if sent:
        sent_messages.save(tx, [sent], erased, now)


def find_week(tx: Connection, server: ServerId, first: LocalDay, now: datetime) -> Week:
    """Return the week of a digest by its first day."""
    return week_from(schedule.server_days(tx, server, now), first)


def _week_of(tx: Connection, entry: OutboxEntry, now: datetime) -> Week:
    days = schedule.server_days(tx, entry.server, now)
    return week_from(days, days.day_of(entry.since))
