"""Keep of whom the bot's public messages speak."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, delete, select

from accountabot.domain.identifiers import MemberId, MessageRef, ServerId
from accountabot.store.dialect import insert_ignoring
from accountabot.store.schema import mentions

_ADD = insert_ignoring(mentions)
_SERVER = (
    mentions.c.server_id + 0
)  # by which it is not looked for: a message is found by its own id
_HERE = (mentions.c.message_id == bindparam("message"), bindparam("server") == _SERVER)
_IN = select(mentions.c.member_id).where(*_HERE)
_FORGET = delete(mentions).where(*_HERE)


def add(tx: Connection, server: ServerId, post: MessageRef, members: Iterable[MemberId]) -> None:
    """Remember that a message speaks of members."""
    where = {"message_id": post.message, "server_id": server, "channel_id": post.channel}
    if rows := [where | {"member_id": member} for member in members]:
        tx.execute(_ADD, rows)


def of(tx: Connection, server: ServerId, message: int) -> frozenset[MemberId]:
    """Return of whom a message speaks, as far as nothing of theirs was deleted since."""
    return frozenset(
        MemberId(key) for key in tx.execute(_IN, {"server": server, "message": message}).scalars()
    )


def forget(tx: Connection, server: ServerId, message: int) -> None:
    """Forget of whom a message speaks: of nobody any more."""
    tx.execute(_FORGET, {"server": server, "message": message})
