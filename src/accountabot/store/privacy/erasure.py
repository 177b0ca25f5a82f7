"""Erase the data of members and servers; nothing else deletes from the record.

Children are deleted before parents, with foreign keys disabled (`Database.erase`). Otherwise the
database would search for children of each deleted row, in tables without an index for it.
"""

from datetime import datetime, timedelta

from sqlalchemy import (
    BindParameter,
    Connection,
    and_,
    bindparam,
    delete,
    exists,
    func,
    select,
    true,
    update,
)

from accountabot.domain.identifiers import Member, ServerId
from accountabot.store.dialect import row_id
from accountabot.store.privacy.ownership import OWN, SHARED, of_goals, rows_naming
from accountabot.store.schema import (
    blocks,
    check_ins,
    departures,
    failures,
    greetings,
    live_boards,
    metadata,
    outage_excuses,
    pending_inputs,
)

_server: BindParameter[int] = bindparam("server")
_member: BindParameter[int] = bindparam("member")
_theirs = (blocks.c.server_id == _server, blocks.c.member_id == _member)
_LATEST_BLOCK = (
    select(blocks.c.id, blocks.c.is_blocked).where(*_theirs).order_by(blocks.c.id.desc()).limit(1)
)
_EMPTY_REASON = update(blocks).where(*_theirs).values(reason="")
_DELETE_BLOCKS = delete(blocks).where(*_theirs, blocks.c.id != bindparam("kept"))
_others = greetings.alias("others")
_NEXT_FIRST = (
    update(greetings)
    .where(
        greetings.c.server_id == _server,
        greetings.c.member_id
        == select(func.min(_others.c.member_id))
        .where(
            _others.c.server_id == _server, _others.c.member_id > 0, _others.c.member_id != _member
        )
        .scalar_subquery(),
        exists().where(
            _others.c.server_id == _server, _others.c.member_id == _member, _others.c.is_first
        ),
    )
    .values(is_first=True)
)
_is_block = and_(
    departures.c.back_at.is_(None),
    exists().where(*_theirs, blocks.c.is_blocked, blocks.c.at == departures.c.left_at),
)
_DELETE_OWN = tuple(
    delete(column.table).where(
        rows_naming(column), ~_is_block if column.table is departures else true()
    )
    for column in OWN
    if column.table is not blocks
)
_DELETE_HANGING = tuple(
    delete(table).where(which)
    for table in (
        check_ins,
        *(each for each in reversed(metadata.sorted_tables) if each is not check_ins),
    )
    for which in of_goals(table)
)
"""Check-ins first, because the record is used to find them."""
_UNNAME = tuple(
    update(column.table).where(rows_naming(column)).values({column: -column.table.c.id})
    for column in SHARED
)
"""A unique number replaces the member ID, so that each cheer still counts once."""


_LEFT = select(departures.c.server_id).where(
    departures.c.member_id == 0,
    departures.c.back_at.is_(None),
    departures.c.left_at <= bindparam("before"),
)
_PRUNE = tuple(
    (
        delete(at.table).where(at.table.c.server_id == _server, at <= bindparam("before")),
        timedelta(days=days),
    )
    for at, days in (
        (failures.c.at, 7),
        (pending_inputs.c.at, 30),
        (outage_excuses.c.closes_at, 90),
        (live_boards.c.ended_at, 30),
    )
)


def erase(tx: Connection, member: Member) -> None:
    """Delete a member's own data on a server.

    Their cheers and actions for others are anonymized; a current block remains without its reason.
    """
    which = _who(member)
    for statement in (*_DELETE_HANGING, _NEXT_FIRST, *_DELETE_OWN):
        tx.execute(statement, which)
    _erase_blocks(tx, member)
    for statement in _UNNAME:
        tx.execute(statement, which)


def _erase_blocks(tx: Connection, member: Member) -> None:
    latest = tx.execute(_LATEST_BLOCK, _who(member)).first()
    kept = latest.id if latest and latest.is_blocked else 0
    tx.execute(_DELETE_BLOCKS, _who(member) | {"kept": kept})
    tx.execute(_EMPTY_REASON, _who(member))


def erase_batch(tx: Connection, server: ServerId, limit: int) -> bool:
    """Delete up to `limit` rows of a server, children first; return whether there may be more.

    The departure of the bot is deleted last, so that an interrupted deletion can be resumed.
    """
    for table in (
        *(t for t in reversed(metadata.sorted_tables) if t is not departures),
        departures,
    ):
        if "server_id" not in table.c:
            continue
        row = row_id(table)
        some = select(row).select_from(table).where(table.c.server_id == _server).limit(limit)
        limit -= tx.execute(delete(table).where(row.in_(some)), {"server": server}).rowcount
        if limit <= 0:
            return True
    return False


def left_by(tx: Connection, before: datetime) -> list[ServerId]:
    """Return the servers that the bot left before an instant (UTC) and has not rejoined."""
    return [ServerId(key) for key in tx.execute(_LEFT, {"before": before}).scalars()]


def prune(tx: Connection, server: ServerId, now: datetime) -> None:
    """Delete expired pending input, old delivery failures, and what old outages excused."""
    for statement, kept in _PRUNE:
        tx.execute(statement, {"server": server, "before": now - kept})


def _who(member: Member) -> dict[str, int]:
    return {"server": member.server, "member": member.id}
