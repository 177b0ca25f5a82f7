"""Record who joined, and queue their greetings: one by one, or for a group if many join at once."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.identifiers import Member, ServerId
from accountabot.services.people import departures
from accountabot.services.server import channels
from accountabot.store import blocks
from accountabot.store.delivery import outbox
from accountabot.store.greetings import greetings, newcomers
from accountabot.store.greetings.newcomers import Newcomer
from accountabot.store.people import membership

GREETING_PERIOD = timedelta(days=30)
"""How long after joining a newcomer can still be greeted."""
MAX_PER_MINUTE = 5
"""Greeting messages per server and minute; further newcomers are held for a group greeting."""
MINUTE = timedelta(minutes=1)
MAX_HOLD = timedelta(minutes=10)
"""The longest wait for a group greeting."""
REGREET_AFTER = timedelta(hours=1)
"""A member who joins again sooner than this after a greeting is not greeted again."""


class Arrival(NamedTuple):
    """A member who joined; Discord may report the same join more than once."""

    member: Member
    joined_at: datetime
    """When, by Discord's clock."""
    has_been_here: bool = False
    """Whether Discord reports a rejoin."""
    is_pending: bool = False
    """Whether they have yet to pass the rules screening."""


class RecordedArrival(NamedTuple):
    """Whether the outbox is due earlier, and whether the member had been away."""

    is_due: bool
    was_away: bool


def record_arrival(tx: Connection, arrival: Arrival, at: datetime) -> RecordedArrival:
    """Record that a member joined; they are greeted after the rules screening."""
    member = arrival.member
    was_away = membership.is_away(tx, member)
    if not note_arrival(tx, arrival, at):
        return RecordedArrival(is_due=False, was_away=was_away)
    is_due = await_screening(tx, member.server, at) if arrival.is_pending else admit(tx, member, at)
    return RecordedArrival(is_due, was_away)


def note_arrival(tx: Connection, arrival: Arrival, at: datetime) -> bool:
    """Store a newcomer; return whether they have yet to be greeted."""
    member = arrival.member
    known = newcomers.get_newcomer(tx, member)
    if known and known.joined_at > arrival.joined_at:  # they have joined again since
        return False
    departures.record_return(tx, member, at)
    if blocks.current_block(tx, member):
        return False
    greeting = greetings.get(tx, member)
    sent_at = greeting.sent_at if greeting else None
    if sent_at and arrival.joined_at - sent_at < REGREET_AFTER:
        forget_newcomers(tx, member)
        return False
    if known is None or known.joined_at < arrival.joined_at:
        is_back = arrival.has_been_here or bool(sent_at) or membership.has_goals(tx, member)
        found = Newcomer(arrival.joined_at, at, is_back=is_back, has_turn=False, held_at=None)
        newcomers.add_newcomer(tx, member, found)
    return True


def await_screening(tx: Connection, server: ServerId, at: datetime) -> bool:
    """Queue a lookup of a server's ungreeted newcomers."""
    return outbox.add(tx, server, Topic.SCREENING, subject=0, now=at, due=at)


def queue_lookups(tx: Connection, at: datetime) -> None:
    """Queue a lookup of every ungreeted newcomer; drop those who joined too long ago."""
    waiting = newcomers.all_newcomers(tx)
    forget_newcomers(
        tx, *(member for member, joined in waiting.items() if at - joined > GREETING_PERIOD)
    )
    for server in {member.server for member in waiting}:
        await_screening(tx, server, at)


def pending_arrivals(tx: Connection, server: ServerId) -> dict[Member, datetime]:
    """Return a server's ungreeted newcomers, and when the bot learned that each joined."""
    return newcomers.newcomers_on(tx, server)


def record_lookup(
    tx: Connection,
    entry: OutboxEntry,
    passed: Iterable[Member],
    gone: Mapping[Member, datetime],
    at: datetime,
) -> None:
    """Record which newcomers passed the screening and which left.

    `gone` says which arrival of a member was looked up: they may have joined again since.
    """
    forget_newcomers(tx, *(member for member in gone if is_current(tx, member, gone[member])))
    for member in passed:
        admit(tx, member, at)
    outbox.drop(tx, entry)


def admit(tx: Connection, member: Member, at: datetime, *, in_crowd: bool = False) -> bool:
    """Queue a newcomer's greeting, or hold it for a group if many join at once.

    Returns whether the outbox is due earlier.
    """
    newcomer = newcomers.get_newcomer(tx, member)
    if newcomer is None:
        return False
    if channels.greeting_channel(tx, member.server).is_off:
        forget_newcomers(tx, member)
        return False
    is_held = newcomer.held_at or in_crowd or _is_crowded(tx, member, at)
    if is_held and not newcomer.has_turn:
        return hold(tx, member, at)
    if not newcomer.has_turn:
        turn = _next_turn(tx, member.server, is_back=newcomer.is_back)
        greetings.record_greeting(tx, member, at, turn, is_back=newcomer.is_back, leads=True)
        newcomers.set_turn(tx, member, has_turn=True)
    return outbox.add(tx, member.server, Topic.GREETING, subject=member.id, now=at, due=at)


def hold(tx: Connection, member: Member, at: datetime) -> bool:
    """Hold a newcomer's greeting for a group greeting; return whether the outbox is due earlier."""
    greetings.hold(tx, member, at)
    ends_at = hold_ends_at(tx, member.server, at)
    return outbox.add(tx, member.server, Topic.CROWD_GREETING, subject=0, now=at, due=ends_at)


def forget_newcomers(tx: Connection, *members: Member) -> None:
    """Forget newcomers who were greeted or can't be greeted."""
    greetings.drop_newcomers(tx, members)


def is_current(tx: Connection, member: Member, seen_at: datetime | None) -> bool:
    """Return whether a member has not joined again since the bot learned that they joined."""
    newcomer = newcomers.get_newcomer(tx, member)
    return newcomer is None or newcomer.seen_at == seen_at


def hold_ends_at(tx: Connection, server: ServerId, at: datetime) -> datetime:
    """Return when a server's group is greeted, `at` if nobody is on hold."""
    span = greetings.hold_span(tx, server)
    return min(span[1] + MINUTE, span[0] + MAX_HOLD) if span else at


def _next_turn(tx: Connection, server: ServerId, *, is_back: bool) -> int:
    last_turn = greetings.last_turn(tx, server, is_back=is_back)
    return 0 if last_turn is None else last_turn + 1


def _is_crowded(tx: Connection, member: Member, at: datetime) -> bool:
    if greetings.hold_span(tx, member.server):
        return True
    return greetings.count_messages_since(tx, member.server, at - MINUTE) >= MAX_PER_MINUTE
