"""Change what was promised: soon after declaring silently, later on the public record."""

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import edits as rules
from accountabot.domain import goals as promises
from accountabot.domain import periods, texts
from accountabot.domain.edits import Field
from accountabot.domain.goals import Goal, Promise, State
from accountabot.domain.identities import Action, GoalId, Member, RecordId
from accountabot.domain.record import Kind
from accountabot.domain.refusals import Refusal
from accountabot.services import goals as views
from accountabot.services import streaks
from accountabot.services.goals import View
from accountabot.services.streaks import Line
from accountabot.store import edits, goals, record


class Proposed(NamedTuple):
    """What an edit would change."""

    line: Line
    after: Goal
    fields: tuple[Field, ...]


class Edited(NamedTuple):
    """A goal as it was and as it now stands, and the entry by which that can be undone."""

    before: Line
    view: View
    fields: tuple[Field, ...]
    entry: RecordId
    is_silent: bool


def present(tx: Connection, member: Member, typed: str, now: datetime) -> Line:
    """Return the member's own goal that `typed` names; raise Refusal where there is none, or its time is over."""
    line = views.mine(views.of(tx, member, now), typed)
    _refuse_over(line)
    return line


def own(tx: Connection, member: Member, goal_id: GoalId, now: datetime) -> Line:
    """Return the member's own goal; raise Refusal where it is not theirs, or its time is over."""
    goal = goals.get(tx, member.server, goal_id)
    if goal is None:
        raise Refusal("goal-gone")
    if goal.owner != member:
        raise Refusal("button-not-yours", owner=goal.owner.id, title=goal.title)
    line = streaks.line(tx, goal, now)
    _refuse_over(line)
    return line


def propose(tx: Connection, member: Member, goal_id: GoalId, wanted: Promise, now: datetime) -> Proposed:
    """Return what an edit would change; raise Refusal where it can't be, or would change nothing."""
    line = own(tx, member, goal_id, now)
    goal, days = line.goal, line.terms.days
    wanted = replace(wanted, title=texts.title(wanted.title), plan=texts.plan(wanted.plan))
    fields = rules.changed(goal, wanted)
    if not fields:
        raise Refusal("edit-nothing", title=goal.title)
    if not rules.TERMS.isdisjoint(fields):
        promises.refuse_dates(wanted, days, now)
    after = rules.edited(goal, wanted, fields, days.day_of(now), now)
    if after.start.through and next(periods.of(after, line.terms, (), now), None) is None:
        raise Refusal("until-without-day", understood=after.start.through)
    return Proposed(line, after, fields)


def edit(tx: Connection, action: Action, goal_id: GoalId, wanted: Promise) -> Edited:
    """Change a goal; raise Refusal as `propose` does."""
    record.refuse_repeat(tx, action)
    line, after, fields = propose(tx, action.member, goal_id, wanted, action.at)
    entry = record.add(tx, line.goal, Kind.EDITED, action)
    is_silent, ends = rules.is_silent(line.goal, action.at), rules.ends_chapter(line.goal, fields, action.at)
    edits.add(tx, line.goal, entry, action.at, is_silent=is_silent, ends_chapter=ends)
    goals.set_terms(tx, after)
    streaks.rebuild(tx, after, action.at)
    return Edited(line, views.view(tx, after, action.at), fields, entry, is_silent)


def take_back(tx: Connection, action: Action, goal: Goal, entry: RecordId) -> Goal:
    """Return a goal to what it was before its latest edit; raise Refusal for an earlier one."""
    latest = [edit for edit in edits.all_of(tx, goal) if not edit.is_undone][-1]
    if latest.entry != entry:
        raise Refusal("undo-edited-since", title=goal.title)
    edits.set_undone(tx, goal, entry, action.at)
    goals.set_terms(tx, latest.before)
    return edits.with_past(tx, latest.before)


def _refuse_over(line: Line) -> None:
    if line.goal.state is not State.ACTIVE:
        raise Refusal(f"edit-{line.goal.state}", title=line.goal.title)
    if not line.due.is_going or (line.due.deadline and line.due.deadline <= line.now):
        raise Refusal("edit-over", title=line.goal.title)
