"""Read members' current streaks from saved standings, for streak roles."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, case, func, or_, select

from accountabot.domain.goals.goal import GoalState
from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.domain.streaks.current_streak import CurrentStreak
from accountabot.store.dialect import without_index
from accountabot.store.leaderboards.eligibility import on_boards
from accountabot.store.schema import goals, standings

_here = standings.c.server_id == bindparam("server")
_counts = (
    standings.c.streak > 0,
    or_(standings.c.over_at.is_(None), standings.c.over_at > bindparam("now")),
    goals.c.state == GoalState.ACTIVE,
    goals.c.undone_at.is_(None),
    goals.c.is_private.is_(False),
    *on_boards(standings),
)
"""The goals that count for streak roles, as for the leaderboard of current streaks."""
_is_fresh = or_(standings.c.changes_at.is_(None), standings.c.changes_at > bindparam("now"))


def _streaks_of(*whose: ColumnElement[bool]) -> Select[Any, Any, Any]:
    return (
        select(
            standings.c.member_id,
            func.max(standings.c.streak).label("streak"),
            func.min(case((_is_fresh, 1), else_=0)).label("is_fresh"),
        )
        .join(goals, goals.c.id == standings.c.goal_id)
        .where(*whose, *_counts)
        .group_by(standings.c.member_id)
    )


_STREAKS = _streaks_of(_here)
_STREAK = _streaks_of(
    goals.c.server_id == bindparam("server"),
    goals.c.member_id == bindparam("member"),
    without_index(standings.c.server_id) == bindparam("server"),  # few goals are the member's
)


def streaks(tx: Connection, server: ServerId, now: datetime) -> dict[MemberId, CurrentStreak]:
    """Return the longest current streak of every member who can be on the leaderboard."""
    found = tx.execute(_STREAKS, {"server": server, "now": now})
    return {MemberId(row.member_id): _streak(row) for row in found}


def streak_of(tx: Connection, member: Member, now: datetime) -> CurrentStreak:
    """Return a member's longest current streak; it is 0 if they can't be on the leaderboard."""
    which = {"server": member.server, "member": member.id, "now": now}
    row = tx.execute(_STREAK, which).first()
    return _streak(row) if row else CurrentStreak(0, is_stale=False)


def _streak(row: Row[Any, Any, Any]) -> CurrentStreak:
    return CurrentStreak(row.streak, is_stale=not row.is_fresh)
