"""Walk through the local days of a person."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.oracle.model import NEVER, ONE_DAY, ONE_MINUTE, Day, Known, Life
from tests.oracle.settings import day_start_before, zone_at

RUN_UP = timedelta(days=60)
"""How long before the goal its calendar begins, so that earlier moves no longer matter."""


def first_instant(zone: ZoneInfo, day: date, hour: int) -> datetime | None:
    """Find the first instant at which the clock shows the date and the hour or later, if ever."""

    def shows(instant: datetime) -> bool:
        clock = instant.astimezone(zone)
        return clock.date() == day and clock.hour >= hour

    instant = datetime.combine(day, time(hour), tzinfo=zone).astimezone(UTC)
    if not shows(instant):
        return None
    # If the hour falls into a gap, this goes back to the moment at which the clock jumped over it.
    while shows(instant - ONE_MINUTE):
        instant -= ONE_MINUTE
    return instant


def first_instant_after(zone: ZoneInfo, day: date, hour: int) -> datetime:
    """Find the beginning of the next date that the zone's clock ever shows."""
    while True:
        day += ONE_DAY
        found = first_instant(zone, day, hour)
        if found is not None:
            return found


def date_shown(zone: ZoneInfo, hour: int, instant: datetime) -> date:
    """Find the latest date that has begun in this zone with this day start."""
    day = instant.astimezone(zone).date() + ONE_DAY
    while True:
        begins = first_instant(zone, day, hour)
        if begins is not None and begins <= instant:
            return day
        day -= ONE_DAY


def end_of_day(life: Life, day: date, begins: datetime) -> datetime:
    """Find when the day ends: as soon as the clock, wherever the person is, shows a later date."""
    hour = day_start_before(life, begins)
    moves = sorted(c.at for c in life.zones if c.at > begins)
    for moment, next_move in zip([begins, *moves], [*moves, NEVER], strict=True):
        zone = zone_at(life, moment)
        if date_shown(zone, hour, moment) > day:
            return moment  # the move jumped ahead, so the day ends at once
        ends = first_instant_after(zone, day, hour)
        if ends < next_move:
            return ends
    raise AssertionError


def date_beginning(life: Life, before: tuple[date, datetime], begins: datetime) -> date:
    """Find the date of the next day; a new day start applies as soon as the last day ends."""
    zone = zone_at(life, begins)
    by_the_old_hour = date_shown(zone, day_start_before(life, before[1]), begins)
    by_the_new_hour = date_shown(zone, day_start_before(life, begins), begins)
    return max(by_the_old_hour, by_the_new_hour)


def undisturbed_begin(
    life: Life, before: tuple[date, datetime], day: date, begins: datetime
) -> datetime:
    """Find when the day would have begun if its zone had always applied."""
    zone = zone_at(life, begins)
    hours = (day_start_before(life, before[1]), day_start_before(life, begins))
    found = [first_instant(zone, day, hour) for hour in hours]
    return max(instant for instant in found if instant is not None and instant <= begins)


def undisturbed_end(life: Life, day: date, begins: datetime) -> datetime:
    """Find when the day would have ended if its zone had stayed the same."""
    return first_instant_after(zone_at(life, begins), day, day_start_before(life, begins))


def days_from(life: Life, instant: datetime) -> Iterator[Day]:
    """Walk through the local days from the one that contains the instant."""
    zone = zone_at(life, instant)
    hour = day_start_before(life, instant)
    day = date_shown(zone, hour, instant)
    begins = first_instant(zone, day, hour)
    assert begins is not None
    should_begin = begins
    while True:
        ends = end_of_day(life, day, begins)
        shortened = ends - begins < undisturbed_end(life, day, begins) - should_begin
        yield Day(day, begins, ends, shortened)
        before = (day, begins)
        begins = ends
        day = date_beginning(life, before, begins)
        should_begin = undisturbed_begin(life, before, day, begins)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def local_day(life: Life, instant: datetime) -> date:
    """Find the local day of an instant."""
    return next(
        day.date
        for day in days_from(life, min(life.declared, instant) - RUN_UP)
        if instant < day.ends
    )


def day_begins(life: Life, day: date) -> datetime:
    """Find when the date begins; a date that never happened begins with the next one."""
    walk = days_from(life, min(life.declared, midnight(day)) - RUN_UP)
    return next(one.begins for one in walk if one.date >= day)


def day_ends(life: Life, day: date) -> datetime:
    """Find when the date ends: at the beginning of the next one that happens."""
    return day_begins(life, day + ONE_DAY)


def known_at(life: Life, now: datetime) -> Known:
    """Build the calendar, up to the end of every open period, grace and named pause."""
    longest = 31
    for words in (terms.schedule.split() for terms in (life, *life.edits)):
        if words[0] == "every":
            longest = max(longest, 31 + int(words[1]) * 7)
    last = max([now.date(), *(p.until for p in life.pauses if p.until is not None)]) + timedelta(
        days=longest + 5
    )
    days: list[Day] = []
    for day in days_from(life, min(life.declared, now) - RUN_UP):
        days.append(day)
        if day.date > last:
            break
    return Known(life, now, tuple(days))


def begin_of(known: Known, day: date) -> datetime:
    """Find when the date, or the next one that happens, begins; NEVER beyond the calendar."""
    return next((one.begins for one in known.days if one.date >= day), NEVER)


def day_holding(known: Known, instant: datetime) -> date:
    """Find the local day of an instant in the calendar."""
    return next(one.date for one in known.days if instant < one.ends)


def day_before(known: Known, day: date) -> date:
    """Find yesterday: the previous local day that happened."""
    return max(one.date for one in known.days if one.date < day)


def start_day(known: Known) -> date:
    """Find the local day of the goal's start; without one, it starts when declared."""
    return known.life.start or day_holding(known, known.life.declared)


def terms_since(known: Known) -> datetime:
    """Find since when the terms apply: since the declaration or the edit."""
    return known.edited or known.life.declared


def starts_at(known: Known) -> datetime:
    """Find the first instant that counts: at the start, and not before the declaration.

    After an edit, it is the beginning of the day: earlier check-ins of that day count, too.
    """
    begins = begin_of(known, start_day(known))
    return begins if known.edited is not None else max(known.life.declared, begins)
