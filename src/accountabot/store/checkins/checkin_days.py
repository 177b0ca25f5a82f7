"""Count a member's check-ins by local day, on goals that everyone may see."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, bindparam, func, select, type_coerce

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import GoalId, Member
from accountabot.store.column_types import Quantity
from accountabot.store.parameters import goal_params, member_params
from accountabot.store.schema import check_ins, goals


def _on_public_goals(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    found = select(goals.c.id).where(
        goals.c.server_id == bindparam("server"),
        goals.c.undone_at.is_(None),
        goals.c.is_private.is_(False),
        condition,
    )
    return check_ins.c.goal_id.in_(found)


_of_member = _on_public_goals(goals.c.member_id == bindparam("member"))
_of_goal = _on_public_goals(goals.c.id == bindparam("goal"))
_is_between = (
    check_ins.c.server_id == bindparam("server"),
    check_ins.c.day >= bindparam("first"),
    check_ins.c.day <= bindparam("last"),
    check_ins.c.undone_at.is_(None),
)
_count = func.count(check_ins.c.goal_id.distinct()).label("number")
_OF_MEMBER = (
    select(check_ins.c.day, _count).where(*_is_between, _of_member).group_by(check_ins.c.day)
)
_OF_GOAL = select(check_ins.c.day, _count).where(*_is_between, _of_goal).group_by(check_ins.c.day)
_BY_GOAL = (
    select(
        check_ins.c.goal_id,
        check_ins.c.day,
        type_coerce(func.sum(check_ins.c.amount), Quantity()),
    )
    .where(*_is_between, _of_member)
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
    is_goal = isinstance(whose, Goal)
    values = goal_params(whose) if isinstance(whose, Goal) else member_params(whose)
    rows = tx.execute(_OF_GOAL if is_goal else _OF_MEMBER, values | {"first": first, "last": last})
    return {row.day: row.number for row in rows}


def list_by_goal(
    tx: Connection, member: Member, first: LocalDay, last: LocalDay
) -> Sequence[GoalDay]:
    """Return the days on which each public goal of a member had check-ins."""
    rows = tx.execute(_BY_GOAL, member_params(member) | {"first": first, "last": last})
    return [GoalDay(GoalId(goal), day, amount) for goal, day, amount in rows]
