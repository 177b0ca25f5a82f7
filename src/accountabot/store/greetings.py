"""Keep who was greeted when and in which turn, who said hello to them, and who greeted whom."""

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
    """How a newcomer was greeted last: in which turn of the templates, and whether it was the server's first."""

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
    """Return how a member was greeted, or None where they never were."""
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
    """Remember that a member is greeted now; of a crowd, whom one message greets, one leads."""
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
    """Return whose greeting was the first on a server that all could see."""
    found = tx.execute(_FIRST, {"server": server}).scalar()
    return None if found is None else MemberId(found)


def set_first(tx: Connection, member: Member, *, is_first: bool) -> None:
    """Remember whether a member's greeting was the first on its server that all could see."""
    tx.execute(_SET_FIRST, _who(member) | {"now_first": is_first})


def last_turn(tx: Connection, server: ServerId, *, is_back: bool) -> int | None:
    """Return the last turn of a server's templates, for newcomers or for those who come back."""
    found: int | None = tx.execute(_TURN, {"server": server, "back": is_back}).scalar()
    return found


def count_since(tx: Connection, server: ServerId, since: datetime) -> int:
    """Return how many messages greeted someone on a server after `since`."""
    return tx.execute(_RECENT, {"server": server, "since": since}).scalar_one()


def set_left(tx: Connection, member: Member, at: datetime) -> None:
    """Remember that a member who was greeted left."""
    tx.execute(_LEFT, _who(member) | {"left": at})


def set_invited(tx: Connection, member: Member, at: datetime) -> None:
    """Remember that those who said hello were asked to cheer."""
    tx.execute(_INVITED, _who(member) | {"invited": at})


def hold(tx: Connection, member: Member, at: datetime) -> None:
    """Hold a newcomer's greeting back, if it is not already."""
    tx.execute(_HOLD, _who(member) | {"held": at})


def held(tx: Connection, server: ServerId) -> list[tuple[MemberId, datetime]]:
    """Return whose greetings are held back, and since when, in that order."""
    return [
        (MemberId(key), since)
        for key, since in tx.execute(_HELD, {"server": server, "since": BEGINNING})
    ]


def held_between(tx: Connection, server: ServerId) -> tuple[datetime, datetime] | None:
    """Return when the first and the last of those that wait were held back, or None where nobody is."""
    first, last = tx.execute(_LAST_HELD, {"server": server, "since": BEGINNING}).one()
    return (first, last) if first else None


def add_hello(tx: Connection, action: Action, newcomer: Member) -> bool:
    """Keep a hello; return False where this member said it before."""
    who = {
        "server_id": newcomer.server,
        "newcomer_id": newcomer.id,
        "member_id": action.member.id,
        "at": action.at,
    }
    return tx.execute(_ADD_HELLO, who).rowcount > 0


def together(tx: Connection, server: ServerId, crowd: str) -> dict[MemberId, bool]:
    """Return whom one message greeted, and whether they are still here."""
    return {
        MemberId(key): left is None
        for key, left in tx.execute(_TOGETHER, {"server": server, "of": crowd})
    }


def add_hellos(tx: Connection, action: Action, newcomers: Iterable[MemberId]) -> bool:
    """Keep a hello to several at once; return False where this member said it to each of them before."""
    what = {"server_id": action.member.server, "member_id": action.member.id, "at": action.at}
    rows = [what | {"newcomer_id": newcomer} for newcomer in newcomers]
    return bool(rows) and tx.execute(_ADD_HELLO, rows).rowcount > 0


def hellos_of(tx: Connection, newcomer: Member) -> list[MemberId]:
    """Return who said hello to a newcomer, the first one first."""
    found = tx.execute(_HELLOS, {"server": newcomer.server, "newcomer": newcomer.id}).scalars()
    return [MemberId(key) for key in found]


def last_greet(tx: Connection, giver: Member, member: MemberId) -> tuple[LocalDay, int] | None:
    """Return on which day of theirs one member greeted another last, and with which words."""
    row = tx.execute(_GREETS, {"server": giver.server, "giver": giver.id, "member": member}).first()
    return (row[0], row[1]) if row else None


def last_greet_turn(tx: Connection, server: ServerId) -> int:
    """Return with which words somebody on a server greeted somebody last."""
    found: int | None = tx.execute(_GREET_TURN, {"server": server}).scalar()
    return -1 if found is None else found


def add_greet(tx: Connection, action: Action, member: MemberId, day: LocalDay, turn: int) -> None:
    """Keep that one member greeted another."""
    who = {"server_id": action.member.server, "giver_id": action.member.id, "member_id": member}
    tx.execute(insert(greets), who | {"day": day, "turn": turn, "at": action.at})


def drop_newcomers(tx: Connection, members: Iterable[Member]) -> None:
    """Forget that members are to be greeted: it is done, or can't be."""
    if rows := [_who(member) for member in members]:
        tx.execute(_DROP, rows)


_DROP = delete(newcomers).where(
    newcomers.c.server_id == bindparam("server"), newcomers.c.member_id == bindparam("member")
)


def _who(member: Member) -> dict[str, int]:
    return {"server": member.server, "member": member.id}
