"""The local days of a person."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.oracle.model import NEVER, ONE_DAY, ONE_MINUTE, Day, Known, Life
from tests.oracle.settings import day_start_before, zone_at

RUN_UP = timedelta(
    days=60
)  # how long before the goal its calendar is begun, so that earlier moves have settled


def first_instant(zone: ZoneInfo, day: date, hour: int) -> datetime | None:
    """Find the first instant at which the zone's clock shows the date and the hour or later; None if it never does."""

    def shows(instant: datetime) -> bool:
        clock = instant.astimezone(zone)
        return clock.date() == day and clock.hour >= hour

    instant = datetime.combine(day, time(hour), tzinfo=zone).astimezone(UTC)  # of two, the first
    if not shows(instant):
        return None
    while shows(
        instant - ONE_MINUTE
    ):  # the hour fell into a gap: back to where the clock jumped over it
        instant -= ONE_MINUTE
    return instant


def first_instant_after(zone: ZoneInfo, day: date, hour: int) -> datetime:
    """Find where the next date after this one begins that the zone's clock ever shows."""
    while True:
        day += ONE_DAY
        found = first_instant(zone, day, hour)
        if found is not None:
            return found


def date_shown(zone: ZoneInfo, hour: int, instant: datetime) -> date:
    """Find the latest date that has begun for a person who was always in this zone with this day start."""
    day = instant.astimezone(zone).date() + ONE_DAY
    while True:
        begins = first_instant(zone, day, hour)
        if begins is not None and begins <= instant:
            return day
        day -= ONE_DAY


def end_of_day(life: Life, day: date, begins: datetime) -> datetime:
    """Local days only go forward: the day lasts until the clock, wherever the person then is, shows a later one."""
    hour = day_start_before(life, begins)
    moves = sorted(c.at for c in life.zones if c.at > begins)
    for moment, next_move in zip([begins, *moves], [*moves, NEVER], strict=True):
        zone = zone_at(life, moment)
        if date_shown(zone, hour, moment) > day:
            return moment  # the move jumped ahead: the day ends at once
        ends = first_instant_after(zone, day, hour)
        if ends < next_move:
            return ends
    raise AssertionError


def date_beginning(life: Life, before: tuple[date, datetime], begins: datetime) -> date:
    """Find the date of the day that follows; a new day start takes effect here, where the day before it ends."""
    zone = zone_at(life, begins)
    by_the_old_hour = date_shown(zone, day_start_before(life, before[1]), begins)
    by_the_new_hour = date_shown(zone, day_start_before(life, begins), begins)
    return max(by_the_old_hour, by_the_new_hour)


def undisturbed_begin(
    life: Life, before: tuple[date, datetime], day: date, begins: datetime
) -> datetime:
    """Find where the day would have begun had the person been in the zone of its beginning all along."""
    zone = zone_at(life, begins)
    hours = (day_start_before(life, before[1]), day_start_before(life, begins))
    found = [first_instant(zone, day, hour) for hour in hours]
    return max(instant for instant in found if instant is not None and instant <= begins)


def undisturbed_end(life: Life, day: date, begins: datetime) -> datetime:
    """Find where the day would have ended had the person stayed in the zone of its beginning."""
    return first_instant_after(zone_at(life, begins), day, day_start_before(life, begins))


def days_from(life: Life, instant: datetime) -> Iterator[Day]:
    """Walk through the local days, one after the other, from the one that holds the instant."""
    zone, hour = zone_at(life, instant), day_start_before(life, instant)
    day = date_shown(zone, hour, instant)
    begins = first_instant(zone, day, hour)
    assert begins is not None
    should_begin = begins
    while True:
        ends = end_of_day(life, day, begins)
        shortened = ends - begins < undisturbed_end(life, day, begins) - should_begin
        yield Day(day, begins, ends, shortened)
        before, begins = (day, begins), ends
        day = date_beginning(life, before, begins)
        should_begin = undisturbed_begin(life, before, day, begins)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def local_day(life: Life, instant: datetime) -> date:
    """Find the local day that the instant belongs to."""
    return next(
        day.date
        for day in days_from(life, min(life.declared, instant) - RUN_UP)
        if instant < day.ends
    )


def day_begins(life: Life, day: date) -> datetime:
    """Find where the date begins; one that never happened is empty, and lies where the next one begins."""
    walk = days_from(life, min(life.declared, midnight(day)) - RUN_UP)
    return next(one.begins for one in walk if one.date >= day)


def day_ends(life: Life, day: date) -> datetime:
    """Find where the date ends, which is where the next one that happens begins."""
    return day_begins(life, day + ONE_DAY)


def known_at(life: Life, now: datetime) -> Known:
    """Lay out the calendar, far enough to hold the open period, its grace and every named day of a pause."""
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
    """Find where the date, or the next one that happens, begins; beyond the calendar, never."""
    return next((one.begins for one in known.days if one.date >= day), NEVER)


def day_holding(known: Known, instant: datetime) -> date:
    """Find the local day of an instant of the calendar."""
    return next(one.date for one in known.days if instant < one.ends)


def day_before(known: Known, day: date) -> date:
    """Find yesterday: the previous local day that happened."""
    return max(one.date for one in known.days if one.date < day)


def start_day(known: Known) -> date:
    """Find the local day on which the goal starts: where no start is said it starts now."""
    return known.life.start or day_holding(known, known.life.declared)


def said_at(known: Known) -> datetime:
    """Find when the terms were said: with the declaration, or with the edit."""
    return known.edited or known.life.declared


def starts_at(known: Known) -> datetime:
    """Find the first instant that can count: neither before the declaration nor before the start.

    After an edit it is the beginning of the day, so that what was done earlier that day can count.
    """
    begins = begin_of(known, start_day(known))
    return begins if known.edited is not None else max(known.life.declared, begins)
