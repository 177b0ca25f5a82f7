"""Keep words that wait for an answer: a sentence for its schedule, a note for its goal."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from accountabot.domain.amounts import Amount
from accountabot.domain.identities import Action, DraftId, GoalId, Member
from accountabot.store import amounts
from accountabot.store.schema import drafts


class Draft(NamedTuple):
    """A sentence, and the goal that it has become."""

    sentence: str
    goal: GoalId | None
    amount: Amount | None = None


_ADD = insert(drafts).returning(drafts.c.id)
_OWN = (drafts.c.server_id == bindparam("server"), drafts.c.member_id == bindparam("member"))
_GET = select(drafts).where(*_OWN, drafts.c.id == bindparam("draft"))
_SET_GOAL = update(drafts).where(*_OWN, drafts.c.id == bindparam("draft")).values(goal_id=bindparam("goal"))
_DROP_OLD = delete(drafts).where(*_OWN, drafts.c.at < bindparam("before"))


def add(tx: Connection, action: Action, sentence: str, amount: Amount | None = None) -> DraftId:
    """Keep a sentence, and how much it promises."""
    who = {"server_id": action.member.server, "member_id": action.member.id}
    values = {"sentence": sentence, "at": action.at} | amounts.columns(amount)
    return DraftId(tx.execute(_ADD, who | values).scalar_one())


def get(tx: Connection, member: Member, draft: DraftId) -> Draft | None:
    """Return a member's own sentence, or None where it was forgotten since."""
    kept = tx.execute(_GET, _which(member, draft)).mappings().first()
    if kept is None:
        return None
    return Draft(kept["sentence"], GoalId(kept["goal_id"]) if kept["goal_id"] else None, amounts.of(kept))


def set_goal(tx: Connection, member: Member, draft: DraftId, goal: GoalId) -> None:
    """Remember that a sentence has become a goal."""
    tx.execute(_SET_GOAL, _which(member, draft) | {"goal": goal})


def drop_before(tx: Connection, member: Member, before: datetime) -> None:
    """Forget a member's sentences from before an instant."""
    tx.execute(_DROP_OLD, {"server": member.server, "member": member.id, "before": before})


def _which(member: Member, draft: DraftId) -> dict[str, int]:
    return {"server": member.server, "member": member.id, "draft": draft}
