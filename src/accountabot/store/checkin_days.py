"""Count a member's check-ins by local day, on goals that everyone may see."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Connection, and_, bindparam, func, select, true, type_coerce

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import GoalId, Member
from accountabot.store.column_types import Quantity
from accountabot.store.parameters import goal_params, member_params
from accountabot.store.prepared import Prepared
from accountabot.store.schema import check_ins, goals

_theirs = and_(
    true(),
    check_ins.c.server_id == bindparam("server"),
    check_ins.c.goal_id == goals.c.id,
    check_ins.c.undone_at.is_(None),
)
_is_between = (check_ins.c.day >= bindparam("first"), check_ins.c.day <= bindparam("last"))
_is_public = (
    goals.c.server_id == bindparam("server"),
    goals.c.undone_at.is_(None),
    goals.c.is_private.is_(False),
)
_joined = goals.join(check_ins, _theirs)
_COUNTS = (
    select(check_ins.c.day, func.count(check_ins.c.goal_id.distinct()).label("count"))
    .select_from(_joined)
    .where(*_is_public, *_is_between)
    .group_by(check_ins.c.day)
)
OF_MEMBER = Prepared(_COUNTS.where(goals.c.member_id == bindparam("member")))
OF_GOAL = Prepared(_COUNTS.where(goals.c.id == bindparam("goal")))
BY_GOAL = Prepared(
    select(
        check_ins.c.goal_id,
        check_ins.c.day,
        type_coerce(func.sum(check_ins.c.amount), Quantity()).label("amount"),
    )
    .select_from(_joined)
    .where(*_is_public, *_is_between, goals.c.member_id == bindparam("member"))
    .group_by(check_ins.c.goal_id, check_ins.c.day)
)


class GoalDay(NamedTuple):
    """A goal, a local day for which it has check-ins, and the sum of their amounts."""

    goal: GoalId
    day: LocalDay
    amount: Decimal | None


def count(
    tx: Connection, whose: Member | Goal, first: LocalDay, last: LocalDay
) -> dict[LocalDay, int]:
    """Return how many public goals of a member, or whether one, had check-ins on each day."""
    values = {"first": first, "last": last}
    if isinstance(whose, Goal):
        return dict(OF_GOAL.rows(tx, goal_params(whose) | values))
    return dict(OF_MEMBER.rows(tx, member_params(whose) | values))


def list_by_goal(
    tx: Connection, member: Member, first: LocalDay, last: LocalDay
) -> Sequence[GoalDay]:
    """Return the days on which each public goal of a member had check-ins."""
    rows = BY_GOAL.rows(tx, member_params(member) | {"first": first, "last": last})
    return [GoalDay(GoalId(goal), day, amount) for goal, day, amount in rows]
