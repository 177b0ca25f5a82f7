"""Declare goals, show them, and remember where their cards stand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import changes, periods, texts, trust
from accountabot.domain import goals as rules
from accountabot.domain.days import Calendar
from accountabot.domain.goals import Goal, Promise
from accountabot.domain.identities import Action, GoalId, Member, RecordId, ServerId
from accountabot.domain.people import Backing
from accountabot.domain.record import Kind
from accountabot.domain.refusals import Refusal
from accountabot.domain.schedules import Start
from accountabot.domain.terms import Terms
from accountabot.domain.trust import Mark, Word
from accountabot.services import settings as preferences
from accountabot.services import streaks
from accountabot.services.streaks import Line
from accountabot.store import goals, people, record, settings

OFFERED = 5
"""Goals that are named when none was meant."""
SAID_TWICE = timedelta(minutes=1)
"""Within this the same sentence is the same goal: a finger slipped."""


class View(NamedTuple):
    """What a goal's card shows; how much of the word was kept only where it was asked for."""

    line: Line
    backing: Backing
    word: Word | None = None
    strip: Sequence[Mark] = ()
    """The last four weeks, day by day, where they were asked for."""
    hidden: str = ""
    """Why moderators hide it, where they do."""

    @property
    def goal(self) -> Goal:
        """The goal itself."""
        return self.line.goal


class Here(NamedTuple):
    """By what a member's days and weeks are cut; 0 is Monday."""

    calendar: Calendar
    week_start: int


class Declared(NamedTuple):
    """A goal as it now stands, and the entry by which it can be undone; none where it stood already."""

    view: View
    entry: RecordId | None
    asks_zone: bool = False
    """It is not known where its owner lives, and they were not asked before."""


def declare(tx: Connection, action: Action, promise: Promise) -> Declared:
    """Declare a goal in the member's own words, from now on or from a day to come.

    Raises Refusal for a sentence that says nothing or too much, an end in the past, and one goal too many.
    """
    record.refuse_repeat(tx, action)
    terms = settings.terms(tx, action.member)
    days = terms.days
    promise = replace(promise, title=texts.title(promise.title), plan=texts.plan(promise.plan))
    rules.refuse_dates(promise, days, action.at)
    if same := goals.same(tx, action.member, promise, action.at - SAID_TWICE):
        return Declared(view(tx, same, action.at), None)
    today = days.day_of(action.at)
    rules.refuse_another(goals.count_going(tx, action.member, action.at, today))
    start = Start(action.at, promise.start or today, promise.until, promise.through)
    _refuse_without_period(action, promise, start, terms)
    goal = goals.add(tx, action.member, promise, start)
    entry = record.add(tx, goal, Kind.DECLARED, action)
    return Declared(view(tx, goal, action.at), entry, preferences.asks_zone(tx, action))


def _refuse_without_period(action: Action, promise: Promise, start: Start, terms: Terms) -> None:
    goal = Goal(GoalId(0), action.member, promise.title, promise.schedule, start)
    if promise.through and next(periods.of(goal, terms, (), action.at), None) is None:
        raise Refusal("until-without-day", understood=promise.through)


def here(tx: Connection, member: Member, now: datetime) -> Here:
    """Return by what a member's days and weeks are cut where they are now."""
    terms = settings.terms(tx, member)
    return Here(terms.days.calendar(now), changes.at(terms.week_starts, now, 0))


def calendar(tx: Connection, member: Member, now: datetime) -> Calendar:
    """Return by what a member's days are cut where they are now."""
    return here(tx, member, now).calendar


def look(tx: Connection, server: ServerId, goal_id: GoalId, now: datetime) -> View | None:
    """Return what a goal's public card shows, or None where this server has no such goal."""
    goal = goals.get(tx, server, goal_id)
    return view(tx, goal, now) if goal else None


def show(tx: Connection, member: Member, typed: str, now: datetime) -> View:
    """Return what the card of the member's own goal shows; raise Refusal where it names none."""
    line = mine(of(tx, member, now), typed)
    seen = streaks.verdicts(tx, line.goal, now)
    return View(
        line,
        people.backing_of(tx, line.goal),
        trust.word(seen, now),
        trust.strip(line.goal, line.terms.days, seen, now),
        _why_hidden(tx, line.goal),
    )


def of(tx: Connection, member: Member, now: datetime) -> list[Line]:
    """Return a line for each of a member's goals, what is due first."""
    lines = streaks.lines_of(tx, member, now)
    return sorted(lines, key=lambda line: (not line.due.is_going, not line.due.today, line.goal.id))


def mine(lines: Sequence[Line], typed: str) -> Line:
    """Return the one of a member's goals that an autocomplete's value or a typed title names, the newest going first.

    A part of a title will do where only one has it. Raises Refusal for any other, naming some that are theirs.
    """
    own = sorted(lines, key=lambda line: (not line.due.is_going, -line.goal.id))
    wanted = typed.strip().casefold()
    by_number = [line for line in own if str(line.goal.id) == wanted]
    for line in by_number + [line for line in own if line.goal.title.casefold() == wanted]:
        return line
    if not own:
        raise Refusal("no-goals-yet")
    alike = [
        line
        for line in own
        if line.due.is_going and wanted and wanted in line.goal.title.casefold()
    ]
    if len(alike) == 1:
        return alike[0]
    raise Refusal("goal-not-yours", goals=tuple(line.goal.title for line in own[:OFFERED]))


def view(tx: Connection, goal: Goal, now: datetime) -> View:
    """Return what a goal's public card shows."""
    return View(
        streaks.line(tx, goal, now), people.backing_of(tx, goal), hidden=_why_hidden(tx, goal)
    )


def _why_hidden(tx: Connection, goal: Goal) -> str:
    lines = record.of(tx, goal) if goal.is_hidden else ()
    return next((line.note for line in lines if line.kind is Kind.HIDDEN), "")
