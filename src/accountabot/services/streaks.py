"""Keep every goal's standing true: after an action, and when time alone has changed it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlalchemy import Connection

from accountabot.domain import due as dues
from accountabot.domain import streaks
from accountabot.domain.checkins import CheckIn
from accountabot.domain.due import Due
from accountabot.domain.goals import EVERYONES_TERMS, Goal
from accountabot.domain.identities import Member, ServerId
from accountabot.domain.streaks import NOTHING, Run, Standing
from accountabot.store import checkins, goals

BATCH = 100
"""Goals that are judged again in one go, so that nobody's check-in has to wait."""


@dataclass(frozen=True)
class Line:
    """A goal in one line, at `now`: how it stood when it was last saved, and its check-ins since what is settled."""

    goal: Goal
    saved: Standing
    recent: Sequence[CheckIn]
    now: datetime

    @cached_property
    def standing(self) -> Standing:
        """Where the goal stands."""
        return streaks.stand(self.goal, EVERYONES_TERMS, self.recent, self.now, self.saved.settled)

    @cached_property
    def due(self) -> Due:
        """What the goal asks for next."""
        return dues.due(self.goal, EVERYONES_TERMS.calendar, self.recent, self.now)

    @property
    def run(self) -> Run:
        """What the goal's periods add up to."""
        return self.standing.run


def line(tx: Connection, goal: Goal, now: datetime) -> Line:
    """Return how a goal stands and what it asks for, at `now`."""
    saved = goals.standing_of(tx, goal)
    return Line(goal, saved, checkins.of(tx, goal, saved.settled.through), now)


def lines_of(tx: Connection, member: Member, now: datetime) -> list[Line]:
    """Return a line for each of a member's goals."""
    return [
        Line(goal, saved, checkins.of(tx, goal, saved.settled.through), now) for goal, saved in goals.all_of(tx, member)
    ]


def add(tx: Connection, line: Line, check_in: CheckIn, now: datetime) -> Line:
    """Judge a goal with one check-in more, and save its standing."""
    settled = line.saved.settled.through
    if settled and check_in.day <= settled:  # made before that day closed, heard of after
        return rebuild(tx, line.goal, now)
    return _save(tx, Line(line.goal, line.saved, [*line.recent, check_in], now))


def rebuild(tx: Connection, goal: Goal, now: datetime) -> Line:
    """Judge a goal anew from its whole record: something behind what was settled has changed."""
    line = Line(goal, NOTHING, checkins.of(tx, goal), now)
    goals.set_standing(tx, goal, line.standing)
    return line


def judge_fallen(tx: Connection, server: ServerId, now: datetime) -> bool:
    """Judge again some goals whose streak has fallen by itself; return whether there may be more."""
    keys = goals.fallen(tx, server, now, BATCH)
    for key in keys:
        if goal := goals.get(tx, server, key):
            _save(tx, line(tx, goal, now))
    return len(keys) == BATCH


def has_fallen(tx: Connection, server: ServerId, now: datetime) -> bool:
    """Tell whether a streak of this server has fallen by itself since it was saved."""
    return bool(goals.fallen(tx, server, now, 1))


def _save(tx: Connection, line: Line) -> Line:
    if line.standing != line.saved:
        goals.set_standing(tx, line.goal, line.standing)
    return line
