"""Tell a server's date and weeks."""

from datetime import datetime

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.domain.judging_rules import JudgingRules
from accountabot.domain.leaderboards.boards import BoardPeriod, Span, month_of, span_of
from accountabot.domain.leaderboards.server_weeks import ServerWeeks, server_weeks
from accountabot.store import settings

_NOBODY = MemberId(0)


def weeks(tx: Connection, server: ServerId, now: datetime) -> ServerWeeks:
    """Return a server's weeks, by its time zone and the first days of the week it chose."""
    return _weeks(_rules(tx, server, now))


def current_span(tx: Connection, server: ServerId, period: BoardPeriod, now: datetime) -> Span:
    """Return the current week or month of a server, or all the time."""
    rules = _rules(tx, server, now)
    return span_of(period, rules.days.day_of(now), _weeks(rules))


class CurrentSpans:
    """The week and the month of a server that have begun or are yet to come."""

    def __init__(self, tx: Connection, server: ServerId, now: datetime) -> None:
        rules = _rules(tx, server, now)
        self._weeks = _weeks(rules)
        today = rules.days.day_of(now)
        self._week = self._weeks.first_of(today)
        self._month = today.replace(day=1)
        self.since = min(self._week, self._month)
        """The first date of the two."""

    def of(self, day: LocalDay) -> list[Span]:
        """Return the spans that contain a date, unless they are over."""
        week, month = self._weeks.first_of(day), day.replace(day=1)
        return [
            *([week.isoformat()] if week >= self._week else []),
            *([month_of(day)] if month >= self._month else []),
        ]


def _rules(tx: Connection, server: ServerId, now: datetime) -> JudgingRules:
    return settings.judging_rules(tx, Member(server, _NOBODY), now)


def _weeks(rules: JudgingRules) -> ServerWeeks:
    changes = ((rules.days.day_of(change.at), change.value) for change in rules.week_starts)
    return server_weeks(tuple(changes))
