"""Keep how goals stand, so that nobody's record is replayed where it is only looked at."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, insert, or_, select, update

from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import GoalId, ServerId
from accountabot.domain.streaks.tallies import INITIAL_STANDING, SettledTally, Standing, Tally
from accountabot.store.prepared import Kept, Prepared
from accountabot.store.schema import goals, standings

_ADD = insert(standings)
_SETTLED_SINCE = (
    select(standings.c.server_id, standings.c.goal_id)
    .join(goals, goals.c.id == standings.c.goal_id)
    .where(standings.c.settled_at >= bindparam("since"), goals.c.undone_at.is_(None))
)
_STANDING = select(standings).where(
    standings.c.goal_id == bindparam("goal"), standings.c.server_id == bindparam("server")
)
_SET_STANDING = Prepared(
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

_SET_STALE = (
    update(standings)
    .where(
        standings.c.server_id == bindparam("server"),
        or_(standings.c.streak > 0, standings.c.changes_at.is_not(None)),
    )
    .values(changes_at=bindparam("now"))
)
_SET_ONE_STALE = (
    update(standings)
    .where(standings.c.server_id == bindparam("server"), standings.c.goal_id == bindparam("goal"))
    .values(changes_at=bindparam("now"))
)
_NEXT_CHANGE = (
    select(standings.c.changes_at)
    .where(standings.c.server_id == bindparam("server"), standings.c.changes_at > bindparam("now"))
    .order_by(standings.c.changes_at)
    .limit(1)
)
_FALLEN = (
    select(standings.c.goal_id)
    .where(standings.c.server_id == bindparam("server"), standings.c.changes_at <= bindparam("now"))
    .limit(bindparam("limit"))
)


def add(tx: Connection, goal: Goal) -> None:
    """Let a new goal stand on nothing."""
    which = {"server_id": goal.owner.server, "member_id": goal.owner.id, "goal_id": goal.id}
    tx.execute(_ADD, which | _columns(INITIAL_STANDING))


def settled_since(tx: Connection, since: datetime) -> list[tuple[ServerId, GoalId]]:
    """Return the goals of all servers of which something was settled since an instant."""
    return [
        (ServerId(server), GoalId(key))
        for server, key in tx.execute(_SETTLED_SINCE, {"since": since})
    ]


def of(tx: Connection, goal: Goal) -> Standing:
    """Return a goal's standing as it was saved."""
    return standing_from_row(tx.execute(_STANDING, _which(goal)).mappings().one())


def save(tx: Connection, goal: Goal, standing: Standing) -> None:
    """Save a goal's standing."""
    _SET_STANDING.rows(
        tx, _which(goal) | {f"new_{name}": value for name, value in _columns(standing).items()}
    )


def mark_all_stale(tx: Connection, server: ServerId, now: datetime) -> None:
    """Have every streak of a server looked at again: something that all are judged by has changed."""
    tx.execute(_SET_STALE, {"server": server, "now": now})


def mark_stale(tx: Connection, goal: Goal, now: datetime) -> None:
    """Have a goal looked at again: something that its owner is judged by has changed."""
    tx.execute(_SET_ONE_STALE, _which(goal) | {"now": now})


def next_change(tx: Connection, server: ServerId, now: datetime) -> datetime | None:
    """Return the first instant after now at which a streak of a server changes by itself."""
    return tx.execute(_NEXT_CHANGE, {"server": server, "now": now}).scalar()


def fallen(tx: Connection, server: ServerId, now: datetime, limit: int) -> Sequence[GoalId]:
    """Return goals whose streak has fallen by itself since their standing was saved, `limit` at most."""
    found = tx.execute(_FALLEN, {"server": server, "now": now, "limit": limit})
    return [GoalId(key) for key in found.scalars()]


def standing_from_row(kept: Kept) -> Standing:
    """Return the standing that a row keeps."""
    tally, before = (
        Tally(*(kept[of + name] for name in ("streak", "longest", "freezes", "frozen")))
        for of in ("", "settled_")
    )
    settled = SettledTally(kept["settled_through"], before, kept["settled_at"])
    return Standing(tally, kept["changes_at"], settled, kept["over_at"])


def _columns(standing: Standing) -> dict[str, int | date | datetime | None]:
    tally, settled = standing.tally, standing.settled
    return {
        "streak": tally.streak,
        "longest": tally.longest,
        "freezes": tally.freezes,
        "frozen": tally.frozen,
        "changes_at": standing.changes_at,
        "over_at": standing.over_at,
        "settled_through": settled.through,
        "settled_streak": settled.tally.streak,
        "settled_longest": settled.tally.longest,
        "settled_freezes": settled.tally.freezes,
        "settled_frozen": settled.tally.frozen,
        "settled_at": settled.closed_at,
    }


def _which(goal: Goal) -> dict[str, object]:
    return {"server": goal.owner.server, "goal": goal.id}
