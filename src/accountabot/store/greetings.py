"""Store the greetings of newcomers, the hellos to them, and greetings between members."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.personal_calendar import BEGINNING
from accountabot.domain.identifiers import Action, Member, MemberId, ServerId
from accountabot.store.dialect import insert_ignoring
from accountabot.store.schema import greetings, greets, hellos, newcomers


class Greeting(NamedTuple):
    """A newcomer's latest greeting: its template's turn, and whether it was the server's first."""

    at: datetime
    turn: int | None
    is_back: bool
    is_first: bool
    left_at: datetime | None
    invited_at: datetime | None


_WHO = (greetings.c.server_id == bindparam("server"), greetings.c.member_id == bindparam("member"))
_GET = select(
    *(greetings.c.at, greetings.c.turn, greetings.c.is_back, greetings.c.is_first),
    *(greetings.c.left_at, greetings.c.invited_at),
).where(*_WHO)
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
_LEFT = update(greetings).where(*_WHO).values(left_at=bindparam("left"))
_INVITED = update(greetings).where(*_WHO).values(invited_at=bindparam("invited"))
_HELD = (
    select(newcomers.c.member_id, newcomers.c.held_at)
    .where(newcomers.c.server_id == bindparam("server"), newcomers.c.held_at > bindparam("since"))
    .order_by(newcomers.c.held_at)
)
_LAST_HELD = select(func.min(newcomers.c.held_at), func.max(newcomers.c.held_at)).where(
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
_TOGETHER = (
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
    row = tx.execute(_GET, _who(member)).first()
    return Greeting(*row) if row else None


def put(
    tx: Connection,
    member: Member,
    at: datetime,
    turn: int | None,
    *,
    is_back: bool,
    leads: bool,
    crowd: str | None = None,
) -> None:
    """Save a greeting; if one message greets a crowd, one of its members leads."""
    new = {"at": at, "turn": turn, "is_back": is_back, "leads": leads, "crowd": crowd}
    if tx.execute(
        _SET, _who(member) | {f"new_{name}": value for name, value in new.items()}
    ).rowcount:
        return
    tx.execute(
        insert(greetings),
        {"server_id": member.server, "member_id": member.id, "is_first": False} | new,
    )


def first(tx: Connection, server: ServerId) -> MemberId | None:
    """Return the member who got a server's first public greeting."""
    found = tx.execute(_FIRST, {"server": server}).scalar()
    return None if found is None else MemberId(found)


def set_first(tx: Connection, member: Member, *, is_first: bool) -> None:
    """Save whether a member got their server's first public greeting."""
    tx.execute(_SET_FIRST, _who(member) | {"now_first": is_first})


def last_turn(tx: Connection, server: ServerId, *, is_back: bool) -> int | None:
    """Return the last turn of a server's templates, for newcomers or for returning members."""
    found: int | None = tx.execute(_TURN, {"server": server, "back": is_back}).scalar()
    return found


def count_since(tx: Connection, server: ServerId, since: datetime) -> int:
    """Return the number of greeting messages on a server after `since`."""
    return tx.execute(_RECENT, {"server": server, "since": since}).scalar_one()


def set_left(tx: Connection, member: Member, at: datetime) -> None:
    """Save that a greeted member left."""
    tx.execute(_LEFT, _who(member) | {"left": at})


def set_invited(tx: Connection, member: Member, at: datetime) -> None:
    """Save that the members who said hello were invited to cheer."""
    tx.execute(_INVITED, _who(member) | {"invited": at})


def hold(tx: Connection, member: Member, at: datetime) -> None:
    """Hold back a newcomer's greeting; if it is held back, it keeps its time."""
    tx.execute(_HOLD, _who(member) | {"held": at})


def held(tx: Connection, server: ServerId) -> list[tuple[MemberId, datetime]]:
    """Return the newcomers whose greetings are held back, and since when, the earliest first."""
    return [
        (MemberId(key), since)
        for key, since in tx.execute(_HELD, {"server": server, "since": BEGINNING})
    ]


def held_between(tx: Connection, server: ServerId) -> tuple[datetime, datetime] | None:
    """Return when the first and the last greeting was held back, or None if none is."""
    first, last = tx.execute(_LAST_HELD, {"server": server, "since": BEGINNING}).one()
    return (first, last) if first else None


def add_hello(tx: Connection, action: Action, newcomer: Member) -> bool:
    """Save a hello; return False if there is one from this member."""
    who = {
        "server_id": newcomer.server,
        "newcomer_id": newcomer.id,
        "member_id": action.member.id,
        "at": action.at,
    }
    return tx.execute(_ADD_HELLO, who).rowcount > 0


def together(tx: Connection, server: ServerId, crowd: str) -> dict[MemberId, bool]:
    """Return the members in one greeting message, and whether they are still here."""
    return {
        MemberId(key): left is None
        for key, left in tx.execute(_TOGETHER, {"server": server, "of": crowd})
    }


def add_hellos(tx: Connection, action: Action, newcomers: Iterable[MemberId]) -> bool:
    """Save a hello to several newcomers; return False if there is one for each of them."""
    what = {"server_id": action.member.server, "member_id": action.member.id, "at": action.at}
    rows = [what | {"newcomer_id": newcomer} for newcomer in newcomers]
    return bool(rows) and tx.execute(_ADD_HELLO, rows).rowcount > 0


def hellos_of(tx: Connection, newcomer: Member) -> list[MemberId]:
    """Return the members who said hello to a newcomer, the earliest first."""
    found = tx.execute(_HELLOS, {"server": newcomer.server, "newcomer": newcomer.id}).scalars()
    return [MemberId(key) for key in found]


def last_greet(tx: Connection, giver: Member, member: MemberId) -> tuple[LocalDay, int] | None:
    """Return the local day and the turn of one member's latest greeting for another."""
    row = tx.execute(_GREETS, {"server": giver.server, "giver": giver.id, "member": member}).first()
    return (row[0], row[1]) if row else None


def last_greet_turn(tx: Connection, server: ServerId) -> int:
    """Return the turn of the latest greeting between members of a server."""
    found: int | None = tx.execute(_GREET_TURN, {"server": server}).scalar()
    return -1 if found is None else found


def add_greet(tx: Connection, action: Action, member: MemberId, day: LocalDay, turn: int) -> None:
    """Save that one member greeted another."""
    who = {"server_id": action.member.server, "giver_id": action.member.id, "member_id": member}
    tx.execute(insert(greets), who | {"day": day, "turn": turn, "at": action.at})


def drop_newcomers(tx: Connection, members: Iterable[Member]) -> None:
    """Delete newcomers who have been greeted, or can't be."""
    if rows := [_who(member) for member in members]:
        tx.execute(_DROP, rows)


_DROP = delete(newcomers).where(
    newcomers.c.server_id == bindparam("server"), newcomers.c.member_id == bindparam("member")
)


def _who(member: Member) -> dict[str, int]:
    return {"server": member.server, "member": member.id}
