"""Decide which check-ins count for a period, and when they meet it."""

from datetime import date, datetime
from decimal import Decimal

from tests.oracle.local_days import day_before, day_holding, start_day
from tests.oracle.model import Acted, CheckIn, Known, Life, Period
from tests.oracle.schedules import quota_of


def acted(terms: list[Known], earlier_terms: list[Known]) -> list[Acted]:
    """List the check-ins with their local days, in order; none before the start.

    The earlier terms are only needed for check-ins that were made before a first zone was set.
    """
    found = []
    life = terms[0].life
    for check_in in sorted(life.check_ins, key=lambda c: c.at):
        if check_in.at < life.declared:
            continue
        day = day_of(check_in, terms)
        if day is None and life.first_zone_at is not None and check_in.at < life.first_zone_at:
            day = start_if_moved(check_in, terms, earlier_terms)
        if day is not None:
            found.append(Acted(check_in.at, day, Decimal(str(check_in.amount or 0))))
    return found


def day_of(check_in: CheckIn, terms: list[Known]) -> date | None:
    """Find the local day of a check-in; None before the start."""
    day = said_day(check_in, terms)
    return day if day >= start_day(terms[number_of_terms(terms, check_in.at, day)]) else None


def said_day(check_in: CheckIn, terms: list[Known]) -> date:
    """Find the local day for which a check-in was made: its own, or the day before."""
    day = day_holding(terms[0], check_in.at)
    return day_before(terms[0], day) if check_in.yesterday else day


def number_of_terms(terms: list[Known], instant: datetime, day: date) -> int:
    """Find the terms to which a check-in at the instant, for the day, belongs.

    A day before an edit belongs to the terms before it.
    """
    for number, revision in reversed(list(enumerate(terms))):
        if revision.edited is None or (
            revision.edited < instant
            and day >= min(start_day(revision), day_holding(revision, revision.edited))
        ):
            return number
    raise AssertionError


def start_if_moved(
    check_in: CheckIn, terms: list[Known], earlier_terms: list[Known]
) -> date | None:
    """Find the chosen start before which a first zone would move a check-in (0006, rule 11).

    It stays on the start if it was not before it in UTC or the server's zone, by which it was made.
    """
    day = day_of(check_in, earlier_terms)
    if day is None:
        return None
    return terms[number_of_terms(earlier_terms, check_in.at, day)].chosen_start


def while_it_lived(known: Known, check_in: Acted) -> bool:
    return known.life.ended_at is None or check_in.at <= known.life.ended_at


def serving(known: Known, period: Period) -> list[Acted]:
    """List the check-ins made for a day of the period, while it or its grace lasted.

    A `once` is bounded by instants instead of days. After the goal has ended, check-ins only count
    for periods that were pending then.
    """
    was_pending = known.life.ended_at is not None and period.ends <= known.life.ended_at
    return [
        one
        for one in known.acted
        if one.at < period.grace_ends
        and (
            known.life.schedule == "once"
            or (period.last is not None and period.first <= one.day <= period.last)
        )
        and (was_pending or while_it_lived(known, one))
    ]


def is_ceiling(life: Life) -> bool:
    return life.at_most and life.amount is not None


def reaches(life: Life, check_ins: list[Acted]) -> bool:
    """Tell whether the check-ins together reach the amount, or stay within a ceiling."""
    if not check_ins or life.amount is None:
        return bool(check_ins)
    total = sum((one.amount for one in check_ins), Decimal(0))
    wanted = Decimal(str(life.amount))
    return total <= wanted if life.at_most else total >= wanted


def is_met(life: Life, check_ins: list[Acted]) -> bool:
    """Tell whether the requirement is met: on n distinct days if n > 1, else by all together."""
    quota = quota_of(life.schedule)
    if quota is None or quota == 1:
        return reaches(life, check_ins)
    days = {one.day for one in check_ins}
    return sum(reaches(life, [one for one in check_ins if one.day == day]) for day in days) >= quota


def kept_at(known: Known, period: Period) -> datetime | None:
    """Find when the period was kept: as soon as check-ins recorded inside it met it.

    Under a ceiling, it is judged once, when the period ends. The open period of an ended goal never
    does.
    """
    in_time = [one for one in serving(known, period) if one.at < period.ends]
    if is_ceiling(known.life):
        ended = known.life.ended_at
        is_over = period.ends <= known.now and (ended is None or period.ends <= ended)
        return period.ends if is_over and is_met(known.life, in_time) else None
    for number, one in enumerate(in_time, start=1):
        if is_met(known.life, in_time[:number]):
            return one.at
    return None


def late_at(known: Known, period: Period) -> datetime | None:
    """Find when the period was met with the help of check-ins recorded in its grace.

    Under a ceiling, these only count if nothing was recorded in time.
    """
    everything = serving(known, period)
    in_time = [one for one in everything if one.at < period.ends]
    if is_ceiling(known.life) and in_time:
        return None
    for number, one in enumerate(everything, start=1):
        if one.at >= period.ends and is_met(known.life, everything[:number]):
            return one.at
    return None
