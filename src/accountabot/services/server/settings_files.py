"""Import a settings file in two steps: preview, then apply."""

import hashlib
from collections.abc import Collection, Mapping
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import Action, Member, PendingId
from accountabot.domain.refusals import Refusal
from accountabot.domain.server.server_settings import SETTINGS, SettingKind
from accountabot.domain.server.settings import SettingName
from accountabot.domain.streaks.streak_roles import parse_roles
from accountabot.services.server import excused_dates, settings_changes
from accountabot.services.server.settings_changes import CurrentSettings
from accountabot.store import pending
from accountabot.store.pending import Payload, PendingKind


class ImportedSettings(NamedTuple):
    """The values in a file in their stored form, and the excused dates with their reasons."""

    values: Mapping[SettingName, str]
    excused: Mapping[LocalDay, str]


class ImportStep(NamedTuple):
    """A change in a file; an excused date has no `before`, and its reason in `note`."""

    name: SettingName
    before: str
    after: str
    note: str = ""


class ImportPreview(NamedTuple):
    """The changes in a settings file."""

    pending: PendingId | None
    """None if there are no changes."""
    steps: tuple[ImportStep, ...]
    current: Mapping[SettingName, str]
    past_dates: int = 0
    """The number of past dates in the file, which are ignored."""
    is_outdated: bool = False
    """Whether a setting changed after an earlier preview was shown."""


class ImportResult(NamedTuple):
    """The applied changes, and those skipped because of a channel or a role.

    The channel is gone, or the member may no longer choose the role.
    """

    steps: tuple[ImportStep, ...]
    skipped: tuple[ImportStep, ...]


class _PendingImport(NamedTuple):
    """A previewed file, and the fingerprint of its previewed changes."""

    wanted: ImportedSettings
    shown: str


def exportable(tx: Connection, action: Action) -> CurrentSettings:
    """Return a server's settings, without dates that are over for everyone."""
    current = settings_changes.current_settings(tx, action.member.server)
    first = excused_dates.first_excusable_date(tx, action)
    upcoming = {day: reason for day, reason in current.excused.items() if day >= first}
    return CurrentSettings(current.values, upcoming)


def propose(tx: Connection, action: Action, wanted: ImportedSettings) -> ImportPreview:
    """Save a file and return a preview of its changes.

    Raises Refusal if a date is too far away or there would be too many.
    """
    excused_dates.ensure_near(max(wanted.excused, default=LocalDay.min), action.at)
    current = settings_changes.current_settings(tx, action.member.server)
    first = excused_dates.first_excusable_date(tx, action)
    steps = _steps(current, wanted, first)
    dates = _dates(steps)
    settings_changes.ensure_excusable(current.excused, dates, action.at)
    pending.drop_kind(tx, action.member, PendingKind.IMPORT)
    pending_id = None
    if steps:
        saved = _PendingImport(ImportedSettings(wanted.values, dates), _fingerprint(steps))
        pending_id = pending.add(tx, action, PendingKind.IMPORT, _to_payload(saved))
    return ImportPreview(
        pending=pending_id,
        steps=steps,
        current=current.values,
        past_dates=sum(day < first for day in wanted.excused),
    )


def accept(
    tx: Connection,
    action: Action,
    pending_id: PendingId,
    channels: Collection[int],
    roles: Collection[int] = (),
) -> ImportResult | ImportPreview:
    """Apply the previewed changes, or return a new preview if they are outdated.

    Settings with a channel not in `channels`, or a new role not in `roles`, are skipped. Raises
    Refusal if the import was already applied, discarded or replaced, and as `propose` does.
    """
    wanted, shown = _load(tx, action.member, pending_id)
    current = settings_changes.current_settings(tx, action.member.server)
    steps = _steps(current, wanted, excused_dates.first_excusable_date(tx, action))
    if _fingerprint(steps) != shown:
        return propose(tx, action, wanted)._replace(is_outdated=True)
    pending.drop_kind(tx, action.member, PendingKind.IMPORT)
    skipped = tuple(
        step for step in steps if _is_channel_gone(step, channels) or _has_new_role(step, roles)
    )
    made = tuple(step for step in steps if step not in skipped)
    _apply(tx, action, made)
    return ImportResult(made, skipped)


def discard(tx: Connection, member: Member, pending_id: PendingId) -> None:
    """Discard a pending import; raise Refusal if it was applied, discarded or replaced."""
    _load(tx, member, pending_id)
    pending.drop_kind(tx, member, PendingKind.IMPORT)


def _apply(tx: Connection, action: Action, steps: tuple[ImportStep, ...]) -> None:
    for step in steps:
        if step.name is not SettingName.EXCUSE:
            settings_changes.change_setting(tx, action, step.name, step.after)
    settings_changes.excuse_dates(tx, action, _dates(steps))


def _steps(
    current: CurrentSettings, wanted: ImportedSettings, first: LocalDay
) -> tuple[ImportStep, ...]:
    """Return the changes between the current and the wanted settings, dates last."""
    values = [
        ImportStep(name, current.values[name], wanted.values[name])
        for name in SETTINGS
        if name in wanted.values
    ]
    dates = [
        ImportStep(SettingName.EXCUSE, "", day.isoformat(), reason)
        for day, reason in sorted(wanted.excused.items())
        if day >= first and day not in current.excused
    ]
    return (*(step for step in values if step.before != step.after), *dates)


def _dates(steps: tuple[ImportStep, ...]) -> dict[LocalDay, str]:
    return {
        LocalDay.fromisoformat(step.after): step.note
        for step in steps
        if step.name is SettingName.EXCUSE
    }


def _is_channel_gone(step: ImportStep, channels: Collection[int]) -> bool:
    is_channel = SETTINGS[step.name].kind is SettingKind.CHANNEL and step.after.isdecimal()
    return is_channel and int(step.after) not in channels


def _has_new_role(step: ImportStep, roles: Collection[int]) -> bool:
    """Return whether a step has a role, or a streak for a role, that the member may not choose."""
    if SETTINGS[step.name].kind is not SettingKind.ROLES:
        return False
    new = {*parse_roles(step.after)} - {*parse_roles(step.before)}
    return any(rule.role not in roles for rule in new)


def _load(tx: Connection, member: Member, pending_id: PendingId) -> _PendingImport:
    found = pending.get_own(tx, member, pending_id, PendingKind.IMPORT)
    if found is None:
        raise Refusal("import-gone")
    return _from_payload(found.payload)


def _to_payload(saved: _PendingImport) -> Payload:
    return {
        "values": dict(saved.wanted.values),
        "excused": {day.isoformat(): reason for day, reason in saved.wanted.excused.items()},
        "shown": saved.shown,
    }


def _from_payload(payload: Payload) -> _PendingImport:
    values = {SettingName(name): value for name, value in payload["values"].items()}
    excused = {LocalDay.fromisoformat(day): reason for day, reason in payload["excused"].items()}
    return _PendingImport(ImportedSettings(values, excused), payload["shown"])


def _fingerprint(steps: tuple[ImportStep, ...]) -> str:
    """Return a hash that identifies these changes."""
    return hashlib.sha256(repr(steps).encode()).hexdigest()
