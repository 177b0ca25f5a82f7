"""Decide a person's local days across time zone changes (decision 0001)."""

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
    """A run of local days under one calendar, or a single irregular day without one."""

    first: LocalDay
    begins: datetime
    calendar: Calendar | None
    is_shortened: bool = False


class PersonalCalendar:
    """A person's local days, computed from the history of their time zones and day starts.

    The first zone also applies to all earlier time. A change never affects days that are over.
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
        """Return the start and end of a range of days, and the end of the following day."""

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
        """Return the instant (UTC) at which `day` ends."""
        return self.begins(day + _DAY)

    def _moments(self, first: LocalDay, last: LocalDay) -> tuple[datetime, datetime, datetime]:
        return self.begins(first), self.ends(last), self.ends(self.after(last))

    def happens(self, day: LocalDay) -> bool:
        """Tell whether `day` exists for this person; a zone change may skip one."""
        return self.begins(day) < self.ends(day)

    def after(self, day: LocalDay) -> LocalDay:
        """Return the next local day that exists."""
        day += _DAY
        while not self.happens(day):
            day += _DAY
        return day

    def before(self, day: LocalDay) -> LocalDay:
        """Return the previous local day that exists (*yesterday*)."""
        day -= _DAY
        while not self.happens(day):
            day -= _DAY
        return day

    def calendar(self, now: datetime) -> Calendar:
        """Return the time zone and day start that apply at `now`."""
        return Calendar(_zone_at(self.zones, now), timelines.at(self.day_starts, now, 0))

    @cached_property
    def excused(self) -> frozenset[LocalDay]:
        """The days shortened by zone changes, which can't be missed; at most four in 30 days."""
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
"""Return the calendar for a history of changes, cached because building one is slow."""


class _SegmentBuilder:
    """Divide a person's time into segments.

    Regular time is one segment under one calendar. Days near a change are built one by one, because
    they can be longer or shorter than in either calendar.
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
            # Start one day before the change, because it may already move the end of that day.
            day = max(day, calendar.before(calendar.day_of(event)))
            begins = max(begins, calendar.begins(day))
            for segment in self.disturbed(day, begins):
                day = segment.first
                begins = segment.begins
                yield segment

    def disturbed(self, day: LocalDay, begins: datetime) -> Iterator[_Segment]:
        """Yield irregular days one by one, then the calendar that applies after them."""
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
        """Tell whether a day begins on time and nothing changes until the next day is over."""
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
        """Return the day start that applies to a day that begins at `begins`.

        A change takes effect on the day after it is made, so a change at `begins` is not included.
        """
        return timelines.before(self.day_starts, begins, 0)

    def calendar_of(self, begins: datetime) -> Calendar:
        """Return the calendar of a day that begins at `begins`."""
        return Calendar(self.zone_at(begins), self.hour_before(begins))

    def end_of(self, day: LocalDay, begins: datetime) -> datetime:
        """Return when a day ends: when the person's clock first shows a later date, in any zone."""
        moments = [begins, *(move for move in self.moves if move > begins)]
        for moment, next_move in zip(moments, [*moments[1:], None], strict=True):
            calendar = Calendar(self.zone_at(moment), self.hour_before(begins))
            if calendar.day_of(moment) > day:
                return moment
            if next_move is None or calendar.ends(day) < next_move:
                break
        return calendar.ends(day)

    def date_of(self, before: datetime, begins: datetime) -> LocalDay:
        """Return the date of the day that begins at `begins`, after the one from `before`.

        A day start that changed during the previous day applies now. If the old and new day start
        give different dates, the later one counts, so that local days never go backwards.
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
    """Return the zone in force; the first one also applies to all earlier time."""
    return timelines.at(zones, instant, zones[0].value if zones else _UTC)
