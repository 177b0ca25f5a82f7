"""Tell a server's date and weeks."""

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.domain.leaderboards.boards import BoardPeriod, Span, month_of, span_of
from accountabot.domain.leaderboards.server_weeks import ServerWeeks, server_weeks
from accountabot.domain.server.settings import Setting, SettingName
from accountabot.domain.timelines import DatedValue
from accountabot.store import settings

_NOBODY = MemberId(0)


def weeks(tx: Connection, server: ServerId) -> ServerWeeks:
    """Return a server's weeks, by its time zone and the first days of the week it chose."""
    return _weeks(settings.all_of(tx, Member(server, _NOBODY)))


def current_span(tx: Connection, server: ServerId, period: BoardPeriod, now: datetime) -> Span:
    """Return the current week or month of a server, or all the time."""
    found = weeks(tx, server)
    return span_of(period, found.date_at(now), found)


class CurrentSpans:
    """The week and the month of a server that have begun or are yet to come."""

    def __init__(self, tx: Connection, server: ServerId, now: datetime) -> None:
        self._weeks = weeks(tx, server)
        today = self._weeks.date_at(now)
        self._week = self._weeks.first_of(today)
        self._month = today.replace(day=1)
        self.since = min(self._week, self._month)
        """The first date of the two."""

    @property
    def first(self) -> Span:
        """The first span; all before it are over."""
        return min(self._week.isoformat(), month_of(self._month))

    def has(self, span: Span) -> bool:
        """Return whether a span is all the time, or has begun, or is yet to come."""
        is_week = span.count("-") > 1
        return not span or span >= (self._week.isoformat() if is_week else month_of(self._month))

    def of(self, day: LocalDay) -> list[Span]:
        """Return the spans that contain a date, unless they are over."""
        week, month = self._weeks.first_of(day), day.replace(day=1)
        return [
            *([week.isoformat()] if week >= self._week else []),
            *([month_of(day)] if month >= self._month else []),
        ]


@lru_cache(maxsize=1024)
def _weeks(changes: tuple[Setting, ...]) -> ServerWeeks:
    zones, starts = (
        tuple(each for each in changes if each.is_servers and each.name == name)
        for name in (SettingName.ZONE, SettingName.WEEK_START)
    )
    return server_weeks(
        tuple(DatedValue(each.at, ZoneInfo(each.value)) for each in zones),
        tuple(DatedValue(each.at, int(each.value)) for each in starts),
    )
