"""Store the bot's greetings, and the hellos and greetings of members."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.personal_calendar import BEGINNING
from accountabot.domain.identifiers import Action, Member, MemberId, ServerId
from accountabot.store.dialect import insert_ignoring
from accountabot.store.parameters import member_params
from accountabot.store.schema import greetings, greets, hellos, newcomers


class Greeting(NamedTuple):
    """A member's latest greeting; `turn` is its position in the rotation of templates."""

    at: datetime
    """When it was queued, or sent to a crowd."""
    sent_at: datetime | None
    """When the last one was sent."""
    turn: int | None
    is_back: bool
    is_first: bool
    left_at: datetime | None
    invited_at: datetime | None


_WHO = (greetings.c.server_id == bindparam("server"), greetings.c.member_id == bindparam("member"))
_GET = select(*(greetings.c[name] for name in Greeting._fields)).where(*_WHO)
_SET = (
    update(greetings)
    .where(*_WHO)
    .values(
        {name: bindparam(f"new_{name}") for name in ("at", "turn", "is_back", "leads", "crowd")}
        | {"left_at": None}
    )
)
_TURN = select(func.max(greetings.c.turn)).where(
    greetings.c.server_id == bindparam("server"), greetings.c.is_back == bindparam("back")
)
_RECENT = (
    select(func.count())
    .select_from(greetings)
    .where(
        greetings.c.server_id == bindparam("server"),
        greetings.c.at > bindparam("since"),
        greetings.c.leads,
    )
)
_SENT = update(greetings).where(*_WHO).values(sent_at=bindparam("sent"))
_LEFT = update(greetings).where(*_WHO).values(left_at=bindparam("left"))
_INVITED = update(greetings).where(*_WHO).values(invited_at=bindparam("invited"))
_HELD = (
    select(newcomers.c.member_id, newcomers.c.held_at)
    .where(newcomers.c.server_id == bindparam("server"), newcomers.c.held_at > bindparam("since"))
    .order_by(newcomers.c.held_at)
)
_HOLD_SPAN = select(func.min(newcomers.c.held_at), func.max(newcomers.c.held_at)).where(
    newcomers.c.server_id == bindparam("server"), newcomers.c.held_at > bindparam("since")
)
_HOLD = (
    update(newcomers)
    .where(
        newcomers.c.server_id == bindparam("server"),
        newcomers.c.member_id == bindparam("member"),
        newcomers.c.held_at.is_(None),
    )
    .values(held_at=bindparam("held"))
)
_HELLOS = (
    select(hellos.c.member_id)
    .where(hellos.c.server_id == bindparam("server"), hellos.c.newcomer_id == bindparam("newcomer"))
    .order_by(hellos.c.at)
)
_CROWD = (
    select(greetings.c.member_id, greetings.c.left_at)
    .where(greetings.c.server_id == bindparam("server"), greetings.c.crowd == bindparam("of"))
    .order_by(greetings.c.leads.desc(), greetings.c.member_id)
)
_FIRST = (
    select(greetings.c.member_id)
    .where(greetings.c.server_id == bindparam("server"), greetings.c.is_first)
    .limit(1)
)
_SET_FIRST = update(greetings).where(*_WHO).values(is_first=bindparam("now_first"))
_ADD_HELLO = insert_ignoring(hellos)
_GREET_TURN = (
    select(greets.c.turn)
    .where(greets.c.server_id == bindparam("server"), greets.c.turn >= 0)
    .order_by(greets.c.turn.desc())
    .limit(1)
)
_GREETS = (
    select(greets.c.day, greets.c.turn)
    .where(
        greets.c.server_id == bindparam("server"),
        greets.c.giver_id == bindparam("giver"),
        greets.c.member_id == bindparam("member"),
    )
    .order_by(greets.c.day.desc())
    .limit(1)
)


def get(tx: Connection, member: Member) -> Greeting | None:
    """Return a member's latest greeting, or None."""
    row = tx.execute(_GET, member_params(member)).first()
    return Greeting(*row) if row else None


def record_greeting(
    tx: Connection,
    member: Member,
    at: datetime,
    turn: int | None,
    *,
    is_back: bool,
    leads: bool,
    crowd: str | None = None,
) -> None:
    """Record a greeting to be sent; in a group, `leads` is set for exactly one member."""
    new = {"at": at, "turn": turn, "is_back": is_back, "leads": leads, "crowd": crowd}
    if tx.execute(
        _SET, member_params(member) | {f"new_{name}": value for name, value in new.items()}
    ).rowcount:
        return
    tx.execute(
        insert(greetings),
        {"server_id": member.server, "member_id": member.id, "is_first": False} | new,
    )


def first_greeted(tx: Connection, server: ServerId) -> MemberId | None:
    """Return the member of the server's first public greeting, or None."""
    found = tx.execute(_FIRST, {"server": server}).scalar()
    return None if found is None else MemberId(found)


def set_first(tx: Connection, member: Member, *, is_first: bool) -> None:
    """Set whether a member's greeting is the server's first public one."""
    tx.execute(_SET_FIRST, member_params(member) | {"now_first": is_first})


def last_turn(tx: Connection, server: ServerId, *, is_back: bool) -> int | None:
    """Return the last position in the rotation of templates for newcomers or returning members."""
    found: int | None = tx.execute(_TURN, {"server": server, "back": is_back}).scalar()
    return found


def count_messages_since(tx: Connection, server: ServerId, since: datetime) -> int:
    """Count the greeting messages on a server after `since`."""
    return tx.execute(_RECENT, {"server": server, "since": since}).scalar_one()


def set_sent(tx: Connection, member: Member, at: datetime) -> None:
    """Record that a greeting was sent, unless the member deleted their data meanwhile."""
    tx.execute(_SENT, member_params(member) | {"sent": at})


def set_left(tx: Connection, member: Member, at: datetime | None) -> None:
    """Record that a greeted member left, or has come back (None)."""
    tx.execute(_LEFT, member_params(member) | {"left": at})


def set_invited(tx: Connection, member: Member, at: datetime) -> None:
    """Record that members were invited to cheer a newcomer."""
    tx.execute(_INVITED, member_params(member) | {"invited": at})


def hold(tx: Connection, member: Member, at: datetime) -> None:
    """Hold a newcomer's greeting for a group greeting, unless it is already held."""
    tx.execute(_HOLD, member_params(member) | {"held": at})


def held_newcomers(tx: Connection, server: ServerId) -> list[tuple[MemberId, datetime]]:
    """Return the newcomers on hold, each with the start of the hold, in that order."""
    return [
        (MemberId(key), since)
        for key, since in tx.execute(_HELD, {"server": server, "since": BEGINNING})
    ]


def hold_span(tx: Connection, server: ServerId) -> tuple[datetime, datetime] | None:
    """Return the start of the first and the last hold, or None."""
    first, last = tx.execute(_HOLD_SPAN, {"server": server, "since": BEGINNING}).one()
    return (first, last) if first else None


def add_hello(tx: Connection, action: Action, newcomer: Member) -> bool:
    """Store a hello; return whether it is new."""
    values = {
        "server_id": newcomer.server,
        "newcomer_id": newcomer.id,
        "member_id": action.member.id,
        "at": action.at,
    }
    return tx.execute(_ADD_HELLO, values).rowcount > 0


def crowd_members(tx: Connection, server: ServerId, crowd: str) -> dict[MemberId, bool]:
    """Return the members of a group greeting, and whether each is still on the server."""
    return {
        MemberId(key): left is None
        for key, left in tx.execute(_CROWD, {"server": server, "of": crowd})
    }


def add_hellos(tx: Connection, action: Action, newcomers: Iterable[MemberId]) -> bool:
    """Store a hello to several newcomers; return whether any is new."""
    values = {"server_id": action.member.server, "member_id": action.member.id, "at": action.at}
    rows = [values | {"newcomer_id": newcomer} for newcomer in newcomers]
    return bool(rows) and tx.execute(_ADD_HELLO, rows).rowcount > 0


def hellos_of(tx: Connection, newcomer: Member) -> list[MemberId]:
    """Return the members who said hello to a newcomer, in chronological order."""
    found = tx.execute(_HELLOS, {"server": newcomer.server, "newcomer": newcomer.id}).scalars()
    return [MemberId(key) for key in found]


def last_greet(tx: Connection, giver: Member, member: MemberId) -> tuple[LocalDay, int] | None:
    """Return the day and turn of one member's last greeting to another, or None."""
    row = tx.execute(_GREETS, {"server": giver.server, "giver": giver.id, "member": member}).first()
    return (row[0], row[1]) if row else None


def last_greet_turn(tx: Connection, server: ServerId) -> int:
    """Return the last turn of greetings between members, or -1."""
    found: int | None = tx.execute(_GREET_TURN, {"server": server}).scalar()
    return -1 if found is None else found


def add_greet(tx: Connection, action: Action, member: MemberId, day: LocalDay, turn: int) -> None:
    """Store a greeting from one member to another."""
    values = {"server_id": action.member.server, "giver_id": action.member.id, "member_id": member}
    tx.execute(insert(greets), values | {"day": day, "turn": turn, "at": action.at})


def drop_newcomers(tx: Connection, members: Iterable[Member]) -> None:
    """Delete newcomers from the waiting list."""
    if rows := [member_params(member) for member in members]:
        tx.execute(_DROP, rows)


_DROP = delete(newcomers).where(
    newcomers.c.server_id == bindparam("server"), newcomers.c.member_id == bindparam("member")
)
