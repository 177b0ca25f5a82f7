"""Have it said once on a server how to begin."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.domain.server.settings import SettingName
from accountabot.store import settings
from accountabot.store.delivery import outbox

SETTLING_IN = timedelta(minutes=1)
"""How long nothing is said: owners often set permissions first."""
AGAIN = timedelta(days=1)
"""After which it is tried again where it could be said nowhere."""
_NOBODY = MemberId(0)


def queue_onboarding(tx: Connection, servers: Iterable[ServerId], at: datetime) -> bool:
    """Have it said how to begin, where it never was; return whether something is due sooner than was known."""
    new = (server for server in servers if not is_posted(tx, server))
    sooner = [outbox.add(tx, server, Topic.ONBOARDING, 0, at, at + SETTLING_IN) for server in new]
    return any(sooner)


def is_posted(tx: Connection, server: ServerId) -> bool:
    """Tell whether it was said on a server how to begin."""
    return any(
        each.name == SettingName.INTRODUCED for each in settings.all_of(tx, Member(server, _NOBODY))
    )


def mark_posted(tx: Connection, server: ServerId, at: datetime) -> None:
    """Note that it was said on a server how to begin."""
    whose = Member(server, _NOBODY)
    settings.add(tx, Action(whose, at, InteractionId(0)), whose, SettingName.INTRODUCED, "on")


def mark_done(tx: Connection, entry: OutboxEntry, at: datetime) -> None:
    """Note that the introduction was posted."""
    if not is_posted(tx, entry.server):
        mark_posted(tx, entry.server, at)
    outbox.drop(tx, entry)


def retry_tomorrow(tx: Connection, entry: OutboxEntry, at: datetime) -> None:
    """Have it said another day, for it could be said nowhere."""
    outbox.reschedule(tx, entry, at + AGAIN)
