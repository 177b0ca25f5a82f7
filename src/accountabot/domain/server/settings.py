"""Read what members and servers have set: which names there are, and what follows for judging."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.personal_calendar import BEGINNING, PersonalCalendar, days_of
from accountabot.domain.judging_rules import Excuse, FreezeRule, JudgingRules
from accountabot.domain.timelines import DatedValue, Interval

T = TypeVar("T")

_UTC = ZoneInfo("UTC")
DAY_STARTS = range(7)
"""Whole hours."""


class SettingName(StrEnum):
    """What can be set."""

    ZONE = "zone"
    """A person's, or a server's for those who have none."""
    DAY_START = "day start"
    HARD_MODE = "hard mode"
    ON_LEADERBOARDS = "on leaderboards"
    WEEK_START = "week start"
    FREEZES = "freezes"
    EXCUSE = "excuse"
    """A date that nobody can miss, with a reason; each is a row."""
    UNEXCUSE = "unexcuse"
    """A date that was excused, and is so no more."""
    CHECKIN_CHANNEL = "check-in channel"
    """The channel whose plain messages count; empty for none."""
    GOALS = "goals"
    """The channel in which goals are made public; empty where it is done where they are declared."""
    CHECKINS = "check-ins"
    """The channel in which check-ins are made public; empty where it is done where they are said."""
    GREETINGS = "greetings"
    """The channel in which newcomers are greeted; empty where the bot chooses, "off" for none."""
    BY_MESSAGE = "greetings by message"
    """Whether newcomers are greeted in a direct message first."""
    GREETING = "greeting"
    """The server's own words for newcomers, a list; empty for the bot's."""
    RETURNING = "returning"
    """Those for who comes back."""

    @property
    def key(self) -> str:
        """The name in one word, for what is called after it."""
        return self.replace(" ", "-")


class Setting(NamedTuple):
    """One change of a setting: whose it is, and from when on it holds (UTC)."""

    is_servers: bool
    name: str
    value: str
    at: datetime


@lru_cache(maxsize=4096)
def judging_rules_of(
    settings: tuple[Setting, ...], absences: tuple[Interval, ...] = ()
) -> JudgingRules:
    """Return what a member's goals are judged by, from every change of what concerns them, in order."""
    return JudgingRules(
        days=_days(settings),
        week_starts=tuple(
            DatedValue(s.at, int(s.value)) for s in _named(settings, SettingName.WEEK_START)
        ),
        freezes=tuple(
            DatedValue(s.at, parse_freeze_rule(s.value))
            for s in _named(settings, SettingName.FREEZES)
        ),
        hard_mode=tuple(
            DatedValue(s.at, s.value == "on") for s in _named(settings, SettingName.HARD_MODE)
        ),
        excuses=tuple(
            Excuse(at, day)
            for day, at in excused_dates((s.name, s.value, s.at) for s in settings).items()
        ),
        absences=absences,
    )


def excused_dates(changes: Iterable[tuple[str, str, T]]) -> dict[LocalDay, T]:
    """Return the dates that are excused, each with what was said of it, from names, values and that, in order.

    What was taken back is not among them, as if it had never been; other settings are passed over.
    """
    held: dict[LocalDay, T] = {}
    for name, value, said in changes:
        if name == SettingName.EXCUSE:
            held.setdefault(date.fromisoformat(value), said)
        elif name == SettingName.UNEXCUSE:
            held.pop(date.fromisoformat(value), None)
    return held


def parse_freeze_rule(value: str) -> FreezeRule:
    """Return how freezes are earned, from what is kept: "7 2"."""
    return FreezeRule(*map(int, value.split()))


def _days(settings: tuple[Setting, ...]) -> PersonalCalendar:
    zones = tuple(
        DatedValue(s.at, ZoneInfo(s.value))
        for s in _named(settings, SettingName.ZONE)
        if not s.is_servers
    )
    return days_of(
        zones or _servers_zones(settings),
        tuple(DatedValue(s.at, int(s.value)) for s in _named(settings, SettingName.DAY_START)),
    )


def _servers_zones(settings: tuple[Setting, ...]) -> tuple[DatedValue[ZoneInfo], ...]:
    """Return the server's zones, UTC before the first."""
    zones = tuple(
        DatedValue(s.at, ZoneInfo(s.value))
        for s in _named(settings, SettingName.ZONE)
        if s.is_servers
    )
    return (DatedValue(BEGINNING, _UTC), *zones) if zones else ()


def _named(settings: tuple[Setting, ...], name: SettingName) -> Iterator[Setting]:
    return (setting for setting in settings if setting.name == name)
