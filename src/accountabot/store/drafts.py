"""Keep sentences that still lack a schedule, so that they are not lost while the member thinks."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from accountabot.domain.identities import Action, DraftId, Member
from accountabot.store.schema import drafts

_ADD = insert(drafts).returning(drafts.c.id)
_OWN = (drafts.c.server_id == bindparam("server"), drafts.c.member_id == bindparam("member"))
_GET = select(drafts.c.sentence).where(*_OWN, drafts.c.id == bindparam("draft"))
_DROP = delete(drafts).where(*_OWN, drafts.c.id == bindparam("draft"))
_DROP_OLD = delete(drafts).where(*_OWN, drafts.c.at < bindparam("before"))


def add(tx: Connection, action: Action, sentence: str) -> DraftId:
    """Keep a sentence."""
    who = {"server_id": action.member.server, "member_id": action.member.id}
    return DraftId(tx.execute(_ADD, who | {"sentence": sentence, "at": action.at}).scalar_one())


def get(tx: Connection, member: Member, draft: DraftId) -> str | None:
    """Return a member's own sentence, or None where it was declared or forgotten since."""
    sentence: str | None = tx.execute(_GET, _which(member, draft)).scalar()
    return sentence


def drop(tx: Connection, member: Member, draft: DraftId) -> None:
    """Forget a sentence: it has become a goal."""
    tx.execute(_DROP, _which(member, draft))


def drop_before(tx: Connection, member: Member, before: datetime) -> None:
    """Forget a member's sentences from before an instant."""
    tx.execute(_DROP_OLD, {"server": member.server, "member": member.id, "before": before})


def _which(member: Member, draft: DraftId) -> dict[str, int]:
    return {"server": member.server, "member": member.id, "draft": draft}
