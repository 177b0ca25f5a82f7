"""Store the witnesses of goals, and read a goal's support."""

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    func,
    insert,
    select,
)

from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import Action, Member, MemberId
from accountabot.domain.people.support import Support
from accountabot.store.parameters import goal_params
from accountabot.store.schema import check_ins, cheers, witnesses

_WITNESSES = (
    select(witnesses.c.member_id)
    .where(witnesses.c.server_id == bindparam("server"), witnesses.c.goal_id == bindparam("goal"))
    .order_by(witnesses.c.at)
)
_CHEERS = (
    select(func.count())
    .select_from(cheers.join(check_ins, check_ins.c.id == cheers.c.check_in_id, isouter=True))
    .where(
        cheers.c.server_id == bindparam("server"),
        cheers.c.goal_id == bindparam("goal"),
        check_ins.c.undone_at.is_(None),
    )
)
_IS_WITNESS = select(witnesses.c.at).where(
    witnesses.c.server_id == bindparam("server"),
    witnesses.c.goal_id == bindparam("goal"),
    witnesses.c.member_id == bindparam("member"),
)
_REMOVE_WITNESS = delete(witnesses).where(
    witnesses.c.server_id == bindparam("server"),
    witnesses.c.goal_id == bindparam("goal"),
    witnesses.c.member_id == bindparam("member"),
)
_ADD_WITNESS = insert(witnesses)


def add_witness(tx: Connection, goal: Goal, action: Action) -> bool:
    """Add a witness to a goal; return False if they already are one."""
    if is_witness(tx, goal, action.member):
        return False
    author = {"server_id": goal.owner.server, "member_id": action.member.id, "at": action.at}
    tx.execute(_ADD_WITNESS, author | {"goal_id": goal.id})
    return True


def is_witness(tx: Connection, goal: Goal, member: Member) -> bool:
    """Tell whether a member is a witness of a goal."""
    return tx.execute(_IS_WITNESS, goal_params(goal) | {"member": member.id}).first() is not None


def remove_witness(tx: Connection, goal: Goal, member: Member) -> bool:
    """Remove a witness from a goal; return False if they were not one."""
    return tx.execute(_REMOVE_WITNESS, goal_params(goal) | {"member": member.id}).rowcount > 0


def support_of(tx: Connection, goal: Goal) -> Support:
    """Return a goal's witnesses and cheers, without cheers for undone check-ins."""
    params = goal_params(goal)
    members = tuple(MemberId(key) for key in tx.execute(_WITNESSES, params).scalars())
    return Support(members, tx.execute(_CHEERS, params).scalar_one())
