"""Find the moments at which a goal may remind, by what is known now."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from tests.oracle.check_ins import is_ceiling
from tests.oracle.local_days import day_holding
from tests.oracle.model import ALWAYS, ONE_DAY, Day, Known
from tests.oracle.periods import deadline_of_once
from tests.oracle.reminder_clock import (
    at_time,
    date_of_time,
    instant_of,
    minutes_of,
    moved_out,
    on_clock,
    rounded,
    rounded_clock,
    rounded_instant,
    written,
)
from tests.oracle.reminder_days import reminds_on
from tests.oracle.reminder_model import Moment, Scene
from tests.oracle.settings import day_start_before, value_at, zone_at

WHOLE_DAY = 24 * 60
HALF_AN_HOUR = 30
TimeOfDay = tuple[int, int]
"""The minutes since midnight of a time, and how many minutes earlier it reminds."""


def times_setting(scene: Scene) -> str | None:
    """Find the goal's times: None if nothing was chosen yet."""
    found = value_at(scene.goal.times, scene.now, "")
    return str(found) or None


def usual_check_in(known: Known, day: Day) -> int | None:
    """Find the median time of day of the last check-ins made before the day before it began."""
    before = max((one.begins for one in known.days if one.date < day.date), default=ALWAYS)
    made = sorted(one.at for one in known.life.check_ins if one.at < before)[-7:]
    if len(made) < 3:
        return None
    day_start = day_start_before(known.life, day.begins) * 60
    clocks = [one.astimezone(zone_at(known.life, one)) for one in made]
    since = sorted((one.hour * 60 + one.minute - day_start) % WHOLE_DAY for one in clocks)
    return (since[(len(since) - 1) // 2] + day_start) % WHOLE_DAY


def automatic_time(scene: Scene, day: Day) -> TimeOfDay:
    """Find the time of day of `auto`, not rounded yet."""
    known = scene.known[-1]
    if scene.goal.usual is not None:
        return minutes_of(scene.goal.usual), 0
    if is_ceiling(known.life):
        return minutes_of("20:00"), 0
    usually = usual_check_in(known, day)
    return (minutes_of("18:00"), 0) if usually is None else (usually, HALF_AN_HOUR)


def times_on(scene: Scene, day: Day) -> list[TimeOfDay]:
    """List the times of day at which a recurring goal reminds on the day."""
    setting = times_setting(scene)
    if setting is None or setting == "off":
        return []
    if setting == "auto":
        return [automatic_time(scene, day)]
    if setting.startswith("before "):
        if scene.goal.usual is None:
            return []
        return [(minutes_of(scene.goal.usual), int(setting.split()[1]))]
    return [(minutes_of(clock), 0) for clock in setting.split()]


def moment_on(scene: Scene, day: Day, time: TimeOfDay) -> Moment | None:
    """Find the moment of a time of day; None if the time itself is not within the day."""
    minutes, earlier = time
    day_start = day_start_before(scene.known[-1].life, day.begins)
    named = at_time(date_of_time(day.date, minutes, day_start), minutes)
    if not day.begins <= instant_of(scene.clock_zone, named) < day.ends:
        return None
    clock = rounded_clock(named - timedelta(minutes=earlier))
    moved = moved_out(scene.owner.quiet, clock) if times_setting(scene) == "auto" else clock
    return Moment(instant_of(scene.clock_zone, moved), day.date, f"{clock:%H:%M}")


def moments_of_deadline(scene: Scene) -> Iterator[Moment]:
    """List the moments before the deadline of a `once`."""
    known = scene.known[-1]
    deadline = deadline_of_once(known)
    setting = times_setting(scene)
    if deadline is None or setting is None or setting == "off":
        return
    if deadline >= known.days[-1].begins:
        return  # beyond the calendar, which is long enough for the time until the next fact
    if setting == "auto":
        for hours in (24, 1):
            yield moment_before(scene, deadline - timedelta(hours=hours), moves=True)
    elif setting.startswith("before "):
        minutes = timedelta(minutes=int(setting.split()[1]))
        yield moment_before(scene, deadline - minutes, moves=False)
    else:
        for clock in setting.split():
            yield last_occurrence(scene, deadline, rounded(minutes_of(clock)))


def moment_before(scene: Scene, instant: datetime, *, moves: bool) -> Moment:
    """Round an instant and, for automatic times, move it out of the quiet hours.

    It belongs to the local day in which it would be if it were not moved.
    """
    due = rounded_instant(scene.clock_zone, instant)
    day = day_holding(scene.known[-1], due)
    clock = on_clock(scene.clock_zone, due)
    time = written(clock.hour * 60 + clock.minute)
    moved = moved_out(scene.owner.quiet, clock)
    if moves and moved != clock:
        due = instant_of(scene.clock_zone, moved)
    return Moment(due, day, time)


def last_occurrence(scene: Scene, deadline: datetime, minutes: int) -> Moment:
    """Find the last time before the deadline at which the clock shows the time of day."""
    day = on_clock(scene.clock_zone, deadline).date() + ONE_DAY
    while instant_of(scene.clock_zone, at_time(day, minutes)) >= deadline:
        day -= ONE_DAY
    due = instant_of(scene.clock_zone, at_time(day, minutes))
    return Moment(due, day_holding(scene.known[-1], due), written(minutes))


def moments(scene: Scene, since: datetime, until: datetime) -> list[Moment]:
    """List all moments around a time, in order, on the days on which the goal reminds at all."""
    if not scene.known or scene.zone is None:
        return []
    known = scene.known[-1]
    if known.life.schedule == "once":
        return sorted(set(moments_of_deadline(scene)), key=order)
    found = set()
    for day in known.days:
        if since - 2 * ONE_DAY < day.ends and day.begins < until + 2 * ONE_DAY:
            for time in times_on(scene, day) if reminds_on(known, day.date) else ():
                moment = moment_on(scene, day, time)
                if moment is not None:
                    found.add(moment)
    return sorted(found, key=order)


def order(moment: Moment) -> tuple[datetime, date, str]:
    return moment.due, moment.day, moment.time
