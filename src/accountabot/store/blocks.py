"""Read whom moderators have blocked from the bot: it is kept as a setting of the member, each change a row."""

from sqlalchemy import Connection, bindparam, select

from accountabot.domain.blocks import Block
from accountabot.domain.identifiers import Action, Member, MemberId, ServerId
from accountabot.domain.server.settings import SettingName
from accountabot.store import schema, settings

ON, OFF = "on", ""
_BLOCK = (
    schema.settings.c.value,
    schema.settings.c.at,
    schema.settings.c.actor_id,
    schema.settings.c.note,
)
_LATEST = (
    select(*_BLOCK)
    .where(
        schema.settings.c.server_id == bindparam("server"),
        schema.settings.c.member_id == bindparam("member"),
        schema.settings.c.name == SettingName.BLOCKED,
    )
    .order_by(schema.settings.c.id.desc())
    .limit(1)
)
_ALL = (
    select(schema.settings.c.server_id, schema.settings.c.member_id, *_BLOCK)
    .where(schema.settings.c.name == SettingName.BLOCKED)
    .order_by(schema.settings.c.id)
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
    settings.add(tx, action, member, SettingName.BLOCKED, ON, reason)
    return Block(action.at, action.member.id, reason)


def end(tx: Connection, action: Action, member: Member) -> None:
    """Write down that a moderator lets a member take part again."""
    settings.add(tx, action, member, SettingName.BLOCKED, OFF)


def _block(value: str, *rest: object) -> Block | None:
    return Block(*rest) if value == ON else None  # type: ignore[arg-type]  # the columns of _BLOCK, in order
