"""Find the members who joined while the bot was disconnected."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.identifiers import ServerId
from accountabot.domain.server.server_settings import OFF
from accountabot.domain.server.settings import SettingName
from accountabot.services.greetings import arrivals
from accountabot.services.greetings.arrivals import Arrival
from accountabot.store import bot_state, settings
from accountabot.store.delivery import outbox
from accountabot.store.streaks import bot_absences

CLOCKS = timedelta(minutes=1)
"""How far the bot's clock may be ahead of Discord's."""
APART = timedelta(seconds=1)
"""The time between the lookups of two servers."""
_MISSED_SINCE = "joins missed since"
_HEARD_UNTIL = "joins heard until"


def note_start(tx: Connection) -> None:
    """Store the last contact with Discord, before the heartbeat replaces it."""
    since = _last_contact(tx) or bot_absences.last_seen(tx)
    if since:
        bot_state.set(tx, _MISSED_SINCE, since.isoformat())


def note_disconnection(tx: Connection, at: datetime) -> None:
    """Store when the connection was lost, unless it was noticed late or is lost already."""
    if bot_state.get(tx, _HEARD_UNTIL):
        since = _stored_contact(tx) or _absent_since(tx) or at
        bot_state.set(tx, _MISSED_SINCE, since.isoformat())


def record_contact(tx: Connection, at: datetime) -> None:
    """Record that the bot has heard of every join until now."""
    bot_state.delete(tx, _MISSED_SINCE)
    bot_state.set(tx, _HEARD_UNTIL, at.isoformat())


def queue_lookups(tx: Connection, servers: Mapping[ServerId, datetime], at: datetime) -> bool:
    """Queue a lookup of the joins since the last contact, for each server with greetings.

    `servers` contains when the bot itself joined each. If that was later, nobody there is a
    newcomer. Returns whether anything was queued.
    """
    since = _last_contact(tx)
    record_contact(tx, at)
    if since is None:
        return False
    chosen = settings.values_by_server(tx, SettingName.GREETINGS)
    due = at
    for server, bot_joined_at in servers.items():
        if bot_joined_at <= since and chosen.get(server) != OFF:
            queue_lookup(tx, server, since, due)
            due += APART
    return due > at


def queue_lookup(tx: Connection, server: ServerId, since: datetime, due: datetime) -> None:
    """Queue a lookup of the joins on a server; one that is under way is repeated."""
    outbox.request_again(tx, server, Topic.MISSED_JOINS, subject=0, now=since - CLOCKS, due=due)


def record_missed(
    tx: Connection, entry: OutboxEntry, found: Sequence[Arrival], at: datetime
) -> None:
    """Record the members who joined unheard; many are greeted as one group."""
    recent = [one for one in found if at - one.joined_at <= arrivals.GREETING_PERIOD]
    new = [one for one in recent if arrivals.note_arrival(tx, one, at)]
    to_admit = [one.member for one in new if not one.is_pending]
    in_crowd = len(to_admit) > arrivals.MAX_PER_MINUTE
    for member in to_admit:
        arrivals.admit(tx, member, at, in_crowd=in_crowd)
    if len(to_admit) < len(new):
        arrivals.await_screening(tx, entry.server, at)
    outbox.drop(tx, entry)


def _last_contact(tx: Connection) -> datetime | None:
    """Return since when joins may have been missed, None if there was no contact before."""
    if stored := _stored_contact(tx):
        return stored
    if bot_state.get(tx, _HEARD_UNTIL) is None:
        return None
    return _absent_since(tx) or bot_absences.last_seen(tx)


def _stored_contact(tx: Connection) -> datetime | None:
    stored = bot_state.get(tx, _MISSED_SINCE)
    return datetime.fromisoformat(stored) if stored else None


def _absent_since(tx: Connection) -> datetime | None:
    """Return when the first absence since the last contact began, None if there was none."""
    heard = bot_state.get(tx, _HEARD_UNTIL)
    absence = bot_absences.first_since(tx, datetime.fromisoformat(heard)) if heard else None
    return absence[0] if absence else None
