"""Store which members the bot's messages name or quote."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, delete, select

from accountabot.domain.identifiers import MemberId, MessageRef, ServerId
from accountabot.store.dialect import insert_ignoring, without_index
from accountabot.store.schema import mentions

_ADD = insert_ignoring(mentions)
_HERE = (
    mentions.c.message_id == bindparam("message"),
    bindparam("server") == without_index(mentions.c.server_id),
)
_IN = select(mentions.c.member_id).where(*_HERE)
_FORGET = delete(mentions).where(*_HERE)


def add(tx: Connection, server: ServerId, post: MessageRef, members: Iterable[MemberId]) -> None:
    """Save that a message names or quotes members."""
    rows = [
        {
            "message_id": post.message,
            "server_id": server,
            "channel_id": post.channel,
            "member_id": member,
        }
        for member in members
    ]
    if rows:
        tx.execute(_ADD, rows)


def of(tx: Connection, server: ServerId, message: int) -> frozenset[MemberId]:
    """Return the members in a message, except those who have deleted their data."""
    found = tx.execute(_IN, {"server": server, "message": message}).scalars()
    return frozenset(MemberId(key) for key in found)


def forget(tx: Connection, server: ServerId, message: int) -> None:
    """Delete all members of a message: it names nobody any more."""
    tx.execute(_FORGET, {"server": server, "message": message})
