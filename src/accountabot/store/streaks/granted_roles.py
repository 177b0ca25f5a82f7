"""Store the streak roles that members have, each written before Discord is asked to give it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, or_, select, update

from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.domain.streaks.streak_roles import GrantState
from accountabot.store.dialect import insert_replacing
from accountabot.store.parameters import member_params
from accountabot.store.schema import granted_roles

_here = granted_roles.c.server_id == bindparam("server")
_THEIRS = (_here, granted_roles.c.member_id == bindparam("member"))
_ONE = (*_THEIRS, granted_roles.c.role_id == bindparam("role"))
_is_left = granted_roles.c.state == GrantState.LEFT
_ALL = select(granted_roles.c.member_id, granted_roles.c.role_id, granted_roles.c.state).where(
    _here
)
_ON_SERVER = _ALL.where(~_is_left)
_OF_MEMBER = _ALL.where(*_THEIRS, ~_is_left)
_LEFT = _ALL.where(_is_left).order_by(granted_roles.c.at).limit(bindparam("limit"))
_STATE = select(granted_roles.c.state).where(*_ONE)
_SAMPLE = (
    select(granted_roles.c.member_id, func.max(granted_roles.c.at).label("at"))
    .where(_here, ~_is_left)
    .group_by(granted_roles.c.member_id)
    .order_by(func.random())
    .limit(bindparam("limit"))
)
_ANY = select(granted_roles.c.role_id).where(_here).limit(1)
_SERVERS = select(granted_roles.c.server_id).distinct()
_SET = insert_replacing(granted_roles)
_CONFIRM = (
    update(granted_roles)
    .where(*_ONE, granted_roles.c.state == GrantState.ASKED)
    .values(state=GrantState.GIVEN)
)
_RELEASE = (
    update(granted_roles)
    .where(
        *_THEIRS,
        or_(granted_roles.c.state == GrantState.ASKED, granted_roles.c.state == GrantState.GIVEN),
    )
    .values(state=GrantState.LEFT, at=bindparam("now"))
)
_FORGET = delete(granted_roles).where(*_ONE)
_FORGET_ALL = delete(granted_roles).where(*_THEIRS)
_FORGET_ROLE = delete(granted_roles).where(_here, granted_roles.c.role_id == bindparam("role"))
_PRUNE = delete(granted_roles).where(_here, _is_left, granted_roles.c.at <= bindparam("before"))


def of(tx: Connection, member: Member) -> dict[int, GrantState]:
    """Return what is known about a member's streak roles, except those still to be taken away."""
    rows = tx.execute(_OF_MEMBER, member_params(member))
    return {row.role_id: GrantState(row.state) for row in rows}


def on_server(tx: Connection, server: ServerId) -> dict[MemberId, dict[int, GrantState]]:
    """Return the same for every member of a server who has any."""
    found: dict[MemberId, dict[int, GrantState]] = defaultdict(dict)
    for row in tx.execute(_ON_SERVER, {"server": server}):
        found[MemberId(row.member_id)][row.role_id] = GrantState(row.state)
    return dict(found)


def state_of(tx: Connection, member: Member, role: int) -> GrantState | None:
    """Return the record of one role of a member."""
    state = tx.execute(_STATE, member_params(member) | {"role": role}).scalar()
    return GrantState(state) if state else None


def left_behind(tx: Connection, server: ServerId, limit: int) -> list[tuple[Member, int]]:
    """Return the roles of members who deleted their data, the longest waiting first."""
    rows = tx.execute(_LEFT, {"server": server, "limit": limit})
    return [(Member(server, MemberId(row.member_id)), row.role_id) for row in rows]


def sample(tx: Connection, server: ServerId, limit: int) -> dict[MemberId, datetime]:
    """Return some members with streak roles at random, and when each got the latest one (UTC)."""
    rows = tx.execute(_SAMPLE, {"server": server, "limit": limit})
    return {MemberId(row.member_id): row.at for row in rows}


def servers(tx: Connection) -> set[ServerId]:
    """Return the servers on which anyone has a streak role."""
    return {ServerId(key) for key in tx.execute(_SERVERS).scalars()}


def is_used(tx: Connection, server: ServerId) -> bool:
    """Return whether anyone on a server has a streak role."""
    return tx.execute(_ANY, {"server": server}).first() is not None


def set_state(tx: Connection, member: Member, role: int, state: GrantState, now: datetime) -> None:
    """Store the record of a role of a member."""
    keys = {"server_id": member.server, "member_id": member.id, "role_id": role}
    tx.execute(_SET, keys | {"state": state, "at": now})


def confirm(tx: Connection, member: Member, role: int) -> None:
    """Save that Discord gave a role, unless the member deleted their data meanwhile."""
    tx.execute(_CONFIRM, member_params(member) | {"role": role})


def release(tx: Connection, member: Member, now: datetime) -> bool:
    """Mark the roles that the bot gave to a member as to be taken away; return whether any are."""
    return tx.execute(_RELEASE, member_params(member) | {"now": now}).rowcount > 0


def forget(tx: Connection, member: Member, roles: Iterable[int]) -> None:
    """Delete the records of some roles of a member."""
    for role in roles:
        tx.execute(_FORGET, member_params(member) | {"role": role})


def forget_all(tx: Connection, member: Member) -> None:
    """Delete the records of all roles of a member."""
    tx.execute(_FORGET_ALL, member_params(member))


def forget_role(tx: Connection, server: ServerId, role: int) -> None:
    """Delete the records of a role that no longer exists."""
    tx.execute(_FORGET_ROLE, {"server": server, "role": role})


def prune(tx: Connection, server: ServerId, before: datetime) -> None:
    """Give up on the roles that could not be taken from members since they deleted their data."""
    tx.execute(_PRUNE, {"server": server, "before": before})
