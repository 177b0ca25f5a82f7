"""Keep goals and their standings."""

from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, bindparam, func, insert, or_, select, update

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal, GoalState, Promise
from accountabot.domain.goals.schedules import GRACE_AFTER_DEADLINE, Start, parse_schedule
from accountabot.domain.identifiers import GoalId, Member, MemberId, ServerId
from accountabot.domain.streaks.tallies import Standing
from accountabot.store import schema
from accountabot.store.goals import amounts, edits
from accountabot.store.prepared import Prepared, RowValues
from accountabot.store.schema import goals
from accountabot.store.streaks import standings

_ADD = insert(goals).returning(goals.c.id)
_HERE = (goals.c.server_id == bindparam("server"), goals.c.undone_at.is_(None))
_THIS = (goals.c.id == bindparam("goal"), goals.c.server_id == bindparam("server"))
_GOAL = select(goals).where(*_THIS, goals.c.undone_at.is_(None))
_GOALS_OF = (
    select(goals).where(*_HERE, goals.c.member_id == bindparam("member")).order_by(goals.c.id)
)
_BOTH = goals.join(schema.standings, schema.standings.c.goal_id == goals.c.id)
_COLUMNS = [*goals.c, *(column for column in schema.standings.c if column.key not in goals.c)]
_KEPT = Prepared(
    select(*_COLUMNS)
    .select_from(_BOTH)
    .where(*_HERE, goals.c.member_id == bindparam("member"))
    .order_by(goals.c.id)
)
_EVERYWHERE = select(goals).where(
    goals.c.member_id == bindparam("member"), goals.c.undone_at.is_(None)
)
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
        goals.c.state == GoalState.ACTIVE,
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
    goals.c.state == GoalState.ACTIVE,
).limit(1)
_SET_STATE = (
    update(goals).where(*_THIS).values(state=bindparam("new_state"), ended_at=bindparam("new_end"))
)
_EDITED = (
    "title",
    "schedule",
    "edited_at",
    "start_day",
    "until",
    "through",
    "amount",
    "unit",
    "at_most",
)
_SET_TERMS = (
    update(goals)
    .where(*_THIS)
    .values({name: bindparam(f"new_{name}") for name in (*_EDITED, "plan", "is_private")})
)
_SET_HIDDEN = (
    update(goals)
    .where(*_THIS)
    .values(hidden_at=bindparam("new_at"), is_private=bindparam("new_private"))
)
_SET_UNDONE = update(goals).where(*_THIS).values(undone_at=bindparam("undone"))


def add(tx: Connection, owner: Member, promise: Promise, start: Start) -> Goal:
    """Keep a new goal, with a standing of nothing."""
    goal = Goal(GoalId(0), owner, promise.title, promise.schedule, start, amount=promise.amount)
    goal = replace(goal, plan=promise.plan, is_private=promise.is_private)
    values = {
        "server_id": owner.server,
        "member_id": owner.id,
        "declared_at": start.at,
        "state": goal.state,
    }
    goal = replace(goal, id=GoalId(tx.execute(_ADD, values | edits.columns(goal)).scalar_one()))
    standings.add(tx, goal)
    return goal


def get(tx: Connection, server: ServerId, goal: GoalId) -> Goal | None:
    """Return a goal of this server, or None where there is none or its declaration was undone."""
    row = tx.execute(_GOAL, {"server": server, "goal": goal}).mappings().first()
    return edits.with_past(tx, _goal(row)) if row else None


def all_of(tx: Connection, owner: Member) -> list[tuple[Goal, Standing]]:
    """Return a member's goals in the order in which they were declared, each with its standing as it was saved."""
    return [
        (edits.with_past(tx, _goal(row)), standings.standing_from_row(row))
        for row in _KEPT.mappings(tx, _who(owner))
    ]


def owned_everywhere(tx: Connection, owner: MemberId) -> list[Goal]:
    """Return a person's goals on all servers."""
    return [
        edits.with_past(tx, _goal(row))
        for row in tx.execute(_EVERYWHERE, {"member": owner}).mappings()
    ]


def batch(tx: Connection, after: int, limit: int) -> list[tuple[Goal, Standing]]:
    """Return goals of all servers with their standings as they were saved, by their ids, those behind `after`."""
    found = tx.execute(_BATCH, {"after": after, "limit": limit}).mappings()
    return [(edits.with_past(tx, _goal(row)), standings.standing_from_row(row)) for row in found]


def servers(tx: Connection) -> list[ServerId]:
    """Return the servers on which anybody ever declared a goal."""
    return [ServerId(key) for key in tx.execute(_SERVERS).scalars()]


def count_all(tx: Connection) -> int:
    """Count the goals of all servers."""
    return tx.execute(_COUNT_ALL).scalar_one()


def count_going(tx: Connection, owner: Member, now: datetime, today: LocalDay) -> int:
    """Count a member's active goals, those whose time and its grace are over left out."""
    return tx.execute(
        _GOING, _who(owner) | {"over": now - GRACE_AFTER_DEADLINE, "today": today}
    ).scalar_one()


def same(tx: Connection, owner: Member, promise: Promise, since: datetime) -> Goal | None:
    """Return the goal that a member declared in the same words, by the same deadline, after `since`."""
    said = {"title": promise.title, "schedule": str(promise.schedule), "since": since}
    end = {
        "deadline": promise.until,
        "last": promise.through,
        "number": promise.amount and promise.amount.number,
    }
    row = tx.execute(_SAME, _who(owner) | said | end).mappings().first()
    return edits.with_past(tx, _goal(row)) if row else None


def set_state(
    tx: Connection, goal: Goal, state: GoalState, ended_at: datetime | None = None
) -> None:
    """Move a goal to another state; `ended_at` is when its owner ended it before its time (UTC)."""
    tx.execute(_SET_STATE, _which(goal) | {"new_state": state, "new_end": ended_at})


def set_terms(tx: Connection, goal: Goal) -> None:
    """Save a goal as it is promised now."""
    tx.execute(
        _SET_TERMS,
        _which(goal) | {f"new_{name}": value for name, value in edits.columns(goal).items()},
    )


def set_hidden(tx: Connection, goal: Goal, at: datetime | None) -> Goal:
    """Let moderators hide a goal since an instant (UTC), or show it again, and return it so."""
    tx.execute(_SET_HIDDEN, _which(goal) | {"new_at": at, "new_private": at is not None})
    return replace(goal, hidden_at=at, is_private=at is not None)


def set_undone(tx: Connection, goal: Goal, at: datetime) -> None:
    """Mark a goal's declaration as undone: from now on it counts as if it had never been."""
    tx.execute(_SET_UNDONE, _which(goal) | {"undone": at})


def _goal(kept: RowValues) -> Goal:
    owner = Member(ServerId(kept["server_id"]), MemberId(kept["member_id"]))
    return Goal(
        GoalId(kept["id"]),
        owner,
        kept["title"],
        _schedule(kept["schedule"]),
        edits.start(kept),
        GoalState(kept["state"]),
        amounts.of(kept),
        kept["ended_at"],
        plan=kept["plan"],
        is_private=kept["is_private"],
        hidden_at=kept["hidden_at"],
    )


_schedule = lru_cache(maxsize=512)(parse_schedule)


def _who(owner: Member) -> dict[str, object]:
    return {"server": owner.server, "member": owner.id}


def _which(goal: Goal) -> dict[str, object]:
    return {"server": goal.owner.server, "goal": goal.id}
