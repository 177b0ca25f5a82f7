"""Decide which rows are about a member: rows with their ID and rows of their goals."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    Select,
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
from accountabot.domain.streaks.streak_roles import GrantState
from accountabot.store.schema import (
    blocks,
    check_ins,
    cheers,
    closed_periods,
    departures,
    disclosures,
    flags,
    goal_weeks,
    goals,
    granted_roles,
    greetings,
    greets,
    hellos,
    introductions,
    member_scores,
    mentions,
    metadata,
    newcomers,
    notices,
    outbox,
    pauses,
    pending_inputs,
    questions,
    record,
    reminder_lines,
    reminder_messages,
    reminders,
    settings,
    standings,
    unrequested_messages,
    witnesses,
)

EVERYWHERE = ServerId(0)
"""The server ID of preferences that a member has on all servers."""

OWN: tuple[Column[Any], ...] = (
    settings.c.member_id,
    flags.c.member_id,
    blocks.c.member_id,
    mentions.c.member_id,
    witnesses.c.member_id,
    notices.c.member_id,
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
    departures.c.member_id,
    pending_inputs.c.member_id,
    granted_roles.c.member_id,
    unrequested_messages.c.member_id,
    reminder_lines.c.member_id,
    reminder_messages.c.member_id,
    member_scores.c.member_id,
    goals.c.member_id,
)
"""The row belongs to the member in this column, and is deleted with their data.

Goals are last, because other rows are found through them.
"""

OWNERS: tuple[Column[Any], ...] = (
    standings.c.member_id,
    check_ins.c.member_id,
    pauses.c.member_id,
    reminders.c.member_id,
    closed_periods.c.member_id,
    goal_weeks.c.member_id,
)
"""The row belongs to a goal, and this column has the ID of its owner."""

SHARED: tuple[Column[Any], ...] = (
    cheers.c.member_id,
    record.c.actor_id,
    settings.c.actor_id,
    blocks.c.moderator_id,
)
"""The member in this column did something for others; the row stays, but is anonymized."""

_server: BindParameter[int] = bindparam("server")
_member: BindParameter[int] = bindparam("member")
MINE = select(goals.c.id).where(goals.c.server_id == _server, goals.c.member_id == _member)
"""The goals of a member on a server."""
MY_ENTRIES = select(record.c.id).where(record.c.server_id == _server, record.c.goal_id.in_(MINE))
"""The record entries of these goals."""


def foreign_key_to(table: Table, parent: Table) -> Column[Any] | None:
    """Return a table's foreign key to another table, or None."""
    return next(
        (
            column
            for column in table.c
            if any(key.column.table is parent for key in column.foreign_keys)
        ),
        None,
    )


def of_goals(table: Table) -> list[ColumnElement[bool]]:
    """Return disjoint conditions for the rows in a table that belong to a member's goals."""
    goal = foreign_key_to(table, goals)
    entry = foreign_key_to(table, record)
    here: ColumnElement[bool] = table.c.server_id == _server if "server_id" in table.c else false()
    if table is check_ins:
        # Their index has no undone check-ins. The record has them, and is indexed by goal.
        done = select(record.c.check_in_id).where(record.c.id.in_(MY_ENTRIES))
        is_open = check_ins.c.undone_at.is_(None)
        return [
            and_(here, is_open, check_ins.c.goal_id.in_(MINE)),
            and_(here, ~is_open, check_ins.c.id.in_(done)),
        ]
    if goal is not None:
        return [and_(here, goal.in_(MINE))]
    return [] if entry is None else [and_(here, entry.in_(MY_ENTRIES))]


def rows_naming(column: Column[Any]) -> ColumnElement[bool]:
    """Return the condition for rows whose column identifies a member, or one of their goals."""
    here = column.table.c.server_id == _server
    if column is outbox.c.subject:
        personal = (Topic.GREETING, Topic.CHEER_INVITATION, Topic.STREAK_ROLES)
        about_them = or_(*(outbox.c.topic == each for each in personal))
        about_goals = (Topic.WITNESS_NEWS, Topic.QUIET_GOAL, Topic.GOAL_CARD)
        topic = or_(*(outbox.c.topic == each for each in about_goals))
        about_goal = and_(topic, column.in_(MINE))
        return and_(here, or_(and_(about_them, column == _member), about_goal))
    if column is granted_roles.c.member_id:
        # A deletion leaves these rows, until the bot has taken the roles away.
        return and_(here, column == _member, granted_roles.c.state != GrantState.LEFT)
    return and_(here, column == _member)


def rows_about(table: Table) -> list[ColumnElement[bool]]:
    """Return disjoint conditions for all rows in a table that are about a member.

    Unfinished input about a member's goal belongs to the person who entered it.
    """
    named = [rows_naming(column) for column in (*OWN, *SHARED) if column.table is table]
    found = named if table is pending_inputs else [*named, *of_goals(table)]
    return [and_(each, *(not_(before) for before in found[:nth])) for nth, each in enumerate(found)]


def tables() -> list[Table]:
    """Return the tables with data about members, parents before children."""
    return [table for table in metadata.sorted_tables if rows_about(table)]


def servers(tx: Connection) -> list[ServerId]:
    """Return the servers with any data."""
    found = {
        key
        for table in metadata.sorted_tables
        if "server_id" in table.c
        for key in _servers_of(tx, table)
    }
    return [ServerId(key) for key in sorted(found - {EVERYWHERE})]


def servers_of(tx: Connection, member: MemberId) -> list[ServerId]:
    """Return the servers with any data about a member."""
    return [server for server in servers(tx) if has_anything(tx, Member(server, member))]


def has_anything(tx: Connection, member: Member) -> bool:
    """Return whether there is any data about a member on a server."""
    (known,) = _KNOWN
    return tx.execute(known, {"server": member.server, "member": member.id}).first() is not None


def counts(tx: Connection, member: Member, servers: Iterable[ServerId]) -> dict[str, int]:
    """Count the rows about a member per table on the given servers."""
    found: Counter[str] = Counter()
    for server in servers:
        for name, counting in _counting().items():
            found[name] += tx.execute(
                counting, {"server": server, "member": member.id}
            ).scalar_one()
    return dict(found)


def members_of(tx: Connection, server: ServerId) -> list[MemberId]:
    """Return the members with any data on a server."""
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
            select(literal(1)).select_from(each.table).where(rows_naming(each))
            for each in (*OWN, *SHARED)
        )
    ).limit(1),
)


@cache
def _counting() -> dict[str, Select[Any]]:
    """Return the statement that counts a member's rows in each table."""
    return {
        table.name: select(
            sum(
                (
                    select(func.count()).select_from(table).where(one).scalar_subquery()
                    for one in rows_about(table)
                ),
                literal(0),
            )
        )
        for table in tables()
    }


def _servers_of(tx: Connection, table: Table) -> list[int]:
    """Return the servers in a table with a skip scan of its index."""
    found: list[int] = []
    if table.name == "posts":  # the record has the same servers, and an index
        return found
    following = select(func.min(table.c.server_id)).where(table.c.server_id > bindparam("last"))
    while (
        server := tx.execute(following, {"last": found[-1] if found else -1}).scalar()
    ) is not None:
        found.append(server)
    return found
