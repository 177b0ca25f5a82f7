"""Store cheers: at most one per member and goal, and one per member and check-in."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, select

from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.record import EventKind, RecordEntry
from accountabot.domain.identifiers import (
    Action,
    CheckInId,
    GoalId,
    Member,
    MemberId,
    RecordId,
    ServerId,
)
from accountabot.domain.people.support import CheerCounts
from accountabot.store.dialect import without_index
from accountabot.store.parameters import goal_params, member_params
from accountabot.store.prepared import Prepared
from accountabot.store.schema import check_ins, cheers, goals, record

_ADD = insert(cheers)
_KNOWN = select(cheers.c.id).where(
    cheers.c.server_id == bindparam("server"),
    cheers.c.goal_id == bindparam("goal"),
    cheers.c.member_id == bindparam("member"),
    cheers.c.check_in_id.is_not_distinct_from(bindparam("check_in")),
)
_public = (
    goals.c.undone_at.is_(None),
    goals.c.is_private.is_(False),
    check_ins.c.undone_at.is_(None),
)
_is_between = (cheers.c.at >= bindparam("begins"), cheers.c.at < bindparam("ends"))
_by_member = (
    cheers.c.server_id == bindparam("server"),
    cheers.c.member_id == bindparam("member"),
)
_GIVERS_TO = (
    select(cheers.c.member_id)
    .distinct()
    .join(goals, goals.c.id == cheers.c.goal_id)
    .where(
        cheers.c.server_id == bindparam("server"),
        goals.c.server_id == bindparam("server"),
        goals.c.member_id == bindparam("member"),
    )
)
_count_given = select(func.count().label("given")).select_from(cheers).where(*_by_member)
_COUNT_GIVEN = Prepared(_count_given)
_GIVEN_BETWEEN = _count_given.where(*_is_between)
_GIVEN_SINCE = Prepared(select(cheers.c.at).where(*_by_member, cheers.c.at >= bindparam("since")))
_theirs = select(goals.c.id).where(
    goals.c.server_id == bindparam("server"),
    goals.c.member_id == bindparam("member"),
    goals.c.undone_at.is_(None),
    goals.c.is_private.is_(False),
)
_RECEIVED = (
    select(func.count())
    .select_from(cheers.join(check_ins, check_ins.c.id == cheers.c.check_in_id, isouter=True))
    .where(
        cheers.c.server_id == bindparam("server"),
        cheers.c.goal_id.in_(_theirs),
        check_ins.c.undone_at.is_(None),
    )
)
_RECEIVED_BETWEEN = (
    select(cheers.c.goal_id, func.count())
    .select_from(cheers.join(check_ins, check_ins.c.id == cheers.c.check_in_id, isouter=True))
    .where(
        cheers.c.server_id == bindparam("server"),
        cheers.c.goal_id.in_(_theirs),
        check_ins.c.undone_at.is_(None),
        *_is_between,
    )
    .group_by(cheers.c.goal_id)
)
_ONE = (
    select(record.c.id, record.c.goal_id, record.c.kind, record.c.at, record.c.check_in_id)
    .join(check_ins, check_ins.c.id == record.c.check_in_id)
    .join(goals, goals.c.id == record.c.goal_id)
    .where(
        record.c.server_id == bindparam("server"),
        record.c.id == bindparam("entry"),
        record.c.kind == EventKind.CHECKED_IN,
        *_public,
    )
)
_CHECK_INS = (
    select(record.c.id, record.c.goal_id, record.c.kind, record.c.at, record.c.check_in_id)
    .join(check_ins, check_ins.c.id == record.c.check_in_id)
    .join(goals, goals.c.id == record.c.goal_id)
    .where(
        record.c.server_id == bindparam("server"),
        record.c.actor_id == bindparam("member"),
        record.c.kind == EventKind.CHECKED_IN,
        *_public,
    )
)
_LATEST = _CHECK_INS.order_by(record.c.at.desc(), record.c.id.desc()).limit(1)


_GIVERS = (
    select(cheers.c.member_id)
    .where(
        cheers.c.server_id == bindparam("server"),
        cheers.c.goal_id == bindparam("goal"),
        cheers.c.check_in_id == bindparam("check_in"),
    )
    .order_by(without_index(cheers.c.at), cheers.c.id)
)
_FIRST = _CHECK_INS.order_by(record.c.at, record.c.id).limit(1)


def add(tx: Connection, goal: Goal, action: Action, check_in: CheckInId | None = None) -> bool:
    """Store a cheer for a goal or one of its check-ins; return whether it is new."""
    values = goal_params(goal) | {
        "member": action.member.id,
        "check_in": check_in,
    }
    if tx.execute(_KNOWN, values).first():
        return False
    author = {"server_id": goal.owner.server, "member_id": action.member.id, "at": action.at}
    tx.execute(_ADD, author | {"goal_id": goal.id, "check_in_id": check_in})
    return True


def count_cheers(tx: Connection, member: Member) -> CheerCounts:
    """Count all cheers that a member gave, and those received on public items that exist.

    Those received would tell of goals that are private or hidden; those given name nobody.
    """
    received = tx.execute(_RECEIVED, member_params(member)).scalar_one()
    return CheerCounts(count_given(tx, member), received)


def count_given(tx: Connection, member: Member) -> int:
    """Count all cheers that a member gave."""
    ((given,),) = _COUNT_GIVEN.rows(tx, member_params(member))
    return int(given)


def count_given_between(tx: Connection, member: Member, begins: datetime, ends: datetime) -> int:
    """Count all cheers that a member gave in an interval."""
    values = member_params(member) | {"begins": begins, "ends": ends}
    return tx.execute(_GIVEN_BETWEEN, values).scalar_one()


def received_between(
    tx: Connection, member: Member, begins: datetime, ends: datetime
) -> dict[GoalId, int]:
    """Count the cheers for each public goal of a member in an interval."""
    values = member_params(member) | {"begins": begins, "ends": ends}
    rows = tx.execute(_RECEIVED_BETWEEN, values)
    return {GoalId(goal): number for goal, number in rows}


def givers_to(tx: Connection, owner: Member) -> list[Member]:
    """Return the other members who cheered goals or check-ins of a member."""
    found = tx.execute(_GIVERS_TO, member_params(owner)).scalars()
    return [Member(owner.server, MemberId(key)) for key in found if key > 0]


def given_since(tx: Connection, member: Member, since: datetime) -> list[datetime]:
    """Return when (UTC) a member gave cheers, from an instant on."""
    return [at for (at,) in _GIVEN_SINCE.rows(tx, member_params(member) | {"since": since})]


def get_check_in_entry(tx: Connection, server: ServerId, entry: RecordId) -> RecordEntry | None:
    """Return a check-in on a public goal of the server, or None if it was undone."""
    row = tx.execute(_ONE, {"server": server, "entry": entry}).first()
    return _entry(*row) if row else None


def latest_check_in_entry(tx: Connection, member: Member) -> RecordEntry | None:
    """Return a member's latest check-in on a public goal, or None."""
    row = tx.execute(_LATEST, member_params(member)).first()
    return _entry(*row) if row else None


def first_check_in_entry(tx: Connection, member: Member) -> RecordEntry | None:
    """Return a member's first check-in on a public goal, or None."""
    row = tx.execute(_FIRST, member_params(member)).first()
    return _entry(*row) if row else None


def givers_of(tx: Connection, server: ServerId, entry: RecordEntry) -> list[MemberId]:
    """Return the members who cheered a check-in, in the order of their cheers."""
    values = {"server": server, "goal": entry.goal, "check_in": entry.check_in}
    return [MemberId(key) for key in tx.execute(_GIVERS, values).scalars()]


def _entry(key: int, goal: int, kind: str, at: datetime, check_in: int) -> RecordEntry:
    return RecordEntry(
        id=RecordId(key),
        goal=GoalId(goal),
        kind=EventKind(kind),
        at=at,
        check_in=CheckInId(check_in),
    )
