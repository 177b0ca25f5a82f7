"""Decide on which local days a goal reminds, and what prevents it at a moment."""

from datetime import date

from tests.oracle.check_ins import is_ceiling, is_met, reaches
from tests.oracle.local_days import begin_of, day_holding, start_day
from tests.oracle.model import ONE_DAY, Acted, Known
from tests.oracle.periods import deadline_of_once
from tests.oracle.reminder_model import Scene, is_inside
from tests.oracle.schedules import DateRange, date_ranges, is_fixed, quota_of


def range_with(known: Known, day: date) -> DateRange | None:
    """Find the dates of the recurring period that contains the day, before `until` cuts it."""
    until = known.life.until
    for first, last, shorter in date_ranges(known):
        if first > day:
            return None
        if day <= last:
            return None if until is not None and day > until else (first, last, shorter)
    return None


def last_date(known: Known, dates: DateRange) -> date:
    until = known.life.until
    return dates[1] if until is None else min(dates[1], until)


def acted_inside(known: Known, day: date) -> list[Acted]:
    """List the check-ins in the period that contains the day."""
    if known.life.schedule == "once":
        return list(known.acted)
    dates = range_with(known, day)
    if dates is None:
        return []
    return [one for one in known.acted if dates[0] <= one.day <= last_date(known, dates)]


def days_that_count(known: Known, check_ins: list[Acted]) -> set[date]:
    """List the days that count for a quota."""
    days = {one.day for one in check_ins}
    return {
        day for day in days if reaches(known.life, [one for one in check_ins if one.day == day])
    }


def days_missing(known: Known, day: date) -> int:
    """Count the check-in days that the quota of the day's period still needs."""
    quota = quota_of(known.life.schedule)
    assert quota is not None
    check_ins = acted_inside(known, day)
    if quota == 1:
        return 0 if is_met(known.life, check_ins) else 1
    return max(0, quota - len(days_that_count(known, check_ins)))


def is_quota_day(known: Known, day: date, dates: DateRange) -> bool:
    """Tell whether it is the middle of the week or month, or every remaining day is needed."""
    first, last = dates[0], last_date(known, dates)
    middle = first + ((last - first).days + 1) // 2 * ONE_DAY
    days_left = (last - day).days + 1
    missing = days_missing(known, day)
    return days_left == missing or (day == middle and days_left > missing)


def reminds_on(known: Known, day: date) -> bool:
    """Tell whether a recurring goal reminds on the local day at all."""
    dates = range_with(known, day)
    if dates is None or day < start_day(known):
        return False
    if is_ceiling(known.life):
        return day == last_date(known, dates)
    if is_fixed(known.life.schedule):
        return True
    if is_quota(known):
        return is_quota_day(known, day, dates)
    return day == last_date(known, dates)


def is_quota(known: Known) -> bool:
    """Tell whether the goal reminds by the rule of quotas."""
    return quota_of(known.life.schedule) is not None and not is_ceiling(known.life)


def is_done(known: Known, day: date) -> bool:
    """Tell whether the period of the day is kept or, under a ceiling, a number was reported."""
    check_ins = acted_inside(known, day)
    return bool(check_ins) if is_ceiling(known.life) else is_met(known.life, check_ins)


def has_counted(known: Known, day: date) -> bool:
    """Tell whether the day itself has already counted for a quota."""
    return is_quota(known) and day in days_that_count(known, acted_inside(known, day))


def is_over(known: Known, day: date) -> bool:
    """Tell whether the day is over, or the deadline has passed."""
    deadline = deadline_of_once(known) if known.life.schedule == "once" else None
    is_late = deadline is not None and deadline <= known.now
    return is_late or begin_of(known, day + ONE_DAY) <= known.now


def is_excused(known: Known, day: date) -> bool:
    """Tell whether the server excused the date, which doesn't concern deadlines."""
    return known.life.schedule != "once" and any(one.date == day for one in known.life.excuses)


def was_skipped(known: Known, day: date) -> bool:
    if not is_fixed(known.life.schedule):
        return False
    return any(day_holding(known, skip.at) == day for skip in known.life.skips)


def is_quieted(scene: Scene) -> bool:
    """Tell whether the goal can say nothing now: paused, ended, or its owner not there."""
    if not scene.known:
        return True
    known = scene.known[-1]
    return (
        is_inside(known.paused, scene.now)
        or known.life.ended_at is not None
        or is_inside(scene.owner.left, scene.now)
        or is_inside(scene.owner.blocked, scene.now)
    )


def is_prevented(scene: Scene, day: date) -> bool:
    """Tell whether anything prevents a reminder for the day at this moment."""
    if is_quieted(scene):
        return True
    known = scene.known[-1]
    return (
        is_over(known, day)
        or is_done(known, day)
        or has_counted(known, day)
        or was_skipped(known, day)
        or start_day(known) > day
        or is_excused(known, day)
    )
