"""Keep what owners would have a setting be, while it is shown to them."""

from sqlalchemy import Connection, bindparam, delete, insert, select

from accountabot.domain.identifiers import Action, Member
from accountabot.store.schema import proposals

_GET = select(proposals.c.name, proposals.c.value).where(
    proposals.c.server_id == bindparam("server"),
    proposals.c.member_id == bindparam("member"),
    proposals.c.id == bindparam("proposal"),
)
_DROP = delete(proposals).where(
    proposals.c.server_id == bindparam("server"),
    proposals.c.member_id == bindparam("member"),
    proposals.c.name == bindparam("kind"),
)


def add(tx: Connection, action: Action, name: str, value: str) -> int:
    """Keep what an owner would have a setting be, instead of what they proposed for it before; return its key."""
    drop(tx, action.member, name)
    what = {
        "server_id": action.member.server,
        "member_id": action.member.id,
        "at": action.at,
        "name": name,
    }
    return int(
        tx.execute(
            insert(proposals).returning(proposals.c.id), what | {"value": value}
        ).scalar_one()
    )


def get(tx: Connection, member: Member, key: int) -> tuple[str, str] | None:
    """Return the setting that an owner proposed and its value, or None where it is gone."""
    row = tx.execute(_GET, _who(member) | {"proposal": key}).first()
    return (row[0], row[1]) if row else None


def drop(tx: Connection, member: Member, name: str) -> None:
    """Forget what an owner proposed for a setting."""
    tx.execute(_DROP, _who(member) | {"kind": name})


def _who(member: Member) -> dict[str, int]:
    return {"server": member.server, "member": member.id}
