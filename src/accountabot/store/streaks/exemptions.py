"""Read the exemptions outside a goal's record: excused dates and absences."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, or_, select

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import MemberId, ServerId
from accountabot.domain.server.settings import SettingName, excused_dates
from accountabot.store.parameters import member_params
from accountabot.store.people.membership import blocked_by
from accountabot.store.schema import departures, settings

_EXCUSES = (
    select(settings.c.name, settings.c.value, settings.c.at, settings.c.actor_id, settings.c.note)
    .where(
        settings.c.server_id == bindparam("server"),
        settings.c.member_id == 0,
        or_(settings.c.name == SettingName.EXCUSE, settings.c.name == SettingName.UNEXCUSE),
    )
    .order_by(settings.c.id)
)
_AWAY = (
    select(departures.c.left_at, departures.c.back_at, departures.c.member_id == 0, blocked_by)
    .where(
        departures.c.server_id == bindparam("server"),
        departures.c.member_id.in_([bindparam("member"), 0]),
    )
    .order_by(departures.c.left_at)
)


class ExcusedDate(NamedTuple):
    """A date excused by a server, with its time (UTC), author and reason."""

    at: datetime
    day: LocalDay
    actor: MemberId
    note: str


class AwayPeriod(NamedTuple):
    """A period (UTC) in which the bot or a goal's owner was away, or the owner blocked."""

    left: datetime
    back: datetime | None
    is_bot: bool
    blocked_by: MemberId | None
    """The moderator who blocked the owner; None if they left."""


def list_excused_dates(tx: Connection, server: ServerId) -> list[ExcusedDate]:
    """Return a server's excused dates, in the order of the decisions."""
    rows = excused_dates(
        (name, day, details) for name, day, *details in tx.execute(_EXCUSES, {"server": server})
    )
    return [ExcusedDate(at, day, MemberId(actor), note) for day, (at, actor, note) in rows.items()]


def list_away_periods(tx: Connection, goal: Goal) -> list[AwayPeriod]:
    """Return the absences of the bot and of a goal's owner, including blocks."""
    return [AwayPeriod(*row) for row in tx.execute(_AWAY, member_params(goal.owner))]
