"""Represent an owner with their goals, and what they hear from the bot."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from tests.oracle.local_days import day_ends
from tests.oracle.model import ALWAYS, Absence, Change, Interval, Known, Life, Pause
from tests.oracle.recorded import record_at

HERE = "here"
DIRECT_MESSAGE = "direct message"
NEXT_INTERACTION = "next interaction"

REMINDER = "reminder"
GO_ON = "go on?"
MORNING_AFTER = "the morning after"
AT_RISK = "at risk"

SNOOZED = "snoozed"  # instead of a time of day

ONE_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Snooze:
    """A press of *Snooze*: for an hour, or until 20:00."""

    at: datetime
    until_evening: bool = False


@dataclass(frozen=True)
class Goal:
    """A goal with everything that its owner said about its reminders.

    The life has neither zones, day starts, week starts, freezes, hard mode nor absences: those are
    the owner's. The value of a change of times is "auto", "off", up to three times of day
    ("07:00 21:00") or a number of minutes ("before 30"). Before the first change, there are none.
    """

    life: Life
    times: tuple[Change, ...] = ()
    usual: str | None = None  # the usual time of a recurring goal, such as "18:00"
    only_me: bool = False
    not_today: tuple[datetime, ...] = ()
    snoozes: tuple[Snooze, ...] = ()
    presses: tuple[datetime, ...] = ()  # of other buttons on the goal's reminders


@dataclass(frozen=True)
class Owner:
    """A member of one server, and the time in which the bot runs.

    Intervals include their first instant and not their last.
    """

    goals: tuple[Goal, ...]
    begins: datetime
    ends: datetime
    zones: tuple[Change, ...] = ()
    server_zone: str | None = None
    day_starts: tuple[Change, ...] = ()
    week_starts: tuple[Change, ...] = ()
    freezes: tuple[Change, ...] = ()
    hard_mode: tuple[Change, ...] = ()
    places: tuple[Change, ...] = ()  # "here", "direct messages" or "off"; none at first
    server: tuple[Change, ...] = ()  # "on" or "off"; on at first
    closed: tuple[Change, ...] = ()  # if the owner's direct messages are closed (True or False)
    quiet: tuple[int, int] | None = (22, 7)  # the hours at which the quiet begins and ends
    wants_at_risk: bool = False
    left: tuple[Interval, ...] = ()  # while the owner was not on the server
    blocked: tuple[Interval, ...] = ()
    bot_off: tuple[Interval, ...] = ()


@dataclass(frozen=True)
class Heard:
    """Something that the owner hears.

    It was due at a quarter hour, and is told at that moment, unless the bot was off then. If it
    waits for the next interaction, it waits from that moment on. The day is the local day to which
    it belongs: for a reminder, the day *D* of the record; for the morning after and a streak at
    risk, the last day of the period.
    """

    at: datetime
    due: datetime
    day: date
    goal: int  # its position among the owner's goals
    kind: str
    channel: str
    is_quota: bool = False  # a reminder of a quota at an automatic time
    time: str = ""  # the time of day, before the quiet hours moved it, or SNOOZED
    is_auto: bool = field(default=False, compare=False)
    ended: datetime | None = field(default=None, compare=False)  # when the period ended


@dataclass(frozen=True)
class Moment:
    """A moment at which a goal may remind."""

    due: datetime
    day: date
    time: str


@dataclass(frozen=True)
class Scene:
    """One goal at one moment: all that is known of it then."""

    owner: Owner
    number: int
    goal: Goal
    now: datetime
    known: tuple[Known, ...]  # one for each revision of the goal; none before its declaration
    zone: str | None  # in which the owner's clock shows the time; None if nobody ever set one
    prepared: Life  # the whole record, including what is done later

    @property
    def clock_zone(self) -> str:
        """Name the zone of the local days and of the quiet hours: without any, it is UTC."""
        return self.zone or "UTC"


def zones_by(owner: Owner, now: datetime) -> tuple[Change, ...]:
    """List the owner's zones as they count at a moment: the server's until they set their own."""
    if owner.server_zone is not None and all(zone.at > now for zone in owner.zones):
        return (Change(ALWAYS, owner.server_zone),)
    return owner.zones


def life_with_settings(owner: Owner, goal: Goal, now: datetime) -> Life:
    """Give a goal's life the owner's settings and absences, as they count at a moment.

    A member who is not on the server, or blocked, counts as paused.
    """
    absent = (*owner.left, *owner.blocked)
    away = tuple(Pause(begins, resumed_at=ends) for begins, ends in absent)
    life = replace(
        goal.life,
        zones=zones_by(owner, now),
        day_starts=owner.day_starts,
        week_starts=owner.week_starts,
        freezes=owner.freezes,
        hard_mode=owner.hard_mode,
        pauses=(*goal.life.pauses, *away),
        absences=tuple(Absence(begins, ends) for begins, ends in owner.bot_off),
    )
    return with_deadlines(owner, life)


def with_deadlines(owner: Owner, life: Life) -> Life:
    """Turn each date that was named as a deadline into an instant, as it was when named."""

    def instant(
        schedule: str, at: datetime, until: date | datetime | None
    ) -> date | datetime | None:
        if schedule != "once" or until is None or isinstance(until, datetime):
            return until
        known = record_at(replace(life, zones=zones_by(owner, at)), at)
        return day_ends(known, until) - ONE_SECOND

    return replace(
        life,
        until=instant(life.schedule, life.declared, life.until),
        edits=tuple(
            replace(edit, until=instant(edit.schedule, edit.at, edit.until)) for edit in life.edits
        ),
    )


def is_inside(intervals: tuple[Interval, ...], now: datetime) -> bool:
    return any(begins <= now < ends for begins, ends in intervals)
