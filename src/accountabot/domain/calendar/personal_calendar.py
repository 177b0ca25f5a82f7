"""Decide a person's local days across moves: they only go forward (decision 0001)."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from accountabot.domain import timelines
from accountabot.domain.calendar.days import Calendar, LocalDay
from accountabot.domain.timelines import DatedValue

BEGINNING = datetime(1, 1, 3, tzinfo=UTC)
"""An instant before anyone's first day, late enough to be shown in any zone."""
_UTC = ZoneInfo("UTC")
_DAY = timedelta(days=1)
_TRAVEL_LIMIT = 4
_TRAVEL_WINDOW = timedelta(days=30)


class _Segment(NamedTuple):
    """Local days from `first` on under one calendar, or a single disturbed day without one."""

    first: LocalDay
    begins: datetime
    calendar: Calendar | None
    is_shortened: bool = False


class PersonalCalendar:
    """A person's local days, computed from their time zones and day starts over time.

    The first zone applies from the beginning. No later change affects days that are over.
    """

    def __init__(
        self,
        zones: tuple[DatedValue[ZoneInfo], ...] = (),
        day_starts: tuple[DatedValue[int], ...] = (),
    ) -> None:
        self.zones = zones
        self.day_starts = day_starts
        self._segments = list(_SegmentBuilder(zones, day_starts).segments())
        self._begins = [segment.begins for segment in self._segments]
        self._firsts = [segment.first for segment in self._segments]
        self.day_of = lru_cache(maxsize=16)(self._day_of)
        """Return the local day of an instant."""
        self.begins = lru_cache(maxsize=64)(self._begin_of)
        """Return the instant (UTC) at which a day begins; a skipped day begins with the next."""
        self.moments = lru_cache(maxsize=512)(self._moments)
        """Return when a range of days begins, when it ends, and when the day after it ends."""

    def _day_of(self, instant: datetime) -> LocalDay:
        segment = self._segments[bisect_right(self._begins, instant) - 1]
        return segment.calendar.day_of(instant) if segment.calendar else segment.first

    def _begin_of(self, day: LocalDay) -> datetime:
        index = bisect_right(self._firsts, day)
        segment = self._segments[index - 1]
        following = self._begins[index] if index < len(self._segments) else None
        if segment.calendar:
            found = segment.calendar.begins(day)
            return min(found, following) if following else found
        return segment.begins if day == segment.first or following is None else following

    def ends(self, day: LocalDay) -> datetime:
        """Return the instant (UTC) at which `day` is over: the beginning of the next day."""
        return self.begins(day + _DAY)

    def _moments(self, first: LocalDay, last: LocalDay) -> tuple[datetime, datetime, datetime]:
        return self.begins(first), self.ends(last), self.ends(self.after(last))

    def happens(self, day: LocalDay) -> bool:
        """Tell whether `day` exists for this person: a move or a zone may skip one."""
        return self.begins(day) < self.ends(day)

    def after(self, day: LocalDay) -> LocalDay:
        """Return the next local day that exists."""
        day += _DAY
        while not self.happens(day):
            day += _DAY
        return day

    def before(self, day: LocalDay) -> LocalDay:
        """Return the previous local day that existed: *yesterday*."""
        day -= _DAY
        while not self.happens(day):
            day -= _DAY
        return day

    def calendar(self, now: datetime) -> Calendar:
        """Return the calendar that applies at `now`, as long as the person stays in their zone."""
        return Calendar(_zone_at(self.zones, now), timelines.at(self.day_starts, now, 0))

    @cached_property
    def excused(self) -> frozenset[LocalDay]:
        """The dates that moves shortened: they can't be missed. At most four in 30 days."""
        found: list[LocalDay] = []
        for segment in self._segments:
            recent = sum(segment.first - day < _TRAVEL_WINDOW for day in found)
            if segment.is_shortened and recent < _TRAVEL_LIMIT:
                found.append(segment.first)
        return frozenset(found)

    def as_of(self, instant: datetime) -> "PersonalCalendar":
        """Return the calendar as it was known at `instant`."""
        zones = timelines.known_by(self.zones[1:], instant)
        day_starts = timelines.known_by(self.day_starts, instant)
        return days_of((*self.zones[:1], *zones), day_starts)


days_of = lru_cache(maxsize=1024)(PersonalCalendar)
"""Return the calendar of a history, cached: building one walks through all its changes."""


class _SegmentBuilder:
    """Divide a person's time into segments.

    Undisturbed time is one segment under one calendar. Only near a change are days built one by
    one, because there a day can be longer or shorter than any calendar says.
    """

    def __init__(
        self, zones: Sequence[DatedValue[ZoneInfo]], day_starts: Sequence[DatedValue[int]]
    ) -> None:
        self.zones = zones
        self.day_starts = day_starts
        self.moves = [change.at for change in zones[1:]]
        self.events = sorted([*self.moves, *(change.at for change in day_starts)])

    def segments(self) -> Iterator[_Segment]:
        """Yield the segments in order."""
        calendar = Calendar(self.zone_at(BEGINNING), self.hour_before(BEGINNING))
        day = calendar.day_of(BEGINNING)
        begins = BEGINNING
        yield _Segment(day, begins, calendar)
        while (event := self.next_event(begins)) and (calendar := self.calendar_of(begins)):
            # Start one day before the change: it may already shorten or prolong that day's end.
            day = max(day, calendar.before(calendar.day_of(event)))
            begins = max(begins, calendar.begins(day))
            for segment in self.disturbed(day, begins):
                day = segment.first
                begins = segment.begins
                yield segment

    def disturbed(self, day: LocalDay, begins: datetime) -> Iterator[_Segment]:
        """Yield single days until nothing disturbs them, then the calendar that applies."""
        should_begin = begins
        while not self.is_calm(day, begins):
            ends = self.end_of(day, begins)
            undisturbed = self.calendar_of(begins).ends(day) - should_begin
            yield _Segment(day, begins, None, is_shortened=ends - begins < undisturbed)
            before = begins
            begins = ends
            day = self.date_of(before, begins)
            should_begin = self.undisturbed_begin(before, day, begins)
        yield _Segment(day, begins, self.calendar_of(begins))

    def is_calm(self, day: LocalDay, begins: datetime) -> bool:
        """Tell whether a day begins on time and nothing changes before the next day is over."""
        calendar = self.calendar_of(begins)
        event = self.next_event(begins)
        return calendar.begins(day) == begins and (
            event is None or event > calendar.ends(calendar.after(day))
        )

    def next_event(self, instant: datetime) -> datetime | None:
        """Return the first change at or after `instant`."""
        return next((event for event in self.events if event >= instant), None)

    def zone_at(self, instant: datetime) -> ZoneInfo:
        """Return the zone in force at `instant`."""
        return _zone_at(self.zones, instant)

    def hour_before(self, begins: datetime) -> int:
        """Return the day start of a day that begins at `begins`.

        A change waits for the end of the day in which it is made, so one at `begins` is too late.
        """
        return timelines.before(self.day_starts, begins, 0)

    def calendar_of(self, begins: datetime) -> Calendar:
        """Return the calendar of a day that begins at `begins`."""
        return Calendar(self.zone_at(begins), self.hour_before(begins))

    def end_of(self, day: LocalDay, begins: datetime) -> datetime:
        """Return when a day ends: as soon as the person's clock shows a later date, wherever."""
        moments = [begins, *(move for move in self.moves if move > begins)]
        for moment, next_move in zip(moments, [*moments[1:], None], strict=True):
            calendar = Calendar(self.zone_at(moment), self.hour_before(begins))
            if calendar.day_of(moment) > day:
                return moment
            if next_move is None or calendar.ends(day) < next_move:
                break
        return calendar.ends(day)

    def date_of(self, before: datetime, begins: datetime) -> LocalDay:
        """Return the date of the day at `begins`, which follows the one that began at `before`.

        A day start that changed during that day applies now. The later of both readings is taken,
        because local days only go forward.
        """
        zone = self.zone_at(begins)
        return max(
            Calendar(zone, self.hour_before(each)).day_of(begins) for each in (before, begins)
        )

    def undisturbed_begin(self, before: datetime, day: LocalDay, begins: datetime) -> datetime:
        """Return when a day would have begun if its zone had always applied."""
        zone = self.zone_at(begins)
        found = (Calendar(zone, self.hour_before(each)).begins(day) for each in (before, begins))
        return max((instant for instant in found if instant <= begins), default=begins)


def _zone_at(zones: Sequence[DatedValue[ZoneInfo]], instant: datetime) -> ZoneInfo:
    """Return the zone in force: the first one applies from the beginning; UTC if there is none."""
    return timelines.at(zones, instant, zones[0].value if zones else _UTC)
