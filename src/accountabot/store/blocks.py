"""Store blocks and unblocks of members as effective-dated values."""

from sqlalchemy import Connection, bindparam, insert, select

from accountabot.domain.blocks import Block, BlockChange
from accountabot.domain.identifiers import Action, Member, MemberId, ServerId
from accountabot.store.schema import blocks

_ADD = insert(blocks)
_BLOCK = (blocks.c.is_blocked, blocks.c.at, blocks.c.moderator_id, blocks.c.reason)
_LATEST = (
    select(*_BLOCK)
    .where(
        blocks.c.server_id == bindparam("server"),
        blocks.c.member_id == bindparam("member"),
    )
    .order_by(blocks.c.id.desc())
    .limit(1)
)
_ALL = select(blocks.c.server_id, blocks.c.member_id, *_BLOCK).order_by(blocks.c.id)
_LOG = (
    select(blocks.c.member_id, *_BLOCK)
    .where(blocks.c.server_id == bindparam("server"))
    .order_by(blocks.c.id)
)


def of(tx: Connection, member: Member) -> Block | None:
    """Return a member's block, or None if they are not blocked."""
    row = tx.execute(_LATEST, {"server": member.server, "member": member.id}).first()
    return _block(*row) if row else None


def everywhere(tx: Connection) -> dict[Member, Block]:
    """Return the blocked members of all servers."""
    latest = {
        Member(ServerId(server), MemberId(key)): _block(*rest)
        for server, key, *rest in tx.execute(_ALL)
    }
    return {member: block for member, block in latest.items() if block}


def log(tx: Connection, server: ServerId) -> list[BlockChange]:
    """Return every block and unblock on a server, in order."""
    return [BlockChange(*row) for row in tx.execute(_LOG, {"server": server})]


def begin(tx: Connection, action: Action, member: Member, reason: str) -> Block:
    """Block a member."""
    _add(tx, action, member, is_blocked=True, reason=reason)
    return Block(action.at, action.member.id, reason)


def end(tx: Connection, action: Action, member: Member) -> None:
    """Unblock a member."""
    _add(tx, action, member, is_blocked=False, reason="")


def _add(tx: Connection, action: Action, member: Member, *, is_blocked: bool, reason: str) -> None:
    values = {
        "server_id": member.server,
        "member_id": member.id,
        "at": action.at,
        "is_blocked": is_blocked,
        "moderator_id": action.member.id,
        "reason": reason,
    }
    tx.execute(_ADD, values)


def _block(is_blocked: bool, *rest: object) -> Block | None:
    return Block(*rest) if is_blocked else None  # type: ignore[arg-type]  # the rest of _BLOCK
