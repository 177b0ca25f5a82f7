"""Keep words that wait for an answer: a sentence for its schedule, a note for its goal."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from accountabot.domain.goals.goal_input import GoalInput
from accountabot.domain.identifiers import Action, DraftId, GoalId, Member
from accountabot.store.goals import amounts
from accountabot.store.schema import drafts


class Draft(NamedTuple):
    """What was typed and when (UTC), and the goal that it has become."""

    words: GoalInput
    at: datetime
    goal: GoalId | None


_ADD = insert(drafts).returning(drafts.c.id)
_OWN = (drafts.c.server_id == bindparam("server"), drafts.c.member_id == bindparam("member"))
_GET = select(drafts).where(*_OWN, drafts.c.id == bindparam("draft"))
_SET_GOAL = (
    update(drafts).where(*_OWN, drafts.c.id == bindparam("draft")).values(goal_id=bindparam("goal"))
)
_DROP_OLD = delete(drafts).where(*_OWN, drafts.c.at < bindparam("before"))


def add(tx: Connection, action: Action, words: GoalInput) -> DraftId:
    """Keep what was typed."""
    who = {"server_id": action.member.server, "member_id": action.member.id, "at": action.at}
    said = {
        "sentence": words.sentence,
        "schedule": words.schedule,
        "plan": words.plan,
        "is_private": words.is_private,
    }
    return DraftId(tx.execute(_ADD, who | said | amounts.columns(words.amount)).scalar_one())


def get(tx: Connection, member: Member, draft: DraftId) -> Draft | None:
    """Return a member's own words, or None where they were forgotten since."""
    kept = tx.execute(_GET, _which(member, draft)).mappings().first()
    if kept is None:
        return None
    words = GoalInput(
        kept["sentence"], kept["schedule"], amounts.from_row(kept), kept["plan"], kept["is_private"]
    )
    return Draft(words, kept["at"], GoalId(kept["goal_id"]) if kept["goal_id"] else None)


def set_goal(tx: Connection, member: Member, draft: DraftId, goal: GoalId) -> None:
    """Remember that a sentence has become a goal."""
    tx.execute(_SET_GOAL, _which(member, draft) | {"goal": goal})


def drop_before(tx: Connection, member: Member, before: datetime) -> None:
    """Forget a member's sentences from before an instant."""
    tx.execute(_DROP_OLD, {"server": member.server, "member": member.id, "before": before})


def _which(member: Member, draft: DraftId) -> dict[str, int]:
    return {"server": member.server, "member": member.id, "draft": draft}
