"""Keep goals and their standings."""

from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, bindparam, func, insert, or_, select, update

from accountabot.domain.days import LocalDay
from accountabot.domain.goals import Goal, Promise, State
from accountabot.domain.identities import GoalId, Member, MemberId, ServerId
from accountabot.domain.runs import Standing
from accountabot.domain.schedules import GRACE_AFTER_DEADLINE, Start, parse
from accountabot.store import amounts, schema, standings
from accountabot.store.prepared import Kept, Prepared
from accountabot.store.schema import goals

_ADD = insert(goals).returning(goals.c.id)
_HERE = (goals.c.server_id == bindparam("server"), goals.c.undone_at.is_(None))
_THIS = (goals.c.id == bindparam("goal"), goals.c.server_id == bindparam("server"))
_GOAL = select(goals).where(*_THIS, goals.c.undone_at.is_(None))
_GOALS_OF = select(goals).where(*_HERE, goals.c.member_id == bindparam("member")).order_by(goals.c.id)
_BOTH = goals.join(schema.standings, schema.standings.c.goal_id == goals.c.id)
_COLUMNS = [*goals.c, *(column for column in schema.standings.c if column.key not in goals.c)]
_KEPT = Prepared(
    select(*_COLUMNS).select_from(_BOTH).where(*_HERE, goals.c.member_id == bindparam("member")).order_by(goals.c.id)
)
_EVERYWHERE = select(goals).where(goals.c.member_id == bindparam("member"), goals.c.undone_at.is_(None))
_BATCH = (
    select(*_COLUMNS)
    .select_from(_BOTH)
    .where(goals.c.id > bindparam("after"), goals.c.undone_at.is_(None))
    .order_by(goals.c.id)
    .limit(bindparam("limit"))
)
_SERVERS = select(goals.c.server_id).distinct()
_COUNT_ALL = select(func.count()).select_from(goals).where(goals.c.undone_at.is_(None))
_GOING = (
    select(func.count())
    .select_from(goals)
    .where(
        *_HERE,
        goals.c.member_id == bindparam("member"),
        goals.c.state == State.ACTIVE,
        or_(goals.c.until.is_(None), goals.c.until > bindparam("over")),
        or_(goals.c.through.is_(None), goals.c.through >= bindparam("today")),
    )
)
_SAME = _GOALS_OF.where(
    goals.c.title == bindparam("title"),
    goals.c.schedule == bindparam("schedule"),
    goals.c.declared_at > bindparam("since"),
    goals.c.until.is_not_distinct_from(bindparam("deadline")),
    goals.c.through.is_not_distinct_from(bindparam("last")),
    goals.c.amount.is_not_distinct_from(bindparam("number")),
    goals.c.state == State.ACTIVE,
).limit(1)
_SET_STATE = update(goals).where(*_THIS).values(state=bindparam("new_state"))
_SET_START = update(goals).where(*_THIS).values(start_day=bindparam("new_start"))
_SET_UNDONE = update(goals).where(*_THIS).values(undone_at=bindparam("undone"))


def add(tx: Connection, owner: Member, promise: Promise, start: Start) -> Goal:
    """Keep a new goal, with a standing of nothing."""
    values = {"server_id": owner.server, "member_id": owner.id}
    state = State.ACTIVE
    key = tx.execute(
        _ADD,
        values
        | {"title": promise.title, "schedule": str(promise.schedule), "declared_at": start.at, "start_day": start.day}
        | {"until": start.until, "through": start.through, "state": state}
        | amounts.columns(promise.amount),
    ).scalar_one()
    goal = Goal(GoalId(key), owner, promise.title, promise.schedule, start, state, promise.amount)
    standings.add(tx, goal)
    return goal


def get(tx: Connection, server: ServerId, goal: GoalId) -> Goal | None:
    """Return a goal of this server, or None where there is none or its declaration was undone."""
    row = tx.execute(_GOAL, {"server": server, "goal": goal}).mappings().first()
    return _goal(row) if row else None


def all_of(tx: Connection, owner: Member) -> list[tuple[Goal, Standing]]:
    """Return a member's goals in the order in which they were declared, each with its standing as it was saved."""
    return [(_goal(row), standings.read(row)) for row in _KEPT.mappings(tx, _who(owner))]


def owned_everywhere(tx: Connection, owner: MemberId) -> list[Goal]:
    """Return a person's goals on all servers."""
    return [_goal(row) for row in tx.execute(_EVERYWHERE, {"member": owner}).mappings()]


def batch(tx: Connection, after: int, limit: int) -> list[tuple[Goal, Standing]]:
    """Return goals of all servers with their standings as they were saved, by their ids, those behind `after`."""
    found = tx.execute(_BATCH, {"after": after, "limit": limit}).mappings()
    return [(_goal(row), standings.read(row)) for row in found]


def servers(tx: Connection) -> list[ServerId]:
    """Return the servers on which anybody ever declared a goal."""
    return [ServerId(key) for key in tx.execute(_SERVERS).scalars()]


def count_all(tx: Connection) -> int:
    """Count the goals of all servers."""
    return tx.execute(_COUNT_ALL).scalar_one()


def count_going(tx: Connection, owner: Member, now: datetime, today: LocalDay) -> int:
    """Count a member's active goals, those whose time and its grace are over left out."""
    return tx.execute(_GOING, _who(owner) | {"over": now - GRACE_AFTER_DEADLINE, "today": today}).scalar_one()


def same(tx: Connection, owner: Member, promise: Promise, since: datetime) -> Goal | None:
    """Return the goal that a member declared in the same words, by the same deadline, after `since`."""
    said = {"title": promise.title, "schedule": str(promise.schedule), "since": since}
    end = {"deadline": promise.until, "last": promise.through, "number": promise.amount and promise.amount.number}
    row = tx.execute(_SAME, _who(owner) | said | end).mappings().first()
    return _goal(row) if row else None


def set_state(tx: Connection, goal: Goal, state: State) -> None:
    """Move a goal to another state."""
    tx.execute(_SET_STATE, _which(goal) | {"new_state": state})


def set_start(tx: Connection, goal: Goal) -> None:
    """Save the day on which a goal starts: its owner has said for the first time where they live."""
    tx.execute(_SET_START, _which(goal) | {"new_start": goal.start.day})


def set_undone(tx: Connection, goal: Goal, at: datetime) -> None:
    """Mark a goal's declaration as undone: from now on it counts as if it had never been."""
    tx.execute(_SET_UNDONE, _which(goal) | {"undone": at})


def _goal(kept: Kept) -> Goal:
    owner = Member(ServerId(kept["server_id"]), MemberId(kept["member_id"]))
    start = Start(kept["declared_at"], kept["start_day"], kept["until"], kept["through"])
    state = State(kept["state"])
    return Goal(
        GoalId(kept["id"]),
        owner,
        kept["title"],
        _schedule(kept["schedule"]),
        start,
        state,
        amounts.of(kept),
        kept["ended_at"],
    )


_schedule = lru_cache(maxsize=512)(parse)


def _who(owner: Member) -> dict[str, object]:
    return {"server": owner.server, "member": owner.id}


def _which(goal: Goal) -> dict[str, object]:
    return {"server": goal.owner.server, "goal": goal.id}
