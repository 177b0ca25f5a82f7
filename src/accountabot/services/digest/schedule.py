"""Plan a server's weekly digest in the outbox, as its settings say."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from accountabot.domain.calendar.personal_calendar import PersonalCalendar
from accountabot.domain.delivery.outbox import Topic
from accountabot.domain.digest import PlannedDigest, plan_digest
from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.domain.server.settings import SettingName
from accountabot.store import settings
from accountabot.store.delivery import outbox
from accountabot.store.digest import digests

NOBODY = MemberId(0)
DECIDING = frozenset(
    {SettingName.DIGEST, SettingName.DIGEST_DAY, SettingName.DIGEST_HOUR, SettingName.ZONE}
)
"""The settings that decide when a digest is posted."""


def plan(
    tx: Connection, server: ServerId, values: Mapping[SettingName, str], now: datetime
) -> PlannedDigest | None:
    """Queue the next digest by the current settings; return it, or None if it is off.

    A digest that is being delivered is finished first; then the next one is planned.
    """
    if not values[SettingName.DIGEST]:
        outbox.remove(tx, server, Topic.DIGEST, 0)
        return None
    planned = next_digest(tx, server, values, now)
    entry = outbox.find(tx, server, Topic.DIGEST, 0)
    if entry is None or entry.tried_at is None:
        replan(tx, server, planned)
    return planned


def replan(tx: Connection, server: ServerId, planned: PlannedDigest) -> None:
    """Replace the entry of a server's digest."""
    outbox.remove(tx, server, Topic.DIGEST, 0)
    outbox.add(tx, server, Topic.DIGEST, subject=0, now=planned.week.begins, due=planned.due)


def next_digest(
    tx: Connection, server: ServerId, values: Mapping[SettingName, str], now: datetime
) -> PlannedDigest:
    """Return when the next digest is due, and which week it covers."""
    return plan_digest(
        server_days(tx, server, now),
        int(values[SettingName.DIGEST_DAY]),
        int(values[SettingName.DIGEST_HOUR]),
        now,
        digests.last_covered(tx, server),
    )


def server_days(tx: Connection, server: ServerId, now: datetime) -> PersonalCalendar:
    """Return the local days of a server."""
    return settings.judging_rules(tx, Member(server, NOBODY), now).days
