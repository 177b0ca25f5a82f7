"""Change server settings, with an audit log of who changed what."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from heapq import merge
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.blocks import BlockChange
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import Action, Member, MemberId, ServerId
from accountabot.domain.refusals import Refusal
from accountabot.domain.server.server_settings import MOST_DATES, SETTINGS
from accountabot.domain.server.settings import SettingName, excused_dates
from accountabot.services.digest import schedule
from accountabot.services.leaderboards import board_redraws
from accountabot.services.streaks import goal_status, role_sweeps
from accountabot.store import blocks, settings
from accountabot.store.reminders import reminders
from accountabot.store.settings import LoggedSetting

_DATES = {SettingName.EXCUSE, SettingName.UNEXCUSE}
_EVERYONE = MemberId(0)
_TICK = timedelta(microseconds=1)
_STILL_OPEN = timedelta(days=3)
"""How long a past UTC date may still be ongoing in some time zone."""


class SettingsLogEntry(NamedTuple):
    """A change and its previous value, which is empty if unknown and for blocks."""

    change: LoggedSetting | BlockChange
    before: str


class CurrentSettings(NamedTuple):
    """A server's current settings, and its excused dates with their reasons."""

    values: dict[SettingName, str]
    excused: dict[LocalDay, str]


def change_setting(
    tx: Connection, action: Action, name: SettingName, value: str, *, is_new: bool = False
) -> bool:
    """Change a setting; return False if it already has this value, unless it `is_new` anyway."""
    is_new = is_new or current_settings(tx, action.member.server).values[name] != value
    if is_new:
        _add(tx, action, name, value)
    return is_new


def log(tx: Connection, action: Action, name: SettingName, value: str) -> None:
    """Add something that an owner did, which is not a setting, to the log."""
    action = _after_last_change(tx, action)
    settings.add(tx, action, Member(action.member.server, _EVERYONE), name, value)


def excuse_dates(tx: Connection, action: Action, dates: Mapping[LocalDay, str]) -> None:
    """Excuse dates for everyone on a server.

    Raises Refusal as `ensure_excusable` does.
    """
    known = current_settings(tx, action.member.server).excused
    action = _after_last_change(tx, action)
    new = {day: reason for day, reason in dates.items() if day not in known}
    ensure_excusable(known, new, action.at)
    for day, reason in new.items():
        settings.add(
            tx,
            action,
            Member(action.member.server, _EVERYONE),
            name=SettingName.EXCUSE,
            value=day.isoformat(),
            note=reason,
        )
    if new:
        goal_status.mark_all_stale(tx, action.member.server, action.at)


def unexcuse_dates(tx: Connection, action: Action, days: Collection[LocalDay]) -> bool:
    """Withdraw excused dates; return whether any of them was excused."""
    server = action.member.server
    excused = current_settings(tx, server).excused
    action = _after_last_change(tx, action)
    known = [day for day in days if day in excused]
    for day in known:
        settings.add(tx, action, Member(server, _EVERYONE), SettingName.UNEXCUSE, day.isoformat())
    if known:
        goal_status.mark_all_stale(tx, server, action.at)
    return bool(known)


def ensure_excusable(
    known: Mapping[LocalDay, str], new: Mapping[LocalDay, str], now: datetime
) -> None:
    """Raise Refusal if a server would have too many excused dates that are not over yet."""
    open_count = sum(day >= now.date() - _STILL_OPEN for day in {*known, *new})
    if new and open_count > MOST_DATES:
        raise Refusal("excuses-full", most=MOST_DATES, count=len(new))


def current_settings(tx: Connection, server: ServerId) -> CurrentSettings:
    """Return a server's current settings, with defaults."""
    values: dict[SettingName, str] = {
        name: each.default for name, each in SETTINGS.items() if name != SettingName.EXCUSE
    }
    logged = settings.log(tx, server)
    values |= {SettingName(each.name): each.value for each in logged if each.name in values}
    return CurrentSettings(
        values, excused_dates((each.name, each.value, each.note) for each in logged)
    )


def load_log(tx: Connection, server: ServerId) -> list[SettingsLogEntry]:
    """Return all changes of settings and blocks on a server, newest first.

    Dates that were excused together, or whose excuses were withdrawn together, are one change.
    """
    values: dict[str, str] = {}
    entries = []
    for each in _together(_changes(tx, server)):
        if isinstance(each, BlockChange):
            entries.append(SettingsLogEntry(each, ""))
            continue
        default = SETTINGS[SettingName(each.name)].default if each.name in SETTINGS else ""
        entries.append(SettingsLogEntry(each, values.get(each.name, default)))
        values[each.name] = each.value
    return entries[::-1]


def _together(
    changes: Iterable[BlockChange | LoggedSetting],
) -> Iterator[BlockChange | LoggedSetting]:
    """Join the dates that one action excused; their values are separated by spaces."""
    for _, group in groupby(changes, key=_group_of):
        first, *others = group
        if isinstance(first, BlockChange):
            yield from (first, *others)
        else:
            values = [each.value for each in (first, *others) if isinstance(each, LoggedSetting)]
            yield first._replace(value=" ".join(values))


def _group_of(change: BlockChange | LoggedSetting) -> object:
    """Return the key that groups rows into one change."""
    if isinstance(change, LoggedSetting) and change.name in _DATES:
        return change._replace(value="")
    return id(change)


def _add(tx: Connection, action: Action, name: SettingName, value: str) -> None:
    server = action.member.server
    action = _after_last_change(tx, action)
    settings.add(tx, action, Member(server, _EVERYONE), name, value)
    if SETTINGS[name].affects_streaks:
        goal_status.mark_all_stale(tx, server, action.at)
    if name is SettingName.ZONE:
        reminders.start_again_zoneless(tx, server, action.at)
    elif name is SettingName.REMINDERS:
        reminders.start_again_server(tx, server, action.at)
    elif name is SettingName.STREAK_ROLES:
        role_sweeps.queue(tx, server, action.at, action.at)
    if name in {SettingName.ZONE, SettingName.WEEK_START}:
        board_redraws.request_all(tx, server, action.at)
    if name in schedule.DECIDING:
        schedule.plan(tx, server, current_settings(tx, server).values, action.at)


def _after_last_change(tx: Connection, action: Action) -> Action:
    """Return the action with a timestamp after the last change's.

    So row order and time order agree, and what one action changed is known by its time.
    """
    earlier = [each.at + _TICK for each in _changes(tx, action.member.server)]
    return replace(action, at=max([action.at, *earlier]))


def _changes(tx: Connection, server: ServerId) -> Iterator[BlockChange | LoggedSetting]:
    """Yield all logged changes, oldest first."""
    return merge(blocks.log(tx, server), settings.log(tx, server), key=attrgetter("at"))
