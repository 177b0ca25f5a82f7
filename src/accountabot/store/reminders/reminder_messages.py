"""Store the messages that remind members, and the goals in them."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import GoalId, Member, MemberId, MessageRef, ServerId
from accountabot.domain.reminders.reminder_lines import ReminderKind, ReminderLine
from accountabot.store.dialect import insert_ignoring, without_index
from accountabot.store.prepared import Prepared
from accountabot.store.schema import reminder_lines, reminder_messages

_messages, _lines = reminder_messages.c, reminder_lines.c
_IN = (
    _lines.message_key == bindparam("key"),
    bindparam("server") == without_index(_lines.server_id),
)
_ADD = Prepared(insert(reminder_messages).returning(_messages.id))
_OPEN = Prepared(
    select(_messages.id)
    .where(
        _messages.server_id == bindparam("server"),
        _messages.member_id == bindparam("member"),
        _messages.channel_id == bindparam("channel"),
        _messages.at == bindparam("slot"),
        _messages.closed_at.is_(None),
    )
    .order_by(_messages.id.desc())
    .limit(1)
)
_THIS = (_messages.server_id == bindparam("server"), _messages.id == bindparam("key"))
_GET = select(reminder_messages).where(*_THIS)
_IN_MESSAGE = select(reminder_messages).where(
    _messages.server_id == bindparam("server"), _messages.message_id == bindparam("message")
)
_CLOSE = (
    update(reminder_messages)
    .where(*_THIS, _messages.closed_at.is_(None))
    .values(closed_at=bindparam("now"))
)
_SENT = (
    update(reminder_messages)
    .where(*_THIS)
    .values(
        channel_id=bindparam("channel"),
        message_id=bindparam("message"),
        edited_at=bindparam("now"),
        shown=bindparam("hash"),
    )
)
_EDITED = (
    update(reminder_messages)
    .where(*_THIS)
    .values(edits=_messages.edits + 1, edited_at=bindparam("now"), shown=bindparam("hash"))
)
_DROP = delete(reminder_messages).where(*_THIS)
_DROP_LINES = delete(reminder_lines).where(*_IN)
_old = select(_messages.id).where(
    _messages.server_id == bindparam("server"), _messages.at < bindparam("before")
)
_PRUNE_LINES = delete(reminder_lines).where(
    _lines.message_key.in_(_old), bindparam("server") == without_index(_lines.server_id)
)
_PRUNE = delete(reminder_messages).where(
    _messages.server_id == bindparam("server"), _messages.at < bindparam("before")
)
_ADD_LINE = Prepared(insert_ignoring(reminder_lines))
_LINES = select(reminder_lines).where(*_IN).order_by(_lines.member_id, _lines.goal_id)
_REMOVE_LINE = delete(reminder_lines).where(*_IN, _lines.goal_id == bindparam("goal"))
_COUNT = Prepared(select(func.count(_lines.member_id.distinct())).where(*_IN))
_HAS_MEMBER = Prepared(
    select(_lines.goal_id)
    .where(
        _lines.server_id == bindparam("server"),
        _lines.message_key == bindparam("key"),
        _lines.member_id == bindparam("member"),
    )
    .limit(1)
)
_WITH_GOAL = (
    select(_messages.id)
    .join(reminder_lines, _lines.message_key == _messages.id)
    .where(
        _lines.server_id == bindparam("server"),
        _lines.goal_id == bindparam("goal"),
        _messages.message_id.is_not(None),
        _messages.closed_at > bindparam("since"),
    )
)


class ReminderMessage(NamedTuple):
    """A message that reminds members, in a channel or directly."""

    key: int
    server: ServerId
    member: MemberId
    """Who gets it directly; 0 in a channel."""
    channel: int
    at: datetime
    """The quarter of an hour (UTC) for which it is meant."""
    closed_at: datetime | None
    """Since when (UTC) nothing is added."""
    message: int | None
    """None if it was not sent."""
    edited_at: datetime | None
    edits: int
    shown: str | None
    """A hash of what it shows."""

    @property
    def post(self) -> MessageRef | None:
        """The message in Discord, if it was sent."""
        return MessageRef(self.channel, self.message) if self.message else None


def find_open(tx: Connection, owner: Member, channel: int, slot: datetime) -> int | None:
    """Return the latest message of a quarter of an hour to which goals can be added, or None.

    `owner` has the ID 0 for a message in a channel.
    """
    which = {"server": owner.server, "member": owner.id, "channel": channel, "slot": slot}
    return next((key for (key,) in _OPEN.rows(tx, which)), None)


def add(tx: Connection, owner: Member, channel: int, slot: datetime) -> int:
    """Add a message for a quarter of an hour, and return its key."""
    row = {
        "server_id": owner.server,
        "member_id": owner.id,
        "channel_id": channel,
        "at": slot,
        "edits": 0,
    }
    [(key,)] = _ADD.rows(tx, row)
    return int(key)


def add_line(tx: Connection, key: int, goal: Goal, kind: ReminderKind, day: LocalDay) -> None:
    """Add a goal to a message, unless it is already there."""
    row = {
        "message_key": key,
        "goal_id": goal.id,
        "server_id": goal.owner.server,
        "member_id": goal.owner.id,
        "kind": kind,
        "day": day,
    }
    _ADD_LINE.rows(tx, row)


def remove_line(tx: Connection, server: ServerId, key: int, goal: GoalId) -> None:
    """Remove a goal from a message."""
    tx.execute(_REMOVE_LINE, {"server": server, "key": key, "goal": goal})


def count_members(tx: Connection, server: ServerId, key: int) -> int:
    """Return how many members are in a message."""
    [(count,)] = _COUNT.rows(tx, {"server": server, "key": key})
    return int(count)


def has_member(tx: Connection, member: Member, key: int) -> bool:
    """Return whether a member is in a message."""
    which = {"server": member.server, "key": key, "member": member.id}
    return bool(_HAS_MEMBER.rows(tx, which))


def get(tx: Connection, server: ServerId, key: int) -> ReminderMessage | None:
    """Return a message, or None if it no longer exists."""
    row = tx.execute(_GET, {"server": server, "key": key}).mappings().first()
    return _message(dict(row)) if row else None


def find(tx: Connection, server: ServerId, message: int) -> ReminderMessage | None:
    """Return what a message in Discord reminds of, or None if it is another message."""
    row = tx.execute(_IN_MESSAGE, {"server": server, "message": message}).mappings().first()
    return _message(dict(row)) if row else None


def lines(tx: Connection, server: ServerId, key: int) -> list[ReminderLine]:
    """Return the goals in a message, those of each member together."""
    rows = tx.execute(_LINES, {"server": server, "key": key}).mappings()
    return [
        ReminderLine(
            GoalId(row["goal_id"]),
            Member(server, MemberId(row["member_id"])),
            ReminderKind(row["kind"]),
            row["day"],
        )
        for row in rows
    ]


def with_goal(tx: Connection, server: ServerId, goal: GoalId, since: datetime) -> list[int]:
    """Return the messages sent since an instant (UTC) that have a goal in them."""
    values = {"server": server, "goal": goal, "since": since}
    return list(tx.execute(_WITH_GOAL, values).scalars())


def close(tx: Connection, server: ServerId, key: int, now: datetime) -> None:
    """Add nothing more to a message."""
    tx.execute(_CLOSE, {"server": server, "key": key, "now": now})


def mark_sent(
    tx: Connection, server: ServerId, key: int, post: MessageRef, *, shown: str, now: datetime
) -> None:
    """Save where a message was sent, and a hash of what it shows."""
    values = {"channel": post.channel, "message": post.message, "now": now, "hash": shown}
    tx.execute(_SENT, {"server": server, "key": key} | values)


def mark_edited(tx: Connection, server: ServerId, key: int, shown: str, now: datetime) -> None:
    """Save that a message was edited, and a hash of what it shows."""
    tx.execute(_EDITED, {"server": server, "key": key, "now": now, "hash": shown})


def drop(tx: Connection, server: ServerId, key: int) -> None:
    """Delete a message that nobody needs now."""
    tx.execute(_DROP_LINES, {"server": server, "key": key})
    tx.execute(_DROP, {"server": server, "key": key})


def prune(tx: Connection, server: ServerId, before: datetime) -> None:
    """Delete the messages from before an instant (UTC)."""
    tx.execute(_PRUNE_LINES, {"server": server, "before": before})
    tx.execute(_PRUNE, {"server": server, "before": before})


def _message(row: dict[str, object]) -> ReminderMessage:
    return ReminderMessage(
        key=row["id"],  # type: ignore[arg-type]
        server=ServerId(row["server_id"]),  # type: ignore[arg-type]
        member=MemberId(row["member_id"]),  # type: ignore[arg-type]
        channel=row["channel_id"],  # type: ignore[arg-type]
        at=row["at"],  # type: ignore[arg-type]
        closed_at=row["closed_at"],  # type: ignore[arg-type]
        message=row["message_id"],  # type: ignore[arg-type]
        edited_at=row["edited_at"],  # type: ignore[arg-type]
        edits=row["edits"],  # type: ignore[arg-type]
        shown=row["shown"],  # type: ignore[arg-type]
    )
