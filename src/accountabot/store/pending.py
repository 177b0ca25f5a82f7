"""Store unfinished input until the member answers the bot's question about it."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    Connection,
    RowMapping,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import (
    Action,
    GoalId,
    InteractionId,
    Member,
    MemberId,
    PendingId,
    ServerId,
)
from accountabot.store.schema import pending_inputs

EXPIRES_AFTER = timedelta(days=7)
"""The expiry of input about goals and check-ins; `erasure.prune` deletes all after 30 days."""

Payload = dict[str, Any]
"""The input as JSON-serializable data, with a type defined by the service for its kind."""


class PendingKind(StrEnum):
    """The kind of unfinished input."""

    GOAL = "goal"
    """A goal that lacks a part, such as its schedule; `goal` is set once it is declared."""
    EDIT = "edit"
    """An edit of a goal that its owner has yet to confirm."""
    UNDO = "undo"
    """A check-in that a moderator is about to undo, and the reason."""
    CHECK_IN = "check-in"
    """A check-in that lacks its goal or its amount."""
    QUESTION = "question"
    """A message in the check-in channel that the bot asks about in public, once a day."""
    GREETING = "greeting"
    """Greeting templates for newcomers that an owner has yet to save."""
    RETURNING = "returning"
    """Greeting templates for returning members that an owner has yet to save."""
    IMPORT = "import"
    """A settings file that an owner has yet to accept."""
    RETRY = "retry"
    """The input of a command or a form that could not be carried out."""


GOAL_KINDS = (PendingKind.GOAL, PendingKind.EDIT, PendingKind.UNDO)
CHECK_IN_KINDS = (PendingKind.CHECK_IN, PendingKind.QUESTION)


class PendingInput(NamedTuple):
    """Unfinished input: its author, its time (UTC), and the goal and day it is about."""

    kind: PendingKind
    member: MemberId
    at: datetime
    payload: Payload
    goal: GoalId | None
    day: LocalDay | None
    is_done: bool

    def is_expired(self, now: datetime) -> bool:
        """Return whether the input is too old to be used."""
        return self.at < now - EXPIRES_AFTER


_IN_SERVER = pending_inputs.c.server_id == bindparam("server")
_OWN = (_IN_SERVER, pending_inputs.c.member_id == bindparam("member"))
_THIS = pending_inputs.c.id == bindparam("pending")
_SAME_KIND = pending_inputs.c.kind == bindparam("of_kind")
_ADD = insert(pending_inputs).returning(pending_inputs.c.id)
_GET = select(pending_inputs).where(_IN_SERVER, _THIS)
_GET_BY_SOURCE = select(pending_inputs).where(
    *_OWN, _SAME_KIND, pending_inputs.c.source == bindparam("source")
)
_QUESTION = (
    select(pending_inputs.c.id)
    .where(
        *_OWN,
        pending_inputs.c.kind == PendingKind.QUESTION,
        pending_inputs.c.day == bindparam("that_day"),
        pending_inputs.c.goal_id.is_not_distinct_from(bindparam("goal")),
    )
    .limit(1)
)
_SET_DONE = (
    update(pending_inputs)
    .where(*_OWN, _THIS)
    .values(
        is_done=True,
        goal_id=func.coalesce(bindparam("goal", type_=BigInteger), pending_inputs.c.goal_id),
    )
)
_SET_PAYLOAD = update(pending_inputs).where(*_OWN, _THIS).values(payload=bindparam("new_payload"))
_DROP = delete(pending_inputs).where(*_OWN, _THIS)
_DROP_KIND = delete(pending_inputs).where(*_OWN, _SAME_KIND)
_DROP_BEFORE = delete(pending_inputs).where(
    *_OWN, _SAME_KIND, pending_inputs.c.at < bindparam("before")
)


def add(
    tx: Connection,
    action: Action,
    kind: PendingKind,
    payload: Payload,
    *,
    goal: GoalId | None = None,
    day: LocalDay | None = None,
) -> PendingId:
    """Save an input and return its id."""
    values = {
        "server_id": action.member.server,
        "member_id": action.member.id,
        "at": action.at,
        "kind": kind,
        "goal_id": goal,
        "day": day,
        "payload": _dump(payload),
        "is_done": False,
        "source": action.source,
    }
    return PendingId(tx.execute(_ADD, values).scalar_one())


def get(
    tx: Connection, server: ServerId, pending_id: PendingId, kinds: Iterable[PendingKind]
) -> PendingInput | None:
    """Return any member's input of one of these kinds, or None."""
    row = tx.execute(_GET, {"server": server, "pending": pending_id}).mappings().first()
    return _input(row) if row and row["kind"] in kinds else None


def get_by_source(
    tx: Connection, member: Member, source: InteractionId, kind: PendingKind
) -> PendingInput | None:
    """Return a member's own input of one kind from one interaction, or None."""
    values = _own(member) | {"of_kind": kind, "source": source}
    row = tx.execute(_GET_BY_SOURCE, values).mappings().first()
    return _input(row) if row else None


def _input(row: RowMapping) -> PendingInput:
    return PendingInput(
        kind=PendingKind(row["kind"]),
        member=MemberId(row["member_id"]),
        at=row["at"],
        payload=json.loads(row["payload"]),
        goal=GoalId(row["goal_id"]) if row["goal_id"] else None,
        day=row["day"],
        is_done=row["is_done"],
    )


def get_own(
    tx: Connection, member: Member, pending_id: PendingId, *kinds: PendingKind
) -> PendingInput | None:
    """Return a member's own input of one of these kinds, or None."""
    found = get(tx, member.server, pending_id, kinds)
    return found if found and found.member == member.id else None


def has_question(tx: Connection, member: Member, day: LocalDay, goal: GoalId | None) -> bool:
    """Return whether the bot already asked a member about a day and a goal."""
    values = _own(member) | {"that_day": day, "goal": goal}
    return tx.execute(_QUESTION, values).first() is not None


def set_done(
    tx: Connection, member: Member, pending_id: PendingId, goal: GoalId | None = None
) -> None:
    """Mark an input as used, and set the goal it became."""
    tx.execute(_SET_DONE, _own(member) | {"pending": pending_id, "goal": goal})


def set_payload(tx: Connection, member: Member, pending_id: PendingId, payload: Payload) -> None:
    """Replace the data of an input."""
    values = {"pending": pending_id, "new_payload": _dump(payload)}
    tx.execute(_SET_PAYLOAD, _own(member) | values)


def drop(tx: Connection, member: Member, pending_id: PendingId) -> None:
    """Delete a member's input."""
    tx.execute(_DROP, _own(member) | {"pending": pending_id})


def drop_kind(tx: Connection, member: Member, kind: PendingKind) -> None:
    """Delete a member's inputs of one kind."""
    tx.execute(_DROP_KIND, _own(member) | {"of_kind": kind})


def drop_expired(tx: Connection, action: Action, kinds: Iterable[PendingKind]) -> None:
    """Delete a member's expired inputs of these kinds."""
    own = _own(action.member) | {"before": action.at - EXPIRES_AFTER}
    tx.execute(_DROP_BEFORE, [own | {"of_kind": kind} for kind in kinds])


def _dump(payload: Payload) -> str:
    return json.dumps(payload, ensure_ascii=False)


def _own(member: Member) -> dict[str, object]:
    return {"server": member.server, "member": member.id}
