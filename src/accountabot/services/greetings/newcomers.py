"""Greet newcomers one by one, or as a group if many join at once."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.services.greetings import greeting_templates
from accountabot.services.people import departures
from accountabot.services.server import channels
from accountabot.store import blocks, greetings, newcomers
from accountabot.store.delivery import outbox
from accountabot.store.people import membership

GREETING_PERIOD = timedelta(days=30)
"""How long after joining a newcomer can still be greeted."""
MAX_PER_MINUTE = 5
"""Greeting messages per server and minute; further newcomers are held for a group greeting."""
MINUTE = timedelta(minutes=1)
MAX_HOLD = timedelta(minutes=10)
"""The longest wait for a group greeting."""
REGREET_AFTER = timedelta(hours=1)
"""A member who rejoins sooner than this is not greeted again."""


class PlannedGreeting(NamedTuple):
    """A greeting's channel, template (None for the default) and turn in the rotation."""

    channel: int | None
    template: str | None
    turn: int
    is_back: bool
    is_first: bool
    by_message: bool = False


class Crowd(NamedTuple):
    """Newcomers who share one greeting, and its channel."""

    channel: int | None
    members: list[Member]


def record_arrival(
    tx: Connection,
    member: Member,
    at: datetime,
    *,
    has_been_here: bool = False,
    is_pending: bool = False,
) -> bool:
    """Record that a member joined; they are greeted after the rules screening.

    `has_been_here` means that Discord reports a rejoin. Returns whether the outbox is due earlier.
    """
    departures.record_return(tx, member, at)
    if blocks.of(tx, member):
        return False
    is_back = (
        has_been_here or membership.has_goals(tx, member) or greetings.get(tx, member) is not None
    )
    newcomers.add_newcomer(tx, member, at, is_back=is_back)
    return (
        outbox.add(tx, member.server, Topic.SCREENING, subject=0, now=at, due=at)
        if is_pending
        else admit(tx, member, at)
    )


def queue_lookups(tx: Connection, at: datetime) -> None:
    """Queue a lookup of every ungreeted newcomer; drop those who joined too long ago."""
    waiting = newcomers.all_newcomers(tx)
    forget_newcomers(
        tx, *(member for member, joined in waiting.items() if at - joined > GREETING_PERIOD)
    )
    for server in {member.server for member in waiting}:
        outbox.add(tx, server, Topic.SCREENING, subject=0, now=at, due=at)


def pending_arrivals(tx: Connection, server: ServerId) -> list[Member]:
    """Return a server's ungreeted newcomers."""
    return [member for member in newcomers.all_newcomers(tx) if member.server == server]


def record_lookup(
    tx: Connection,
    entry: OutboxEntry,
    passed: Iterable[Member],
    gone: Iterable[Member],
    at: datetime,
) -> None:
    """Record which newcomers passed the screening and which left."""
    forget_newcomers(tx, *gone)
    for member in passed:
        admit(tx, member, at)
    outbox.drop(tx, entry)


def admit(tx: Connection, member: Member, at: datetime) -> bool:
    """Queue a newcomer's greeting, or hold it for a group if many join at once.

    Returns whether the outbox is due earlier.
    """
    newcomer = newcomers.get_newcomer(tx, member)
    greeting = greetings.get(tx, member)
    if newcomer is None:
        return False
    has_turn = greeting is not None and greeting.at >= newcomer.joined_at
    if channels.greeting_channel(tx, member.server).is_off or (
        greeting and not has_turn and at - greeting.at < REGREET_AFTER
    ):
        forget_newcomers(tx, member)
        return False
    if not has_turn and (newcomer.held_at or _is_crowded(tx, member, at)):
        greetings.hold(tx, member, at)
        ends_at = _hold_ends_at(tx, member.server, at)
        return outbox.add(tx, member.server, Topic.CROWD_GREETING, subject=0, now=at, due=ends_at)
    if not has_turn:
        turn = _next_turn(tx, member.server, is_back=newcomer.is_back)
        greetings.record_greeting(tx, member, at, turn, is_back=newcomer.is_back, leads=True)
    return outbox.add(tx, member.server, Topic.GREETING, subject=member.id, now=at, due=at)


def forget_newcomers(tx: Connection, *members: Member) -> None:
    """Forget newcomers who were greeted or can't be greeted."""
    greetings.drop_newcomers(tx, members)


def plan_greeting(tx: Connection, entry: OutboxEntry) -> PlannedGreeting | None:
    """Return the plan for a newcomer's greeting.

    Drops the entry and returns None if they left or greetings are off.
    """
    member = Member(entry.server, MemberId(entry.subject))
    newcomer = newcomers.get_newcomer(tx, member)
    greeting = greetings.get(tx, member)
    target = channels.greeting_channel(tx, entry.server)
    if newcomer is None or greeting is None or greeting.turn is None or target.is_off:
        forget_newcomers(tx, member)
        outbox.drop(tx, entry)
        return None
    templates = greeting_templates.current_templates(tx, member.server, is_back=newcomer.is_back)
    template = templates[greeting.turn % len(templates)] if templates else None
    is_first = not target.by_message and _claim_first(tx, entry, member)
    return PlannedGreeting(
        channel=target.channel,
        template=template,
        turn=greeting.turn,
        is_back=newcomer.is_back,
        is_first=is_first,
        by_message=target.by_message,
    )


def drop_greeting(tx: Connection, entry: OutboxEntry) -> None:
    """Drop the greeting of a newcomer who has left."""
    forget_newcomers(tx, Member(entry.server, MemberId(entry.subject)))
    outbox.drop(tx, entry)


def mark_greeted(tx: Connection, entry: OutboxEntry, *, is_posted: bool) -> None:
    """Mark a newcomer as greeted.

    A greeting that was not public doesn't count as the server's first.
    """
    member = Member(entry.server, MemberId(entry.subject))
    if not is_posted and greetings.first_greeted(tx, entry.server) == member.id:
        greetings.set_first(tx, member, is_first=False)
    forget_newcomers(tx, member)
    outbox.drop(tx, entry)


def plan_crowd_greeting(tx: Connection, entry: OutboxEntry, at: datetime) -> Crowd | None:
    """Return the newcomers to greet together, or None if more may join or none are waiting.

    A retry covers the same members as the first attempt, which may have succeeded unnoticed.
    """
    on_hold = greetings.held_newcomers(tx, entry.server)
    target = channels.greeting_channel(tx, entry.server)
    tried = [key for key, since in on_hold if entry.tried_at and since <= entry.tried_at]
    members = [Member(entry.server, key) for key in tried or [key for key, _ in on_hold]]
    ends_at = _hold_ends_at(tx, entry.server, at)
    if target.is_off or not members:
        forget_newcomers(tx, *members)
        outbox.drop(tx, entry)
    elif tried or ends_at <= at:
        return Crowd(target.channel, members)
    else:
        outbox.reschedule(tx, entry, ends_at)
    return None


def mark_crowd_greeted(tx: Connection, entry: OutboxEntry, crowd: Crowd, at: datetime) -> None:
    """Mark a group as greeted; members who joined meanwhile wait for the next message."""
    for number, member in enumerate(crowd.members):
        newcomer = newcomers.get_newcomer(tx, member)
        is_back = bool(newcomer and newcomer.is_back)
        greetings.record_greeting(
            tx, member, at, None, is_back=is_back, leads=number == 0, crowd=entry.dedup_key
        )
    forget_newcomers(tx, *crowd.members)
    if greetings.held_newcomers(tx, entry.server):
        outbox.complete(tx, entry, at, _hold_ends_at(tx, entry.server, at))
    else:
        outbox.drop(tx, entry)


def _claim_first(tx: Connection, entry: OutboxEntry, member: Member) -> bool:
    """Return whether this is the server's first public greeting, and claim it if so."""
    first = greetings.first_greeted(tx, entry.server)
    if first is None:
        greetings.set_first(tx, member, is_first=True)
    return first is None or (first == member.id and entry.tries > 1)


def _next_turn(tx: Connection, server: ServerId, *, is_back: bool) -> int:
    last_turn = greetings.last_turn(tx, server, is_back=is_back)
    return 0 if last_turn is None else last_turn + 1


def _is_crowded(tx: Connection, member: Member, at: datetime) -> bool:
    if greetings.hold_span(tx, member.server):
        return True
    return greetings.count_messages_since(tx, member.server, at - MINUTE) >= MAX_PER_MINUTE


def _hold_ends_at(tx: Connection, server: ServerId, at: datetime) -> datetime:
    span = greetings.hold_span(tx, server)
    return min(span[1] + MINUTE, span[0] + MAX_HOLD) if span else at
