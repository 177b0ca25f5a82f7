"""Store flags: things that happen only once, for a server or for a member."""

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
    """A server's: the bot posted how to get started."""
    ASKED_TIME_ZONE = "asked time zone"
    """A member's, on no server: the bot asked for their time zone."""
    HAS_PREFERENCES = "has preferences"
    """A member's, on the server where they changed a setting that they have on all servers."""


def set(  # noqa: A001 - reads as flags.set
    tx: Connection, whose: Member, flag: Flag, at: datetime
) -> None:
    """Set a flag; if it is set, it keeps its time."""
    values = {"server_id": whose.server, "member_id": whose.id, "name": flag, "at": at}
    tx.execute(_SET, values)


def is_set(tx: Connection, whose: Member, flag: Flag) -> bool:
    """Return whether a flag is set."""
    which = {"server": whose.server, "member": whose.id, "name": flag}
    return tx.execute(_GET, which).first() is not None
