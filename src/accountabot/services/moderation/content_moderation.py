"""Let moderators hide goals and undo check-ins, with a reason on the public record."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import choices, user_text
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.record import EventKind, RecordedEvent, RecordEntry
from accountabot.domain.identifiers import Action, GoalId, Member, MemberId, PendingId, RecordId
from accountabot.domain.refusals import Refusal
from accountabot.services import undo
from accountabot.services.delivery import posts
from accountabot.services.goals import goal_views
from accountabot.services.leaderboards import scores
from accountabot.services.people import witness_news
from accountabot.services.streaks import goal_status, streak_roles
from accountabot.services.undo import Undone
from accountabot.store import pending
from accountabot.store.goals import goals, record
from accountabot.store.pending import GOAL_KINDS, PendingKind

CHECK_IN_LIMIT = 1000
"""Check-ins that a moderator can choose from; this covers years."""


class HiddenGoal(NamedTuple):
    """A hidden goal with the time (UTC), moderator and reason, and whether it was just hidden."""

    goal: Goal
    at: datetime
    moderator: MemberId
    reason: str
    is_new: bool


class UndoProposal(NamedTuple):
    """A check-in that a moderator is about to undo, and the saved reason."""

    goal: Goal
    check_in: RecordedEvent
    reason: str
    pending: PendingId


def moderatable_goals(tx: Connection, owner: Member, now: datetime) -> list[goal_status.GoalStatus]:
    """Return a member's public goals and the goals hidden by moderators."""
    return [
        status
        for status in goal_views.statuses_due_first(tx, owner, now)
        if not status.goal.is_private_by_choice
    ]


def list_check_ins(tx: Connection, owner: Member, typed: str, now: datetime) -> list[RecordedEvent]:
    """Return the latest check-ins on a public goal; raise Refusal if no goal matches."""
    return record.list_check_ins(tx, _pick_public(tx, owner, typed, now), CHECK_IN_LIMIT)


def hide(tx: Connection, action: Action, owner: Member, typed: str, reason: str) -> HiddenGoal:
    """Hide a goal from everyone but its owner, or return the existing decision.

    Raises Refusal if the goal is the moderator's own, unknown or private, or if the reason is
    empty.
    """
    record.ensure_not_repeated(tx, action)
    _ensure_not_own(action, owner)
    goal = _pick(moderatable_goals(tx, owner, action.at), owner, typed)
    note = user_text.clean_text(reason, user_text.NOTE_LIMIT, user_text.TextField.REASON)
    if goal.is_hidden:
        return _hidden_goal(tx, goal)
    record.add(tx, goal, EventKind.HIDDEN, action, note=note)
    goal = goals.set_hidden(tx, goal, action.at)
    posts.hide(tx, owner.server, goal.id, action.at)
    streak_roles.request(tx, owner, action.at)
    scores.withdraw(tx, owner, action.at)
    return _hidden_goal(tx, goal)._replace(is_new=True)


def unhide(tx: Connection, action: Action, goal_id: GoalId) -> tuple[Goal, bool]:
    """Show a hidden goal to everyone again; return it, and whether it was hidden.

    Raises Refusal if the goal is gone or its owner made it private.
    """
    record.ensure_not_repeated(tx, action)
    goal = goals.get(tx, action.member.server, goal_id)
    if goal is None or goal.is_private_by_choice:
        raise Refusal("goal-gone")
    was_hidden = goal.is_hidden
    if was_hidden:
        record.add(tx, goal, EventKind.SHOWN, action)
        goal = goals.set_hidden(tx, goal, None)
        witness_news.schedule(tx, goal, action.at)
        posts.redraw(tx, goal, action.at)
        streak_roles.request(tx, goal.owner, action.at)
        scores.refresh(tx, goal.owner, action.at)
    return goal, was_hidden


def propose_undo(
    tx: Connection, action: Action, owner: Member, typed: str, check_in: str, reason: str
) -> UndoProposal:
    """Save a proposal to undo a check-in, for confirmation.

    Raises Refusal as `hide` does, and if the check-in is unknown.
    """
    _ensure_not_own(action, owner)
    goal = _pick_public(tx, owner, typed, action.at)
    note = user_text.clean_text(reason, user_text.NOTE_LIMIT, user_text.TextField.REASON)
    event = _pick_check_in(tx, goal, check_in)
    pending.drop_expired(tx, action, GOAL_KINDS)
    payload = {"entry": event.id, "reason": note}
    pending_id = pending.add(tx, action, PendingKind.UNDO, payload, goal=goal.id)
    return UndoProposal(goal, event, note, pending_id)


def confirm_undo(tx: Connection, action: Action, pending_id: PendingId) -> Undone:
    """Undo a check-in of any age, and recompute the goal without it.

    Raises Refusal if it was already undone, or if the goal is gone or private.
    """
    record.ensure_not_repeated(tx, action)
    goal, entry, reason = _load_proposal(tx, action, pending_id)
    record.add(tx, goal, EventKind.UNDONE, action, undoes=entry.id, note=reason)
    posts.mark_undone(tx, action.member.server, entry.id, action.at)
    undo.apply_undo(tx, action, goal, entry)
    goal = goals.get(tx, action.member.server, goal.id) or goal
    return Undone(goal, entry, [entry], goal_status.status_of(tx, goal, action.at).due.is_paused)


def _load_proposal(
    tx: Connection, action: Action, pending_id: PendingId
) -> tuple[Goal, RecordEntry, str]:
    found = pending.get_own(tx, action.member, pending_id, PendingKind.UNDO)
    if found is None or found.goal is None or found.is_expired(action.at):
        raise Refusal("moderate-gone")
    goal = goals.get(tx, action.member.server, found.goal)
    if goal is None or goal.is_private_by_choice:
        raise Refusal("goal-gone")
    entry = record.get_check_in(tx, goal, RecordId(found.payload["entry"]))
    if entry is None:
        raise Refusal("undo-already")
    return goal, entry, found.payload["reason"]


def _pick_public(tx: Connection, owner: Member, typed: str, now: datetime) -> Goal:
    return _pick(
        [
            status
            for status in goal_views.statuses_due_first(tx, owner, now)
            if not status.goal.is_private
        ],
        owner,
        typed,
    )


def _pick(statuses: list[goal_status.GoalStatus], owner: Member, typed: str) -> Goal:
    """Return the matching goal; raise Refusal with suggestions if there is none."""
    if not statuses:
        raise Refusal("moderate-no-goals", member=owner.id)
    try:
        return goal_views.pick_status(statuses, typed).goal
    except Refusal as refusal:
        raise Refusal(
            "moderate-goal-unknown", member=owner.id, goals=refusal.details["goals"]
        ) from None


def _pick_check_in(tx: Connection, goal: Goal, typed: str) -> RecordedEvent:
    """Return the autocompleted check-in, or the only one with the typed day or words."""
    known = record.list_check_ins(tx, goal, CHECK_IN_LIMIT)
    chosen = choices.chosen_check_in(typed.strip())
    wanted = typed.strip().casefold()
    found = [each for each in known if each.id == chosen] or [
        each
        for each in known
        if wanted and (f"{each.day}" == wanted or wanted in each.note.casefold())
    ]
    if len(found) != 1:
        raise Refusal("moderate-check-in-unknown", title=goal.title)
    return found[0]


def _hidden_goal(tx: Connection, goal: Goal) -> HiddenGoal:
    event = record.latest_of_kind(tx, goal, EventKind.HIDDEN)
    assert event is not None, "hidden goals have an event of their hiding"
    return HiddenGoal(
        goal=goal, at=event.at, moderator=event.actor, reason=event.note, is_new=False
    )


def _ensure_not_own(action: Action, owner: Member) -> None:
    if action.member == owner:
        raise Refusal("moderate-own")
