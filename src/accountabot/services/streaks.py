"""Keep every goal's standing true: after an action, and when time alone has changed it."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import due as dues
from accountabot.domain import streaks
from accountabot.domain.checkins import CheckIn
from accountabot.domain.days import LocalDay
from accountabot.domain.due import Due
from accountabot.domain.goals import EVERYONES_TERMS, Goal
from accountabot.domain.identities import Member, ServerId
from accountabot.domain.streaks import Run, Settled, Standing
from accountabot.store import checkins, goals

BATCH = 100
"""Goals that are judged again in one go, so that nobody's check-in has to wait."""


class Line(NamedTuple):
    """A goal in one line: its run and what it asks for."""

    goal: Goal
    run: Run
    due: Due


def line(tx: Connection, goal: Goal, now: datetime) -> Line:
    """Return a goal's run and what it asks for, at `now`."""
    standing, recent = _current(tx, goal, now)
    return Line(goal, standing.run, dues.due(goal, EVERYONES_TERMS.calendar, recent, now))


def lines_of(tx: Connection, member: Member, now: datetime) -> list[Line]:
    """Return a line for each of a member's goals."""
    return [line(tx, goal, now) for goal in goals.all_of(tx, member)]


def update(tx: Connection, goal: Goal, now: datetime, day: LocalDay | None = None) -> Line:
    """Judge a goal after something about `day` was recorded, and save its standing."""
    settled = goals.standing_of(tx, goal).settled.through
    if day and settled and day <= settled:  # it was done before that day closed, and heard of after
        return rebuild(tx, goal, now)
    standing, recent = _current(tx, goal, now)
    goals.set_standing(tx, goal, standing)
    return Line(goal, standing.run, dues.due(goal, EVERYONES_TERMS.calendar, recent, now))


def rebuild(tx: Connection, goal: Goal, now: datetime) -> Line:
    """Judge a goal anew from its whole record: something behind what was settled has changed."""
    everything = checkins.of(tx, goal)
    standing = streaks.stand(goal, EVERYONES_TERMS, everything, now)
    goals.set_standing(tx, goal, standing)
    return Line(goal, standing.run, dues.due(goal, EVERYONES_TERMS.calendar, everything, now))


def judge_fallen(tx: Connection, server: ServerId, now: datetime) -> bool:
    """Judge again some goals whose streak has fallen by itself; return whether there may be more."""
    keys = goals.fallen(tx, server, now, BATCH)
    for key in keys:
        if goal := goals.get(tx, server, key):
            update(tx, goal, now)
    return len(keys) == BATCH


def has_fallen(tx: Connection, server: ServerId, now: datetime) -> bool:
    """Tell whether a streak of this server has fallen by itself since it was saved."""
    return bool(goals.fallen(tx, server, now, 1))


def _current(tx: Connection, goal: Goal, now: datetime) -> tuple[Standing, Sequence[CheckIn]]:
    settled: Settled = goals.standing_of(tx, goal).settled
    recent = checkins.of(tx, goal, settled.through)
    return streaks.stand(goal, EVERYONES_TERMS, recent, now, settled), recent
