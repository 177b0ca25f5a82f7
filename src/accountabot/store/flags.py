"""Store flags: events that happen only once, per server or per member."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, bindparam, select

from accountabot.domain.identifiers import Member
from accountabot.store.dialect import insert_ignoring
from accountabot.store.schema import flags

_SET = insert_ignoring(flags)
_GET = select(flags.c.at).where(
    flags.c.server_id == bindparam("server"),
    flags.c.member_id == bindparam("member"),
    flags.c.name == bindparam("name"),
)


class Flag(StrEnum):
    """The names of flags."""

    ONBOARDED = "onboarded"
    """For a server: the bot has posted how to get started."""
    ASKED_TIME_ZONE = "asked time zone"
    """For a member on all servers: the bot has asked for their time zone."""
    HAS_PREFERENCES = "has preferences"
    """For a member on the server on which they changed a setting for all servers."""


def set(  # noqa: A001 - reads as flags.set
    tx: Connection, whose: Member, flag: Flag, at: datetime
) -> None:
    """Set a flag; a flag that is already set keeps its time."""
    values = {"server_id": whose.server, "member_id": whose.id, "name": flag, "at": at}
    tx.execute(_SET, values)


def is_set(tx: Connection, whose: Member, flag: Flag) -> bool:
    """Tell whether a flag is set."""
    which = {"server": whose.server, "member": whose.id, "name": flag}
    return tx.execute(_GET, which).first() is not None
