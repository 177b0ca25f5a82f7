"""Delete what is kept about a member, or of a server: the one place that takes anything off the record.

Rows go before those that they hang on: whoever deletes switches the keys between tables off (`Database.erase`), for
with each row that goes SQLite would look for what hangs on it, in tables that have no index for that.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal_column,
    select,
    update,
)

from accountabot.domain.identities import GoalId, Member, ServerId
from accountabot.domain.record import Kind
from accountabot.domain.settings import Name
from accountabot.store.belongings import MINE, MY_ENTRIES, OWN, SHARED, held_by, of_goals
from accountabot.store.schema import (
    blanks,
    check_ins,
    departures,
    drafts,
    failures,
    greetings,
    mentions,
    metadata,
    posts,
    proposals,
    record,
    settings,
    showings,
    waiting,
    witnesses,
)

_server: BindParameter[int] = bindparam("server")
_member: BindParameter[int] = bindparam("member")
_THEIRS = (settings.c.server_id == _server, settings.c.member_id == _member)
_BLOCK = (
    select(settings.c.id, settings.c.value)
    .where(*_THEIRS, settings.c.name == Name.BLOCKED)
    .order_by(settings.c.id.desc())
    .limit(1)
)
_EMPTY = update(settings).where(*_THEIRS).values(note="")
_DELETE_SETTINGS = delete(settings).where(*_THEIRS, settings.c.id != bindparam("kept"))
_others = greetings.alias("others")
_NEXT_FIRST = (
    update(greetings)
    .where(
        greetings.c.server_id == _server,
        greetings.c.member_id
        == select(func.min(_others.c.member_id))
        .where(_others.c.server_id == _server, _others.c.member_id > 0, _others.c.member_id != _member)
        .scalar_subquery(),
        exists().where(_others.c.server_id == _server, _others.c.member_id == _member, _others.c.is_first),
    )
    .values(is_first=True)
)
_WITNESSED = select(witnesses.c.goal_id).where(witnesses.c.server_id == _server, witnesses.c.member_id == _member)
_is_anothers_card = exists().where(
    posts.c.message_id == mentions.c.message_id,
    posts.c.entry_id == record.c.id,
    record.c.server_id == _server,
    record.c.kind == Kind.DECLARED,
    record.c.goal_id.in_(_WITNESSED),
)
_SPEAK_OF_THEM = (
    select(posts.c.message_id, posts.c.server_id, posts.c.channel_id).where(posts.c.entry_id.in_(MY_ENTRIES)),
    select(showings.c.message_id, showings.c.server_id, showings.c.channel_id).where(
        showings.c.server_id == _server, showings.c.goal_id.in_(MINE)
    ),
    select(mentions.c.message_id, mentions.c.server_id, mentions.c.channel_id).where(
        mentions.c.server_id == _server, mentions.c.member_id == _member, ~_is_anothers_card
    ),
)
_BLANK = tuple(
    insert(blanks).prefix_with("OR IGNORE", dialect="sqlite").from_select(list(found.selected_columns.keys()), found)
    for found in _SPEAK_OF_THEM
)
_DELETE_OWN = tuple(delete(column.table).where(held_by(column)) for column in OWN if column.table is not settings)
_DELETE_HANGING = tuple(
    delete(table).where(which)
    for table in (check_ins, *(each for each in reversed(metadata.sorted_tables) if each is not check_ins))
    for which in of_goals(table)
)
"""Check-ins first: it is the record that knows of all of them."""
_UNNAME = tuple(update(column.table).where(held_by(column)).values({column: -column.table.c.id}) for column in SHARED)
"""Each by a number of its own: one cheer for each person and thing stays one."""


_LEFT = select(departures.c.server_id).where(
    departures.c.member_id == 0, departures.c.back_at.is_(None), departures.c.left_at <= bindparam("before")
)
_PRUNE = tuple(
    (delete(table).where(table.c.server_id == _server, table.c.at <= bindparam("before")), timedelta(days=days))
    for table, days in ((failures, 7), (drafts, 30), (waiting, 30), (proposals, 30))
)


def witnessed(tx: Connection, member: Member) -> list[GoalId]:
    """Return the goals of others that a member holds them to: their cards name them."""
    return [GoalId(key) for key in tx.execute(_WITNESSED, _who(member)).scalars()]


def erase(tx: Connection, member: Member) -> None:
    """Delete all that is a member's on a server, and have emptied what the bot said about them in public.

    What they did for others stays without their name, and so does a moderators' block, without its reason.
    """
    which = _who(member)
    for statement in (*_BLANK, *_DELETE_HANGING, _NEXT_FIRST, *_DELETE_OWN):
        tx.execute(statement, which)
    _erase_settings(tx, member)
    for statement in _UNNAME:
        tx.execute(statement, which)


def _erase_settings(tx: Connection, member: Member) -> None:
    block = tx.execute(_BLOCK, _who(member)).first()
    kept = block.id if block and block.value else 0
    tx.execute(_DELETE_SETTINGS, _who(member) | {"kept": kept})
    tx.execute(_EMPTY, _who(member))


def erase_some_of(tx: Connection, server: ServerId, limit: int) -> bool:
    """Delete so many rows of a server at most, what others hang on last; return whether there may be more.

    That the bot left it is forgotten when everything else is.
    """
    for table in (*(t for t in reversed(metadata.sorted_tables) if t is not departures), departures):
        if "server_id" not in table.c:
            continue
        row: Any = literal_column(f"{table.name}.rowid")
        some = select(row).select_from(table).where(table.c.server_id == _server).limit(limit)
        limit -= tx.execute(delete(table).where(row.in_(some)), {"server": server}).rowcount
        if limit <= 0:
            return True
    return False


def left_by(tx: Connection, before: datetime) -> list[ServerId]:
    """Return the servers that the bot left before an instant (UTC), and is not back on."""
    return [ServerId(key) for key in tx.execute(_LEFT, {"before": before}).scalars()]


def prune(tx: Connection, server: ServerId, now: datetime) -> None:
    """Delete what has waited on a server for longer than it is kept."""
    for statement, kept in _PRUNE:
        tx.execute(statement, {"server": server, "before": now - kept})


def _who(member: Member) -> dict[str, int]:
    return {"server": member.server, "member": member.id}
