"""Store the private notices that members get at their next interaction."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, func, or_, select, update

from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import GoalId, Member, MemberId, ServerId
from accountabot.domain.people.notices import Notice, NoticeKind
from accountabot.store.dialect import insert_ignoring
from accountabot.store.parameters import member_params
from accountabot.store.schema import notices

CHANNEL = MemberId(0)
"""The member ID of the server's channel for witnesses."""

_THIS = (
    notices.c.server_id == bindparam("server"),
    notices.c.goal_id == bindparam("goal"),
    notices.c.member_id == bindparam("member"),
    notices.c.kind == bindparam("which"),
)
_ADD = insert_ignoring(notices)
_RENEW = (
    update(notices)
    .where(*_THIS, notices.c.since < bindparam("happened"))
    .values(since=bindparam("happened"), due_at=bindparam("due"))
)
_SETTLE = (
    update(notices)
    .where(*_THIS, notices.c.since == bindparam("happened"))
    .values(told_at=bindparam("told"), due_at=bindparam("due"))
)
_PASS_OVER = (
    update(notices)
    .where(*_THIS, or_(notices.c.told_at.is_(None), notices.c.told_at < bindparam("until")))
    .values(told_at=bindparam("until"))
)
_TOLD = select(notices.c.told_at).where(*_THIS)
_is_pending = notices.c.due_at.is_not(None)
_DUE = (
    select(notices.c.goal_id, notices.c.kind, notices.c.since, notices.c.told_at)
    .where(
        notices.c.server_id == bindparam("server"),
        notices.c.member_id == bindparam("member"),
        notices.c.due_at <= bindparam("now"),
    )
    .order_by(notices.c.due_at, notices.c.goal_id)
)
_NEXT = select(func.min(notices.c.due_at)).where(
    notices.c.server_id == bindparam("server"), notices.c.member_id == bindparam("member")
)
_OF_GOAL = select(notices.c.member_id, notices.c.due_at).where(
    notices.c.server_id == bindparam("server"), notices.c.goal_id == bindparam("goal"), _is_pending
)
_ALL_PENDING = (
    select(notices.c.server_id, notices.c.member_id, func.min(notices.c.due_at))
    .where(_is_pending)
    .group_by(notices.c.server_id, notices.c.member_id)
)


def expect(
    tx: Connection, member: Member, kind: NoticeKind, goal: Goal, *, since: datetime, due: datetime
) -> bool:
    """Have a member told from `due` on of what happened `since`; return whether that is news."""
    which = _which(member, goal.id, kind)
    if tx.execute(_RENEW, which | {"happened": since, "due": due}).rowcount:
        return True
    row = {"server_id": member.server, "member_id": member.id, "goal_id": goal.id, "kind": kind}
    return tx.execute(_ADD, row | {"since": since, "due_at": due}).rowcount > 0


def settle(tx: Connection, notice: Notice, told: datetime | None, due: datetime | None) -> None:
    """Save when a member was told, and when to try next, unless the notice was renewed."""
    which = _which(notice.member, notice.goal, notice.kind)
    tx.execute(_SETTLE, which | {"happened": notice.since, "told": told, "due": due})


def pass_over(
    tx: Connection, member: Member, kind: NoticeKind, goal: Goal, until: datetime
) -> None:
    """Tell a member nothing of what happened `until` then (UTC)."""
    tx.execute(_PASS_OVER, _which(member, goal.id, kind) | {"until": until})


def told_at(tx: Connection, member: Member, kind: NoticeKind, goal: Goal) -> datetime | None:
    """Return when a member was last told something about a goal."""
    return tx.execute(_TOLD, _which(member, goal.id, kind)).scalar()


def due(tx: Connection, member: Member, now: datetime) -> list[Notice]:
    """Return the notices that a member is to be told now, the longest due first."""
    found = tx.execute(_DUE, member_params(member) | {"now": now})
    return [
        Notice(member, GoalId(row.goal_id), NoticeKind(row.kind), row.since, row.told_at)
        for row in found
    ]


def next_due(tx: Connection, member: Member) -> datetime | None:
    """Return when a member is to be told something next, or None."""
    return tx.execute(_NEXT, member_params(member)).scalar()


def pending_about(tx: Connection, server: ServerId, goal: GoalId) -> dict[Member, datetime]:
    """Return who is to be told something about a goal, and from when (UTC)."""
    found = tx.execute(_OF_GOAL, {"server": server, "goal": goal})
    return {Member(server, MemberId(key)): at for key, at in found if key != CHANNEL}


def all_pending(tx: Connection) -> dict[Member, datetime]:
    """Return who is to be told something on any server, and from when (UTC)."""
    found = tx.execute(_ALL_PENDING)
    return {
        Member(ServerId(server), MemberId(key)): at for server, key, at in found if key != CHANNEL
    }


def _which(member: Member, goal: GoalId, kind: NoticeKind) -> dict[str, object]:
    return member_params(member) | {"goal": goal, "which": kind}
