"""Greet newcomers one by one, or as a group if many join at once."""

from collections.abc import Iterable, Mapping
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
from accountabot.store.greetings import Greeting
from accountabot.store.newcomers import Newcomer
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
    joined_at: datetime | None = None,
    has_been_here: bool = False,
    is_pending: bool = False,
) -> bool:
    """Record that a member joined; they are greeted after the rules screening.

    The same join may be reported more than once; `joined_at` is Discord's time of it, by default
    `at`. `has_been_here` means that Discord reports a rejoin. Returns whether the outbox is due
    earlier.
    """
    joined_at = joined_at or at
    known = newcomers.get_newcomer(tx, member)
    if known and known.joined_at > joined_at:  # they have joined again since
        return False
    departures.record_return(tx, member, at)
    if blocks.current_block(tx, member):
        return False
    if known is None or known.joined_at < joined_at:
        is_back = (
            has_been_here or membership.has_goals(tx, member) or _was_greeted_before(tx, member)
        )
        arrival = Newcomer(joined_at, at, is_back=is_back, has_turn=False, held_at=None)
        newcomers.add_newcomer(tx, member, arrival)
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
    forget_newcomers(tx, *(member for member in gone if _is_current(tx, member, gone[member])))
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
    if channels.greeting_channel(tx, member.server).is_off or _is_greeted(greeting, newcomer):
        forget_newcomers(tx, member)
        return False
    if not newcomer.has_turn and (newcomer.held_at or _is_crowded(tx, member, at)):
        return hold(tx, member, at)
    if not newcomer.has_turn:
        turn = _next_turn(tx, member.server, is_back=newcomer.is_back)
        greetings.record_greeting(tx, member, at, turn, is_back=newcomer.is_back, leads=True)
        newcomers.set_turn(tx, member, has_turn=True)
    return outbox.add(tx, member.server, Topic.GREETING, subject=member.id, now=at, due=at)


def hold(tx: Connection, member: Member, at: datetime) -> bool:
    """Hold a newcomer's greeting for a group greeting; return whether the outbox is due earlier."""
    greetings.hold(tx, member, at)
    ends_at = _hold_ends_at(tx, member.server, at)
    return outbox.add(tx, member.server, Topic.CROWD_GREETING, subject=0, now=at, due=ends_at)


def forget_newcomers(tx: Connection, *members: Member) -> None:
    """Forget newcomers who were greeted or can't be greeted."""
    greetings.drop_newcomers(tx, members)


def plan_greeting(tx: Connection, entry: OutboxEntry) -> PlannedGreeting | None:
    """Return the plan for a newcomer's greeting.

    Drops the entry and returns None if they left or greetings are off, or if they joined again and
    are greeted later: after the screening, or in a group.
    """
    member = Member(entry.server, MemberId(entry.subject))
    newcomer = newcomers.get_newcomer(tx, member)
    greeting = greetings.get(tx, member)
    target = channels.greeting_channel(tx, entry.server)
    if target.is_off:
        forget_newcomers(tx, member)
    if target.is_off or not (newcomer and newcomer.has_turn and greeting):
        outbox.drop(tx, entry)
        return None
    assert greeting.turn is not None
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


def arrival_of(tx: Connection, entry: OutboxEntry) -> datetime | None:
    """Return when the bot learned that the newcomer of a greeting joined, None if they left."""
    newcomer = newcomers.get_newcomer(tx, Member(entry.server, MemberId(entry.subject)))
    return newcomer and newcomer.seen_at


def drop_greeting(
    tx: Connection, entry: OutboxEntry, seen_at: datetime | None, at: datetime
) -> None:
    """Drop the greeting of a newcomer who has left; `seen_at` says which arrival of theirs.

    If they have joined again since, the greeting is due now.
    """
    member = Member(entry.server, MemberId(entry.subject))
    if _is_current(tx, member, seen_at):
        forget_newcomers(tx, member)
        outbox.drop(tx, entry)
    else:
        outbox.reschedule(tx, entry, at)


def await_screening(tx: Connection, entry: OutboxEntry, at: datetime) -> None:
    """Drop the greeting of a newcomer who joined again and has yet to pass the screening."""
    newcomers.set_turn(tx, Member(entry.server, MemberId(entry.subject)), has_turn=False)
    outbox.drop(tx, entry)
    outbox.add(tx, entry.server, Topic.SCREENING, subject=0, now=at, due=at)


def mark_greeted(
    tx: Connection, entry: OutboxEntry, at: datetime, *, is_sent: bool, is_posted: bool
) -> None:
    """Mark a newcomer's greeting as done, and as sent unless Discord refused it everywhere.

    A greeting that was not public doesn't count as the server's first.
    """
    member = Member(entry.server, MemberId(entry.subject))
    if is_sent:
        greetings.set_sent(tx, member, at)
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
        greetings.set_sent(tx, member, at)
    forget_newcomers(tx, *crowd.members)
    if greetings.held_newcomers(tx, entry.server):
        outbox.complete(tx, entry, at, _hold_ends_at(tx, entry.server, at))
    else:
        outbox.drop(tx, entry)


def _was_greeted_before(tx: Connection, member: Member) -> bool:
    greeting = greetings.get(tx, member)
    return greeting is not None and greeting.sent_at is not None


def _is_greeted(greeting: Greeting | None, newcomer: Newcomer) -> bool:
    """Return whether a newcomer's last greeting was sent after they joined, or shortly before."""
    if greeting is None or greeting.sent_at is None:
        return False
    return newcomer.joined_at - greeting.sent_at < REGREET_AFTER


def _is_current(tx: Connection, member: Member, seen_at: datetime | None) -> bool:
    """Return whether a member has not joined again since the bot learned that they joined."""
    newcomer = newcomers.get_newcomer(tx, member)
    return newcomer is None or newcomer.seen_at == seen_at


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
