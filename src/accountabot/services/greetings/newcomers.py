"""Greet newcomers, in turn and never in a flood."""

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

WELCOME = timedelta(days=30)
"""How long after joining a newcomer is still greeted."""
PER_MINUTE = 5
"""Messages with which newcomers of one server are greeted; who comes above that is held back."""
MINUTE = timedelta(minutes=1)
HELD_AT_MOST = timedelta(minutes=10)
"""How long someone waits for a crowd to end, so that one message greets it."""
AGAIN = timedelta(hours=1)
"""How long after a greeting nobody is greeted once more."""


class PlannedGreeting(NamedTuple):
    """How a newcomer is greeted: where, with which of the server's words or of the bot's, and what goes with it."""

    channel: int | None
    words: str | None
    number: int
    is_back: bool
    is_first: bool
    by_message: bool = False


class Crowd(NamedTuple):
    """Those who came at once and are greeted in one message, and where."""

    channel: int | None
    members: list[Member]


def arrive(
    tx: Connection,
    member: Member,
    at: datetime,
    *,
    has_been_here: bool = False,
    is_pending: bool = False,
) -> bool:
    """Note that a member joined and is to be greeted, once they have passed the screening.

    Discord may know that they were here before. Returns whether something is due sooner than was known.
    """
    departures.come_back(tx, member, at)
    if blocks.of(tx, member):
        return False
    is_back = (
        has_been_here or membership.has_goals(tx, member) or greetings.get(tx, member) is not None
    )
    newcomers.add_newcomer(tx, member, at, is_back=is_back)
    return (
        outbox.add(tx, member.server, Topic.SCREENING, 0, at, at)
        if is_pending
        else admit(tx, member, at)
    )


def queue_lookups(tx: Connection, at: datetime) -> None:
    """Have everyone looked for who is still to be greeted, and forget those for whom it is too late."""
    waiting = newcomers.all_newcomers(tx)
    greeted(tx, *(member for member, joined in waiting.items() if at - joined > WELCOME))
    for server in {member.server for member in waiting}:
        outbox.add(tx, server, Topic.SCREENING, 0, at, at)


def arrivals(tx: Connection, server: ServerId) -> list[Member]:
    """Return everyone on a server who is still to be greeted."""
    return [member for member in newcomers.all_newcomers(tx) if member.server == server]


def note_found(
    tx: Connection,
    errand: OutboxEntry,
    here: Iterable[Member],
    gone: Iterable[Member],
    at: datetime,
) -> None:
    """Note who has passed the screening by now, and who left before."""
    greeted(tx, *gone)
    for member in here:
        admit(tx, member, at)
    outbox.drop(tx, errand)


def admit(tx: Connection, member: Member, at: datetime) -> bool:
    """Let a newcomer be greeted, alone, or with others where so many come at once.

    Returns whether something is due sooner than was known.
    """
    newcomer, known = newcomers.newcomer(tx, member), greetings.get(tx, member)
    if newcomer is None:
        return False
    has_turn = known is not None and known.at >= newcomer.joined_at
    if channels.greeting_channel(tx, member.server).is_off or (
        known and not has_turn and at - known.at < AGAIN
    ):
        greeted(tx, member)
        return False
    if not has_turn and (newcomer.held_at or _is_crowded(tx, member, at)):
        greetings.hold(tx, member, at)
        return outbox.add(
            tx, member.server, Topic.CROWD_GREETING, 0, at, _until(tx, member.server, at)
        )
    if not has_turn:
        number = _next(tx, member.server, is_back=newcomer.is_back)
        greetings.put(tx, member, at, number, is_back=newcomer.is_back, leads=True)
    return outbox.add(tx, member.server, Topic.GREETING, member.id, at, at)


def greeted(tx: Connection, *members: Member) -> None:
    """Note that newcomers were greeted, or can't be, so that it happens once."""
    greetings.drop_newcomers(tx, members)


def plan_greeting(tx: Connection, errand: OutboxEntry) -> PlannedGreeting | None:
    """Return how a newcomer is greeted; None, and forget it, for who left, or where nobody is greeted any more."""
    member = Member(errand.server, MemberId(errand.subject))
    newcomer, known, where = (
        newcomers.newcomer(tx, member),
        greetings.get(tx, member),
        channels.greeting_channel(tx, errand.server),
    )
    if newcomer is None or known is None or known.turn is None or where.is_off:
        greeted(tx, member)
        outbox.drop(tx, errand)
        return None
    own = greeting_templates.own(tx, member.server, is_back=newcomer.is_back)
    said = own[known.turn % len(own)] if own else None
    is_first = not where.by_message and _is_first(tx, errand, member)
    return PlannedGreeting(
        where.channel, said, known.turn, newcomer.is_back, is_first, where.by_message
    )


def forget(tx: Connection, errand: OutboxEntry) -> None:
    """Forget a newcomer who left before they were greeted."""
    greeted(tx, Member(errand.server, MemberId(errand.subject)))
    outbox.drop(tx, errand)


def mark_greeted(tx: Connection, errand: OutboxEntry, *, is_posted: bool) -> None:
    """Note that a newcomer was greeted; where nobody else could see it, the next one is still the server's first."""
    member = Member(errand.server, MemberId(errand.subject))
    if not is_posted and greetings.first(tx, errand.server) == member.id:
        greetings.set_first(tx, member, is_first=False)
    greeted(tx, member)
    outbox.drop(tx, errand)


def plan_crowd_greeting(tx: Connection, errand: OutboxEntry, at: datetime) -> Crowd | None:
    """Return those whose greetings were held back, once nobody else comes; else wait for that, or for nobody.

    What was tried before is tried for the same again: they may have been greeted, and never marked.
    """
    held, where = greetings.held(tx, errand.server), channels.greeting_channel(tx, errand.server)
    tried = [key for key, since in held if errand.tried_at and since <= errand.tried_at]
    members = [Member(errand.server, key) for key in tried or [key for key, _ in held]]
    until = _until(tx, errand.server, at)
    if where.is_off or not members:
        greeted(tx, *members)
        outbox.drop(tx, errand)
    elif tried or until <= at:
        return Crowd(where.channel, members)
    else:
        outbox.reschedule(tx, errand, until)
    return None


def mark_crowd_greeted(tx: Connection, errand: OutboxEntry, crowd: Crowd, at: datetime) -> None:
    """Note that a crowd was greeted with one message; who came while it was posted waits for the next."""
    for number, member in enumerate(crowd.members):
        newcomer = newcomers.newcomer(tx, member)
        is_back = bool(newcomer and newcomer.is_back)
        greetings.put(
            tx, member, at, None, is_back=is_back, leads=number == 0, crowd=errand.dedup_key
        )
    greeted(tx, *crowd.members)
    if greetings.held(tx, errand.server):
        outbox.complete(tx, errand, at, _until(tx, errand.server, at))
    else:
        outbox.drop(tx, errand)


def _is_first(tx: Connection, errand: OutboxEntry, member: Member) -> bool:
    """Tell whether a greeting is the first that others see on a server; it is from now on."""
    first = greetings.first(tx, errand.server)
    if first is None:
        greetings.set_first(tx, member, is_first=True)
    return first is None or (first == member.id and errand.tries > 1)


def _next(tx: Connection, server: ServerId, *, is_back: bool) -> int:
    last = greetings.last_turn(tx, server, is_back=is_back)
    return 0 if last is None else last + 1


def _is_crowded(tx: Connection, member: Member, at: datetime) -> bool:
    if greetings.held_between(tx, member.server):
        return True
    return greetings.count_since(tx, member.server, at - MINUTE) >= PER_MINUTE


def _until(tx: Connection, server: ServerId, at: datetime) -> datetime:
    held = greetings.held_between(tx, server)
    return min(held[1] + MINUTE, held[0] + HELD_AT_MOST) if held else at
