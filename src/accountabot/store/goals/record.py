"""Store the record of every goal, an append-only log of its events."""

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Connection, and_, bindparam, exists, func, insert, or_, select
from sqlalchemy.exc import IntegrityError

from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.record import EventKind, RecordedEvent, RecordEntry
from accountabot.domain.identifiers import (
    Action,
    CheckInId,
    GoalId,
    InteractionId,
    Member,
    MemberId,
    RecordId,
    ServerId,
)
from accountabot.domain.refusals import DuplicateInteraction
from accountabot.store.parameters import goal_params
from accountabot.store.prepared import Prepared
from accountabot.store.reminders import reminders
from accountabot.store.schema import check_ins, goals, pauses, record

_ADD = Prepared(insert(record).returning(record.c.id))
_REPEATED = (
    select(record.c.id)
    .where(record.c.source == bindparam("source"), record.c.server_id == bindparam("server"))
    .limit(1)
)
_FIRST_FROM = (
    select(record.c.id, record.c.actor_id)
    .where(record.c.source == bindparam("source"), record.c.server_id == bindparam("server"))
    .order_by(record.c.id)
    .limit(1)
)
_undoing = record.alias("undoing")
_IS_PUBLIC = exists().where(goals.c.id == record.c.goal_id, ~goals.c.is_private)
_OPEN = (
    select(record.c.id, record.c.goal_id, record.c.kind, record.c.at, record.c.check_in_id)
    .where(
        record.c.server_id == bindparam("server"),
        record.c.actor_id == bindparam("actor"),
        *(record.c.kind != kind for kind in (EventKind.UNDONE, EventKind.HIDDEN, EventKind.SHOWN)),
        ~exists().where(_undoing.c.undoes == record.c.id),
        exists().where(goals.c.id == record.c.goal_id, goals.c.undone_at.is_(None)),
    )
    .order_by(record.c.at.desc(), record.c.id.desc())
    .limit(1)
)
_LAST_ACTION = Prepared(
    select(record.c.at)
    .where(
        record.c.server_id == bindparam("server"),
        record.c.actor_id == bindparam("actor"),
        or_(~bindparam("is_public", type_=Boolean), _IS_PUBLIC),
    )
    .order_by(record.c.at.desc())
    .limit(1)
)
_LAST_ON = Prepared(
    select(func.max(record.c.at)).where(
        record.c.server_id == bindparam("server"),
        record.c.actor_id == bindparam("actor"),
        record.c.at > bindparam("since"),
        record.c.goal_id == bindparam("goal"),
    )
)
_COUNTED = Prepared(
    select(record.c.id)
    .where(
        record.c.server_id == bindparam("server"),
        record.c.actor_id == bindparam("actor"),
        record.c.kind == EventKind.CHECKED_IN,
        or_(~bindparam("is_public", type_=Boolean), _IS_PUBLIC),
        ~exists().where(_undoing.c.undoes == record.c.id),
    )
    .order_by(record.c.at)
    .limit(bindparam("limit"))
)
_OPEN_ENTRY = _OPEN.where(record.c.id == bindparam("entry"))
_CHECK_IN = select(
    record.c.id, record.c.goal_id, record.c.kind, record.c.at, record.c.check_in_id
).where(
    record.c.server_id == bindparam("server"),
    record.c.goal_id == bindparam("goal"),
    record.c.id == bindparam("entry"),
    record.c.kind == EventKind.CHECKED_IN,
    ~exists().where(_undoing.c.undoes == record.c.id),
)
_CHECK_IN_OF = select(record.c.check_in_id).where(
    record.c.server_id == bindparam("server"),
    record.c.id == bindparam("entry"),
    record.c.kind == EventKind.CHECKED_IN,
)
_UNDONE_BY_ANOTHER = select(record.c.id).where(
    record.c.server_id == bindparam("server"),
    record.c.id == bindparam("entry"),
    exists().where(_undoing.c.undoes == record.c.id, _undoing.c.actor_id != record.c.actor_id),
)
_same = record.alias("same")
_SAME_ACTION = (
    select(record.c.id, record.c.goal_id, record.c.kind, record.c.at, record.c.check_in_id)
    .join(_same, and_(_same.c.server_id == record.c.server_id, _same.c.source == record.c.source))
    .where(
        record.c.server_id == bindparam("server"),
        record.c.actor_id == bindparam("actor"),
        _same.c.id == bindparam("entry"),
        ~exists().where(_undoing.c.undoes == record.c.id),
    )
    .order_by(record.c.id)
)
_HISTORY = (
    select(record.c.id, record.c.kind, record.c.at, record.c.actor_id)
    .add_columns(func.coalesce(check_ins.c.note, record.c.note))
    .add_columns(exists().where(_undoing.c.undoes == record.c.id))
    .add_columns(
        check_ins.c.day, check_ins.c.amount, pauses.c.until, record.c.undoes, check_ins.c.proof
    )
    .join(check_ins, check_ins.c.id == record.c.check_in_id, isouter=True)
    .join(pauses, pauses.c.entry_id == record.c.id, isouter=True)
    .where(record.c.server_id == bindparam("server"), record.c.goal_id == bindparam("goal"))
    .order_by(record.c.id.desc())
)
_LATEST_OF_KIND = (
    _HISTORY.where(record.c.kind == bindparam("kind"))
    .order_by(None)
    .order_by(record.c.at.desc(), record.c.id.desc())
    .limit(1)
)
_CHECK_INS = _HISTORY.where(
    record.c.kind == EventKind.CHECKED_IN, ~exists().where(_undoing.c.undoes == record.c.id)
).limit(bindparam("limit"))

_HIDDEN_BY = select(record.c.goal_id, record.c.at).where(
    record.c.server_id == bindparam("server"),
    record.c.source == bindparam("source"),
    record.c.kind == EventKind.HIDDEN,
)


def ensure_not_repeated(tx: Connection, action: Action) -> None:
    """Raise DuplicateInteraction if the interaction was already processed."""
    if tx.execute(_REPEATED, {"server": action.member.server, "source": action.source}).first():
        raise DuplicateInteraction


def goals_hidden_by(
    tx: Connection, server: ServerId, source: InteractionId
) -> dict[GoalId, datetime]:
    """Return the goals that one action hid, each with its time (UTC)."""
    found = tx.execute(_HIDDEN_BY, {"server": server, "source": source})
    return {GoalId(goal): at for goal, at in found}


def add(
    tx: Connection,
    goal: Goal,
    kind: EventKind,
    action: Action,
    *,
    check_in: CheckInId | None = None,
    undoes: RecordId | None = None,
    note: str = "",
) -> RecordId:
    """Append an entry; raise DuplicateInteraction if the interaction was already recorded."""
    entry = {
        "server_id": goal.owner.server,
        "goal_id": goal.id,
        "actor_id": action.member.id,
        "kind": kind,
    }
    details = {
        "at": action.at,
        "source": action.source,
        "check_in_id": check_in,
        "undoes": undoes,
        "note": note,
    }
    try:
        ((entry_id,),) = _ADD.rows(tx, entry | details)
    except IntegrityError as error:
        if "record.source" in str(error.orig):
            raise DuplicateInteraction from error
        raise
    if kind is not EventKind.CHECKED_IN:
        reminders.look_again(tx, goal, action.at)
    return RecordId(entry_id)


def last_action_at(tx: Connection, actor: Member, *, is_public: bool) -> datetime | None:
    """Return the time of a member's last action, including undone ones, or None.

    If `is_public` is set, actions on private goals don't count.
    """
    values = {"server": actor.server, "actor": actor.id, "is_public": is_public}
    return next((at for (at,) in _LAST_ACTION.rows(tx, values)), None)


def last_owner_action_at(tx: Connection, goal: Goal, since: datetime) -> datetime | None:
    """Return when a goal's owner last did anything about it after an instant (UTC), or None."""
    values = goal_params(goal) | {"actor": goal.owner.id, "since": since}
    return next((at for (at,) in _LAST_ON.rows(tx, values)), None)


def count_check_ins(tx: Connection, actor: Member, limit: int, *, is_public: bool) -> int:
    """Count a member's check-ins that are not undone, or only the public ones, up to a limit."""
    values = {"server": actor.server, "actor": actor.id, "limit": limit, "is_public": is_public}
    return len(_COUNTED.rows(tx, values))


def last_open_entry(tx: Connection, actor: Member) -> RecordEntry | None:
    """Return a member's latest entry that is not undone, or None."""
    row = tx.execute(_OPEN, {"server": actor.server, "actor": actor.id}).first()
    return _entry(*row) if row else None


def get_open_entry(tx: Connection, actor: Member, entry: RecordId) -> RecordEntry | None:
    """Return one of a member's entries, or None if it is undone."""
    row = tx.execute(
        _OPEN_ENTRY, {"server": actor.server, "actor": actor.id, "entry": entry}
    ).first()
    return _entry(*row) if row else None


def entries_of_same_action(tx: Connection, actor: Member, entry: RecordEntry) -> list[RecordEntry]:
    """Return all entries of the interaction that created `entry`, except undone ones."""
    values = {"server": actor.server, "actor": actor.id, "entry": entry.id}
    return [_entry(*row) for row in tx.execute(_SAME_ACTION, values)]


def history_of(tx: Connection, goal: Goal) -> list[RecordedEvent]:
    """Return the history of a goal, the newest event first."""
    return [_event(*row) for row in tx.execute(_HISTORY, goal_params(goal))]


def latest_of_kind(tx: Connection, goal: Goal, kind: EventKind) -> RecordedEvent | None:
    """Return the latest event of a kind in a goal's history."""
    row = tx.execute(_LATEST_OF_KIND, goal_params(goal) | {"kind": kind}).first()
    return _event(*row) if row else None


def list_check_ins(tx: Connection, goal: Goal, limit: int) -> list[RecordedEvent]:
    """Return a goal's latest check-ins, except undone ones, the newest first."""
    values = goal_params(goal) | {"limit": limit}
    return [_event(*row) for row in tx.execute(_CHECK_INS, values)]


def get_check_in(tx: Connection, goal: Goal, entry: RecordId) -> RecordEntry | None:
    """Return a check-in's entry, or None if it was undone."""
    row = tx.execute(_CHECK_IN, goal_params(goal) | {"entry": entry}).first()
    return _entry(*row) if row else None


def first_from(
    tx: Connection, server: ServerId, source: InteractionId
) -> tuple[RecordId, MemberId] | None:
    """Return the first entry that an interaction made and its actor, or None."""
    row = tx.execute(_FIRST_FROM, {"server": server, "source": source}).first()
    return (RecordId(row[0]), MemberId(row[1])) if row else None


def check_in_of(tx: Connection, server: ServerId, entry: RecordId) -> CheckInId | None:
    """Return the check-in that an entry recorded, None if it recorded something else."""
    key = tx.execute(_CHECK_IN_OF, {"server": server, "entry": entry}).scalar()
    return CheckInId(key) if key else None


def is_undone_by_another(tx: Connection, server: ServerId, entry: RecordId) -> bool:
    """Return whether an action was undone by someone else than whose it was: a moderator."""
    which = {"server": server, "entry": entry}
    return tx.execute(_UNDONE_BY_ANOTHER, which).first() is not None


def _event(
    key: int,
    kind: str,
    at: datetime,
    actor: int,
    *rest: Any,  # noqa: ANN401 - columns of many types
) -> RecordedEvent:
    return RecordedEvent(RecordId(key), EventKind(kind), at, MemberId(actor), *rest)


def _entry(key: int, goal: int, kind: str, at: datetime, check_in: int | None) -> RecordEntry:
    return RecordEntry(
        id=RecordId(key),
        goal=GoalId(goal),
        kind=EventKind(kind),
        at=at,
        check_in=CheckInId(check_in) if check_in else None,
    )
