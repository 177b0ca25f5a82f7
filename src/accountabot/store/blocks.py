"""Read whom moderators have blocked from the bot: it is kept as a setting of the member, each change a row."""

from sqlalchemy import Connection, bindparam, select

from accountabot.domain.identities import Action, Member, MemberId, ServerId
from accountabot.domain.moderation import Block
from accountabot.domain.settings import Name
from accountabot.store import settings as kept
from accountabot.store.schema import settings

ON, OFF = "on", ""
_BLOCK = (settings.c.value, settings.c.at, settings.c.actor_id, settings.c.note)
_LATEST = (
    select(*_BLOCK)
    .where(
        settings.c.server_id == bindparam("server"),
        settings.c.member_id == bindparam("member"),
        settings.c.name == Name.BLOCKED,
    )
    .order_by(settings.c.id.desc())
    .limit(1)
)
_ALL = (
    select(settings.c.server_id, settings.c.member_id, *_BLOCK)
    .where(settings.c.name == Name.BLOCKED)
    .order_by(settings.c.id)
)


def of(tx: Connection, member: Member) -> Block | None:
    """Return how a member is blocked on their server, or None where they are not."""
    row = tx.execute(_LATEST, {"server": member.server, "member": member.id}).first()
    return _block(*row) if row else None


def everywhere(tx: Connection) -> dict[Member, Block]:
    """Return all who are blocked, each on their server."""
    latest = {
        Member(ServerId(server), MemberId(key)): _block(*rest)
        for server, key, *rest in tx.execute(_ALL)
    }
    return {member: block for member, block in latest.items() if block}


def begin(tx: Connection, action: Action, member: Member, reason: str) -> Block:
    """Write down that a moderator blocked a member."""
    kept.add(tx, action, member, Name.BLOCKED, ON, reason)
    return Block(action.at, action.member.id, reason)


def end(tx: Connection, action: Action, member: Member) -> None:
    """Write down that a moderator lets a member take part again."""
    kept.add(tx, action, member, Name.BLOCKED, OFF)


def _block(value: str, *rest: object) -> Block | None:
    return Block(*rest) if value == ON else None  # type: ignore[arg-type]  # the columns of _BLOCK, in order
