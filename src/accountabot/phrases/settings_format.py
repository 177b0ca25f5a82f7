"""Write a server's settings into a file that people can read, and read it back; nothing in it is taken on trust."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple, TypeGuard

from accountabot.domain import user_text
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.greeting_templates import MOST, parse_templates
from accountabot.domain.judging_rules import FreezeRule
from accountabot.domain.refusals import Refusal
from accountabot.domain.server.server_settings import (
    AT_MOST,
    EARNED_EVERY,
    MOST_DATES,
    OFF,
    ON,
    SETTINGS,
    SettingKind,
    format_freeze_rule,
)
from accountabot.domain.server.settings import SettingName, parse_freeze_rule
from accountabot.domain.truncation import clip
from accountabot.phrases import timezones
from accountabot.phrases.json_files import among, checked, loaded, unlike

VERSION = 1
MARK = "accountabot settings"
KEYS = {
    SettingName.ZONE: "time zone",
    SettingName.WEEK_START: "weeks begin on",
    SettingName.FREEZES: "freezes",
    SettingName.EXCUSE: "excused dates",
    SettingName.GOALS: "goals channel",
    SettingName.CHECKINS: "check-ins channel",
    SettingName.CHECKIN_CHANNEL: "plain messages count in",
    SettingName.GREETINGS: "greetings channel",
    SettingName.BY_MESSAGE: "greetings by direct message",
    SettingName.GREETING: "greetings for newcomers",
    SettingName.RETURNING: "greetings for those who come back",
}
"""What a setting is called in a file."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LIMIT = MOST_DATES * (4 * user_text.NOTE_LIMIT + 100) + 64 * 1024
"""Bytes: room for as many dates as a server can have, each with the longest reason, and for everything else."""
_NAMES = {key: name for name, key in KEYS.items()}
_EVERY, _MOST = "earned every", "at most"
_SHOWN = 60
"""Characters of what was found in a file that are told."""


class FileChannel(NamedTuple):
    """A channel as a file names it; which one that is here, is yet to be found."""

    id: int
    name: str


class SettingsFile(NamedTuple):
    """What a file says: of which server it is, what is to hold, as it is kept, and dates with their reasons."""

    server: int
    server_name: str
    values: dict[SettingName, str | FileChannel]
    excused: dict[LocalDay, str]


def write(
    server: int,
    name: str,
    values: Mapping[SettingName, str],
    excused: Mapping[LocalDay, str],
    channels: Mapping[int, str],
) -> bytes:
    """Return a server's settings as a file; `channels` are the names of those that there are, others are left out."""
    dates = [{"date": day.isoformat(), "reason": reason} for day, reason in sorted(excused.items())]
    said = {
        key: dates if name is SettingName.EXCUSE else _said(name, values[name], channels)
        for name, key in KEYS.items()
    }
    whole = {MARK: VERSION, "server": str(server), "name": name, "settings": said}
    return f"{json.dumps(whole, ensure_ascii=False, indent=2)}\n".encode()


def read(data: bytes, now: datetime) -> SettingsFile:
    """Return what a file says; raise Refusal, with what would do instead, where it is none of ours, or is damaged.

    A refusal of one of several texts has the text's own refusal as its cause.
    """
    whole = loaded(data, LIMIT)
    if not isinstance(whole, dict) or not _is_number(whole.get(MARK)):
        raise Refusal("file-not-settings", mark=MARK)
    if whole[MARK] != VERSION:
        raise Refusal(
            "file-newer" if whole[MARK] > VERSION else "file-older",
            version=clip(str(whole[MARK]), 20),
        )
    among(whole, (MARK, "server", "name", "settings"))
    server, name, said = whole.get("server"), whole.get("name", ""), whole.get("settings")
    if (
        not isinstance(server, str)
        or not _is_id(server)
        or not isinstance(name, str)
        or not isinstance(said, dict)
    ):
        raise Refusal("file-not-settings", mark=MARK)
    among(said, KEYS.values())
    found = {_NAMES[key]: value for key, value in said.items()}
    dates = _dates(found.pop(SettingName.EXCUSE, []))
    return SettingsFile(
        int(server),
        clip(name, _SHOWN),
        {each: _kept(each, value, now) for each, value in found.items()},
        dates,
    )


def _said(name: SettingName, value: str, channels: Mapping[int, str]) -> object:  # noqa: PLR0911 - one for each kind
    """Return a value that is kept as a file says it."""
    match SETTINGS[name].kind:
        case SettingKind.WEEKDAY:
            return WEEKDAYS[int(value)]
        case SettingKind.FREEZES:
            return dict(zip((_EVERY, _MOST), parse_freeze_rule(value), strict=True))
        case SettingKind.CHANNEL if value.isdecimal():
            return {"id": value, "name": channels[int(value)]} if int(value) in channels else None
        case SettingKind.CHANNEL:
            return value or None
        case SettingKind.SWITCH:
            return value == ON
        case SettingKind.WORDS:
            return json.loads(value) if value else []
    return value


def _kept(name: SettingName, value: object, now: datetime) -> str | FileChannel:
    """Return what a file says of a setting as it is kept."""
    kept = _understood(name, value, now)
    if kept is None:
        kind, found = SETTINGS[name].kind, clip(unlike(value), _SHOWN)
        limits = {"least": EARNED_EVERY[0], "longest": EARNED_EVERY[-1], "most": AT_MOST[-1]}
        words = {"most": MOST} if kind is SettingKind.WORDS else {}
        raise Refusal(
            f"file-wants-{kind}",
            key=KEYS[name],
            found=found,
            **(limits if kind is SettingKind.FREEZES else words),
        )
    return kept


def _understood(name: SettingName, value: object, now: datetime) -> str | FileChannel | None:  # noqa: PLR0911 - one for each kind
    kind = SETTINGS[name].kind
    match kind, value:
        case SettingKind.ZONE, str():
            return timezones.find_zone(value, now) if value.strip() else None
        case SettingKind.WEEKDAY, str():
            return next(
                (
                    str(n)
                    for n, day in enumerate(WEEKDAYS)
                    if day.casefold() == value.strip().casefold()
                ),
                None,
            )
        case SettingKind.FREEZES, dict():
            return _freezes(among(value, (_EVERY, _MOST), KEYS[name]))
        case SettingKind.CHANNEL, dict():
            return _channel(among(value, ("id", "name"), KEYS[name]))
        case (SettingKind.CHANNEL, None) | (SettingKind.SWITCH, False):
            return ""
        case SettingKind.CHANNEL, "off" if name is SettingName.GREETINGS:
            return OFF
        case SettingKind.SWITCH, True:
            return ON
        case SettingKind.WORDS, list() if len(value) <= MOST and all(
            isinstance(text, str) for text in value
        ):
            return _words(KEYS[name], value)
    return None


def _freezes(value: dict[str, Any]) -> str | None:
    every, most = (each if _is_number(each := value.get(key)) else -1 for key in (_EVERY, _MOST))
    return format_freeze_rule(FreezeRule(every, most))


def _channel(value: dict[str, Any]) -> FileChannel | None:
    key, name = value.get("id", ""), value.get("name", "")
    if (
        not isinstance(key, str)
        or not isinstance(name, str)
        or not (_is_id(key) or (not key and name))
    ):
        return None
    return FileChannel(int(key or 0), clip(name, 2 * _SHOWN))


def _words(key: str, typed: list[str]) -> str:
    said = [
        text
        for number, each in enumerate(typed, 1)
        for text in checked(parse_templates, [each], key, number)
    ]
    return json.dumps([*dict.fromkeys(said)], ensure_ascii=False) if said else ""


def _dates(value: object) -> dict[LocalDay, str]:
    """Return dates with their reasons, the first of each."""
    key = KEYS[SettingName.EXCUSE]
    if not isinstance(value, list) or len(value) > MOST_DATES:
        count = len(value) if isinstance(value, list) else 0
        raise Refusal("file-wants-dates", key=key, most=MOST_DATES, count=count)
    found: dict[LocalDay, str] = {}
    for number, each in enumerate(value, 1):
        day = _day(each) if isinstance(each, dict) else None
        reason = among(each, ("date", "reason"), key).get("reason", "") if day else None
        if day is None or not isinstance(reason, str):
            raise Refusal(
                "file-wants-date", key=key, number=number, found=clip(unlike(each), _SHOWN)
            )
        found.setdefault(day, checked(user_text.clean_note, reason, key, number) or "")
    return found


def _day(value: dict[str, Any]) -> LocalDay | None:
    said = value.get("date")
    try:
        day = LocalDay.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None
    return day if day and day.isoformat() == said else None


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 20  # noqa: PLR2004 - the digits of 64 bits
