"""Change what was promised: soon after declaring silently, later on the public record."""

import json
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import edits as rules
from accountabot.domain import goals as promises
from accountabot.domain import periods, texts
from accountabot.domain.drafts import Words
from accountabot.domain.edits import Field, Typed
from accountabot.domain.goals import Goal, Promise, State
from accountabot.domain.identities import Action, DraftId, GoalId, Member, RecordId
from accountabot.domain.record import Kind
from accountabot.domain.refusals import Refusal
from accountabot.services import access, news, streaks
from accountabot.services import goals as views
from accountabot.services.drafts import KEPT
from accountabot.services.goals import View
from accountabot.services.streaks import Line
from accountabot.store import drafts, edits, goals, record


class Proposed(NamedTuple):
    """What an edit would change: a goal as it is, and as it would be."""

    line: Line
    after: Line
    fields: tuple[Field, ...]


class Kept(NamedTuple):
    """What was typed into the form about a goal, and when (UTC)."""

    line: Line
    typed: Typed
    at: datetime


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
    line = streaks.line(tx, access.owned(tx, member, goal_id), now)
    _refuse_over(line)
    return line


def propose(
    tx: Connection, member: Member, goal_id: GoalId, wanted: Promise, now: datetime
) -> Proposed:
    """Return what an edit would change; raise Refusal where it can't be, or would change nothing."""
    line = own(tx, member, goal_id, now)
    goal, days = line.goal, line.terms.days
    wanted = replace(wanted, title=texts.title(wanted.title), plan=texts.plan(wanted.plan))
    fields = rules.changed(goal, wanted)
    if not fields:
        raise Refusal("edit-nothing", title=goal.title)
    if goal.is_hidden and Field.VISIBILITY in fields:
        raise Refusal("edit-hidden", title=goal.title)
    if not rules.TERMS.isdisjoint(fields):
        if wanted.through and wanted.through < days.day_of(now):
            raise Refusal("deadline-past", understood=wanted.through)
        stays = goal.is_once and Field.END not in fields
        promises.refuse_dates(replace(wanted, until=None) if stays else wanted, days, now)
    after = rules.edited(goal, wanted, fields, days.day_of(now), now, _deadline(line))
    if after.start.through and next(periods.of(after, line.terms, (), now), None) is None:
        raise Refusal("until-without-day", understood=after.start.through)
    return Proposed(line, replace(line, goal=after), fields)


def keep(tx: Connection, action: Action, goal_id: GoalId, typed: Typed) -> DraftId:
    """Keep what was typed while its member looks at what it would change."""
    drafts.drop_before(tx, action.member, action.at - KEPT)
    return drafts.add(tx, action, Words(json.dumps([goal_id, *typed], ensure_ascii=False)))


def kept(tx: Connection, member: Member, draft: DraftId, now: datetime) -> Kept:
    """Return what a member typed; raise Refusal where it was forgotten or done meanwhile, and as `own` does."""
    found = drafts.get(tx, member, draft)
    if found is None or found.at < now - KEPT:
        raise Refusal("edit-gone")
    if found.goal:
        raise Refusal("edit-already")
    goal_id, *typed = json.loads(found.words.sentence)
    return Kept(own(tx, member, GoalId(goal_id), now), Typed(*typed), found.at)


def edit(tx: Connection, action: Action, draft: DraftId, proposed: Proposed) -> Edited:
    """Change a goal as is proposed now, for what was typed and kept."""
    line, after, fields = proposed.line, proposed.after.goal, proposed.fields
    drafts.set_goal(tx, action.member, draft, after.id)
    entry = record.add(tx, line.goal, Kind.EDITED, action)
    is_silent, ends = (
        rules.is_silent(line.goal, action.at),
        rules.ends_chapter(line.goal, fields, action.at),
    )
    edits.add(tx, line.goal, entry, action.at, is_silent=is_silent, ends_chapter=ends)
    goals.set_terms(tx, after)
    after = streaks.completed(tx, streaks.rebuild(tx, after, action.at)).goal
    news.watch(tx, after, action.at)
    return Edited(line, views.view(tx, after, action.at), fields, entry, is_silent)


def take_back(tx: Connection, action: Action, goal: Goal, entry: RecordId) -> Goal:
    """Return a goal to what it was before its latest edit; raise Refusal for an earlier one.

    Nor can it be, while moderators hide the goal, one by which its owner had shown it to all.
    """
    latest = [edit for edit in edits.all_of(tx, goal) if not edit.is_undone][-1]
    if latest.entry != entry:
        raise Refusal("undo-edited-since", title=goal.title)
    if goal.is_hidden and latest.before.is_private:
        raise Refusal("undo-hidden", title=goal.title)
    edits.set_undone(tx, goal, entry, action.at)
    before = replace(latest.before, is_private=latest.before.is_private or goal.is_hidden)
    goals.set_terms(tx, before)
    return edits.with_past(tx, before)


def _deadline(line: Line) -> datetime | None:
    """Return where a deadline stands now, with all pauses so far."""
    return (
        next((period.ends for period in line.chapters[-1].periods()), None)
        if line.goal.is_once
        else None
    )


def _refuse_over(line: Line) -> None:
    if line.goal.state is not State.ACTIVE:
        raise Refusal(f"edit-{line.goal.state}", title=line.goal.title)
    if not line.due.is_going or (line.due.deadline and line.due.deadline <= line.now):
        raise Refusal("edit-over", title=line.goal.title)
