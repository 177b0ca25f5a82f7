"""Edit a goal: silently just after its declaration, later on the public record."""

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

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
from accountabot.domain.goals.goal import (
    Goal,
    GoalState,
    Promise,
    clean_promise,
    ensure_valid_dates,
)
from accountabot.domain.goals.record import EventKind
from accountabot.domain.identifiers import Action, GoalId, Member, PendingId, RecordId
from accountabot.domain.refusals import Refusal
from accountabot.services import access
from accountabot.services.delivery import posts
from accountabot.services.goals import goal_views
from accountabot.services.goals.goal_views import GoalView
from accountabot.services.leaderboards import scores
from accountabot.services.people import witness_news
from accountabot.services.streaks import goal_status
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store import pending
from accountabot.store.goals import edits, goals, record
from accountabot.store.pending import GOAL_KINDS, PendingKind


class EditPreview(NamedTuple):
    """A goal before and after a proposed edit, and the changed fields."""

    status: GoalStatus
    after: GoalStatus
    fields: tuple[GoalField, ...]


class PendingEdit(NamedTuple):
    """An edit's input, and when it was entered (UTC)."""

    status: GoalStatus
    typed: EditInput
    at: datetime


class Edited(NamedTuple):
    """A goal before and after an edit, and the record entry to undo."""

    before: GoalStatus
    view: GoalView
    fields: tuple[GoalField, ...]
    entry: RecordId
    is_silent: bool


def editable_goal(tx: Connection, member: Member, typed: str, now: datetime) -> GoalStatus:
    """Return the member's goal named by `typed`; raise Refusal if none matches or it has ended."""
    status = goal_views.pick_status(goal_views.statuses_due_first(tx, member, now), typed)
    _ensure_editable(status)
    return status


def own_editable_goal(tx: Connection, member: Member, goal_id: GoalId, now: datetime) -> GoalStatus:
    """Return the member's own goal; raise Refusal if it is someone else's or has ended."""
    status = goal_status.status_of(tx, access.own_goal(tx, member, goal_id), now)
    _ensure_editable(status)
    return status


def preview(
    tx: Connection, member: Member, goal_id: GoalId, wanted: Promise, now: datetime
) -> EditPreview:
    """Preview an edit; raise Refusal if it is invalid or changes nothing."""
    status = own_editable_goal(tx, member, goal_id, now)
    goal = status.goal
    wanted = clean_promise(wanted)
    fields = changed_fields(status.goal_as_due, wanted)
    if goal.is_once and GoalField.END not in fields:
        wanted = replace(wanted, until=goal.start.until)
    if not fields:
        raise Refusal("edit-nothing", title=goal.title)
    if goal.is_hidden and GoalField.VISIBILITY in fields:
        raise Refusal("edit-hidden", title=goal.title)
    if not TERMS.isdisjoint(fields):
        _ensure_valid_terms(status, wanted, fields)
    today = status.rules.days.day_of(now)
    after = apply_edit(goal, wanted, fields, today, now)
    if after.start.through and next(periods.of(after, status.rules, (), now), None) is None:
        raise Refusal("until-without-day", understood=after.start.through)
    return EditPreview(status, replace(status, goal=after), fields)


def save_pending(tx: Connection, action: Action, goal_id: GoalId, typed: EditInput) -> PendingId:
    """Save an edit until its owner confirms it; raise Refusal if the goal isn't theirs."""
    goal = access.own_goal(tx, action.member, goal_id)
    pending.drop_expired(tx, action, GOAL_KINDS)
    return pending.add(tx, action, PendingKind.EDIT, typed._asdict(), goal=goal.id)


def load_pending(
    tx: Connection, member: Member, pending_id: PendingId, now: datetime
) -> PendingEdit:
    """Return a member's pending edit; raise Refusal if it is gone or no longer possible."""
    found = pending.get_own(tx, member, pending_id, PendingKind.EDIT)
    if found is None or found.goal is None or found.is_expired(now):
        raise Refusal("edit-gone")
    if found.is_done:
        raise Refusal("edit-already")
    status = own_editable_goal(tx, member, found.goal, now)
    return PendingEdit(status, EditInput(**found.payload), found.at)


def confirm(
    tx: Connection, action: Action, pending_id: PendingId, shown: EditPreview, wanted: Promise
) -> Edited | EditPreview:
    """Apply a previewed edit, or return a new preview if the goal has changed since.

    If the goal becomes private, its posts are marked for removal. Raises Refusal as `load_pending`
    and `preview` do.
    """
    record.ensure_not_repeated(tx, action)
    goal = shown.status.goal
    load_pending(tx, action.member, pending_id, action.at)
    current = preview(tx, action.member, goal.id, wanted, action.at)
    if (current.fields, current.status.goal) != (shown.fields, goal):
        return current
    pending.set_done(tx, action.member, pending_id)
    edited = _edit(tx, action, current)
    if GoalField.VISIBILITY in edited.fields:
        posts.hide(tx, goal.owner.server, goal.id, action.at)
        scores.withdraw(tx, goal.owner, action.at)
    return edited


def undo_edit(tx: Connection, action: Action, goal: Goal, entry: RecordId) -> Goal:
    """Restore a goal to its state before its latest edit.

    Raises Refusal if a later edit exists, or if the edit published a goal that is now hidden.
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


def _edit(tx: Connection, action: Action, proposed: EditPreview) -> Edited:
    before = proposed.status.goal
    after = proposed.after.goal
    entry = record.add(tx, before, EventKind.EDITED, action)
    is_silent = is_silent_edit(before, action.at)
    ends_revision = starts_revision(before, proposed.fields, action.at)
    edits.add(tx, before, entry, action.at, is_silent=is_silent, ends_revision=ends_revision)
    goals.save_terms(tx, after)
    after = goal_status.update_completion(tx, goal_status.rebuild(tx, after, action.at)).goal
    witness_news.schedule(tx, after, action.at)
    posts.redraw(tx, after, action.at)
    return Edited(
        before=proposed.status,
        view=goal_views.load_view(tx, after, action.at),
        fields=proposed.fields,
        entry=entry,
        is_silent=is_silent,
    )


def _ensure_valid_terms(status: GoalStatus, wanted: Promise, fields: tuple[GoalField, ...]) -> None:
    """Raise Refusal if the new dates are invalid; an unchanged deadline is not checked."""
    if status.goal.is_once and GoalField.END not in fields:
        wanted = replace(wanted, until=None)
    ensure_valid_dates(wanted, status.rules.days, status.now)


def _ensure_editable(status: GoalStatus) -> None:
    if status.goal.state is not GoalState.ACTIVE:
        raise Refusal(f"edit-{status.goal.state}", title=status.goal.title)
    if not status.due.is_ongoing or (status.due.deadline and status.due.deadline <= status.now):
        raise Refusal("edit-over", title=status.goal.title)
