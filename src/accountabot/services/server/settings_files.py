"""Carry settings from a file to a server: first what it would change, kept while it is shown, then the change."""

import hashlib
import json
from collections.abc import Collection, Mapping
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import Action, Member
from accountabot.domain.refusals import Refusal
from accountabot.domain.server.server_settings import SETTINGS, SettingKind
from accountabot.domain.server.settings import SettingName
from accountabot.services.server import excused_dates, settings_changes
from accountabot.services.server.settings_changes import CurrentSettings
from accountabot.store import pending_settings

IMPORT = "import"


class ImportedSettings(NamedTuple):
    """What a server's settings are to be, as they are kept, and dates that are to be excused, with their reasons."""

    values: Mapping[SettingName, str]
    excused: Mapping[LocalDay, str]


class ImportStep(NamedTuple):
    """One change of those that a file makes; a date is excused with a reason, before that it was nothing."""

    name: SettingName
    before: str
    after: str
    note: str = ""


class ImportPreview(NamedTuple):
    """What a file would change, by its key where it is anything; dates in it that are over are left out."""

    key: int
    steps: tuple[ImportStep, ...]
    held: Mapping[SettingName, str]
    """What holds now."""
    over: int = 0
    is_anew: bool = False
    """Something was changed while an earlier one was shown."""


class ImportResult(NamedTuple):
    """What a file changed, and what it did not, for the channel that it names is gone."""

    steps: tuple[ImportStep, ...]
    left: tuple[ImportStep, ...]


def held(tx: Connection, action: Action) -> CurrentSettings:
    """Return what holds on a server, as a file says it: without dates that are over for everybody."""
    known = settings_changes.current_settings(tx, action.member.server)
    first = excused_dates.first_excusable_date(tx, action)
    return CurrentSettings(
        known.values, {day: reason for day, reason in known.excused.items() if day >= first}
    )


def propose(tx: Connection, action: Action, wanted: ImportedSettings) -> ImportPreview:
    """Keep what a file says while it is shown what that would change.

    Raises Refusal for a date that is out of sight, and for more of them than a server can have.
    """
    excused_dates.ensure_near(max(wanted.excused, default=LocalDay.min), action.at)
    known = settings_changes.current_settings(tx, action.member.server)
    first = excused_dates.first_excusable_date(tx, action)
    steps = _steps(known, wanted, first)
    dates = _dates(steps)
    settings_changes.ensure_excusable(known.excused, dates, action.at)
    pending_settings.drop(tx, action.member, IMPORT)
    kept = _written(ImportedSettings(wanted.values, dates), steps)
    key = pending_settings.add(tx, action, IMPORT, kept) if steps else 0
    return ImportPreview(key, steps, known.values, sum(day < first for day in wanted.excused))


def accept(
    tx: Connection, action: Action, key: int, channels: Collection[int]
) -> ImportResult | ImportPreview:
    """Change what was shown, or return what would be changed by now where that is something else.

    `channels` are those that there are: whatever names another one stays as it is.
    Raises Refusal where it was decided already, or another file came since, and for too many dates as `propose` does.
    """
    wanted, shown = _proposed(tx, action.member, key)
    steps = _steps(
        settings_changes.current_settings(tx, action.member.server),
        wanted,
        excused_dates.first_excusable_date(tx, action),
    )
    if _mark(steps) != shown:
        return propose(tx, action, wanted)._replace(is_anew=True)
    pending_settings.drop(tx, action.member, IMPORT)
    left = tuple(step for step in steps if _is_lost(step, channels))
    done = tuple(step for step in steps if step not in left)
    _change(tx, action, done)
    return ImportResult(done, left)


def leave(tx: Connection, member: Member, key: int) -> None:
    """Forget what a file said; raise Refusal as `accept` does."""
    _proposed(tx, member, key)
    pending_settings.drop(tx, member, IMPORT)


def _change(tx: Connection, action: Action, steps: tuple[ImportStep, ...]) -> None:
    for step in steps:
        if step.name is not SettingName.EXCUSE:
            settings_changes.change_setting(tx, action, step.name, step.after)
    settings_changes.excuse_dates(tx, action, _dates(steps))


def _steps(
    known: CurrentSettings, wanted: ImportedSettings, first: LocalDay
) -> tuple[ImportStep, ...]:
    """Return what is wanted and does not hold yet, in the order in which settings are listed, then by date."""
    values = [
        ImportStep(name, known.values[name], wanted.values[name])
        for name in SETTINGS
        if name in wanted.values
    ]
    dates = [
        ImportStep(SettingName.EXCUSE, "", day.isoformat(), reason)
        for day, reason in sorted(wanted.excused.items())
        if day >= first and day not in known.excused
    ]
    return (*(step for step in values if step.before != step.after), *dates)


def _dates(steps: tuple[ImportStep, ...]) -> dict[LocalDay, str]:
    return {
        LocalDay.fromisoformat(step.after): step.note
        for step in steps
        if step.name is SettingName.EXCUSE
    }


def _is_lost(step: ImportStep, channels: Collection[int]) -> bool:
    is_channel = SETTINGS[step.name].kind is SettingKind.CHANNEL and step.after.isdecimal()
    return is_channel and int(step.after) not in channels


def _written(wanted: ImportedSettings, steps: tuple[ImportStep, ...]) -> str:
    dates = {day.isoformat(): reason for day, reason in wanted.excused.items()}
    kept = {"values": dict(wanted.values), "excused": dates, "shown": _mark(steps)}
    return json.dumps(kept, ensure_ascii=False)


def _proposed(tx: Connection, member: Member, key: int) -> tuple[ImportedSettings, str]:
    """Return what a file said, and the mark of what it was shown to change."""
    found = pending_settings.get(tx, member, key)
    if found is None or found[0] != IMPORT:
        raise Refusal("import-gone")
    kept = json.loads(found[1])
    values = {SettingName(name): value for name, value in kept["values"].items()}
    return ImportedSettings(
        values, {LocalDay.fromisoformat(day): said for day, said in kept["excused"].items()}
    ), kept["shown"]


def _mark(steps: tuple[ImportStep, ...]) -> str:
    """Return what stands for some changes, to tell later whether others are the same."""
    return hashlib.sha256(repr(steps).encode()).hexdigest()
