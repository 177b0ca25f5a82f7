"""Combine a day with a time of day, or a time of day with the next suitable day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from accountabot.domain.calendar.days import Calendar, LocalDay
from accountabot.phrases.calendar.clock_time import ClockTime
from accountabot.phrases.calendar.moment import Moment, either

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_ENDS_OF_PARTS = {"am": time(12), "afternoon": time(18)}
"""An evening or a night lasts until the end of the day."""
EARLY_HOURS = range(1, 6)
"""If nobody says "am", 1 to 5 o'clock is in the afternoon; from 6 to 11 it may be either."""


class Timing:
    """The times of day around now, in a member's calendar."""

    def __init__(self, calendar: Calendar, now: datetime) -> None:
        self.calendar = calendar
        self.now = now
        self.today = calendar.day_of(now)

    def on_day(self, moment: Moment, clock: ClockTime) -> Moment:
        """Add a time of day to a moment; if it is past, use the next occurrence."""
        if moment.instant:
            return moment
        if moment.readings:
            return either(self.on_day(reading, clock) for reading in moment.readings)
        if clock.at is None:
            return self._end_of_day(moment, clock)
        return either(
            replace(found, place=_place(clock, zone))
            for zone in self._zones(clock)
            for found in self._on_day(moment, clock, zone)
        )

    def in_part(self, moment: Moment, part: str | None) -> Moment:
        """Return the end of a part of a day: "Friday morning" ends at noon."""
        last = _ENDS_OF_PARTS.get(part or "")
        if last is None or moment.instant or moment.readings or not moment.is_single_day:
            return moment
        return replace(moment, instant=self.calendar.instant(datetime.combine(moment.last, last)))

    def next_time(self, clock: ClockTime) -> Moment:
        """Return the next occurrence of a time of day, or the end of today."""
        if clock.at is None:
            today = Moment(self.today, self.today, is_only_time=True)
            return self._end_of_day(today, clock)
        return either(
            replace(self._next_time(clock, zone), place=_place(clock, zone))
            for zone in self._zones(clock)
        )

    def local_time(self, clock: ClockTime) -> time | None:
        """Return a time as the member's clock shows it today, or None if it is ambiguous."""
        if len(clock.readings) != 1 or len(clock.zones) > 1:
            return None
        [at] = clock.readings
        if not clock.zones:
            return at
        instant = _instant(self._date_now(clock.zones[0]), at, clock.zones[0])
        return instant.astimezone(self.calendar.zone).time()

    def _end_of_day(self, moment: Moment, clock: ClockTime) -> Moment:
        """Return the end of a day, in another zone if one is named: "EOD PST"."""
        midnight = moment.last + _DAY
        ends = [
            replace(
                moment,
                instant=_instant(midnight, time(), zone) - _SECOND,
                place=_place(clock, zone),
            )
            for zone in clock.zones
        ]
        return either(ends) if ends else moment

    def _zones(self, clock: ClockTime) -> tuple[tzinfo, ...]:
        return clock.zones or (self.calendar.zone,)

    def _on_day(self, moment: Moment, clock: ClockTime, zone: tzinfo) -> Iterator[Moment]:
        """Yield the possible instants on a day in a zone."""
        found = [
            self._first_to_come(moment, at, zone, is_next_day=clock.is_after_midnight)
            for at in clock.readings
        ]
        is_today = moment.last == self.today
        to_come = [each for each in found if each.instant and each.instant > self.now]
        if is_today and to_come:
            found = to_come
        is_early = clock.at is not None and clock.at.hour in EARLY_HOURS
        yield from found[-1:] if is_early or (is_today and not to_come) else found

    def _first_to_come(
        self, moment: Moment, at: time, zone: tzinfo, *, is_next_day: bool
    ) -> Moment:
        candidates = [
            (_instant(day + is_next_day * _DAY, at, zone), day)
            for day in self._days(moment, at, zone)
        ]
        instant, day = next((found for found in candidates if found[0] > self.now), candidates[0])
        if day == moment.next_occurrence:
            return replace(moment, first=day, last=day, instant=instant)
        return replace(moment, instant=instant)

    def _days(self, moment: Moment, at: time, zone: tzinfo) -> list[LocalDay]:
        """Return the possible dates of a time on a day.

        The time may be after midnight but before the day ends, or on the day's next occurrence.
        """
        days = [moment.last]
        if moment.last >= self.today:
            after_midnight = moment.last + _DAY
            if zone is self.calendar.zone and self._belongs_to_day(moment, at, after_midnight):
                days.append(after_midnight)
            if moment.next_occurrence:
                days.append(moment.next_occurrence)
        return days

    def _belongs_to_day(self, moment: Moment, at: time, after_midnight: LocalDay) -> bool:
        """Return whether a time after midnight still belongs to the moment's day."""
        is_today = moment.last == self.today and not moment.next_occurrence
        if is_today and after_midnight == self._date_now(self.calendar.zone):
            return True
        instant = _instant(after_midnight, at, self.calendar.zone)
        return self.calendar.day_of(instant) == moment.last

    def _date_now(self, zone: tzinfo) -> date:
        return self.now.astimezone(zone).date()

    def _next_time(self, clock: ClockTime, zone: tzinfo) -> Moment:
        date_now = self._date_now(zone)
        days = (date_now - _DAY, date_now, date_now + _DAY)
        times = clock.readings or (time(),)
        instants = (_instant(day, at, zone) for day in days for at in times)
        instant = min(found for found in instants if found > self.now)
        day = self.calendar.day_of(instant)
        return Moment(day, day, instant, is_only_time=True)


def _place(clock: ClockTime, zone: tzinfo) -> str:
    """Return the city of one of several possible zones, such as "Chicago"."""
    is_ambiguous = len(clock.zones) > 1 and isinstance(zone, ZoneInfo)
    return str(zone).rpartition("/")[2].replace("_", " ") if is_ambiguous else ""


def _instant(day: date, at: time, zone: tzinfo) -> datetime:
    """Return the instant (UTC) of a time on a date in a zone, as `Calendar.instant` does."""
    return datetime.combine(day, at).replace(tzinfo=zone, fold=0).astimezone(UTC)
