"""Store a goal's draft until the member completes it, then declare the goal once."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import user_text
from accountabot.domain.goals.goal import Goal, Promise, ensure_below_goal_limit
from accountabot.domain.goals.goal_input import GoalInput
from accountabot.domain.identifiers import Action, GoalId, Member, PendingId
from accountabot.domain.refusals import Refusal
from accountabot.services.goals import declaration, draft_payloads, goal_views
from accountabot.services.goals.declaration import Declared
from accountabot.store import pending, settings
from accountabot.store.goals import goals, record
from accountabot.store.pending import GOAL_KINDS, PendingKind


class Draft(NamedTuple):
    """A goal's input, when it was entered (UTC), and the goal declared from it.

    A draft is one goal: whether a sentence is several is asked before anything else.
    """

    typed: GoalInput
    at: datetime
    goal: GoalId | None
    offer: PendingId | None = None
    """The draft of the whole sentence, if this is one of the goals that are offered for it."""
    parts: tuple[PendingId, ...] = ()
    """The drafts of the sentence's parts, if this is the draft of the whole sentence."""


def save_draft(tx: Connection, action: Action, typed: GoalInput, title: str) -> PendingId:
    """Save a draft; raise Refusal if a field is invalid or the member has too many goals."""
    user_text.clean_title(title)
    user_text.clean_plan(typed.plan)
    ensure_room(tx, action)
    pending.drop_expired(tx, action, GOAL_KINDS)
    return pending.add(tx, action, PendingKind.GOAL, draft_payloads.to_payload(typed))


def ensure_room(tx: Connection, action: Action) -> None:
    """Raise Refusal if the member has too many goals for another one."""
    today = settings.judging_rules(tx, action.member).days.day_of(action.at)
    ensure_below_goal_limit(goals.count_active(tx, action.member, action.at, today))


def load_draft(tx: Connection, member: Member, pending_id: PendingId) -> Draft:
    """Return a member's own draft; raise Refusal if it is gone."""
    found = pending.get_own(tx, member, pending_id, PendingKind.GOAL)
    if found is None:
        raise Refusal("draft-gone")
    payload = found.payload
    return Draft(
        typed=draft_payloads.input_from(payload),
        at=found.at,
        goal=found.goal,
        offer=payload.get("offer"),
        parts=tuple(payload.get("parts", ())),
    )


def declare(tx: Connection, action: Action, pending_id: PendingId, promise: Promise) -> Declared:
    """Declare a draft's goal, or return the goal already declared from it.

    Raises Refusal if the draft is gone, if the goal can't be declared, or if the sentence was
    declared in its other reading.
    """
    record.ensure_not_repeated(tx, action)
    draft = load_draft(tx, action.member, pending_id)
    if goal := goal_of(tx, action.member, draft):
        return Declared(goal_views.load_view(tx, goal, action.at), None)
    for other in _other_reading(pending_id, draft):
        if goal_of(tx, action.member, load_draft(tx, action.member, other)):
            raise Refusal("offer-declared")
    declared = declaration.declare(tx, action, promise)
    pending.set_done(tx, action.member, pending_id, declared.view.goal.id)
    return declared


def goal_of(tx: Connection, member: Member, draft: Draft) -> Goal | None:
    """Return the goal declared from a draft, or None if there is none or it was undone."""
    return goals.get(tx, member.server, draft.goal) if draft.goal else None


def _other_reading(pending_id: PendingId, draft: Draft) -> tuple[PendingId, ...]:
    """Return the drafts that can't be declared beside this one: its whole sentence or its parts."""
    if draft.offer is None or draft.offer == pending_id:
        return draft.parts
    return (draft.offer,)
