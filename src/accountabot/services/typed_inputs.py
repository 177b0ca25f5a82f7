"""Keep input that could not be carried out, until its member tries again."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from accountabot.domain import choices
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import (
    Action,
    GoalId,
    InteractionId,
    Member,
    RecordId,
    ServerId,
)
from accountabot.domain.refusals import Refusal
from accountabot.domain.typed_input import OptionValue, TypedInput
from accountabot.store import pending
from accountabot.store.checkins import check_ins
from accountabot.store.delivery import posts
from accountabot.store.goals import goals, record
from accountabot.store.pending import PendingInput, PendingKind

GUARDED_FOR = timedelta(minutes=15)
"""How long input to a command for moderators or owners waits: they may lose the permission."""


def save(tx: Connection, inputs: Collection[TypedInput], erased: Mapping[Member, datetime]) -> None:
    """Save inputs, except those of members who have deleted their data since."""
    for typed in inputs:
        if is_erased(typed, erased):
            continue
        action = Action(typed.member, typed.at, typed.source)
        payload = {
            "target": typed.target,
            "values": dict(typed.values),
            "origin": typed.origin,
            "has_file": typed.has_file,
        }
        pending.drop_expired(tx, action, [PendingKind.RETRY])
        pending.add(tx, action, PendingKind.RETRY, payload)


def load(tx: Connection, member: Member, source: InteractionId) -> TypedInput | None:
    """Return a member's own input, or None if there is none (any more)."""
    found = pending.get_by_source(tx, member, source, PendingKind.RETRY)
    return _from_pending(found, member, source) if found else None


def ensure_current(typed: TypedInput | None, now: datetime, *, is_guarded: bool) -> TypedInput:
    """Return an input; raise Refusal if it is gone or has waited for too long."""
    limit = GUARDED_FOR if is_guarded else pending.EXPIRES_AFTER
    if typed is None or typed.at < now - limit:
        raise Refusal("retry-gone")
    return typed


def with_titles(tx: Connection, typed: TypedInput, *, is_guarded: bool) -> TypedInput:
    """Return the input with the titles of picked goals and the days of picked check-ins.

    A choice can be typed by hand. So only input to a guarded command tells of hidden goals.
    """
    titled = {
        name: _title(tx, typed.member, value, is_guarded=is_guarded)
        for name, value in typed.values.items()
    }
    return replace(typed, values=titled)


def is_erased(typed: TypedInput, erased: Mapping[Member, datetime]) -> bool:
    """Return whether the member has deleted their data since they typed this."""
    everywhere = Member(ServerId(0), typed.member.id)
    deleted = (erased.get(member) for member in (typed.member, everywhere))
    return any(at is not None and at >= typed.at for at in deleted)


def _title(tx: Connection, member: Member, value: OptionValue, *, is_guarded: bool) -> OptionValue:
    text = str(value)
    if chosen := choices.chosen_goal(text):
        goal = _known_goal(tx, member, chosen[1], is_guarded=is_guarded)
        return goal.title if goal else ""
    if entry := choices.chosen_check_in(text):
        return _day(tx, member, entry, is_guarded=is_guarded)
    return value


def _known_goal(
    tx: Connection, member: Member, goal_id: GoalId, *, is_guarded: bool
) -> Goal | None:
    """Return a goal that the member may see, None if there is none."""
    goal = goals.get(tx, member.server, goal_id)
    if goal is None or goal.owner == member:
        return goal
    return None if goal.is_private_by_choice or (goal.is_private and not is_guarded) else goal


def _day(tx: Connection, member: Member, entry: RecordId, *, is_guarded: bool) -> str:
    acted_on = posts.acted_on(tx, member.server, entry)
    goal = acted_on and _known_goal(tx, member, acted_on.goal, is_guarded=is_guarded)
    event = record.get_check_in(tx, goal, entry) if goal else None
    known = check_ins.get(tx, member.server, event.check_in) if event and event.check_in else None
    return known.day.isoformat() if known else ""


def _from_pending(found: PendingInput, member: Member, source: InteractionId) -> TypedInput:
    return TypedInput(member=member, source=source, at=found.at, **found.payload)
