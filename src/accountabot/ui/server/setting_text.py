"""Describe a server's settings and their changes to members."""

import json
from collections.abc import Collection, Sequence
from itertools import takewhile
from typing import NamedTuple

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.judging_rules import FreezeRule
from accountabot.domain.leaderboards.boards import BoardName, BoardPeriod
from accountabot.domain.reminders.offers import Offered
from accountabot.domain.server.server_settings import OFF, SETTINGS, SettingKind
from accountabot.domain.server.settings import SettingName, parse_freeze_rule
from accountabot.domain.streaks.streak_roles import MOST_ROLES, StreakRole, parse_roles
from accountabot.ui import dates
from accountabot.ui.escaping import escape
from accountabot.ui.goals import promise_text
from accountabot.ui.leaderboards.board_card import board_title
from accountabot.ui.localization import say
from accountabot.ui.truncation import truncate, truncate_around

ROOM = 60
"""Characters of each text by an owner."""
ROLE_ROOM = 40
"""Characters of a streak role."""


def setting_title(name: SettingName) -> str:
    """Return a setting's localized name."""
    return say(f"setting-{name.key}")


class TemplateDiff(NamedTuple):
    """The greetings added and removed by a change."""

    added: list[str]
    removed: list[str]

    @property
    def all(self) -> list[str]:
        """Every greeting in the change, for distinct excerpts."""
        return [*self.added, *self.removed]


def describe_change(name: SettingName, before: str, after: str, room: int = ROOM) -> str:
    """Describe a change of stored values, with at most `room` characters per text."""
    if name in {SettingName.EXCUSE, SettingName.UNEXCUSE}:
        key = "holds-excused" if name is SettingName.EXCUSE else "holds-unexcused"
        return say(key, day=dates.full_dates(map(LocalDay.fromisoformat, after.split())))
    if name in {SettingName.BOARD_POSTED, SettingName.BOARD_STOPPED}:
        return say(f"holds-{name.key}", board=_describe_board(after))
    title = setting_title(name)
    if SETTINGS[name].kind is SettingKind.ROLES:
        return say("holds-roles", what=title, change=_describe_role_change(before, after, room))
    if SETTINGS[name].kind is SettingKind.WORDS:
        change = say("holds-words", what=title)
        return f"{change} {_describe_templates(before, after, room)}"
    return say(
        "holds-now",
        what=title,
        before=_describe_value(name, before),
        after=_describe_value(name, after),
    )


def diff_templates(before: str, after: str) -> TemplateDiff:
    """Compare two stored lists of greetings."""
    old, new = (json.loads(value) if value else [] for value in (before, after))
    return TemplateDiff(
        added=[text for text in new if text not in old],
        removed=[text for text in old if text not in new],
    )


def default_greetings_note(before: str, after: str) -> str | None:
    """Note that the defaults are replaced or restored, or that only the order changes."""
    if bool(before) == bool(after):
        return None if any(diff_templates(before, after)) else say("holds-words-order")
    return say("holds-words-not-mine" if after else "holds-words-mine")


def excerpt(text: str, room: int = ROOM) -> str:
    """Escape the start of a text, shortened further if escaping makes it much longer."""
    whole = escape(truncate(text, room))
    return whole if len(whole) <= room * 5 // 4 else escape(truncate(text, room // 2))


def distinct_excerpt(text: str, others: Collection[str], room: int) -> str:
    """Escape the part of a text that distinguishes it from similar ones."""
    same = max((_shared(text, other) for other in others if other != text), default=0)
    whole = escape(text if len(text) <= room else truncate_around(text, same, room))
    if len(whole) <= room * 5 // 4:
        return whole
    return escape(truncate_around(text, same, room // 2))


def _describe_templates(before: str, after: str, room: int) -> str:
    """List added and removed greetings, and note other changes."""
    diff = diff_templates(before, after)
    lines = [
        say("holds-words-new", words=distinct_excerpt(text, diff.all, room)) for text in diff.added
    ]
    lines += [
        say("holds-words-gone", words=distinct_excerpt(text, diff.all, room))
        for text in diff.removed
    ]
    if note := default_greetings_note(before, after):
        lines.append(note)
    return ", ".join(lines)


def _describe_value(name: SettingName, value: str) -> str:  # noqa: PLR0911 - one for each kind
    match SETTINGS[name].kind:
        case SettingKind.WEEKDAY:
            return promise_text.weekday_name(int(value))
        case SettingKind.HOUR:
            return dates.full_hour(int(value))
        case SettingKind.FREEZES:
            rule = parse_freeze_rule(value)
            if rule.is_off:
                return say("holds-freezes-off")
            return say("holds-freezes", **freeze_numbers(rule))
        case SettingKind.CHANNEL:
            return _describe_channel(name, value)
        case SettingKind.OFFER:
            return say("holds-offered", offered=Offered(value).key)
        case SettingKind.SWITCH:
            return say("holds-on" if value else "holds-off")
    return escape(value)


def describe_roles(rules: Sequence[StreakRole], most: int = MOST_ROLES) -> str:
    """List streak roles in one line, at most so many."""
    shown = [say("holds-role", streak=streak, role=role) for streak, role in rules[:most]]
    if more := len(rules) - len(shown):
        shown.append(say("holds-roles-more", count=more))
    return ", ".join(shown) or say("holds-no-roles")


def _describe_role_change(before: str, after: str, room: int) -> str:
    """List added and removed streak roles."""
    old, new = parse_roles(before), parse_roles(after)
    most = max(1, room // ROLE_ROOM)
    added = [rule for rule in new if rule not in old]
    removed = [rule for rule in old if rule not in new]
    changes = (("holds-roles-new", added), ("holds-roles-gone", removed))
    return ", ".join(say(key, roles=describe_roles(rules, most)) for key, rules in changes if rules)


def freeze_numbers(rule: FreezeRule) -> dict[str, int]:
    """Return the numbers of a freeze rule for the sentences that describe it."""
    start = min(rule.to_start_with, rule.at_most)
    return {"start": start, "every": rule.earned_every, "most": rule.at_most}


def _describe_board(value: str) -> str:
    channel, board, period = value.split()
    name = board_title(BoardName(board), BoardPeriod(period))
    return say("live-board-in", name=name, channel=channel)


def _describe_channel(name: SettingName, value: str) -> str:
    if value == OFF:
        return say("holds-off")
    return f"<#{value}>" if value else say(f"holds-nowhere-{name.key}")


def _shared(one: str, other: str) -> int:
    """Return the length of the common prefix of two texts."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
