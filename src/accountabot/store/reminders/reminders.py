"""Store each goal's reminder times, and how far its reminders have been handled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NamedTuple

from sqlalchemy import (
    Boolean,
    Case,
    Column,
    Connection,
    Date,
    bindparam,
    case,
    exists,
    func,
    insert,
    select,
    update,
)

from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import GoalId, Member, MemberId, ServerId
from accountabot.domain.reminders.reminder_times import ReminderTimes
from accountabot.domain.server.settings import SettingName
from accountabot.store.column_types import Instant
from accountabot.store.parameters import goal_params, member_params
from accountabot.store.prepared import Prepared
from accountabot.store.schema import reminders, settings

_ADD = insert(reminders)
_THIS = (
    reminders.c.goal_id == bindparam("goal"),
    reminders.c.server_id == bindparam("server"),
)
_GET = select(reminders).where(*_THIS)
_OF_MEMBER = select(reminders).where(
    reminders.c.server_id == bindparam("server"), reminders.c.member_id == bindparam("member")
)
_due = (
    select(reminders)
    .where(reminders.c.next_at <= bindparam("now"))
    .order_by(reminders.c.next_at, reminders.c.goal_id)
    .limit(bindparam("limit"))
)
_DUE = Prepared(_due)
_KEYS = Prepared(
    _due.with_only_columns(
        reminders.c.goal_id, reminders.c.server_id, reminders.c.member_id, reminders.c.next_at
    )
)
_ONE = Prepared(select(reminders).where(*_THIS))
_POSTPONE = (
    update(reminders)
    .where(*_THIS, reminders.c.next_at == bindparam("known"))
    .values(next_at=bindparam("later"), looked_at=bindparam("now"))
)
_NEXT = select(func.min(reminders.c.next_at))
_SAVE = Prepared(
    update(reminders)
    .where(*_THIS, reminders.c.next_at == bindparam("known"))
    .values(
        next_at=bindparam("next"),
        looked_at=bindparam("looked"),
        last_day=bindparam("day"),
        last_time=bindparam("time_of_day"),
        snoozed_until=bindparam("snoozed"),
        judged_day=bindparam("judged"),
        followed_end=bindparam("followed"),
        warned_day=bindparam("warned"),
        asked_at=bindparam("asked"),
    )
    .returning(reminders.c.goal_id)
)
_look: dict[str, Any] = {"next_at": bindparam("now")}
_LOOK_AGAIN = Prepared(update(reminders).where(*_THIS).values(_look))
_from_now: dict[str, Any] = {"next_at": bindparam("now"), "looked_at": bindparam("since")}
_START_AGAIN = Prepared(update(reminders).where(*_THIS).values(_from_now))
_START_AGAIN_SERVER = (
    update(reminders).where(reminders.c.server_id == bindparam("server")).values(_from_now)
)
_has_own_zone = exists().where(
    settings.c.server_id == 0,
    settings.c.member_id == reminders.c.member_id,
    settings.c.name == SettingName.ZONE,
)
_START_AGAIN_ZONELESS = _START_AGAIN_SERVER.where(~_has_own_zone)
_LOOK_AGAIN_SERVER = (
    update(reminders).where(reminders.c.server_id == bindparam("server")).values(_look)
)
_SET_TIMES = (
    update(reminders)
    .where(*_THIS)
    .values(
        times=bindparam("chosen"),
        next_at=bindparam("now"),
        looked_at=bindparam("now"),
        last_time=case((bindparam("is_auto", type_=Boolean), reminders.c.last_time), else_=None),
        unanswered=0,
        asked_at=None,
    )
)
_declined = bindparam("day", type_=Date)
_until = bindparam("until", type_=Instant)
_ANSWER = (
    update(reminders)
    .where(*_THIS)
    .values(
        next_at=bindparam("now"),
        unanswered=0,
        asked_at=None,
        snoozed_until=case(
            (_declined.is_not(None), None),
            else_=func.coalesce(_until, reminders.c.snoozed_until),
        ),
        not_on=case(
            (_until.is_not(None) & (reminders.c.not_on == reminders.c.last_day), None),
            else_=func.coalesce(_declined, reminders.c.not_on),
        ),
    )
)
_GO_ON = (
    update(reminders).where(*_THIS).values(next_at=bindparam("now"), unanswered=0, asked_at=None)
)
_left = bindparam("day", type_=Date)


def _later(column: Column[date]) -> Case[date]:
    """Return the later of a column's day and the one that is left as it is."""
    return case((column > _left, column), else_=_left)


_DECLINE = (
    update(reminders)
    .where(*_THIS)
    .values(
        next_at=bindparam("now"),
        unanswered=0,
        asked_at=None,
        judged_day=_later(reminders.c.judged_day),
        warned_day=_later(reminders.c.warned_day),
        declined_day=_later(reminders.c.declined_day),
    )
)
_SENT = (
    update(reminders)
    .where(*_THIS)
    .values(reminded_at=bindparam("sent"), unanswered=bindparam("count"))
)


@dataclass(frozen=True, slots=True)
class StoredReminder:
    """When a goal's owner wants to hear of it, and when they did."""

    goal: GoalId
    owner: Member
    times: ReminderTimes | None
    """None if the owner chose nothing."""
    next_at: datetime | None
    """When (UTC) to look at the goal next."""
    looked_at: datetime
    """Everything up to then (UTC) was handled."""
    last_day: date | None = None
    last_time: time | None = None
    """The local day and time of day of the last reminder."""
    reminded_at: datetime | None = None
    """When (UTC) the last message was sent."""
    unanswered: int = 0
    """How many were sent since the owner last reacted."""
    asked_at: datetime | None = None
    """When (UTC) the owner was asked whether to go on."""
    snoozed_until: datetime | None = None
    not_on: date | None = None
    """The local day on which the owner wants no reminder."""
    judged_day: date | None = None
    """The last day of the period for which it was decided whether the owner hears of it."""
    followed_end: datetime | None = None
    """When (UTC) the last period ended whose morning after the owner heard of."""
    warned_day: date | None = None
    """The last day of the period for which the owner heard last that a streak is at risk."""
    declined_day: date | None = None
    """The last day of the last period that the owner wants to leave as it is."""


class ReminderKey(NamedTuple):
    """A goal that is to be looked at, and since when (UTC)."""

    goal: GoalId
    owner: Member
    next_at: datetime | None


def add(tx: Connection, goal: Goal, now: datetime) -> None:
    """Add a new goal, without reminders; it is looked at right away."""
    tx.execute(
        _ADD,
        {
            "goal_id": goal.id,
            "server_id": goal.owner.server,
            "member_id": goal.owner.id,
            "next_at": now,
            "looked_at": now,
            "unanswered": 0,
        },
    )


def get(tx: Connection, goal: Goal) -> StoredReminder:
    """Return when a goal's owner is to hear of it."""
    return _stored(dict(tx.execute(_GET, goal_params(goal)).mappings().one()))


def of_member(tx: Connection, member: Member) -> dict[GoalId, StoredReminder]:
    """Return the reminders of all of a member's goals."""
    rows = tx.execute(_OF_MEMBER, member_params(member)).mappings()
    found = (_stored(dict(row)) for row in rows)
    return {each.goal: each for each in found}


def due(tx: Connection, now: datetime, limit: int) -> list[StoredReminder]:
    """Return what is to be looked at now on any server, the longest due first."""
    return [_stored(row) for row in _DUE.mappings(tx, {"now": now, "limit": limit})]


def due_keys(tx: Connection, now: datetime, limit: int) -> list[ReminderKey]:
    """Return the same as `due`, without reading anything that may be damaged."""
    return [
        ReminderKey(GoalId(goal), Member(ServerId(server), MemberId(member)), next_at)
        for goal, server, member, next_at in _KEYS.rows(tx, {"now": now, "limit": limit})
    ]


def get_due(tx: Connection, due: ReminderKey) -> StoredReminder:
    """Return all of what is to be looked at."""
    (row,) = _ONE.mappings(tx, {"goal": due.goal, "server": due.owner.server})
    return _stored(row)


def postpone(tx: Connection, due: ReminderKey, at: datetime, now: datetime) -> None:
    """Look at a goal later, unless it was changed; what was due until now is not made up for."""
    key = {"goal": due.goal, "server": due.owner.server, "known": due.next_at}
    tx.execute(_POSTPONE, key | {"later": at, "now": now})


def next_due(tx: Connection) -> datetime | None:
    """Return when (UTC) a goal on any server is to be looked at next, or None."""
    found: datetime | None = tx.execute(_NEXT).scalar()
    return found


def save_look(tx: Connection, before: StoredReminder, after: StoredReminder) -> bool:
    """Save what came of a look; return False if the goal is to be looked at again."""
    values = {
        "goal": before.goal,
        "server": before.owner.server,
        "known": before.next_at,
        "next": after.next_at,
        "looked": after.looked_at,
        "day": after.last_day,
        "time_of_day": after.last_time,
        "snoozed": after.snoozed_until,
        "judged": after.judged_day,
        "followed": after.followed_end,
        "warned": after.warned_day,
        "asked": after.asked_at,
    }
    return bool(_SAVE.rows(tx, values))


def look_again(tx: Connection, goal: Goal, now: datetime) -> None:
    """Have a goal looked at right away, because something about it changed."""
    _LOOK_AGAIN.rows(tx, goal_params(goal) | {"now": now})


def start_again(tx: Connection, goal: Goal, now: datetime) -> None:
    """Have a goal looked at right away; what was due until now is not made up for."""
    _START_AGAIN.rows(tx, goal_params(goal) | {"now": now, "since": now})


def start_again_server(tx: Connection, server: ServerId, now: datetime) -> None:
    """Have all goals on a server looked at; what was due until now is not made up for."""
    tx.execute(_START_AGAIN_SERVER, {"server": server, "now": now, "since": now})


def start_again_zoneless(tx: Connection, server: ServerId, now: datetime) -> None:
    """Do the same for the goals of members who have no time zone of their own."""
    tx.execute(_START_AGAIN_ZONELESS, {"server": server, "now": now, "since": now})


def look_again_server(tx: Connection, server: ServerId, now: datetime) -> None:
    """Have all goals on a server looked at right away."""
    tx.execute(_LOOK_AGAIN_SERVER, {"server": server, "now": now})


def set_times(tx: Connection, goals: Iterable[Goal], times: ReminderTimes, now: datetime) -> None:
    """Save when a member wants to be reminded of goals: they reacted to what they heard."""
    values = {"chosen": times.text, "is_auto": times.is_auto, "now": now}
    for goal in goals:
        tx.execute(_SET_TIMES, goal_params(goal) | values)


def answer(
    tx: Connection,
    goal: Goal,
    now: datetime,
    *,
    snoozed_until: datetime | None = None,
    not_on: date | None = None,
) -> None:
    """Save that the owner reacted to a reminder, and what they want instead, if anything.

    A day without reminders ends a snooze, too.
    """
    values = {"now": now, "until": snoozed_until, "day": not_on}
    tx.execute(_ANSWER, goal_params(goal) | values)


def go_on(tx: Connection, goal: Goal, now: datetime) -> None:
    """Save that the owner reacted to a reminder; what else they said still holds."""
    tx.execute(_GO_ON, goal_params(goal) | {"now": now})


def decline_period(tx: Connection, goal: Goal, last: date, now: datetime) -> None:
    """Save that the owner leaves the period with this last day as it is.

    What was decided about a later one stays.
    """
    tx.execute(_DECLINE, goal_params(goal) | {"day": last, "now": now})


def mark_sent(tx: Connection, goal: Goal, at: datetime, unanswered: int) -> None:
    """Save that the owner was sent a message, and how many are unanswered now."""
    tx.execute(_SENT, goal_params(goal) | {"sent": at, "count": unanswered})


def _stored(row: dict[str, object]) -> StoredReminder:
    times = row.pop("times")
    owner = Member(ServerId(row.pop("server_id")), MemberId(row.pop("member_id")))  # type: ignore[arg-type]
    return StoredReminder(
        goal=GoalId(row.pop("goal_id")),  # type: ignore[arg-type]
        owner=owner,
        times=ReminderTimes.parse(str(times)) if times else None,
        **row,  # type: ignore[arg-type]
    )
