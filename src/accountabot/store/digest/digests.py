"""Store which weeks a server's digest covered, and in which messages."""

from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, func, select

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import Member, MessageRef, ServerId
from accountabot.store.dialect import insert_replacing
from accountabot.store.parameters import member_params
from accountabot.store.schema import digests, mentions

_ADD = insert_replacing(digests)
_LAST = select(func.max(digests.c.first_day)).where(digests.c.server_id == bindparam("server"))
_NAMING = (
    select(digests.c.channel_id, digests.c.message_id)
    .join(
        mentions,
        and_(
            mentions.c.server_id == digests.c.server_id,
            mentions.c.message_id == digests.c.message_id,
        ),
    )
    .where(
        mentions.c.server_id == bindparam("server"),
        mentions.c.member_id == bindparam("member"),
    )
)


def add(
    tx: Connection, server: ServerId, first: LocalDay, at: datetime, post: MessageRef | None
) -> None:
    """Store that a week was covered, in a message or (None) in none."""
    row = {"server_id": server, "first_day": first, "at": at}
    where = {"channel_id": post and post.channel, "message_id": post and post.message}
    tx.execute(_ADD, row | where)


def last_covered(tx: Connection, server: ServerId) -> LocalDay | None:
    """Return the first day of the last week that was covered, or None."""
    return tx.execute(_LAST, {"server": server}).scalar()


def naming(tx: Connection, member: Member) -> list[MessageRef]:
    """Return the digests that name a member."""
    return [MessageRef(*row) for row in tx.execute(_NAMING, member_params(member))]
