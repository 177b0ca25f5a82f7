"""Change what owners set for a whole server, each change a row with who made it, and list those changes."""

from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.days import LocalDay
from accountabot.domain.identities import Action, Member, MemberId, ServerId
from accountabot.domain.server_settings import SETTINGS
from accountabot.domain.settings import Name
from accountabot.store import settings, standings
from accountabot.store.settings import Logged

_ALL = MemberId(0)


class Entry(NamedTuple):
    """A line of the log: what was changed, and what held until then; nothing where that can't be said."""

    change: Logged
    before: str


class Held(NamedTuple):
    """What holds on a server, set or not, but for the dates that it excused; those, each with its reason."""

    values: dict[Name, str]
    excused: dict[LocalDay, str]


def change(tx: Connection, action: Action, name: Name, value: str) -> bool:
    """Let something else hold on a server from now on; return whether that was new."""
    is_new = held(tx, action.member.server).values[name] != value
    if is_new:
        _add(tx, action, name, value)
    return is_new


def excuse(tx: Connection, action: Action, day: LocalDay, reason: str) -> bool:
    """Excuse a date for everyone on a server; return whether that was new."""
    is_new = day not in held(tx, action.member.server).excused
    if is_new:
        _add(tx, action, Name.EXCUSE, day.isoformat(), reason)
    return is_new


def held(tx: Connection, server: ServerId) -> Held:
    """Return what holds on a server."""
    values: dict[Name, str] = {name: each.usual for name, each in SETTINGS.items() if name != Name.EXCUSE}
    excused: dict[LocalDay, str] = {}
    for each in _logged(tx, server):
        if each.name == Name.EXCUSE:
            excused.setdefault(LocalDay.fromisoformat(each.value), each.note)
        elif not each.member:
            values[Name(each.name)] = each.value
    return Held(values, excused)


def log(tx: Connection, server: ServerId) -> list[Entry]:
    """Return every change of what owners set for a server, and of whom its moderators blocked, the newest first."""
    known: dict[tuple[MemberId, str], str] = {}
    entries = []
    for each in _logged(tx, server):
        which = each.member, each.name
        usual = SETTINGS[Name(each.name)].usual if each.name in SETTINGS else ""
        entries.append(Entry(each, known.get(which, usual)))
        known[which] = each.value
    return entries[::-1]


def _add(tx: Connection, action: Action, name: Name, value: str, note: str = "") -> None:
    server = action.member.server
    settings.add(tx, action, Member(server, _ALL), name, value, note)
    if SETTINGS[name].is_judged_by:
        standings.set_stale(tx, server, action.at)


def _logged(tx: Connection, server: ServerId) -> list[Logged]:
    """Return what is logged, without what the bot itself notes about a server."""
    return [each for each in settings.log(tx, server) if each.name in SETTINGS or each.name == Name.BLOCKED]
