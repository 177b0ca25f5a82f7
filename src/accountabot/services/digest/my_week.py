"""Sum up a member's own week, for their eyes only."""

from collections import Counter
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.digest import Week
from accountabot.domain.goals.goal import GoalState
from accountabot.domain.identifiers import Member
from accountabot.domain.streaks.outcomes import Outcome
from accountabot.services.streaks import goal_status, windows
from accountabot.services.streaks.goal_status import GoalStatus


class OwnWeek(NamedTuple):
    """A member's goal, with how many of its periods ended in each way in a week."""

    status: GoalStatus
    kept: int
    """Without those made up."""
    made_up: int
    excused: int
    frozen: int

    @property
    def has_news(self) -> bool:
        """Return whether there is anything to say about the week."""
        return bool(self.kept or self.made_up or self.excused or self.frozen)


def own_week(tx: Connection, member: Member, week: Week, now: datetime) -> list[OwnWeek]:
    """Return a member's week by goal: those with the most kept first, without finished ones."""
    found = [_of_goal(tx, status, week, now) for status in goal_status.statuses_of(tx, member, now)]
    shown = [each for each in found if each.has_news or _is_ongoing(each.status)]
    return sorted(shown, key=lambda each: -(each.kept + each.made_up))


def _of_goal(tx: Connection, status: GoalStatus, week: Week, now: datetime) -> OwnWeek:
    goal = status.goal
    closed = windows.closed_between(tx, goal, week.begins, week.ends, now)
    outcomes = Counter(verdict.outcome for verdict in closed)
    slips = (
        windows.frozen_between(tx, goal, week.begins, week.ends, now) if _slipped(outcomes) else 0
    )
    return OwnWeek(
        status=status,
        kept=outcomes[Outcome.KEPT],
        made_up=outcomes[Outcome.LATE],
        excused=outcomes[Outcome.EXCUSED],
        frozen=slips,
    )


def _slipped(outcomes: Counter[Outcome]) -> bool:
    return any(outcome.is_slip for outcome in outcomes)


def _is_ongoing(status: GoalStatus) -> bool:
    return status.goal.state is GoalState.ACTIVE and status.due.is_ongoing
