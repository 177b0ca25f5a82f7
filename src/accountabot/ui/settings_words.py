"""Say in words what owners can set: what it is called, and what it is."""

import json

from accountabot.domain.clips import clip
from accountabot.domain.days import LocalDay
from accountabot.domain.server_settings import OFF, SETTINGS, Kind
from accountabot.domain.settings import Name, freezing
from accountabot.ui import dates, promises
from accountabot.ui.quotes import quote
from accountabot.ui.texts import say

ROOM = 60
"""Characters of an owner's words that are shown of each."""


def called(name: Name) -> str:
    """Say what a setting is called."""
    return say(f"setting-{name.key}")


def changed(name: Name, before: str, after: str) -> str:
    """Say what was, or would be, set otherwise, from values as they are kept."""
    if name is Name.EXCUSE:
        return say("holds-excused", day=dates.full_date(LocalDay.fromisoformat(after)))
    return say("holds-now", what=called(name), before=valued(name, before), after=valued(name, after))


def valued(name: Name, value: str) -> str:
    """Say what a setting is, from its value as it is kept."""
    match SETTINGS[name].kind:
        case Kind.WEEKDAY:
            return promises.weekday(int(value))
        case Kind.FREEZES:
            every, most = freezing(value)
            return say("holds-freezes", every=every, most=most) if every and most else say("holds-freezes-off")
        case Kind.CHANNEL:
            return _channel(name, value)
        case Kind.SWITCH:
            return say("holds-on" if value else "holds-off")
        case Kind.WORDS:
            return _words(json.loads(value) if value else [])
    return quote(value)


def excerpt(words: str, room: int = ROOM) -> str:
    """Quote someone's words, or as many as there is room for with all that makes them harmless."""
    whole = quote(clip(words, room))
    return whole if len(whole) <= room * 5 // 4 else quote(clip(words, room // 2))


def _channel(name: Name, value: str) -> str:
    if value == OFF:
        return say("holds-off")
    return f"<#{value}>" if value else say(f"holds-nowhere-{name.key}")


def _words(words: list[str]) -> str:
    if not words:
        return say("holds-own-words")
    return say("holds-words", first=excerpt(words[0]), more=len(words) - 1)
