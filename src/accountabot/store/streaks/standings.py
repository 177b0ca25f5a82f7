"""Store computed standings, so that displaying a goal needs no replay."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlalchemy import Connection, bindparam, insert, or_, select, update

from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import GoalId, ServerId
from accountabot.domain.streaks.tallies import INITIAL_STANDING, SettledTally, Standing, Tally
from accountabot.store.parameters import goal_params
from accountabot.store.prepared import Prepared, RowValues
from accountabot.store.schema import goals, standings

AT_ONCE = datetime.fromtimestamp(0, UTC)
"""A time at which a goal is always due to be counted."""

_NOT_SAVED = frozenset({"goal_id", "server_id", "member_id", "check_in_days", "recount_at"})
_COUNTED = "counted_"
"""How the names of the columns begin that belong to the last count."""

_ADD = insert(standings)
_SETTLED_SINCE = (
    select(standings.c.server_id, standings.c.goal_id)
    .join(goals, goals.c.id == standings.c.goal_id)
    .where(standings.c.settled_at >= bindparam("since"), goals.c.undone_at.is_(None))
)
_STANDING = Prepared(
    select(standings).where(
        standings.c.goal_id == bindparam("goal"), standings.c.server_id == bindparam("server")
    )
)
_SET_STANDING = Prepared(
    update(standings)
    .where(standings.c.goal_id == bindparam("goal"), standings.c.server_id == bindparam("server"))
    .values(
        {
            name: bindparam(f"new_{name}")
            for name in standings.c.keys()  # noqa: SIM118 - columns, not a dict
            if name not in _NOT_SAVED and not name.startswith(_COUNTED)
        }
        | {"recount_at": AT_ONCE}
    )
)

_SET_ALL_STALE = (
    update(standings)
    .where(
        standings.c.server_id == bindparam("server"),
        or_(standings.c.streak > 0, standings.c.changes_at.is_not(None)),
    )
    .values(changes_at=bindparam("now"))
)
_this = (standings.c.server_id == bindparam("server"), standings.c.goal_id == bindparam("goal"))
_SET_STALE = update(standings).where(*_this).values(changes_at=bindparam("now"))
_COUNT_AGAIN = Prepared(update(standings).where(*_this).values(recount_at=AT_ONCE))
_COUNT_ALL_AGAIN = (
    update(standings)
    .where(standings.c.server_id == bindparam("server"))
    .values(recount_at=AT_ONCE, counted_at=None)
)
_COUNT_WHOLE_AGAIN = update(standings).where(*_this).values(recount_at=AT_ONCE, counted_at=None)
_NEXT_CHANGE = (
    select(standings.c.changes_at)
    .where(standings.c.server_id == bindparam("server"), standings.c.changes_at > bindparam("now"))
    .order_by(standings.c.changes_at)
    .limit(1)
)
_STALE = (
    select(standings.c.goal_id)
    .where(standings.c.server_id == bindparam("server"), standings.c.changes_at <= bindparam("now"))
    .limit(bindparam("limit"))
)


def add(tx: Connection, goal: Goal) -> None:
    """Store an initial standing for a new goal: nothing of it is left uncounted."""
    keys = {"server_id": goal.owner.server, "member_id": goal.owner.id, "goal_id": goal.id}
    counted = {"check_in_days": 0, "counted_at": goal.start.at, "recount_at": AT_ONCE}
    tx.execute(_ADD, keys | _columns(INITIAL_STANDING) | counted)


def settled_since(tx: Connection, since: datetime) -> list[tuple[ServerId, GoalId]]:
    """Return the goals of all servers that were settled at or after `since`."""
    return [
        (ServerId(server), GoalId(key))
        for server, key in tx.execute(_SETTLED_SINCE, {"since": since})
    ]


def get(tx: Connection, goal: Goal) -> Standing:
    """Return a goal's saved standing."""
    (row,) = _STANDING.mappings(tx, goal_params(goal))
    return standing_from_row(row)


def save(tx: Connection, goal: Goal, standing: Standing) -> None:
    """Save a goal's standing, and have the goal counted for the leaderboards."""
    _SET_STANDING.rows(
        tx, goal_params(goal) | {f"new_{name}": value for name, value in _columns(standing).items()}
    )


def mark_all_stale(tx: Connection, server: ServerId, now: datetime) -> None:
    """Mark a server's standings as stale, because the server's rules have changed."""
    tx.execute(_SET_ALL_STALE, {"server": server, "now": now})
    tx.execute(_COUNT_ALL_AGAIN, {"server": server})


def mark_stale(tx: Connection, goal: Goal, now: datetime) -> None:
    """Mark a standing as stale, because its owner's rules have changed."""
    tx.execute(_SET_STALE, goal_params(goal) | {"now": now})
    count_again(tx, goal)


def postpone(tx: Connection, server: ServerId, goal: GoalId, at: datetime) -> None:
    """Have a standing recomputed later (UTC)."""
    tx.execute(_SET_STALE, {"server": server, "goal": goal, "now": at})


def count_again(tx: Connection, goal: Goal) -> None:
    """Have a goal counted for the leaderboards."""
    _COUNT_AGAIN.rows(tx, goal_params(goal))


def count_whole_again(tx: Connection, goal: Goal) -> None:
    """Have a goal counted for the leaderboards from its whole record."""
    tx.execute(_COUNT_WHOLE_AGAIN, goal_params(goal))


def next_change(tx: Connection, server: ServerId, now: datetime) -> datetime | None:
    """Return when the next standing on a server becomes stale, or None."""
    return tx.execute(_NEXT_CHANGE, {"server": server, "now": now}).scalar()


def list_stale(tx: Connection, server: ServerId, now: datetime, limit: int) -> Sequence[GoalId]:
    """Return up to `limit` goals with a stale standing."""
    found = tx.execute(_STALE, {"server": server, "now": now, "limit": limit})
    return [GoalId(key) for key in found.scalars()]


def standing_from_row(row: RowValues) -> Standing:
    """Return the standing in a row."""
    settled = SettledTally(
        through=row["settled_through"],
        tally=_tally(row, "settled_"),
        closed_at=row["settled_at"],
        slipped_at=row["settled_slipped_at"],
    )
    return Standing(
        _tally(row, ""), row["changes_at"], settled, row["over_at"], slipped_at=row["slipped_at"]
    )


def _tally(row: RowValues, prefix: str) -> Tally:
    return Tally(
        streak=row[f"{prefix}streak"],
        longest=row[f"{prefix}longest"],
        freezes=row[f"{prefix}freezes"],
        frozen=row[f"{prefix}frozen"],
        uses_freeze=row[f"{prefix}uses_freeze"],
    )


def _columns(standing: Standing) -> dict[str, int | date | datetime | None]:
    tally = standing.tally
    settled = standing.settled
    return {
        "streak": tally.streak,
        "longest": tally.longest,
        "freezes": tally.freezes,
        "frozen": tally.frozen,
        "uses_freeze": tally.uses_freeze,
        "changes_at": standing.changes_at,
        "over_at": standing.over_at,
        "slipped_at": standing.slipped_at,
        "settled_through": settled.through,
        "settled_streak": settled.tally.streak,
        "settled_longest": settled.tally.longest,
        "settled_freezes": settled.tally.freezes,
        "settled_frozen": settled.tally.frozen,
        "settled_uses_freeze": settled.tally.uses_freeze,
        "settled_at": settled.closed_at,
        "settled_slipped_at": settled.slipped_at,
    }
