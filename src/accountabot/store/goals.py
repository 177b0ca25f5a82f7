"""Keep goals and their standings."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import Connection, Row, bindparam, func, insert, or_, select, update

from accountabot.domain.goals import Goal, State
from accountabot.domain.identities import GoalId, Member, MemberId, ServerId
from accountabot.domain.schedules import GRACE_AFTER_DEADLINE, Schedule, Start, parse
from accountabot.domain.streaks import NOTHING, Run, Settled, Standing
from accountabot.store.schema import goals, standings

_ADD = insert(goals).returning(goals.c.id)
_ADD_STANDING = insert(standings)
_HERE = (goals.c.server_id == bindparam("server"), goals.c.undone_at.is_(None))
_THIS = (goals.c.id == bindparam("goal"), goals.c.server_id == bindparam("server"))
_GOAL = select(goals).where(*_THIS, goals.c.undone_at.is_(None))
_GOALS_OF = select(goals).where(*_HERE, goals.c.member_id == bindparam("member")).order_by(goals.c.id)
_KEPT = (
    select(goals, *(column for column in standings.c if column.key not in goals.c))
    .join(standings, standings.c.goal_id == goals.c.id)
    .where(*_HERE, goals.c.member_id == bindparam("member"))
    .order_by(goals.c.id)
)
_GOING = (
    select(func.count())
    .select_from(goals)
    .where(
        *_HERE,
        goals.c.member_id == bindparam("member"),
        goals.c.state == State.ACTIVE,
        or_(goals.c.until.is_(None), goals.c.until > bindparam("over")),
    )
)
_SAME = _GOALS_OF.where(
    goals.c.title == bindparam("title"),
    goals.c.schedule == bindparam("schedule"),
    goals.c.declared_at > bindparam("since"),
    goals.c.until.is_not_distinct_from(bindparam("deadline")),
    goals.c.state == State.ACTIVE,
).limit(1)
_SET_STATE = update(goals).where(*_THIS).values(state=bindparam("new_state"))
_SET_UNDONE = update(goals).where(*_THIS).values(undone_at=bindparam("undone"))
_STANDING = select(standings).where(
    standings.c.goal_id == bindparam("goal"), standings.c.server_id == bindparam("server")
)
_SET_STANDING = (
    update(standings)
    .where(standings.c.goal_id == bindparam("goal"), standings.c.server_id == bindparam("server"))
    .values(
        {
            name: bindparam(f"new_{name}")
            for name in standings.c.keys()  # noqa: SIM118 - columns, not a dict
            if name not in {"goal_id", "server_id", "member_id"}
        }
    )
)

_FALLEN = (
    select(standings.c.goal_id)
    .where(standings.c.server_id == bindparam("server"), standings.c.breaks_at <= bindparam("now"))
    .limit(bindparam("limit"))
)


def add(tx: Connection, owner: Member, title: str, schedule: Schedule, start: Start) -> Goal:
    """Keep a new goal, with a standing of nothing."""
    values = {"server_id": owner.server, "member_id": owner.id}
    state = State.ACTIVE
    key = tx.execute(
        _ADD,
        values
        | {"title": title, "schedule": str(schedule), "declared_at": start.at, "start_day": start.day}
        | {"until": start.until, "state": state},
    ).scalar_one()
    goal = Goal(GoalId(key), owner, title, schedule, start, state)
    tx.execute(_ADD_STANDING, values | {"goal_id": goal.id} | _columns(NOTHING))
    return goal


def get(tx: Connection, server: ServerId, goal: GoalId) -> Goal | None:
    """Return a goal of this server, or None where there is none or its declaration was undone."""
    row = tx.execute(_GOAL, {"server": server, "goal": goal}).first()
    return _goal(row) if row else None


def all_of(tx: Connection, owner: Member) -> list[tuple[Goal, Standing]]:
    """Return a member's goals in the order in which they were declared, each with its standing as it was saved."""
    return [(_goal(row), _standing(row)) for row in tx.execute(_KEPT, _who(owner))]


def count_going(tx: Connection, owner: Member, now: datetime) -> int:
    """Count a member's active goals, those whose deadline and grace are over left out."""
    return tx.execute(_GOING, _who(owner) | {"over": now - GRACE_AFTER_DEADLINE}).scalar_one()


def same(
    tx: Connection, owner: Member, title: str, schedule: Schedule, until: datetime | None, since: datetime
) -> Goal | None:
    """Return the goal that a member declared in the same words, by the same deadline, after `since`."""
    said = {"title": title, "schedule": str(schedule), "deadline": until, "since": since}
    row = tx.execute(_SAME, _who(owner) | said).first()
    return _goal(row) if row else None


def set_state(tx: Connection, goal: Goal, state: State) -> None:
    """Move a goal to another state."""
    tx.execute(_SET_STATE, _which(goal) | {"new_state": state})


def set_undone(tx: Connection, goal: Goal, at: datetime) -> None:
    """Mark a goal's declaration as undone: from now on it counts as if it had never been."""
    tx.execute(_SET_UNDONE, _which(goal) | {"undone": at})


def standing_of(tx: Connection, goal: Goal) -> Standing:
    """Return a goal's standing as it was saved."""
    return _standing(tx.execute(_STANDING, _which(goal)).one())


def set_standing(tx: Connection, goal: Goal, standing: Standing) -> None:
    """Save a goal's standing."""
    tx.execute(_SET_STANDING, _which(goal) | {f"new_{name}": value for name, value in _columns(standing).items()})


def fallen(tx: Connection, server: ServerId, now: datetime, limit: int) -> Sequence[GoalId]:
    """Return goals whose streak has fallen by itself since their standing was saved, `limit` at most."""
    found = tx.execute(_FALLEN, {"server": server, "now": now, "limit": limit})
    return [GoalId(key) for key in found.scalars()]


def _standing(row: Row[tuple[object, ...]]) -> Standing:
    s = row._mapping  # noqa: SLF001 - SQLAlchemy's own public name for a row by column
    settled = Settled(s["settled_through"], Run(s["settled_streak"], s["settled_longest"], s["settled_freezes"]))
    return Standing(Run(s["streak"], s["longest"], s["freezes"]), s["breaks_at"], settled)


def _columns(standing: Standing) -> dict[str, int | date | datetime | None]:
    run, settled = standing.run, standing.settled
    return {
        "streak": run.streak,
        "longest": run.longest,
        "freezes": run.freezes,
        "breaks_at": standing.breaks_at,
        "settled_through": settled.through,
        "settled_streak": settled.run.streak,
        "settled_longest": settled.run.longest,
        "settled_freezes": settled.run.freezes,
    }


def _goal(row: Row[tuple[object, ...]]) -> Goal:
    g = row._mapping  # noqa: SLF001 - as above
    owner = Member(ServerId(g["server_id"]), MemberId(g["member_id"]))
    start = Start(g["declared_at"], g["start_day"], g["until"])
    return Goal(GoalId(g["id"]), owner, g["title"], _schedule(g["schedule"]), start, State(g["state"]))


_schedule = lru_cache(maxsize=512)(parse)


def _who(owner: Member) -> dict[str, object]:
    return {"server": owner.server, "member": owner.id}


def _which(goal: Goal) -> dict[str, object]:
    return {"server": goal.owner.server, "goal": goal.id}
