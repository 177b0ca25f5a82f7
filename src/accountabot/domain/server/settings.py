"""Name the settings of members and servers, and turn their history into judging rules."""

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
"""The whole hours at which a day may start."""


class SettingName(StrEnum):
    """The name under which a setting is stored."""

    ZONE = "zone"
    """A person's time zone, or the server's for those who have none."""
    DAY_START = "day start"
    HARD_MODE = "hard mode"
    ON_LEADERBOARDS = "on leaderboards"
    WEEK_START = "week start"
    FREEZES = "freezes"
    EXCUSE = "excuse"
    """A date that nobody can miss, with a reason; one row for each."""
    UNEXCUSE = "unexcuse"
    """A date whose excuse was withdrawn."""
    CHECKIN_CHANNEL = "check-in channel"
    """The channel in which plain messages count as check-ins; empty for none."""
    GOALS = "goals"
    """The channel that announces goals; empty to announce them where they are declared."""
    CHECKINS = "check-ins"
    """The channel that announces check-ins; empty to announce them where they are made."""
    GREETINGS = "greetings"
    """The channel that greets newcomers; empty to let the bot choose, "off" for none."""
    BY_MESSAGE = "greetings by message"
    """Whether newcomers get a direct message first."""
    GREETING = "greeting"
    """The server's greeting templates for newcomers, a list; empty for the bot's own."""
    RETURNING = "returning"
    """The same for returning members."""

    @property
    def key(self) -> str:
        """The name with hyphens, as it appears in sentence keys."""
        return self.replace(" ", "-")


class Setting(NamedTuple):
    """One change of a setting: whether the server made it, and from when (UTC) it applies."""

    is_servers: bool
    name: str
    value: str
    at: datetime


@lru_cache(maxsize=4096)
def judging_rules_of(
    settings: tuple[Setting, ...], absences: tuple[Interval, ...] = ()
) -> JudgingRules:
    """Return the rules for a member's goals, from all relevant changes in order."""
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
    """Return the excused dates with their details, from (name, value, detail) in order.

    Withdrawn dates are left out as if they had never been excused; other settings are ignored.
    """
    excused: dict[LocalDay, T] = {}
    for name, value, detail in changes:
        if name == SettingName.EXCUSE:
            excused.setdefault(date.fromisoformat(value), detail)
        elif name == SettingName.UNEXCUSE:
            excused.pop(date.fromisoformat(value), None)
    return excused


def parse_freeze_rule(value: str) -> FreezeRule:
    """Return the freeze rule from its stored form, such as "7 2"."""
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
    """Return the server's zones, with UTC before the first one."""
    zones = tuple(
        DatedValue(s.at, ZoneInfo(s.value))
        for s in _named(settings, SettingName.ZONE)
        if s.is_servers
    )
    return (DatedValue(BEGINNING, _UTC), *zones) if zones else ()


def _named(settings: tuple[Setting, ...], name: SettingName) -> Iterator[Setting]:
    return (setting for setting in settings if setting.name == name)
