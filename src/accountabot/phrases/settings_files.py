"""Write a server's settings into a file that people can read, and read it back; nothing in it is taken on trust."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple, TypeGuard

from accountabot.domain import greetings, texts
from accountabot.domain.clips import clip
from accountabot.domain.days import LocalDay
from accountabot.domain.refusals import Refusal
from accountabot.domain.server_settings import (
    AT_MOST,
    EARNED_EVERY,
    MOST_DATES,
    OFF,
    ON,
    SETTINGS,
    Kind,
    freezes,
)
from accountabot.domain.settings import Name, freezing
from accountabot.domain.terms import Freezing
from accountabot.phrases import zones
from accountabot.phrases.json_files import among, checked, loaded, unlike

VERSION = 1
MARK = "accountabot settings"
KEYS = {
    Name.ZONE: "time zone",
    Name.WEEK_START: "weeks begin on",
    Name.FREEZES: "freezes",
    Name.EXCUSE: "excused dates",
    Name.GOALS: "goals channel",
    Name.CHECKINS: "check-ins channel",
    Name.CHECKIN_CHANNEL: "plain messages count in",
    Name.GREETINGS: "greetings channel",
    Name.BY_MESSAGE: "greetings by direct message",
    Name.GREETING: "greetings for newcomers",
    Name.RETURNING: "greetings for those who come back",
}
"""What a setting is called in a file."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LIMIT = MOST_DATES * (4 * texts.NOTE_LIMIT + 100) + 64 * 1024
"""Bytes: room for as many dates as a server can have, each with the longest reason, and for everything else."""
_NAMES = {key: name for name, key in KEYS.items()}
_EVERY, _MOST = "earned every", "at most"
_SHOWN = 60
"""Characters of what was found in a file that are told."""


class Channel(NamedTuple):
    """A channel as a file names it; which one that is here, is yet to be found."""

    id: int
    name: str


class File(NamedTuple):
    """What a file says: of which server it is, what is to hold, as it is kept, and dates with their reasons."""

    server: int
    server_name: str
    values: dict[Name, str | Channel]
    excused: dict[LocalDay, str]


def write(
    server: int,
    name: str,
    values: Mapping[Name, str],
    excused: Mapping[LocalDay, str],
    channels: Mapping[int, str],
) -> bytes:
    """Return a server's settings as a file; `channels` are the names of those that there are, others are left out."""
    dates = [{"date": day.isoformat(), "reason": reason} for day, reason in sorted(excused.items())]
    said = {
        key: dates if name is Name.EXCUSE else _said(name, values[name], channels)
        for name, key in KEYS.items()
    }
    whole = {MARK: VERSION, "server": str(server), "name": name, "settings": said}
    return f"{json.dumps(whole, ensure_ascii=False, indent=2)}\n".encode()


def read(data: bytes, now: datetime) -> File:
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
    dates = _dates(found.pop(Name.EXCUSE, []))
    return File(
        int(server),
        clip(name, _SHOWN),
        {each: _kept(each, value, now) for each, value in found.items()},
        dates,
    )


def _said(name: Name, value: str, channels: Mapping[int, str]) -> object:  # noqa: PLR0911 - one for each kind
    """Return a value that is kept as a file says it."""
    match SETTINGS[name].kind:
        case Kind.WEEKDAY:
            return WEEKDAYS[int(value)]
        case Kind.FREEZES:
            return dict(zip((_EVERY, _MOST), freezing(value), strict=True))
        case Kind.CHANNEL if value.isdecimal():
            return {"id": value, "name": channels[int(value)]} if int(value) in channels else None
        case Kind.CHANNEL:
            return value or None
        case Kind.SWITCH:
            return value == ON
        case Kind.WORDS:
            return json.loads(value) if value else []
    return value


def _kept(name: Name, value: object, now: datetime) -> str | Channel:
    """Return what a file says of a setting as it is kept."""
    kept = _understood(name, value, now)
    if kept is None:
        kind, found = SETTINGS[name].kind, clip(unlike(value), _SHOWN)
        limits = {"least": EARNED_EVERY[0], "longest": EARNED_EVERY[-1], "most": AT_MOST[-1]}
        words = {"most": greetings.MOST} if kind is Kind.WORDS else {}
        raise Refusal(
            f"file-wants-{kind}",
            key=KEYS[name],
            found=found,
            **(limits if kind is Kind.FREEZES else words),
        )
    return kept


def _understood(name: Name, value: object, now: datetime) -> str | Channel | None:  # noqa: PLR0911 - one for each kind
    kind = SETTINGS[name].kind
    match kind, value:
        case Kind.ZONE, str():
            return zones.named(value, now) if value.strip() else None
        case Kind.WEEKDAY, str():
            return next(
                (
                    str(n)
                    for n, day in enumerate(WEEKDAYS)
                    if day.casefold() == value.strip().casefold()
                ),
                None,
            )
        case Kind.FREEZES, dict():
            return _freezes(among(value, (_EVERY, _MOST), KEYS[name]))
        case Kind.CHANNEL, dict():
            return _channel(among(value, ("id", "name"), KEYS[name]))
        case (Kind.CHANNEL, None) | (Kind.SWITCH, False):
            return ""
        case Kind.CHANNEL, "off" if name is Name.GREETINGS:
            return OFF
        case Kind.SWITCH, True:
            return ON
        case Kind.WORDS, list() if len(value) <= greetings.MOST and all(
            isinstance(text, str) for text in value
        ):
            return _words(KEYS[name], value)
    return None


def _freezes(value: dict[str, Any]) -> str | None:
    every, most = (each if _is_number(each := value.get(key)) else -1 for key in (_EVERY, _MOST))
    return freezes(Freezing(every, most))


def _channel(value: dict[str, Any]) -> Channel | None:
    key, name = value.get("id", ""), value.get("name", "")
    if (
        not isinstance(key, str)
        or not isinstance(name, str)
        or not (_is_id(key) or (not key and name))
    ):
        return None
    return Channel(int(key or 0), clip(name, 2 * _SHOWN))


def _words(key: str, typed: list[str]) -> str:
    said = [
        text
        for number, each in enumerate(typed, 1)
        for text in checked(greetings.templates, [each], key, number)
    ]
    return json.dumps([*dict.fromkeys(said)], ensure_ascii=False) if said else ""


def _dates(value: object) -> dict[LocalDay, str]:
    """Return dates with their reasons, the first of each."""
    key = KEYS[Name.EXCUSE]
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
        found.setdefault(day, checked(texts.note, reason, key, number) or "")
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
