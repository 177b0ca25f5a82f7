"""Find the streaks that began anew in a week, and judge as few goals as possible."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection

from accountabot.domain.digest import Week
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import ServerId
from accountabot.services.streaks import windows
from accountabot.store.digest.week_activity import WeekGoal
from accountabot.store.goals import goals

_FRESH = timedelta(days=2)
"""How long after a week the current streaks still tell which of them began in it."""
_LONGEST_NEW = 9
"""The longest streak that can have begun within a week and `_FRESH`."""


def find(
    tx: Connection, server: ServerId, week: Week, found: Iterable[WeekGoal], now: datetime
) -> Iterator[WeekGoal]:
    """Yield the goals whose streak began after a miss in the week, and was alive at its end."""
    for each in found:
        if _is_possible(each, week, now):
            goal = goals.get(tx, server, each.id)
            if goal and _has_come_back(tx, goal, each, week, now):
                yield each


def _is_possible(goal: WeekGoal, week: Week, now: datetime) -> bool:
    """Return whether the streak of a goal can have begun in the week."""
    if not (goal.has_check_in or goal.is_ceiling):
        return False
    if _is_stale(goal, now):
        return True
    if goal.slipped_at is None:
        return False
    return not _is_recent(goal, week, now) or 1 <= goal.streak <= _LONGEST_NEW


def _has_come_back(tx: Connection, goal: Goal, known: WeekGoal, week: Week, now: datetime) -> bool:
    if not _is_stale(known, now) and _is_recent(known, week, now):
        began = _streak_began_at(tx, goal, known, week, now)
        if began is None or began >= week.ends:
            return False
        if known.longest > known.streak:  # a longer one was lost, and that takes a miss
            return True
    back = windows.came_back_at(tx, goal, week.ends, now)
    return back is not None and back >= week.begins


def _streak_began_at(
    tx: Connection, goal: Goal, known: WeekGoal, week: Week, now: datetime
) -> datetime | None:
    """Return when the first period of the current streak closed; None if before the week."""
    closed = windows.closed_between(tx, goal, week.begins, now + timedelta(seconds=1), now)
    kept = [v.closed_at for v in closed if v.outcome.counts_as_kept]
    return kept[-known.streak] if known.streak <= len(kept) else None


def _is_stale(goal: WeekGoal, now: datetime) -> bool:
    return goal.changes_at is not None and goal.changes_at <= now


def _is_recent(goal: WeekGoal, week: Week, now: datetime) -> bool:
    """Return whether the current streak is the one at the end of the week, or grew from it."""
    return now < week.ends + _FRESH and goal.slipped_at is not None and goal.slipped_at < week.ends
