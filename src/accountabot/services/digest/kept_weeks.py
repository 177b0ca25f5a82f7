"""Decide who kept their word in a week, and judge only goals for which that is not known."""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum, auto

from sqlalchemy import Connection

from accountabot.domain.digest import Week
from accountabot.domain.identifiers import ServerId
from accountabot.domain.streaks.outcomes import Verdict
from accountabot.services.streaks import windows
from accountabot.store.digest.week_activity import WeekGoal
from accountabot.store.goals import goals


class Slip(Enum):
    """What a goal's standing says about slips in a week."""

    NONE = auto()
    SLIPPED = auto()
    UNKNOWN = auto()


def has_kept_word(
    tx: Connection, server: ServerId, week: Week, theirs: Sequence[WeekGoal], now: datetime
) -> bool:
    """Return whether a member kept something in a week, and everything that was due.

    Only their public goals count. A period that used a freeze was not kept.
    """
    slips = {each: slip_of(each, week, now) for each in theirs}
    if Slip.SLIPPED in slips.values():
        return False
    has_kept = any(each.is_kept for each in theirs)
    if not (has_kept or any(_can_be_kept(each, week) for each in theirs)):
        return False
    for each, slip in slips.items():
        is_open = not has_kept and not each.is_kept and _can_be_kept(each, week)
        if slip is Slip.UNKNOWN or is_open:
            closed = _closed(tx, server, week, each, now)
            if any(verdict.outcome.is_slip for verdict in closed):
                return False
            has_kept |= any(verdict.outcome.counts_as_kept for verdict in closed)
    return has_kept


def slip_of(goal: WeekGoal, week: Week, now: datetime) -> Slip:
    """Return what the standing of a goal says about slips in a week.

    The standing has the time of the last slip or, if there is no streak, of the first slip in a row
    without check-ins.
    """
    if goal.changes_at and goal.changes_at <= now:
        return Slip.UNKNOWN
    if goal.slipped_at is None:
        return Slip.NONE
    if goal.slipped_at >= week.ends:
        return Slip.UNKNOWN
    if goal.slipped_at >= week.begins:
        return Slip.SLIPPED
    return Slip.NONE if goal.streak else Slip.UNKNOWN


def _can_be_kept(goal: WeekGoal, week: Week) -> bool:
    """Return whether a period can have been kept: by a check-in, an edit, or under a ceiling."""
    is_edited = goal.edited_at is not None and week.begins <= goal.edited_at < week.ends
    return goal.has_check_in or goal.is_ceiling or is_edited


def _closed(
    tx: Connection, server: ServerId, week: Week, each: WeekGoal, now: datetime
) -> list[Verdict]:
    goal = goals.get(tx, server, each.id)
    return windows.closed_between(tx, goal, week.begins, week.ends, now) if goal else []
