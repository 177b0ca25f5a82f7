"""Keep who holds whom to their word, who cheered, and who is here."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    union_all,
    update,
)

from accountabot.domain.goals import Goal
from accountabot.domain.identities import Action, Member, MemberId, ServerId
from accountabot.domain.people import Backing
from accountabot.domain.settings import Name
from accountabot.store.schema import (
    check_ins,
    cheers,
    departures,
    goals,
    hellos,
    newcomers,
    settings,
    standings,
    witnesses,
)


class Newcomer(NamedTuple):
    """Who is yet to be greeted: when they came, whether they were here before, and since when they are held back."""

    joined_at: datetime
    is_back: bool
    held_at: datetime | None


_WITNESSES = (
    select(witnesses.c.member_id)
    .where(witnesses.c.server_id == bindparam("server"), witnesses.c.goal_id == bindparam("goal"))
    .order_by(witnesses.c.at)
)
_CHEERS = (
    select(func.count())
    .select_from(cheers.join(check_ins, check_ins.c.id == cheers.c.check_in_id, isouter=True))
    .where(
        cheers.c.server_id == bindparam("server"),
        cheers.c.goal_id == bindparam("goal"),
        check_ins.c.undone_at.is_(None),
    )
)
_WATCHES = select(witnesses.c.at).where(
    witnesses.c.server_id == bindparam("server"),
    witnesses.c.goal_id == bindparam("goal"),
    witnesses.c.member_id == bindparam("member"),
)
_DROP_WITNESS = delete(witnesses).where(
    witnesses.c.server_id == bindparam("server"),
    witnesses.c.goal_id == bindparam("goal"),
    witnesses.c.member_id == bindparam("member"),
)
_WAITING = select(newcomers.c.server_id, newcomers.c.member_id, newcomers.c.joined_at)
_NEWCOMER = select(newcomers.c.joined_at, newcomers.c.is_back, newcomers.c.held_at).where(
    newcomers.c.server_id == bindparam("server"), newcomers.c.member_id == bindparam("member")
)
_KNOWN = union_all(
    *(
        select(table.c.member_id).where(
            table.c.server_id == bindparam("server"), table.c.member_id == bindparam("member")
        )
        for table in (goals, witnesses, hellos)
    )
).limit(1)
_STANDS = (
    select(goals.c.id)
    .where(goals.c.server_id == bindparam("server"), goals.c.member_id == bindparam("member"))
    .limit(1)
)
_FORGET_NEWCOMER = delete(newcomers).where(
    newcomers.c.server_id == bindparam("server"), newcomers.c.member_id == bindparam("member")
)
_AWAY = (
    departures.c.server_id == bindparam("server"),
    departures.c.member_id == bindparam("member"),
    departures.c.back_at.is_(None),
)
_IS_AWAY = select(departures.c.left_at).where(*_AWAY)
blocked_by = (
    select(settings.c.actor_id)
    .where(
        settings.c.server_id == departures.c.server_id,
        settings.c.member_id == departures.c.member_id,
        settings.c.name == Name.BLOCKED,
        settings.c.at == departures.c.left_at,
        settings.c.value == "on",
    )
    .correlate(departures)
    .scalar_subquery()
)
"""Who made a departure by blocking a member, who then did not leave; None where they did."""
_HAS_LEFT = _IS_AWAY.where(blocked_by.is_(None))
_CLOSED = select(departures.c.server_id).where(
    departures.c.member_id == 0, departures.c.back_at.is_(None)
)
_END_DEPARTURE = (
    update(departures).where(*_AWAY, blocked_by.is_(None)).values(back_at=bindparam("back"))
)
_END_BLOCK = (
    update(departures).where(*_AWAY, blocked_by.is_not(None)).values(back_at=bindparam("back"))
)
_DEPARTED = (
    select(standings.c.member_id)
    .where(
        standings.c.server_id == bindparam("server"),
        standings.c.streak > 0,
        exists().where(
            departures.c.server_id == standings.c.server_id,
            departures.c.member_id == standings.c.member_id,
            departures.c.back_at.is_(None),
            blocked_by.is_(None),
        ),
    )
    .distinct()
    .limit(bindparam("limit"))
)
_ADD_WITNESS = insert(witnesses)
_ADD_NEWCOMER = insert(newcomers)
_ADD_DEPARTURE = insert(departures)
_ADD_BLOCK = insert(departures).prefix_with("OR REPLACE", dialect="sqlite")
"""Where one began and ended at the same instant, it goes on."""

EVERYONE = MemberId(0)
"""Stands for a whole server, from which the bot itself was away."""


def add_witness(tx: Connection, goal: Goal, action: Action) -> bool:
    """Keep a promise to hold a member to their goal; return False where it was given before."""
    if is_witness(tx, goal, action.member):
        return False
    who = {"server_id": goal.owner.server, "member_id": action.member.id, "at": action.at}
    tx.execute(_ADD_WITNESS, who | {"goal_id": goal.id})
    return True


def is_witness(tx: Connection, goal: Goal, member: Member) -> bool:
    """Tell whether a member holds another to their goal."""
    return tx.execute(_WATCHES, _which(goal, member)).first() is not None


def drop_witness(tx: Connection, goal: Goal, member: Member) -> bool:
    """Forget that a member holds another to their goal; return False where they did not."""
    return tx.execute(_DROP_WITNESS, _which(goal, member)).rowcount > 0


def backing_of(tx: Connection, goal: Goal) -> Backing:
    """Return who stands behind a goal; a cheer for a check-in that was taken back went with it."""
    which = {"server": goal.owner.server, "goal": goal.id}
    seen = tuple(MemberId(key) for key in tx.execute(_WITNESSES, which).scalars())
    return Backing(seen, tx.execute(_CHEERS, which).scalar_one())


def add_newcomer(tx: Connection, member: Member, at: datetime, *, is_back: bool) -> None:
    """Remember that a member arrived, or is back, and is to be greeted."""
    drop_newcomer(tx, member)
    who = {"server_id": member.server, "member_id": member.id}
    tx.execute(_ADD_NEWCOMER, who | {"joined_at": at, "is_back": is_back})


def newcomer(tx: Connection, member: Member) -> Newcomer | None:
    """Return who is still to be greeted; None for everyone else."""
    row = tx.execute(_NEWCOMER, _who(member)).first()
    return Newcomer(*row) if row else None


def has_goals(tx: Connection, member: Member) -> bool:
    """Tell whether a member ever had a goal on this server."""
    return tx.execute(_STANDS, _who(member)).first() is not None


def all_newcomers(tx: Connection) -> dict[Member, datetime]:
    """Return everyone, on every server, who is still to be greeted, and when they joined."""
    return {
        Member(ServerId(server), MemberId(key)): joined
        for server, key, joined in tx.execute(_WAITING)
    }


def drop_newcomer(tx: Connection, member: Member) -> None:
    """Forget that a member is to be greeted: it is done, or can't be."""
    tx.execute(_FORGET_NEWCOMER, _who(member))


def set_left(tx: Connection, member: Member, at: datetime) -> bool:
    """Remember that a member of whom something is kept left; return False where that was known, or is no one."""
    drop_newcomer(tx, member)
    has_left = tx.execute(_HAS_LEFT, _who(member)).first() is not None
    is_known = has_left or not tx.execute(_KNOWN, _who(member)).first()
    if not is_known:
        tx.execute(
            _ADD_DEPARTURE, {"server_id": member.server, "member_id": member.id, "left_at": at}
        )
    return not is_known


def set_back(tx: Connection, member: Member, at: datetime) -> bool:
    """Remember that a member is here again; return False where they never left. Who is blocked remains so."""
    return tx.execute(_END_DEPARTURE, _who(member) | {"back": at}).rowcount > 0


def set_blocked(tx: Connection, member: Member, at: datetime) -> None:
    """Remember that a member takes no part from the instant on at which they were blocked."""
    drop_newcomer(tx, member)
    tx.execute(_ADD_BLOCK, {"server_id": member.server, "member_id": member.id, "left_at": at})


def set_unblocked(tx: Connection, member: Member, at: datetime) -> None:
    """Remember that a member may take part again; who left meanwhile is still away."""
    tx.execute(_END_BLOCK, _who(member) | {"back": at})


def set_removed(tx: Connection, server: ServerId, at: datetime) -> bool:
    """Remember that the bot was removed from a server; return False where that was known."""
    is_known = is_away(tx, Member(server, EVERYONE))
    if not is_known:
        tx.execute(_ADD_DEPARTURE, {"server_id": server, "member_id": EVERYONE, "left_at": at})
    return not is_known


def closed_servers(tx: Connection) -> list[ServerId]:
    """Return the servers from which the bot is away."""
    return [ServerId(key) for key in tx.execute(_CLOSED).scalars()]


def is_away(tx: Connection, member: Member) -> bool:
    """Tell whether a member left the server, or was blocked, and is not back."""
    return tx.execute(_IS_AWAY, _who(member)).first() is not None


def departed_with_streaks(tx: Connection, server: ServerId, limit: int) -> list[MemberId]:
    """Return members who left and would stand on a board if they were here."""
    return [
        MemberId(key) for key in tx.execute(_DEPARTED, {"server": server, "limit": limit}).scalars()
    ]


def _which(goal: Goal, member: Member) -> dict[str, int]:
    return {"server": goal.owner.server, "goal": goal.id, "member": member.id}


def _who(member: Member) -> dict[str, int]:
    return {"server": member.server, "member": member.id}
