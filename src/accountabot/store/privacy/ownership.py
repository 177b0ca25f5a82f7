"""Know which rows are about a member: every column that holds one, and what hangs on their goals."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    union_all,
)

from accountabot.domain.delivery.outbox import Topic
from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.store.schema import (
    check_ins,
    cheers,
    departures,
    disclosures,
    drafts,
    goals,
    greetings,
    greets,
    hellos,
    introductions,
    mentions,
    metadata,
    newcomers,
    outbox,
    pauses,
    proposals,
    questions,
    record,
    settings,
    standings,
    waiting,
    witnesses,
)

EVERYWHERE = ServerId(0)
"""Stands for no server: what a person set for all of them."""

OWN: tuple[Column[Any], ...] = (
    settings.c.member_id,
    mentions.c.member_id,
    witnesses.c.member_id,
    questions.c.member_id,
    outbox.c.subject,
    introductions.c.member_id,
    disclosures.c.member_id,
    newcomers.c.member_id,
    greetings.c.member_id,
    hellos.c.newcomer_id,
    hellos.c.member_id,
    greets.c.giver_id,
    greets.c.member_id,
    proposals.c.member_id,
    departures.c.member_id,
    drafts.c.member_id,
    waiting.c.member_id,
    goals.c.member_id,
)
"""Whoever stands there, the row is theirs, and goes with them; goals last, by which others are found."""

OWNERS: tuple[Column[Any], ...] = (standings.c.member_id, check_ins.c.member_id, pauses.c.member_id)
"""There stands who owns the goal on which the row hangs: it goes with that."""

SHARED: tuple[Column[Any], ...] = (cheers.c.member_id, record.c.actor_id, settings.c.actor_id)
"""Whoever stands there did something for others, which stays without their name."""

_server: BindParameter[int] = bindparam("server")
_member: BindParameter[int] = bindparam("member")
MINE = select(goals.c.id).where(goals.c.server_id == _server, goals.c.member_id == _member)
"""The goals of a member on a server."""
MY_ENTRIES = select(record.c.id).where(record.c.server_id == _server, record.c.goal_id.in_(MINE))
"""All that was ever done to them."""


def hangs_on(table: Table, parent: Table) -> Column[Any] | None:
    """Return the column by which a table's rows hang on another's, and go with them; None where they don't."""
    return next(
        (
            column
            for column in table.c
            if any(key.column.table is parent for key in column.foreign_keys)
        ),
        None,
    )


def of_goals(table: Table) -> list[ColumnElement[bool]]:
    """Return which rows of a table hang on a member's goals, as conditions no two of which hold at once."""
    goal = hangs_on(table, goals)
    entry = hangs_on(table, record)
    here: ColumnElement[bool] = table.c.server_id == _server if "server_id" in table.c else false()
    if (
        table is check_ins
    ):  # whose index knows those only that were not taken back; the record knows them all
        done = select(record.c.check_in_id).where(record.c.id.in_(MY_ENTRIES))
        is_open = check_ins.c.undone_at.is_(None)
        return [
            and_(here, is_open, check_ins.c.goal_id.in_(MINE)),
            and_(here, ~is_open, check_ins.c.id.in_(done)),
        ]
    if goal is not None:
        return [and_(here, goal.in_(MINE))]
    return [] if entry is None else [and_(here, entry.in_(MY_ENTRIES))]


def held_by(column: Column[Any]) -> ColumnElement[bool]:
    """Return which rows name a member in a column, or are outbox entries about a goal of theirs."""
    here = column.table.c.server_id == _server
    if column is outbox.c.subject:
        about_them = or_(outbox.c.topic == Topic.GREETING, outbox.c.topic == Topic.CHEER_INVITATION)
        about_goal = and_(outbox.c.topic == Topic.WITNESS_NEWS, column.in_(MINE))
        return and_(here, or_(and_(about_them, column == _member), about_goal))
    return and_(here, column == _member)


def about(table: Table) -> list[ColumnElement[bool]]:
    """Return which rows of a table are about a member, in whatever role, as conditions no two of which hold at once.

    What another person typed of a goal of theirs, and has not said yet, is that person's.
    """
    named = [held_by(column) for column in (*OWN, *SHARED) if column.table is table]
    found = named if table is drafts else [*named, *of_goals(table)]
    return [and_(each, *(not_(before) for before in found[:nth])) for nth, each in enumerate(found)]


def tables() -> list[Table]:
    """Return every table that has rows about members, those first on which others hang."""
    return [table for table in metadata.sorted_tables if about(table)]


def servers(tx: Connection) -> list[ServerId]:
    """Return every server of which anything is kept."""
    found = {
        key
        for table in metadata.sorted_tables
        if "server_id" in table.c
        for key in _servers_of(tx, table)
    }
    return [ServerId(key) for key in sorted(found - {EVERYWHERE})]


def servers_of(tx: Connection, member: MemberId) -> list[ServerId]:
    """Return the servers on which anything is kept about a person."""
    return [server for server in servers(tx) if has_anything(tx, Member(server, member))]


def has_anything(tx: Connection, member: Member) -> bool:
    """Tell whether anything is kept about a member on a server."""
    (known,) = _KNOWN
    return tx.execute(known, {"server": member.server, "member": member.id}).first() is not None


def counts(tx: Connection, member: Member, servers: Iterable[ServerId]) -> dict[str, int]:
    """Count what is kept about a person on some servers, by table."""
    found: Counter[str] = Counter()
    for server in servers:
        for name, counting in _COUNTS.items():
            found[name] += tx.execute(
                counting, {"server": server, "member": member.id}
            ).scalar_one()
    return dict(found)


def members_of(tx: Connection, server: ServerId) -> list[MemberId]:
    """Return everyone of whom anything is kept on a server."""
    found: set[int] = set()
    for column in (*OWN, *SHARED):
        if column is not outbox.c.subject:
            found |= {
                *tx.execute(
                    select(column).where(column.table.c.server_id == server).distinct()
                ).scalars()
            }
    return [MemberId(key) for key in sorted(found) if key > 0]


_KNOWN = (
    union_all(
        *(
            select(literal(1)).select_from(each.table).where(held_by(each))
            for each in (*OWN, *SHARED)
        )
    ).limit(1),
)
_COUNTS = {
    table.name: select(
        sum(
            (
                select(func.count()).select_from(table).where(one).scalar_subquery()
                for one in about(table)
            ),
            literal(0),
        )
    )
    for table in tables()
}


def _servers_of(tx: Connection, table: Table) -> list[int]:
    """Return the servers that a table knows, in strides over its index."""
    found: list[int] = []
    if table.name == "posts":  # which hang on what is known anyway, and have no index by server
        return found
    following = select(func.min(table.c.server_id)).where(table.c.server_id > bindparam("last"))
    while (
        server := tx.execute(following, {"last": found[-1] if found else -1}).scalar()
    ) is not None:
        found.append(server)
    return found
