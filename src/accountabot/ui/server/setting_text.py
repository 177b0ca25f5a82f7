"""Say in words what owners can set: what it is called, and what it is."""

import json
from collections.abc import Collection
from itertools import takewhile
from typing import NamedTuple

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.server.server_settings import OFF, SETTINGS, SettingKind
from accountabot.domain.server.settings import SettingName, parse_freeze_rule
from accountabot.domain.truncation import clip, clip_around
from accountabot.ui import dates
from accountabot.ui.escaping import escape
from accountabot.ui.goals import promise_text
from accountabot.ui.localization import say

ROOM = 60
"""Characters of an owner's words that are shown of each."""


def called(name: SettingName) -> str:
    """Say what a setting is called."""
    return say(f"setting-{name.key}")


class TemplateDiff(NamedTuple):
    """Which of someone's words are new in a list, and which are gone."""

    new: list[str]
    gone: list[str]

    @property
    def all(self) -> list[str]:
        """All of them, from which each is to be told."""
        return [*self.new, *self.gone]


def changed(name: SettingName, before: str, after: str, room: int = ROOM) -> str:
    """Say what was, or would be, set otherwise, from values as they are kept, with as much room for each text."""
    if name is SettingName.EXCUSE:
        return say("holds-excused", day=dates.full_date(LocalDay.fromisoformat(after)))
    if name is SettingName.UNEXCUSE:
        return say("holds-unexcused", day=dates.full_date(LocalDay.fromisoformat(after)))
    if SETTINGS[name].kind is SettingKind.WORDS:
        return " ".join((say("holds-words", what=called(name)), reworded(before, after, room)))
    return say(
        "holds-now", what=called(name), before=valued(name, before), after=valued(name, after)
    )


def rewords(before: str, after: str) -> TemplateDiff:
    """Return which words are new and which are gone, from lists as they are kept."""
    old, new = (json.loads(value) if value else [] for value in (before, after))
    return TemplateDiff(
        [words for words in new if words not in old], [words for words in old if words not in new]
    )


def reworded(before: str, after: str, room: int) -> str:
    """Say which words are new, and which are gone, each by itself: a sentence takes only so much at once."""
    words = rewords(before, after)
    new = [say("holds-words-new", words=around(each, words.all, room)) for each in words.new]
    gone = [say("holds-words-gone", words=around(each, words.all, room)) for each in words.gone]
    own = own_words(before, after)
    return ", ".join([*new, *gone, *([own] if own else [])])


def own_words(before: str, after: str) -> str | None:
    """Say that the bot's own words hold again, or do no more, or that nothing else than the order is new."""
    if bool(before) == bool(after):
        return None if any(rewords(before, after)) else say("holds-words-order")
    return say("holds-words-not-mine" if after else "holds-words-mine")


def valued(name: SettingName, value: str) -> str:
    """Say what a setting is, from its value as it is kept."""
    match SETTINGS[name].kind:
        case SettingKind.WEEKDAY:
            return promise_text.weekday(int(value))
        case SettingKind.FREEZES:
            every, most = parse_freeze_rule(value)
            return (
                say("holds-freezes", every=every, most=most)
                if every and most
                else say("holds-freezes-off")
            )
        case SettingKind.CHANNEL:
            return _channel(name, value)
        case SettingKind.SWITCH:
            return say("holds-on" if value else "holds-off")
    return escape(value)


def excerpt(words: str, room: int = ROOM) -> str:
    """Quote someone's words, or as many as there is room for with all that makes them harmless."""
    whole = escape(clip(words, room))
    return whole if len(whole) <= room * 5 // 4 else escape(clip(words, room // 2))


def around(words: str, others: Collection[str], room: int) -> str:
    """Quote as many of someone's words as there is room for, from where they are like none of the others any more."""
    same = max((_shared(words, other) for other in others if other != words), default=0)
    whole = escape(words if len(words) <= room else clip_around(words, same, room))
    return whole if len(whole) <= room * 5 // 4 else escape(clip_around(words, same, room // 2))


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _channel(name: SettingName, value: str) -> str:
    if value == OFF:
        return say("holds-off")
    return f"<#{value}>" if value else say(f"holds-nowhere-{name.key}")
