"""Greet newcomers one by one, or as a group if many join at once."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.delivery.outbox import OutboxEntry
from accountabot.domain.identifiers import Member, MemberId
from accountabot.services.greetings import arrivals, greeting_templates
from accountabot.services.server import channels
from accountabot.store.delivery import outbox
from accountabot.store.greetings import greetings, newcomers


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
        arrivals.forget_newcomers(tx, member)
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
    if arrivals.is_current(tx, member, seen_at):
        arrivals.forget_newcomers(tx, member)
        outbox.drop(tx, entry)
    else:
        outbox.reschedule(tx, entry, at)


def postpone_greeting(tx: Connection, entry: OutboxEntry, at: datetime) -> None:
    """Postpone the greeting of a newcomer who joined again, until they pass the screening."""
    newcomers.set_turn(tx, Member(entry.server, MemberId(entry.subject)), has_turn=False)
    outbox.drop(tx, entry)
    arrivals.await_screening(tx, entry.server, at)


def note_sent(tx: Connection, entry: OutboxEntry, at: datetime) -> None:
    """Note that an earlier attempt to send a greeting succeeded; the newcomer may have left."""
    greetings.set_sent(tx, Member(entry.server, MemberId(entry.subject)), at)


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
    arrivals.forget_newcomers(tx, member)
    outbox.drop(tx, entry)


def plan_crowd_greeting(tx: Connection, entry: OutboxEntry, at: datetime) -> Crowd | None:
    """Return the newcomers to greet together, or None if more may join or none are waiting.

    A retry covers the same members as the first attempt, which may have succeeded unnoticed.
    """
    on_hold = greetings.held_newcomers(tx, entry.server)
    target = channels.greeting_channel(tx, entry.server)
    tried = [key for key, since in on_hold if entry.tried_at and since <= entry.tried_at]
    members = [Member(entry.server, key) for key in tried or [key for key, _ in on_hold]]
    ends_at = arrivals.hold_ends_at(tx, entry.server, at)
    if target.is_off or not members:
        arrivals.forget_newcomers(tx, *members)
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
    arrivals.forget_newcomers(tx, *crowd.members)
    if greetings.held_newcomers(tx, entry.server):
        outbox.complete(tx, entry, at, arrivals.hold_ends_at(tx, entry.server, at))
    else:
        outbox.drop(tx, entry)


def _claim_first(tx: Connection, entry: OutboxEntry, member: Member) -> bool:
    """Return whether this is the server's first public greeting, and claim it if so."""
    first = greetings.first_greeted(tx, entry.server)
    if first is None:
        greetings.set_first(tx, member, is_first=True)
    return first is None or (first == member.id and entry.tries > 1)
