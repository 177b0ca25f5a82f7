"""Store goals."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, bindparam, exists, func, insert, or_, select, update

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal, GoalState, Promise
from accountabot.domain.goals.schedules import Start, parse_schedule
from accountabot.domain.identifiers import GoalId, Member, MemberId, ServerId
from accountabot.domain.streaks.tallies import Standing
from accountabot.store import schema, unreadable_goals
from accountabot.store.goals import amounts, edits
from accountabot.store.parameters import goal_params, member_params
from accountabot.store.prepared import Prepared, RowValues
from accountabot.store.reminders import reminders
from accountabot.store.schema import goals
from accountabot.store.streaks import standings

_ADD = insert(goals).returning(goals.c.id)
_ON_SERVER = (goals.c.server_id == bindparam("server"), goals.c.undone_at.is_(None))
_THIS = (goals.c.id == bindparam("goal"), goals.c.server_id == bindparam("server"))
_GOAL = Prepared(select(goals).where(*_THIS, goals.c.undone_at.is_(None)))
_GOALS_OF = (
    select(goals).where(*_ON_SERVER, goals.c.member_id == bindparam("member")).order_by(goals.c.id)
)
_KEYS_OF = _GOALS_OF.with_only_columns(goals.c.id)
_GOALS_AND_STANDINGS = goals.join(schema.standings, schema.standings.c.goal_id == goals.c.id)
_COLUMNS = [*goals.c, *(column for column in schema.standings.c if column.key not in goals.c)]
_WITH_STANDINGS = Prepared(
    select(*_COLUMNS)
    .select_from(_GOALS_AND_STANDINGS)
    .where(*_ON_SERVER, goals.c.member_id == bindparam("member"))
    .order_by(goals.c.id)
)
_EVERYWHERE = select(goals).where(
    goals.c.member_id == bindparam("member"), goals.c.undone_at.is_(None)
)
_BATCH = (
    select(*_COLUMNS)
    .select_from(_GOALS_AND_STANDINGS)
    .where(goals.c.id > bindparam("after"), goals.c.undone_at.is_(None))
    .order_by(goals.c.id)
    .limit(bindparam("limit"))
)
_ALL_KEYS = select(goals.c.id, goals.c.server_id).order_by(goals.c.id)
_SERVERS = select(goals.c.server_id).distinct()
_COUNT_ALL = select(func.count()).select_from(goals).where(goals.c.undone_at.is_(None))
_COUNT_ACTIVE = (
    select(func.count())
    .select_from(_GOALS_AND_STANDINGS)
    .where(
        *_ON_SERVER,
        goals.c.member_id == bindparam("member"),
        goals.c.state == GoalState.ACTIVE,
        # Pauses move a deadline, so it is over when its standing says so.
        or_(
            goals.c.until.is_(None),
            schema.standings.c.over_at.is_(None),
            schema.standings.c.over_at > bindparam("now"),
        ),
        or_(goals.c.through.is_(None), goals.c.through >= bindparam("today")),
    )
)
_DUPLICATE = _GOALS_OF.where(
    goals.c.title == bindparam("title"),
    goals.c.schedule == bindparam("schedule"),
    goals.c.declared_at > bindparam("since"),
    goals.c.until.is_not_distinct_from(bindparam("deadline")),
    goals.c.through.is_not_distinct_from(bindparam("last")),
    goals.c.amount.is_not_distinct_from(bindparam("number")),
    goals.c.state == GoalState.ACTIVE,
).limit(1)
_gone = exists().where(
    schema.departures.c.server_id == goals.c.server_id,
    schema.departures.c.member_id == goals.c.member_id,
    schema.departures.c.back_at.is_(None),
)
_OF_OTHERS = (
    select(goals)
    .select_from(_GOALS_AND_STANDINGS)
    .where(
        *_ON_SERVER,
        goals.c.member_id != bindparam("member"),
        goals.c.state == GoalState.ACTIVE,
        goals.c.is_private.is_(False),
        or_(schema.standings.c.over_at.is_(None), schema.standings.c.over_at > bindparam("now")),
        goals.c.title.ilike(bindparam("like"), escape="/"),
        ~_gone,
    )
    .order_by(goals.c.id.desc())
    .limit(bindparam("limit"))
)
_SET_STATE = (
    update(goals).where(*_THIS).values(state=bindparam("new_state"), ended_at=bindparam("new_end"))
)
_EDITED = (
    "title",
    "schedule",
    "edited_at",
    "deadline_set_at",
    "start_day",
    "until",
    "through",
    "amount",
    "unit",
    "at_most",
    "plan",
    "is_private",
    "usual_time",
)
_SET_TERMS = (
    update(goals).where(*_THIS).values({name: bindparam(f"new_{name}") for name in _EDITED})
)
_SET_HIDDEN = (
    update(goals)
    .where(*_THIS)
    .values(hidden_at=bindparam("new_at"), is_private=bindparam("new_private"))
)
_SET_UNDONE = update(goals).where(*_THIS).values(undone_at=bindparam("undone"))


def add(tx: Connection, owner: Member, promise: Promise, start: Start) -> Goal:
    """Store a new goal and an empty standing."""
    goal = Goal(
        id=GoalId(0),
        owner=owner,
        title=promise.title,
        schedule=promise.schedule,
        start=start,
        amount=promise.amount,
        plan=promise.plan,
        is_private=promise.is_private,
        usual_time=promise.usual_time,
    )
    values = {
        "server_id": owner.server,
        "member_id": owner.id,
        "declared_at": start.at,
        "state": goal.state,
    }
    goal = replace(goal, id=GoalId(tx.execute(_ADD, values | edits.columns(goal)).scalar_one()))
    standings.add(tx, goal)
    reminders.add(tx, goal, start.at)
    return goal


def get(tx: Connection, server: ServerId, goal: GoalId) -> Goal | None:
    """Return a goal on this server, unless its declaration was undone."""
    rows = _GOAL.mappings(tx, {"server": server, "goal": goal})
    return edits.with_past(tx, _goal(rows[0])) if rows else None


def all_of(tx: Connection, owner: Member) -> list[tuple[Goal, Standing]]:
    """Return a member's goals and their saved standings, in the order of declaration.

    Those that can't be read are left out.
    """
    return unreadable_goals.read_each(
        tx,
        lambda: [
            (edits.with_past(tx, _goal(row)), standings.standing_from_row(row))
            for row in _WITH_STANDINGS.mappings(tx, member_params(owner))
        ],
        keys=lambda: [*map(GoalId, tx.execute(_KEYS_OF, member_params(owner)).scalars())],
        one=lambda key: _with_standing(tx, owner.server, key),
    )


def _with_standing(tx: Connection, server: ServerId, key: GoalId) -> tuple[Goal, Standing] | None:
    goal = get(tx, server, key)
    return (goal, standings.get(tx, goal)) if goal else None


def owned_everywhere(tx: Connection, owner: MemberId) -> list[Goal]:
    """Return a person's goals on all servers."""
    return [
        edits.with_past(tx, _goal(row))
        for row in tx.execute(_EVERYWHERE, {"member": owner}).mappings()
    ]


def batch(tx: Connection, after: int, limit: int) -> list[tuple[Goal, Standing]]:
    """Return the next goals of all servers, by ID after `after`, with their standings."""
    found = tx.execute(_BATCH, {"after": after, "limit": limit}).mappings()
    return [(edits.with_past(tx, _goal(row)), standings.standing_from_row(row)) for row in found]


def unreadable(tx: Connection) -> Iterator[GoalId]:
    """Yield the goals of all servers that can't be read, or whose standings or reminders can't."""
    for key, server in tx.execute(_ALL_KEYS).all():
        try:
            if goal := get(tx, ServerId(server), GoalId(key)):
                standings.get(tx, goal)
                reminders.get(tx, goal)
        except unreadable_goals.UNREADABLE:
            yield GoalId(key)


def servers(tx: Connection) -> list[ServerId]:
    """Return the servers that have goals."""
    return [ServerId(key) for key in tx.execute(_SERVERS).scalars()]


def count_all(tx: Connection) -> int:
    """Count the goals of all servers."""
    return tx.execute(_COUNT_ALL).scalar_one()


def count_active(tx: Connection, owner: Member, now: datetime, today: LocalDay) -> int:
    """Count a member's active goals, except those that are over."""
    return tx.execute(
        _COUNT_ACTIVE, member_params(owner) | {"now": now, "today": today}
    ).scalar_one()


def find_duplicate(tx: Connection, owner: Member, promise: Promise, since: datetime) -> Goal | None:
    """Return an active goal with the same title and terms, declared after `since`, or None."""
    terms = {"title": promise.title, "schedule": str(promise.schedule), "since": since}
    end = {
        "deadline": promise.until,
        "last": promise.through,
        "number": promise.amount and promise.amount.number,
    }
    row = tx.execute(_DUPLICATE, member_params(owner) | terms | end).mappings().first()
    return edits.with_past(tx, _goal(row)) if row else None


def public_of_others(
    tx: Connection, member: Member, part: str, now: datetime, limit: int
) -> list[Goal]:
    """Return public active goals of other members with a part of their title, newest first.

    Goals of members who left or are blocked are left out.
    """
    like = "".join(f"/{sign}" if sign in "/%_" else sign for sign in part)
    found = {"like": f"%{like}%", "now": now, "limit": limit}
    rows = tx.execute(_OF_OTHERS, member_params(member) | found).mappings()
    return [edits.with_past(tx, _goal(row)) for row in rows]


def set_state(
    tx: Connection, goal: Goal, state: GoalState, ended_at: datetime | None = None
) -> None:
    """Set a goal's state, and the time (UTC) if its owner ended it."""
    tx.execute(_SET_STATE, goal_params(goal) | {"new_state": state, "new_end": ended_at})
    standings.count_again(tx, goal)


def save_terms(tx: Connection, goal: Goal) -> None:
    """Save a goal's current terms."""
    tx.execute(
        _SET_TERMS,
        goal_params(goal) | {f"new_{name}": value for name, value in edits.columns(goal).items()},
    )


def set_hidden(tx: Connection, goal: Goal, at: datetime | None) -> Goal:
    """Hide a goal from `at` (UTC) on, or show it if `at` is None; return the changed goal."""
    tx.execute(_SET_HIDDEN, goal_params(goal) | {"new_at": at, "new_private": at is not None})
    return replace(goal, hidden_at=at, is_private=at is not None)


def set_undone(tx: Connection, goal: Goal, at: datetime) -> None:
    """Mark a goal's declaration as undone, as if it had never been declared."""
    tx.execute(_SET_UNDONE, goal_params(goal) | {"undone": at})


def _goal(row: RowValues) -> Goal:
    owner = Member(ServerId(row["server_id"]), MemberId(row["member_id"]))
    return Goal(
        id=GoalId(row["id"]),
        owner=owner,
        title=row["title"],
        schedule=_schedule(row["schedule"]),
        start=edits.start_from_row(row),
        state=GoalState(row["state"]),
        amount=amounts.from_row(row),
        ended_at=row["ended_at"],
        plan=row["plan"],
        is_private=row["is_private"],
        hidden_at=row["hidden_at"],
        usual_time=row["usual_time"],
    )


_schedule = lru_cache(maxsize=512)(parse_schedule)
