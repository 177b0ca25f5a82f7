"""Change what was promised: soon after declaring silently, later on the public record."""

import json
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import user_text
from accountabot.domain.goals import periods
from accountabot.domain.goals.edits import (
    TERMS,
    EditInput,
    GoalField,
    apply_edit,
    changed_fields,
    is_silent_edit,
    starts_revision,
)
from accountabot.domain.goals.goal import Goal, GoalState, Promise, ensure_valid_dates
from accountabot.domain.goals.goal_input import GoalInput
from accountabot.domain.goals.record import EventKind
from accountabot.domain.identifiers import Action, DraftId, GoalId, Member, RecordId
from accountabot.domain.refusals import Refusal
from accountabot.services import access
from accountabot.services.goals import goal_views
from accountabot.services.goals.drafts import KEPT
from accountabot.services.goals.goal_views import GoalView
from accountabot.services.people import witness_news
from accountabot.services.streaks import goal_status
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store.goals import drafts, edits, goals, record


class EditPreview(NamedTuple):
    """What an edit would change: a goal as it is, and as it would be."""

    status: GoalStatus
    after: GoalStatus
    fields: tuple[GoalField, ...]


class PendingEdit(NamedTuple):
    """What was typed into the form about a goal, and when (UTC)."""

    status: GoalStatus
    typed: EditInput
    at: datetime


class Edited(NamedTuple):
    """A goal as it was and as it now stands, and the entry by which that can be undone."""

    before: GoalStatus
    view: GoalView
    fields: tuple[GoalField, ...]
    entry: RecordId
    is_silent: bool


def editable_goal(tx: Connection, member: Member, typed: str, now: datetime) -> GoalStatus:
    """Return the member's own goal that `typed` names; raise Refusal where there is none, or its time is over."""
    line = goal_views.pick_status(goal_views.statuses_due_first(tx, member, now), typed)
    _refuse_over(line)
    return line


def own_editable_goal(tx: Connection, member: Member, goal_id: GoalId, now: datetime) -> GoalStatus:
    """Return the member's own goal; raise Refusal where it is not theirs, or its time is over."""
    line = goal_status.status_of(tx, access.own_goal(tx, member, goal_id), now)
    _refuse_over(line)
    return line


def preview(
    tx: Connection, member: Member, goal_id: GoalId, wanted: Promise, now: datetime
) -> EditPreview:
    """Return what an edit would change; raise Refusal where it can't be, or would change nothing."""
    line = own_editable_goal(tx, member, goal_id, now)
    goal, days = line.goal, line.rules.days
    wanted = replace(
        wanted, title=user_text.clean_title(wanted.title), plan=user_text.clean_plan(wanted.plan)
    )
    fields = changed_fields(goal, wanted)
    if not fields:
        raise Refusal("edit-nothing", title=goal.title)
    if goal.is_hidden and GoalField.VISIBILITY in fields:
        raise Refusal("edit-hidden", title=goal.title)
    if not TERMS.isdisjoint(fields):
        if wanted.through and wanted.through < days.day_of(now):
            raise Refusal("deadline-past", understood=wanted.through)
        stays = goal.is_once and GoalField.END not in fields
        ensure_valid_dates(replace(wanted, until=None) if stays else wanted, days, now)
    after = apply_edit(goal, wanted, fields, days.day_of(now), now, _deadline(line))
    if after.start.through and next(periods.of(after, line.rules, (), now), None) is None:
        raise Refusal("until-without-day", understood=after.start.through)
    return EditPreview(line, replace(line, goal=after), fields)


def save_pending(tx: Connection, action: Action, goal_id: GoalId, typed: EditInput) -> DraftId:
    """Keep what was typed while its member looks at what it would change."""
    drafts.drop_before(tx, action.member, action.at - KEPT)
    return drafts.add(tx, action, GoalInput(json.dumps([goal_id, *typed], ensure_ascii=False)))


def load_pending(tx: Connection, member: Member, draft: DraftId, now: datetime) -> PendingEdit:
    """Return what a member typed; raise Refusal where it was forgotten or done meanwhile, and as `own` does."""
    found = drafts.get(tx, member, draft)
    if found is None or found.at < now - KEPT:
        raise Refusal("edit-gone")
    if found.goal:
        raise Refusal("edit-already")
    goal_id, *typed = json.loads(found.words.sentence)
    return PendingEdit(
        own_editable_goal(tx, member, GoalId(goal_id), now), EditInput(*typed), found.at
    )


def edit(tx: Connection, action: Action, draft: DraftId, proposed: EditPreview) -> Edited:
    """Change a goal as is proposed now, for what was typed and kept."""
    line, after, fields = proposed.status, proposed.after.goal, proposed.fields
    drafts.set_goal(tx, action.member, draft, after.id)
    entry = record.add(tx, line.goal, EventKind.EDITED, action)
    is_silent = is_silent_edit(line.goal, action.at)
    ends = starts_revision(line.goal, fields, action.at)
    edits.add(tx, line.goal, entry, action.at, is_silent=is_silent, ends_chapter=ends)
    goals.save_terms(tx, after)
    after = goal_status.update_completion(tx, goal_status.rebuild(tx, after, action.at)).goal
    witness_news.schedule(tx, after, action.at)
    return Edited(line, goal_views.load_view(tx, after, action.at), fields, entry, is_silent)


def undo_edit(tx: Connection, action: Action, goal: Goal, entry: RecordId) -> Goal:
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
    goals.save_terms(tx, before)
    return edits.with_past(tx, before)


def _deadline(line: GoalStatus) -> datetime | None:
    """Return where a deadline stands now, with all pauses so far."""
    return (
        next((period.ends for period in line.revisions[-1].periods()), None)
        if line.goal.is_once
        else None
    )


def _refuse_over(line: GoalStatus) -> None:
    if line.goal.state is not GoalState.ACTIVE:
        raise Refusal(f"edit-{line.goal.state}", title=line.goal.title)
    if not line.due.is_ongoing or (line.due.deadline and line.due.deadline <= line.now):
        raise Refusal("edit-over", title=line.goal.title)
