"""Decide which periods could not be missed."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from tests.oracle.local_days import start_day, terms_since
from tests.oracle.model import Day, Known, Life, Period
from tests.oracle.pauses import overlap
from tests.oracle.periods import periods
from tests.oracle.recorded import recorded_by
from tests.oracle.revisions import revisions_at
from tests.oracle.schedules import is_fixed, is_span, quota_of

LAST_HOURS = timedelta(hours=2)
TOLERATED_ABSENCE = timedelta(minutes=15)


def excused_by_travel(known: Known) -> list[date]:
    """List the dates shortened by a change of zone, at most four in 30 days."""
    found: list[date] = []
    for day in known.days:
        if day.shortened and sum((day.date - one).days < 30 for one in found) < 4:
            found.append(day.date)
    return found


def excused_by_server(known: Known) -> list[date]:
    """List the dates that the server excused before this moment."""
    return [excuse.date for excuse in known.life.excuses if excuse.at < known.now]


def is_undisturbed(known: Known, day: Day) -> bool:
    """Tell whether the day was neither paused in part, nor shortened by travel, nor excused."""
    return (
        not overlap(known.paused, day.begins, day.ends)
        and day.date not in excused_by_travel(known)
        and day.date not in excused_by_server(known)
    )


def whole_days(known: Known, period: Period) -> int:
    """Count the whole, undisturbed days of the period.

    A span is whole although it begins with the declaration.
    """
    life = known.life
    start = start_day(known)
    assert period.last is not None
    return sum(
        max(period.first, start) <= day.date <= period.last
        and (day.begins >= terms_since(known) or is_span(life.schedule))
        and is_undisturbed(known, day)
        for day in known.days
    )


def too_few_days(known: Known, period: Period) -> bool:
    """Tell whether pauses, travel and excuses left too few days for it to be missed."""
    life = known.life
    assert period.last is not None
    if is_fixed(life.schedule):
        return not any(
            day.date == period.first and is_undisturbed(known, day) for day in known.days
        )
    whole = whole_days(known, period)
    quota = quota_of(life.schedule)
    if quota is None or (quota == 1 and life.amount is not None):
        return whole * 2 < (period.last - period.first).days + 1
    return whole < quota


def bot_was_away(known: Known, period: Period) -> bool:
    """Tell whether the bot was away for over 15 minutes of the last two hours.

    Those of the period and those of its grace both count.
    """
    away = [(absence.begins, absence.ends) for absence in known.life.absences]
    of_period = overlap(away, max(period.opens, period.ends - LAST_HOURS), period.ends)
    of_grace = overlap(away, max(period.ends, period.grace_ends - LAST_HOURS), period.grace_ends)
    return of_period > TOLERATED_ABSENCE or of_grace > TOLERATED_ABSENCE


def without_pauses_after(life: Life, skipped: datetime | None) -> Life:
    """Leave out the pauses after a skip: they don't change its day, even while the skip waits."""
    if skipped is None:
        return life
    return replace(life, pauses=tuple(pause for pause in life.pauses if pause.at < skipped))


def could_not_be_missed(
    life: Life, revision: int, first: date, closed: datetime, skipped: datetime | None
) -> bool:
    """Judge an unmet period by what was known when it closed.

    Only the bot's absence excuses a `once`.
    """
    life = without_pauses_after(life, skipped)
    known = revisions_at(recorded_by(life, closed), closed)[revision]
    period = next(one for one in periods(known) if one.first == first)
    if bot_was_away(known, period):
        return True
    return known.life.schedule != "once" and (
        period.cannot_be_missed or too_few_days(known, period)
    )
