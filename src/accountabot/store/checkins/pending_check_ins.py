"""Keep what was said of a day and waits: for the goal that was meant, or for how much it was."""

from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.checkins.attachments import ProofFile
from accountabot.domain.identifiers import Action, GoalId, Member, MemberId, ServerId, WaitingId
from accountabot.store.schema import waiting


class PendingCheckIn(NamedTuple):
    """What a member said of a local day, and the goal that it is about, where that is known."""

    member: MemberId
    day: LocalDay
    goal: GoalId | None
    note: str
    amount: Decimal | None
    proof: str | None
    file: ProofFile | None
    is_question: bool = False
    """It was asked about in public, and may be answered for several goals, and more than once."""
    is_taken: bool = False


_ADD = insert(waiting).returning(waiting.c.id)
_OWN = (waiting.c.server_id == bindparam("server"), waiting.c.member_id == bindparam("member"))
_GET = select(waiting).where(
    waiting.c.server_id == bindparam("server"), waiting.c.id == bindparam("words")
)
_ASKED = (
    select(waiting.c.id)
    .where(
        *_OWN,
        waiting.c.day == bindparam("that_day"),
        waiting.c.is_question,
        waiting.c.goal_id.is_not_distinct_from(bindparam("goal")),
    )
    .limit(1)
)
_TAKE = update(waiting).where(*_OWN, waiting.c.id == bindparam("words")).values(is_taken=True)
_DROP = delete(waiting).where(*_OWN, waiting.c.id == bindparam("words"))
_DROP_OLD = delete(waiting).where(*_OWN, waiting.c.at < bindparam("before"))


def add(tx: Connection, action: Action, words: PendingCheckIn) -> WaitingId:
    """Keep what was said."""
    who = {"server_id": action.member.server, "member_id": words.member, "at": action.at}
    file = words.file or ProofFile("", "", 0)
    said = {
        "day": words.day,
        "goal_id": words.goal,
        "note": words.note,
        "amount": words.amount,
        "proof": words.proof,
    }
    kept = {
        "file_url": file.url or None,
        "file_name": file.name or None,
        "file_size": file.size or None,
    }
    marks = {"is_question": words.is_question, "is_taken": words.is_taken}
    return WaitingId(tx.execute(_ADD, who | said | kept | marks).scalar_one())


def get(tx: Connection, server: ServerId, words: WaitingId) -> PendingCheckIn | None:
    """Return what somebody on a server said, or None where it was forgotten since."""
    kept = tx.execute(_GET, {"server": server, "words": words}).mappings().first()
    if kept is None:
        return None
    file = (
        ProofFile(kept["file_url"], kept["file_name"], kept["file_size"] or 0)
        if kept["file_url"]
        else None
    )
    goal = GoalId(kept["goal_id"]) if kept["goal_id"] else None
    said = (kept["note"], kept["amount"], kept["proof"], file)
    return PendingCheckIn(
        MemberId(kept["member_id"]), kept["day"], goal, *said, kept["is_question"], kept["is_taken"]
    )


def is_asked(tx: Connection, member: Member, day: LocalDay, goal: GoalId | None) -> bool:
    """Tell whether a member was asked about a day already, which goal it was or how much of one."""
    return tx.execute(_ASKED, _who(member) | {"that_day": day, "goal": goal}).first() is not None


def set_taken(tx: Connection, member: Member, words: WaitingId) -> None:
    """Remember that what was said has been counted."""
    tx.execute(_TAKE, _who(member) | {"words": words})


def drop(tx: Connection, member: Member, words: WaitingId) -> None:
    """Forget what a member said."""
    tx.execute(_DROP, _who(member) | {"words": words})


def drop_before(tx: Connection, member: Member, before: datetime) -> None:
    """Forget what a member said before an instant."""
    tx.execute(_DROP_OLD, _who(member) | {"before": before})


def _who(member: Member) -> dict[str, object]:
    return {"server": member.server, "member": member.id}
