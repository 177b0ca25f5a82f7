"""Store on which local day a member last got a message that they did not ask for."""

from datetime import date

from sqlalchemy import Connection, bindparam, select

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import Member
from accountabot.store.dialect import insert_replacing
from accountabot.store.parameters import member_params
from accountabot.store.schema import unrequested_messages

_SET = insert_replacing(unrequested_messages)
_LAST = select(unrequested_messages.c.day).where(
    unrequested_messages.c.server_id == bindparam("server"),
    unrequested_messages.c.member_id == bindparam("member"),
)


def last_day(tx: Connection, member: Member) -> LocalDay | None:
    """Return the local day on which a member last got one, or None."""
    found: date | None = tx.execute(_LAST, member_params(member)).scalar()
    return found


def set_last_day(tx: Connection, member: Member, day: LocalDay) -> None:
    """Save that a member gets one on a local day."""
    tx.execute(_SET, {"server_id": member.server, "member_id": member.id, "day": day})
