"""Load a goal's activity in one query."""

from datetime import date
from operator import itemgetter

from sqlalchemy import (
    Connection,
    Date,
    Integer,
    String,
    bindparam,
    exists,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.checkins.activity import Activity, CheckIn, Pause
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.record import EventKind
from accountabot.store.column_types import Instant, Quantity
from accountabot.store.parameters import goal_params
from accountabot.store.prepared import Prepared
from accountabot.store.schema import check_ins, departures, pauses, record

_CHECK_IN, _SKIP, _PAUSE = range(3)
_BEFORE_ALL = date.min
_undoing = record.alias("undoing")

_no_day = type_coerce(null(), Date())
_no_note = type_coerce(null(), String())
_no_amount = type_coerce(null(), Quantity())
_no_end = type_coerce(null(), Instant())
_ACTIVITY = Prepared(
    union_all(
        select(
            literal(_CHECK_IN, Integer).label("kind"),
            check_ins.c.at,
            check_ins.c.day,
            check_ins.c.note,
            check_ins.c.amount,
            _no_end.label("ended_at"),
            check_ins.c.id,
        ).where(
            check_ins.c.server_id == bindparam("server"),
            check_ins.c.goal_id == bindparam("goal"),
            check_ins.c.day > bindparam("after"),
            check_ins.c.undone_at.is_(None),
        ),
        select(
            literal(_SKIP, Integer),
            record.c.at,
            _no_day,
            _no_note,
            _no_amount,
            _no_end,
            record.c.id,
        ).where(
            record.c.server_id == bindparam("server"),
            record.c.goal_id == bindparam("goal"),
            record.c.kind == EventKind.SKIPPED,
            ~exists().where(_undoing.c.undoes == record.c.id),
        ),
        select(
            *(literal(_PAUSE, Integer), pauses.c.at, pauses.c.until, _no_note, _no_amount),
            *(pauses.c.ended_at, pauses.c.entry_id),
        ).where(
            pauses.c.server_id == bindparam("server"),
            pauses.c.goal_id == bindparam("goal"),
            pauses.c.undone_at.is_(None),
        ),
        select(
            *(literal(_PAUSE, Integer), departures.c.left_at, _no_day, _no_note, _no_amount),
            *(departures.c.back_at, literal(0, Integer)),
        ).where(
            departures.c.server_id == bindparam("server"),
            departures.c.member_id.in_([bindparam("member"), 0]),
        ),
    )
)


def load(tx: Connection, goal: Goal, after: LocalDay | None = None) -> Activity:
    """Load a goal's skips and pauses, and its check-ins for days after `after`.

    Undone activity is excluded. Check-ins are in the order in which they were recorded.
    """
    values = goal_params(goal) | {
        "member": goal.owner.id,
        "after": after or _BEFORE_ALL,
    }
    check_ins_: list[tuple[int, CheckIn]] = []
    skips_found = []
    pauses_found = []
    for kind, at, day, note, amount, ended_at, row_id in _ACTIVITY.rows(tx, values):
        if kind == _CHECK_IN:
            check_ins_.append((row_id, CheckIn(day, at, note, amount)))
        elif kind == _SKIP:
            skips_found.append(at)
        else:
            pauses_found.append(Pause(at, day, ended_at))
    return Activity(
        [check_in for _, check_in in sorted(check_ins_, key=itemgetter(0))],
        skips_found,
        pauses_found,
    )
