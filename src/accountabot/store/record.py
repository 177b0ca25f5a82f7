"""Keep the record: what was done to a goal, by whom and when. It is only ever added to."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, exists, insert, select
from sqlalchemy.exc import IntegrityError

from accountabot.domain.goals import Goal
from accountabot.domain.identities import Action, CheckInId, GoalId, Member, RecordId
from accountabot.domain.record import Entry, Kind
from accountabot.domain.refusals import AlreadyDone
from accountabot.store.schema import goals, record

_ADD = insert(record).returning(record.c.id)
_KNOWN = (
    select(record.c.id)
    .where(record.c.source == bindparam("source"), record.c.server_id == bindparam("server"))
    .limit(1)
)
_undoing = record.alias("undoing")
_OPEN = (
    select(record.c.id, record.c.goal_id, record.c.kind, record.c.at, record.c.check_in_id)
    .where(
        record.c.server_id == bindparam("server"),
        record.c.actor_id == bindparam("actor"),
        record.c.kind != Kind.UNDONE,
        ~exists().where(_undoing.c.undoes == record.c.id),
        exists().where(goals.c.id == record.c.goal_id, goals.c.undone_at.is_(None)),
    )
    .order_by(record.c.at.desc(), record.c.id.desc())
    .limit(1)
)
_ONE = _OPEN.where(record.c.id == bindparam("entry"))


def refuse_repeat(tx: Connection, action: Action) -> None:
    """Raise AlreadyDone where this very interaction was carried out before."""
    if tx.execute(_KNOWN, {"server": action.member.server, "source": action.source}).first():
        raise AlreadyDone


def add(
    tx: Connection,
    goal: Goal,
    kind: Kind,
    action: Action,
    *,
    check_in: CheckInId | None = None,
    undoes: RecordId | None = None,
) -> RecordId:
    """Write down what was done to a goal; raise AlreadyDone where this very interaction did it before."""
    entry = {"server_id": goal.owner.server, "goal_id": goal.id, "actor_id": action.member.id, "kind": kind}
    done = {"at": action.at, "source": action.source, "check_in_id": check_in, "undoes": undoes}
    try:
        return RecordId(tx.execute(_ADD, entry | done).scalar_one())
    except IntegrityError as error:
        if "record.source" in str(error.orig):
            raise AlreadyDone from error
        raise


def last_by(tx: Connection, actor: Member) -> Entry | None:
    """Return the last thing that a member did and has not undone."""
    row = tx.execute(_OPEN, {"server": actor.server, "actor": actor.id}).first()
    return _entry(*row) if row else None


def one_by(tx: Connection, actor: Member, entry: RecordId) -> Entry | None:
    """Return one thing that a member did and has not undone."""
    row = tx.execute(_ONE, {"server": actor.server, "actor": actor.id, "entry": entry}).first()
    return _entry(*row) if row else None


def _entry(key: int, goal: int, kind: str, at: datetime, check_in: int | None) -> Entry:
    return Entry(RecordId(key), GoalId(goal), Kind(kind), at, CheckInId(check_in) if check_in else None)
