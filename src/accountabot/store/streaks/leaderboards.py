"""Read the streak leaderboard from saved standings."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)

from accountabot.domain.goals.goal import GoalState
from accountabot.domain.identifiers import GoalId, Member, MemberId, ServerId
from accountabot.domain.server.settings import SettingName
from accountabot.domain.streaks.leaderboards import BoardRank, CurrentStreak
from accountabot.domain.streaks.tallies import is_without_freeze
from accountabot.store.dialect import without_index
from accountabot.store.schema import departures, goals, settings, standings

_later = settings.alias("later")


def on_boards(table: FromClause) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions under which the member in a table is on the leaderboards.

    They are not if they left the server, are blocked, or chose not to be.
    """
    gone = exists().where(
        departures.c.server_id == table.c.server_id,
        departures.c.member_id == table.c.member_id,
        departures.c.back_at.is_(None),
    )
    hidden = exists().where(
        settings.c.server_id == table.c.server_id,
        settings.c.member_id == table.c.member_id,
        settings.c.name == SettingName.ON_LEADERBOARDS,
        settings.c.value == "off",
        ~exists().where(
            _later.c.server_id == settings.c.server_id,
            _later.c.member_id == settings.c.member_id,
            _later.c.name == settings.c.name,
            _later.c.id > settings.c.id,
        ),
    )
    return ~gone, ~hidden


_here = standings.c.server_id == bindparam("server")
_counts = (
    standings.c.streak > 0,
    or_(standings.c.over_at.is_(None), standings.c.over_at > bindparam("now")),
    goals.c.state == GoalState.ACTIVE,
    goals.c.undone_at.is_(None),
    goals.c.is_private.is_(False),
    *on_boards(standings),
)
"""The goals that count for a leaderboard, and for streak roles."""
_is_fresh = or_(standings.c.changes_at.is_(None), standings.c.changes_at > bindparam("now"))
_best = (
    select(
        standings.c.member_id,
        standings.c.goal_id,
        goals.c.title,
        standings.c.streak,
        standings.c.uses_freeze,
        func.row_number()
        .over(
            partition_by=standings.c.member_id,
            order_by=(standings.c.streak.desc(), standings.c.goal_id),
        )
        .label("nth"),
    )
    .join(goals, goals.c.id == standings.c.goal_id)
    .where(_here, *_counts, _is_fresh)
    .subquery()
)
_ranked = (
    select(
        func.rank().over(order_by=_best.c.streak.desc()).label("rank"),
        _best.c.member_id,
        _best.c.goal_id,
        _best.c.title,
        _best.c.streak,
        _best.c.uses_freeze,
    )
    .where(_best.c.nth == 1)
    .subquery()
)
_PAGE = (
    select(_ranked)
    .order_by(_ranked.c.rank, _ranked.c.member_id)
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
)
_OWN = select(_ranked).where(_ranked.c.member_id == bindparam("member"))
_COUNT = select(func.count()).select_from(_ranked)


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


def ranks(
    tx: Connection, server: ServerId, now: datetime, limit: int, offset: int
) -> list[BoardRank]:
    """Return a page of the streak leaderboard, without stale standings."""
    return [
        _rank(row)
        for row in tx.execute(
            _PAGE, {"server": server, "now": now, "limit": limit, "offset": offset}
        )
    ]


def rank_of(tx: Connection, server: ServerId, member: MemberId, now: datetime) -> BoardRank | None:
    """Return a member's rank, or None if they are not on the leaderboard."""
    row = tx.execute(_OWN, {"server": server, "member": member, "now": now}).first()
    return _rank(row) if row else None


def count(tx: Connection, server: ServerId, now: datetime) -> int:
    """Count the members on the streak leaderboard."""
    return tx.execute(_COUNT, {"server": server, "now": now}).scalar_one()


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


def _rank(row: Row[Any]) -> BoardRank:
    return BoardRank(
        rank=row.rank,
        member=MemberId(row.member_id),
        goal=GoalId(row.goal_id),
        title=row.title,
        streak=row.streak,
        is_without_freeze=is_without_freeze(row.streak, uses_freeze=row.uses_freeze),
    )
