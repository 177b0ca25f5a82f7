"""Follow a person's local days over their moves: they go forward only, and each begins once (decision 0001)."""

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
"""Before anybody's first day, and far enough from the first date there is to be told in any zone."""
_UTC = ZoneInfo("UTC")
_DAY = timedelta(days=1)
_TRAVEL_LIMIT = 4
_TRAVEL_WINDOW = timedelta(days=30)


class _Segment(NamedTuple):
    """A run of local days from `first` on, cut by one calendar; without one, a single day that was disturbed."""

    first: LocalDay
    begins: datetime
    calendar: Calendar | None
    is_shortened: bool = False


class PersonalCalendar:
    """The local days of a person, by where they lived and when their day started.

    The first zone holds from the beginning; what is past is judged anew by no other change.
    """

    def __init__(
        self,
        zones: tuple[DatedValue[ZoneInfo], ...] = (),
        day_starts: tuple[DatedValue[int], ...] = (),
    ) -> None:
        self.zones, self.day_starts = zones, day_starts
        self._legs = list(_Builder(zones, day_starts).legs())
        self._begins = [leg.begins for leg in self._legs]
        self._firsts = [leg.first for leg in self._legs]
        self.day_of = lru_cache(maxsize=16)(self._day_of)
        """The local day that an instant belongs to."""
        self.begins = lru_cache(maxsize=64)(self._begin_of)
        """The instant (UTC) at which a day begins; one that never happens is empty, where the next begins."""
        self.moments = lru_cache(maxsize=512)(self._moments)
        """When a run of days begins, when it ends, and when the day of grace after it does."""

    def _day_of(self, instant: datetime) -> LocalDay:
        leg = self._legs[bisect_right(self._begins, instant) - 1]
        return leg.calendar.day_of(instant) if leg.calendar else leg.first

    def _begin_of(self, day: LocalDay) -> datetime:
        nth = bisect_right(self._firsts, day)
        leg, following = self._legs[nth - 1], self._begins[nth] if nth < len(self._legs) else None
        if leg.calendar:
            found = leg.calendar.begins(day)
            return min(found, following) if following else found
        return leg.begins if day == leg.first or following is None else following

    def ends(self, day: LocalDay) -> datetime:
        """Return the instant (UTC) at which `day` is over: the beginning of the next."""
        return self.begins(day + _DAY)

    def _moments(self, first: LocalDay, last: LocalDay) -> tuple[datetime, datetime, datetime]:
        return self.begins(first), self.ends(last), self.ends(self.after(last))

    def happens(self, day: LocalDay) -> bool:
        """Tell whether `day` exists for this person: a journey or a zone may leave one out."""
        return self.begins(day) < self.ends(day)

    def after(self, day: LocalDay) -> LocalDay:
        """Return the next local day that happens."""
        day += _DAY
        while not self.happens(day):
            day += _DAY
        return day

    def before(self, day: LocalDay) -> LocalDay:
        """Return the previous local day that happened: *yesterday*."""
        day -= _DAY
        while not self.happens(day):
            day -= _DAY
        return day

    def calendar(self, now: datetime) -> Calendar:
        """Return by what the person's days are cut where they are at `now`, for as long as they stay."""
        return Calendar(_zone_at(self.zones, now), timelines.at(self.day_starts, now, 0))

    @cached_property
    def excused(self) -> frozenset[LocalDay]:
        """The dates that moves shortened, four of them in 30 days at most: these can't be missed."""
        found: list[LocalDay] = []
        for leg in self._legs:
            if (
                leg.is_shortened
                and sum(leg.first - day < _TRAVEL_WINDOW for day in found) < _TRAVEL_LIMIT
            ):
                found.append(leg.first)
        return frozenset(found)

    def as_of(self, instant: datetime) -> "PersonalCalendar":
        """Return the days as they were known at `instant`."""
        zones, day_starts = (
            timelines.known_by(self.zones[1:], instant),
            timelines.known_by(self.day_starts, instant),
        )
        return days_of((*self.zones[:1], *zones), day_starts)


days_of = lru_cache(maxsize=1024)(PersonalCalendar)
"""Return the days of a history that was met before, without walking through it again."""


class _Builder:
    """Walk from day to day where something changed, and take long strides where nothing did."""

    def __init__(
        self, zones: Sequence[DatedValue[ZoneInfo]], day_starts: Sequence[DatedValue[int]]
    ) -> None:
        self.zones, self.day_starts = zones, day_starts
        self.moves = [change.at for change in zones[1:]]
        self.events = sorted([*self.moves, *(change.at for change in day_starts)])

    def legs(self) -> Iterator[_Segment]:
        """Yield what the days consist of, in order."""
        calendar = Calendar(self.zone_at(BEGINNING), self.hour_before(BEGINNING))
        day, begins = calendar.day_of(BEGINNING), BEGINNING
        yield _Segment(day, begins, calendar)
        while (event := self.next_event(begins)) and (calendar := self.calendar_of(begins)):
            day = max(day, calendar.before(calendar.day_of(event)))
            begins = max(begins, calendar.begins(day))
            for leg in self.disturbed(day, begins):
                day, begins = leg.first, leg.begins
                yield leg

    def disturbed(self, day: LocalDay, begins: datetime) -> Iterator[_Segment]:
        """Yield single days until nothing disturbs them any more, then the calendar that holds from there on."""
        should_begin = begins
        while not self.is_calm(day, begins):
            ends = self.end_of(day, begins)
            undisturbed = self.calendar_of(begins).ends(day) - should_begin
            yield _Segment(day, begins, None, ends - begins < undisturbed)
            before, begins = begins, ends
            day = self.date_of(before, begins)
            should_begin = self.undisturbed_begin(before, day, begins)
        yield _Segment(day, begins, self.calendar_of(begins))

    def is_calm(self, day: LocalDay, begins: datetime) -> bool:
        """Tell whether a day begins as its calendar says, and nothing is to happen before the next one is over."""
        calendar, event = self.calendar_of(begins), self.next_event(begins)
        return calendar.begins(day) == begins and (
            event is None or event > calendar.ends(calendar.after(day))
        )

    def next_event(self, instant: datetime) -> datetime | None:
        """Return the next instant from this one on at which something changes."""
        return next((event for event in self.events if event >= instant), None)

    def zone_at(self, instant: datetime) -> ZoneInfo:
        """Return the zone that holds."""
        return _zone_at(self.zones, instant)

    def hour_before(self, begins: datetime) -> int:
        """Return the day start of a day that begins then: a change waits for the end of the day that it is made in."""
        return timelines.before(self.day_starts, begins, 0)

    def calendar_of(self, begins: datetime) -> Calendar:
        """Return the calendar of a day that begins then."""
        return Calendar(self.zone_at(begins), self.hour_before(begins))

    def end_of(self, day: LocalDay, begins: datetime) -> datetime:
        """Return when a day ends: as soon as the clock, wherever the person then is, shows a later one."""
        moments = [begins, *(move for move in self.moves if move > begins)]
        for moment, next_move in zip(moments, [*moments[1:], None], strict=True):
            calendar = Calendar(self.zone_at(moment), self.hour_before(begins))
            if calendar.day_of(moment) > day:
                return moment
            if next_move is None or calendar.ends(day) < next_move:
                break
        return calendar.ends(day)

    def date_of(self, before: datetime, begins: datetime) -> LocalDay:
        """Return the date of a day that begins where the one that began `before` ends: a new day start holds now."""
        zone = self.zone_at(begins)
        return max(
            Calendar(zone, self.hour_before(each)).day_of(begins) for each in (before, begins)
        )

    def undisturbed_begin(self, before: datetime, day: LocalDay, begins: datetime) -> datetime:
        """Return when a day would have begun had the person been in the zone of its beginning all along."""
        zone = self.zone_at(begins)
        found = (Calendar(zone, self.hour_before(each)).begins(day) for each in (before, begins))
        return max((instant for instant in found if instant <= begins), default=begins)


def _zone_at(zones: Sequence[DatedValue[ZoneInfo]], instant: datetime) -> ZoneInfo:
    """Return the zone that holds; the first one holds from the beginning, and without any it is UTC."""
    return timelines.at(zones, instant, zones[0].value if zones else _UTC)
