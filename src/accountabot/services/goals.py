"""Declare goals, show them, and remember where their cards stand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import goals as rules
from accountabot.domain import periods, texts, trust
from accountabot.domain.amounts import Amount
from accountabot.domain.days import Calendar
from accountabot.domain.goals import Goal, Promise
from accountabot.domain.identities import Action, DraftId, GoalId, Member, RecordId, ServerId
from accountabot.domain.people import Backing
from accountabot.domain.record import Kind
from accountabot.domain.refusals import Refusal
from accountabot.domain.schedules import Schedule, Start
from accountabot.domain.terms import Terms
from accountabot.domain.trust import Mark, Word
from accountabot.services import settings as preferences
from accountabot.services import streaks
from accountabot.services.streaks import Line
from accountabot.store import drafts, goals, people, record, settings

DRAFTS_KEPT = timedelta(days=7)
"""How long a sentence without a schedule waits for one."""
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

    @property
    def goal(self) -> Goal:
        """The goal itself."""
        return self.line.goal


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
    promise = replace(promise, title=texts.title(promise.title))
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


def calendar(tx: Connection, member: Member, now: datetime) -> Calendar:
    """Return by what a member's days are cut where they are now."""
    return settings.terms(tx, member).days.calendar(now)


def draft(tx: Connection, action: Action, sentence: str, amount: Amount | None = None) -> DraftId:
    """Keep a sentence that still lacks a schedule; raise Refusal where it says nothing or too much."""
    title = texts.title(sentence)
    today = settings.terms(tx, action.member).days.day_of(action.at)
    rules.refuse_another(goals.count_going(tx, action.member, action.at, today))
    drafts.drop_before(tx, action.member, action.at - DRAFTS_KEPT)
    return drafts.add(tx, action, title, amount)


def declare_draft(
    tx: Connection, action: Action, draft: DraftId, schedule: Schedule, until: datetime | None = None
) -> Declared:
    """Declare a sentence that was kept; a second time it is the same goal.

    Raises Refusal where the sentence was forgotten meanwhile.
    """
    record.refuse_repeat(tx, action)
    found = drafts.get(tx, action.member, draft)
    if found is None:
        raise Refusal("draft-gone")
    if found.goal and (goal := goals.get(tx, action.member.server, found.goal)):
        return Declared(view(tx, goal, action.at), None)
    declared = declare(tx, action, Promise(found.sentence, schedule, until=until, amount=found.amount))
    drafts.set_goal(tx, action.member, draft, declared.view.goal.id)
    return declared


def sentence_of(tx: Connection, member: Member, draft: DraftId) -> str | None:
    """Return a member's sentence that still waits for its schedule."""
    found = drafts.get(tx, member, draft)
    return found.sentence if found and not found.goal else None


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
    )


def of(tx: Connection, member: Member, now: datetime) -> list[Line]:
    """Return a line for each of a member's goals, what is due first."""
    lines = streaks.lines_of(tx, member, now)
    return sorted(lines, key=lambda line: (not line.due.is_going, not line.due.today, line.goal.id))


def mine(lines: Sequence[Line], typed: str) -> Line:
    """Return the one of a member's goals that an autocomplete's value or a typed title names, the newest going first.

    Raises Refusal for any other, naming some that are theirs.
    """
    own = sorted(lines, key=lambda line: (not line.due.is_going, -line.goal.id))
    wanted = typed.strip().casefold()
    by_number = [line for line in own if str(line.goal.id) == wanted]
    for line in by_number + [line for line in own if line.goal.title.casefold() == wanted]:
        return line
    if not own:
        raise Refusal("no-goals-yet")
    raise Refusal("goal-not-yours", goals=tuple(line.goal.title for line in own[:OFFERED]))


def view(tx: Connection, goal: Goal, now: datetime) -> View:
    """Return what a goal's public card shows."""
    return View(streaks.line(tx, goal, now), people.backing_of(tx, goal))
