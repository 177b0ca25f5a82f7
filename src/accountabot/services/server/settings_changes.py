"""Change what owners set for a whole server, each change a row with who made it, and list those changes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import Action, Member, MemberId, ServerId
from accountabot.domain.refusals import Refusal
from accountabot.domain.server.server_settings import MOST_DATES, SETTINGS
from accountabot.domain.server.settings import SettingName, excused_dates
from accountabot.store import settings
from accountabot.store.settings import LoggedSetting
from accountabot.store.streaks import standings

_ALL = MemberId(0)
_LOGGED = {*SETTINGS, SettingName.UNEXCUSE, SettingName.BLOCKED}
_OVER = timedelta(days=3)
"""How far back, by UTC, a date may not be over yet, wherever the server is."""


class SettingsLogEntry(NamedTuple):
    """A line of the log: what was changed, and what held until then; nothing where that can't be said."""

    change: LoggedSetting
    before: str


class CurrentSettings(NamedTuple):
    """What holds on a server, set or not, but for the dates that it excused; those, each with its reason."""

    values: dict[SettingName, str]
    excused: dict[LocalDay, str]


def change_setting(tx: Connection, action: Action, name: SettingName, value: str) -> bool:
    """Let something else hold on a server from now on; return whether that was new."""
    is_new = current_settings(tx, action.member.server).values[name] != value
    if is_new:
        _add(tx, action, name, value)
    return is_new


def excuse(tx: Connection, action: Action, dates: Mapping[LocalDay, str]) -> None:
    """Excuse dates for everyone on a server, each with its reason; raise Refusal as `refuse_many` does."""
    known, action = current_settings(tx, action.member.server).excused, _in_order(tx, action)
    new = {day: reason for day, reason in dates.items() if day not in known}
    ensure_excusable(known, new, action.at)
    for day, reason in new.items():
        settings.add(
            tx,
            action,
            Member(action.member.server, _ALL),
            SettingName.EXCUSE,
            day.isoformat(),
            reason,
        )
    if new:
        standings.mark_all_stale(tx, action.member.server, action.at)


def unexcuse(tx: Connection, action: Action, day: LocalDay) -> bool:
    """Excuse a date no more; return whether it was excused."""
    was_held = day in current_settings(tx, action.member.server).excused
    if was_held:
        _add(tx, action, SettingName.UNEXCUSE, day.isoformat())
    return was_held


def ensure_excusable(
    known: Mapping[LocalDay, str], new: Mapping[LocalDay, str], now: datetime
) -> None:
    """Raise Refusal where more dates that are not over would be excused than a server can have."""
    open_ = sum(day >= now.date() - _OVER for day in {*known, *new})
    if new and open_ > MOST_DATES:
        raise Refusal("excuses-full", most=MOST_DATES, count=len(new))


def current_settings(tx: Connection, server: ServerId) -> CurrentSettings:
    """Return what holds on a server."""
    values: dict[SettingName, str] = {
        name: each.default for name, each in SETTINGS.items() if name != SettingName.EXCUSE
    }
    logged = _logged(tx, server)
    values |= {SettingName(each.name): each.value for each in logged if each.name in values}
    return CurrentSettings(
        values, excused_dates((each.name, each.value, each.note) for each in logged)
    )


def log(tx: Connection, server: ServerId) -> list[SettingsLogEntry]:
    """Return every change of what owners set for a server, and of whom its moderators blocked, the newest first."""
    known: dict[tuple[MemberId, str], str] = {}
    entries = []
    for each in _logged(tx, server):
        which = each.member, each.name
        usual = SETTINGS[SettingName(each.name)].default if each.name in SETTINGS else ""
        entries.append(SettingsLogEntry(each, known.get(which, usual)))
        known[which] = each.value
    return entries[::-1]


def _add(tx: Connection, action: Action, name: SettingName, value: str) -> None:
    server, action = action.member.server, _in_order(tx, action)
    settings.add(tx, action, Member(server, _ALL), name, value)
    if name == SettingName.UNEXCUSE or SETTINGS[name].affects_streaks:
        standings.mark_all_stale(tx, server, action.at)


def _in_order(tx: Connection, action: Action) -> Action:
    """Return an action as of when it takes effect: never before what was changed already, whoever was asked first.

    So what holds last is the same to all who read, by the order of changes or by their moments.
    """
    return replace(
        action, at=max([action.at, *(each.at for each in _logged(tx, action.member.server))])
    )


def _logged(tx: Connection, server: ServerId) -> list[LoggedSetting]:
    """Return what is logged, without what the bot itself notes about a server."""
    return [each for each in settings.log(tx, server) if each.name in _LOGGED]
