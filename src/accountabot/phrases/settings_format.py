"""Define the format of settings files, write readable ones, and validate them."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from accountabot.domain import user_text
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.greeting_templates import MOST
from accountabot.domain.refusals import Refusal
from accountabot.domain.reminders.offers import Offered
from accountabot.domain.server.server_settings import (
    AT_MOST,
    EARNED_EVERY,
    MOST_DATES,
    ON,
    SETTINGS,
    TO_START_WITH,
    SettingKind,
)
from accountabot.domain.server.settings import SettingName, parse_freeze_rule
from accountabot.domain.streaks.streak_roles import MOST_ROLES, STREAKS, parse_roles
from accountabot.phrases.json_files import MOST_QUOTED, load, quoted
from accountabot.phrases.settings_values import (
    WEEKDAYS,
    FileChannel,
    FileRoles,
    WrongValue,
    read_number,
    read_object,
    read_text,
    read_value,
)

VERSION = 2
OLDEST = 1
"""The oldest version that can be read: its freeze rules have no number to start with."""
MARK = "accountabot settings"
LIMIT = MOST_DATES * (4 * user_text.NOTE_LIMIT + 100) + 64 * 1024
"""The maximum size in bytes; it fits the maximum number of dates with the longest reasons."""


class SettingsFile(NamedTuple):
    """The content of a valid file: its server, stored values, and excused dates with reasons."""

    server: int
    server_name: str
    values: dict[SettingName, str | FileChannel | FileRoles]
    excused: dict[LocalDay, str]


KEYS = {
    SettingName.ZONE: "time zone",
    SettingName.WEEK_START: "weeks begin on",
    SettingName.FREEZES: "freezes",
    SettingName.EXCUSE: "excused dates",
    SettingName.GOALS: "goals channel",
    SettingName.CHECKINS: "check-ins channel",
    SettingName.CHECKIN_CHANNEL: "plain messages count in",
    SettingName.WITNESSES: "witnesses channel",
    SettingName.REMINDERS: "reminders",
    SettingName.REMINDER_CHANNEL: "reminders channel",
    SettingName.DIGEST: "digest channel",
    SettingName.DIGEST_DAY: "digest day",
    SettingName.DIGEST_HOUR: "digest hour",
    SettingName.GREETINGS: "greetings channel",
    SettingName.BY_MESSAGE: "greetings by direct message",
    SettingName.GREETING: "greetings for newcomers",
    SettingName.RETURNING: "greetings for those who come back",
    SettingName.STREAK_ROLES: "streak roles",
}
"""The key of each setting in a file, in order."""
_FILE = (MARK, "server", "name", "settings")
_SERVER = re.compile("[0-9]{1,19}")


def write(
    server: int,
    server_name: str,
    *,
    values: Mapping[SettingName, str],
    excused: Mapping[LocalDay, str],
    channels: Mapping[int, str],
    roles: Mapping[int, str] | None = None,
) -> bytes:
    """Serialize a server's settings to a file.

    `channels` and `roles` have the names of existing ones; deleted ones are omitted.
    """
    dates = [{"date": day.isoformat(), "reason": reason} for day, reason in sorted(excused.items())]
    settings = {
        key: dates
        if name is SettingName.EXCUSE
        else _value(name, values[name], channels, roles or {})
        for name, key in KEYS.items()
    }
    file = {MARK: VERSION, "server": str(server), "name": server_name, "settings": settings}
    return f"{json.dumps(file, ensure_ascii=False, indent=2)}\n".encode()


def read(data: bytes, now: datetime) -> SettingsFile:
    """Parse and validate a settings file; raise Refusal if it is invalid.

    If a rule for text rejects a value, the Refusal of the rule is the `__cause__`.
    """
    content = load(data, LIMIT)
    try:
        server, name, settings = _parts(content)
    except WrongValue:
        raise Refusal("file-not-settings", mark=MARK) from None
    found = {
        setting: _read(setting, settings[key], now)
        for setting, key in KEYS.items()
        if key in settings
    }
    excused: dict[LocalDay, str] = {}
    for day, reason in found.pop(SettingName.EXCUSE, []):
        excused.setdefault(day, reason)
    return SettingsFile(server, name[:MOST_QUOTED], found, excused)


def _parts(content: Any) -> tuple[int, str, dict[str, Any]]:  # noqa: ANN401 - it may be anything
    """Return a file's server, its name, and its settings by key."""
    if not isinstance(content, dict):
        raise WrongValue
    _ensure_version(read_number(content.get(MARK)))
    file = read_object(content, _FILE)
    server = read_text(file.get("server"))
    if not _SERVER.fullmatch(server):
        raise WrongValue
    name = read_text(file.get("name", ""))
    return int(server), name, read_object(file.get("settings"), KEYS.values())


def _read(name: SettingName, value: Any, now: datetime) -> Any:  # noqa: ANN401 - as in the file
    """Read a setting's value; raise Refusal if it is invalid."""
    try:
        return read_value(name, value, now)
    except WrongValue as wrong:
        key, cause = KEYS[name], wrong.cause
        if cause and cause.key == "file-unknown-key":
            raise Refusal("file-unknown-part", where=key, **cause.details) from None
        if cause:
            raise Refusal("file-text", key=key, number=wrong.number) from cause
        raise _wrong_value(name, value, wrong.number) from None


def _ensure_version(version: int) -> None:
    if not OLDEST <= version <= VERSION:
        key = "file-newer" if version > VERSION else "file-older"
        raise Refusal(key, version=str(version)[:MOST_QUOTED], newest=str(VERSION))


def _wrong_value(name: SettingName, value: Any, number: int) -> Refusal:  # noqa: ANN401 - as above
    key, kind = KEYS[name], SETTINGS[name].kind
    if kind is SettingKind.DATES and number:
        found = quoted(value[number - 1])
        return Refusal("file-wants-date", key=key, number=number, found=found)
    if kind is SettingKind.DATES:
        count = len(value) if isinstance(value, list) else 0
        return Refusal("file-wants-dates", key=key, most=MOST_DATES, count=count)
    return Refusal(
        f"file-wants-{kind}",
        key=key,
        found=quoted(value),
        start=TO_START_WITH[-1],
        least=EARNED_EVERY[0],
        longest=EARNED_EVERY[-1],
        most={SettingKind.WORDS: MOST, SettingKind.ROLES: MOST_ROLES}.get(kind, AT_MOST[-1]),
        limit=STREAKS[-1],
    )


def _value(  # noqa: PLR0911 - one for each kind
    name: SettingName, stored: str, channels: Mapping[int, str], roles: Mapping[int, str]
) -> object:
    """Return a stored value in the format of a file."""
    match SETTINGS[name].kind:
        case SettingKind.WEEKDAY:
            return WEEKDAYS[int(stored)]
        case SettingKind.HOUR:
            return int(stored)
        case SettingKind.FREEZES:
            rule = parse_freeze_rule(stored)
            return {
                "to start with": rule.to_start_with,
                "earned every": rule.earned_every,
                "at most": rule.at_most,
            }
        case SettingKind.CHANNEL if stored.isdecimal():
            channel = channels.get(int(stored))
            return None if channel is None else {"id": stored, "name": channel}
        case SettingKind.CHANNEL:
            return stored or None
        case SettingKind.SWITCH:
            return stored == ON
        case SettingKind.OFFER:
            return Offered(stored).words
        case SettingKind.WORDS:
            return json.loads(stored) if stored else []
        case SettingKind.ROLES:
            return [
                {"streak": streak, "role": {"id": str(role), "name": roles[role]}}
                for streak, role in parse_roles(stored)
                if role in roles
            ]
    return stored
