"""Name the settings of members and servers, and build judging rules from their history."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.personal_calendar import (
    BEGINNING,
    PersonalCalendar,
    build_calendar,
)
from accountabot.domain.judging_rules import Excuse, FreezeRule, JudgingRules
from accountabot.domain.timelines import DatedValue, Interval

T = TypeVar("T")

_UTC = ZoneInfo("UTC")
DAY_STARTS = range(7)
"""The whole hours at which a day may start."""


class SettingName(StrEnum):
    """The name under which a setting is stored."""

    ZONE = "zone"
    """A person's time zone, or the server's default for people without one."""
    DAY_START = "day start"
    HARD_MODE = "hard mode"
    ON_LEADERBOARDS = "on leaderboards"
    WEEK_START = "week start"
    FREEZES = "freezes"
    STARTING_FREEZES = "starting freezes"
    """When goals began to start with freezes, on servers with earlier goals; by a migration."""
    EXCUSE = "excuse"
    """A date that can't be missed, with a reason; each date is a row."""
    UNEXCUSE = "unexcuse"
    """A date whose excuse was withdrawn."""
    CHECKIN_CHANNEL = "check-in channel"
    """The channel in which plain messages count as check-ins; empty for none."""
    GOALS = "goals"
    """The channel that announces goals; empty to announce them where they are declared."""
    CHECKINS = "check-ins"
    """The channel that announces check-ins; empty to announce them where they are made."""
    WITNESSES = "witnesses"
    """The channel that tells witnesses that a goal has gone quiet; empty to tell them privately.
    """
    GREETINGS = "greetings"
    """The channel that greets newcomers; empty to let the bot choose, "off" for none."""
    BY_MESSAGE = "greetings by message"
    """Whether newcomers get a direct message first."""
    GREETING = "greeting"
    """The server's greeting templates for newcomers, a list; empty for the default ones."""
    RETURNING = "returning"
    """The same for returning members."""
    REMINDERS = "reminders"
    """Whether goals get reminders: with one tap (empty), by default, or "off"."""
    REMINDER_CHANNEL = "reminder channel"
    """The channel that reminds members; empty for that of check-ins, or else of the goal's card."""
    DIGEST = "digest"
    """The channel that gets the weekly digest; empty for none."""
    DIGEST_DAY = "digest day"
    DIGEST_HOUR = "digest hour"
    """The hour, in the server's time zone, from which the digest is posted."""
    STREAK_ROLES = "streak roles"
    """From which streak on members get which role."""
    BOARD_POSTED = "board posted"
    """A live leaderboard that an owner posted: its channel, board and period."""
    BOARD_STOPPED = "board stopped"
    """A live leaderboard that an owner stopped."""
    REMINDER_PLACE = "reminder place"
    """Where a person is reminded, on all servers: a `ReminderPlace`."""
    QUIET_HOURS = "quiet hours"
    """A person's first and last quiet hour, such as "22 7"; "off" for none."""
    AT_RISK = "at risk"
    """Whether a person hears that a long streak is about to end."""
    DIRECT_MESSAGES = "direct messages"
    """Whether a person's direct messages are "closed"; empty if not known."""

    @property
    def key(self) -> str:
        """The name with hyphens, as used in message keys."""
        return self.replace(" ", "-")


class Setting(NamedTuple):
    """A change of a member's or server's setting, effective from `at` (UTC)."""

    is_servers: bool
    name: str
    value: str
    at: datetime


@lru_cache(maxsize=4096)
def judging_rules_of(
    settings: tuple[Setting, ...], absences: tuple[Interval, ...] = ()
) -> JudgingRules:
    """Return the rules for a member's goals, from all relevant setting changes in order."""
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
        starting_freezes_since=next(
            (s.at for s in _named(settings, SettingName.STARTING_FREEZES)), None
        ),
    )


def excused_dates(changes: Iterable[tuple[str, str, T]]) -> dict[LocalDay, T]:
    """Return the excused dates with their details, from `(name, value, detail)` changes in order.

    Withdrawn dates and other settings are ignored.
    """
    excused: dict[LocalDay, T] = {}
    for name, value, detail in changes:
        if name == SettingName.EXCUSE:
            excused.setdefault(date.fromisoformat(value), detail)
        elif name == SettingName.UNEXCUSE:
            excused.pop(date.fromisoformat(value), None)
    return excused


def parse_freeze_rule(value: str) -> FreezeRule:
    """Parse the stored form of a freeze rule, such as "0 7 2"; "7 2" starts with the default."""
    *start, every, most = map(int, value.split())
    rule = FreezeRule(earned_every=every, at_most=most)
    return rule._replace(to_start_with=0 if rule.is_off else next(iter(start), rule.to_start_with))


def _days(settings: tuple[Setting, ...]) -> PersonalCalendar:
    zones = tuple(
        DatedValue(s.at, ZoneInfo(s.value))
        for s in _named(settings, SettingName.ZONE)
        if not s.is_servers
    )
    return build_calendar(
        zones or _servers_zones(settings),
        tuple(DatedValue(s.at, int(s.value)) for s in _named(settings, SettingName.DAY_START)),
    )


def _servers_zones(settings: tuple[Setting, ...]) -> tuple[DatedValue[ZoneInfo], ...]:
    """Return the server's zones, with UTC for the time before the first one."""
    zones = tuple(
        DatedValue(s.at, ZoneInfo(s.value))
        for s in _named(settings, SettingName.ZONE)
        if s.is_servers
    )
    return (DatedValue(BEGINNING, _UTC), *zones) if zones else ()


def _named(settings: tuple[Setting, ...], name: SettingName) -> Iterator[Setting]:
    return (setting for setting in settings if setting.name == name)
