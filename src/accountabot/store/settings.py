"""Keep settings: never overwritten, each change of one is a row."""

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
    literal_column,
    or_,
    select,
    union_all,
)

from accountabot.domain.calendar.personal_calendar import BEGINNING
from accountabot.domain.identifiers import Action, Member, MemberId, ServerId
from accountabot.domain.judging_rules import JudgingRules
from accountabot.domain.server.settings import Setting, SettingName, judging_rules_of
from accountabot.store.prepared import Prepared
from accountabot.store.schema import absences, instant, settings

_ABSENCE = "absence"
_NOBODY = MemberId(0)
"""Stands for a server in its own settings."""
_ADD = insert(settings)
_server, _member = (
    settings.c.server_id == bindparam("server"),
    settings.c.member_id == bindparam("member"),
)
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
    absences.c.begins.cast(String),
    absences.c.ends,
    literal(0, Integer),
).where(absences.c.ends > bindparam("since"))
_CHANNELS = (
    select(settings.c.server_id, settings.c.value)
    .where(settings.c.name == bindparam("name"), settings.c.member_id == 0)
    .order_by(settings.c.id)
)
_TERMS = Prepared(union_all(_CHANGES, _ABSENCES))
_ROW = tuple(
    settings.c[name] for name in ("id", "member_id", "name", "value", "at", "actor_id", "note")
)
_LOG = union_all(
    select(*_ROW).where(_server, settings.c.member_id == 0),
    select(*_ROW).where(_server, settings.c.name == literal_column(f"'{SettingName.BLOCKED}'")),
)
"""The second asks by the words of the index that holds nothing else."""


class LoggedSetting(NamedTuple):
    """A change of what a server set (`member` is 0), or what its moderators set of a member: who made it, and why."""

    member: MemberId
    name: str
    value: str
    at: datetime
    actor: MemberId
    note: str


def add(
    tx: Connection, action: Action, who: Member, name: SettingName, value: str, note: str = ""
) -> None:
    """Write down that a setting changed; `who` has no server for a person's own, no member for a server's own."""
    where = {
        "server_id": who.server,
        "member_id": who.id,
        "name": name,
        "value": value,
        "note": note,
    }
    tx.execute(_ADD, where | {"at": action.at, "actor_id": action.member.id})


def all_of(tx: Connection, member: Member) -> tuple[Setting, ...]:
    """Return every change of what concerns a member, in order: their own, and their server's."""
    rows = sorted(
        tx.execute(_CHANGES, {"server": member.server, "member": member.id}),
        key=lambda row: row[-2:],
    )
    return tuple(Setting(not whose, name, value, at) for whose, name, value, at, _ in rows)


def log(tx: Connection, server: ServerId) -> list[LoggedSetting]:
    """Return every change of what a server set, and of whom its moderators blocked, in order."""
    return [LoggedSetting(*row[1:]) for row in sorted(tx.execute(_LOG, {"server": server}))]


def everywhere(tx: Connection, name: SettingName) -> dict[ServerId, str]:
    """Return the channel that every server chose for something, if it ever did; empty where it has none any more."""
    return {ServerId(server): channel for server, channel in tx.execute(_CHANNELS, {"name": name})}


def home_zone(tx: Connection, server: ServerId, now: datetime) -> ZoneInfo:
    """Return the zone in which a server is at home."""
    return judging_rules(tx, Member(server, _NOBODY), now).days.calendar(now).zone


def judging_rules(tx: Connection, member: Member, since: datetime = BEGINNING) -> JudgingRules:
    """Return what a member's goals are judged by, with the bot's absences that ended after `since`."""
    which = {"server": member.server, "member": member.id, "since": since}
    rows = sorted(_TERMS.rows(tx, which), key=lambda row: row[-2:])
    away = tuple((instant(int(value)), at) for _, name, value, at, _ in rows if name == _ABSENCE)
    changes = (
        Setting(not whose, name, value, at)
        for whose, name, value, at, _ in rows
        if name != _ABSENCE
    )
    return judging_rules_of(tuple(changes), away)
