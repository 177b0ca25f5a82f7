"""Store settings as effective-dated values: each change is a new row."""

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import (
    Connection,
    Integer,
    String,
    and_,
    bindparam,
    insert,
    literal,
    or_,
    select,
    union_all,
)

from accountabot.domain.calendar.personal_calendar import BEGINNING
from accountabot.domain.identifiers import Action, Member, MemberId, ServerId
from accountabot.domain.judging_rules import JudgingRules
from accountabot.domain.server.settings import Setting, SettingName, judging_rules_of
from accountabot.store.column_types import instant
from accountabot.store.parameters import member_params
from accountabot.store.prepared import Prepared
from accountabot.store.schema import bot_absences, settings

_ABSENCE = "absence"
_NOBODY = MemberId(0)
"""The member ID of a server's own settings."""
_ADD = insert(settings)
_server = settings.c.server_id == bindparam("server")
_member = settings.c.member_id == bindparam("member")
_CHANGES = select(
    settings.c.member_id, settings.c.name, settings.c.value, settings.c.at, settings.c.id
).where(
    or_(
        and_(_server, _member),
        and_(_server, settings.c.member_id == 0),
        and_(settings.c.server_id == 0, _member),
    )
)
_ABSENCES = select(
    literal(0, Integer),
    literal(_ABSENCE, String),
    bot_absences.c.begins.cast(String),
    bot_absences.c.ends,
    literal(0, Integer),
).where(bot_absences.c.ends > bindparam("since"))
_VALUES = (
    select(settings.c.server_id, settings.c.value)
    .where(settings.c.name == bindparam("name"), settings.c.member_id == 0)
    .order_by(settings.c.id)
)
_ALL = Prepared(_CHANGES)
_LATEST = (
    select(settings.c.value)
    .where(_server, settings.c.member_id == 0, settings.c.name == bindparam("name"))
    .order_by(settings.c.id.desc())
    .limit(1)
)
_TERMS = Prepared(union_all(_CHANGES, _ABSENCES))
"""One statement for both, because each check-in runs it, and two would be slower."""
_LOG = (
    select(settings.c.name, settings.c.value, settings.c.at, settings.c.actor_id, settings.c.note)
    .where(_server, settings.c.member_id == 0, settings.c.name != SettingName.STARTING_FREEZES)
    .order_by(settings.c.id)
)


class LoggedSetting(NamedTuple):
    """A change of a server's setting, with its time (UTC), author and reason."""

    name: str
    value: str
    at: datetime
    actor: MemberId
    note: str


def add(
    tx: Connection, action: Action, whose: Member, name: SettingName, value: str, note: str = ""
) -> None:
    """Append a change of a setting.

    `whose` has server 0 for a member's setting on all servers, and member 0 for a server's setting.
    """
    values = {
        "server_id": whose.server,
        "member_id": whose.id,
        "name": name,
        "value": value,
        "note": note,
        "at": action.at,
        "actor_id": action.member.id,
    }
    tx.execute(_ADD, values)


def all_of(tx: Connection, member: Member) -> tuple[Setting, ...]:
    """Return all changes of a member's settings and their server's, in order."""
    rows = sorted(_ALL.rows(tx, member_params(member)), key=lambda row: row[-2:])
    return tuple(Setting(not whose, name, value, at) for whose, name, value, at, _ in rows)


def log(tx: Connection, server: ServerId) -> list[LoggedSetting]:
    """Return all changes of a server's settings, in order."""
    return [LoggedSetting(*row) for row in tx.execute(_LOG, {"server": server})]


def server_value(tx: Connection, server: ServerId, name: SettingName) -> str:
    """Return the current value of a server's setting; it is empty if unset."""
    return tx.execute(_LATEST, {"server": server, "name": name}).scalar() or ""


def values_by_server(tx: Connection, name: SettingName) -> dict[ServerId, str]:
    """Return the current value of a setting on each server that ever set it; it may be empty."""
    return {ServerId(server): value for server, value in tx.execute(_VALUES, {"name": name})}


def home_zone(tx: Connection, server: ServerId, now: datetime) -> ZoneInfo:
    """Return a server's current time zone."""
    return judging_rules(tx, Member(server, _NOBODY), now).days.calendar(now).zone


def judging_rules(tx: Connection, member: Member, since: datetime = BEGINNING) -> JudgingRules:
    """Return the rules for a member's goals, with the bot's absences that ended after `since`."""
    which = {"server": member.server, "member": member.id, "since": since}
    rows = sorted(_TERMS.rows(tx, which), key=lambda row: row[-2:])
    absences = tuple(
        (instant(int(value)), at) for _, name, value, at, _ in rows if name == _ABSENCE
    )
    changes = (
        Setting(not whose, name, value, at)
        for whose, name, value, at, _ in rows
        if name != _ABSENCE
    )
    return judging_rules_of(tuple(changes), absences)
