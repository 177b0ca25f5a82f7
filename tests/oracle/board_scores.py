"""Score a member on each leaderboard."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, localcontext
from math import floor

from tests.oracle.board_model import (
    CHECK_INS,
    CHEERS,
    KEPT,
    LONGEST,
    REGULAR,
    STREAK,
    Closing,
    Club,
    Member,
    Score,
)
from tests.oracle.board_records import (
    cheer_counts,
    closings,
    days_checked_in,
    has_ended,
    local_day_of,
    public_goals,
    with_settings,
)
from tests.oracle.board_weeks import is_within, server_weeks
from tests.oracle.replay import KEPT_WINDOW, read

Dates = tuple[date, date] | None
ENOUGH = 5
"""How many closed periods it takes to be on the board `kept`."""
Z = Decimal("1.96")
"""The quantile of the normal distribution for 95 %, that is, of 0.975."""


def if_any(points: int) -> Score | None:
    """Make a score, unless there are no points: nobody is shown with nothing."""
    return Score(points) if points > 0 else None


def streak(club: Club, member: Member, _: Dates, now: datetime) -> Score | None:
    """Find the longest current streak of a goal that has not ended, and that goal."""
    best: Score | None = None
    for goal in sorted(public_goals(member, now), key=lambda one: (one.life.declared, one.number)):
        found = read(with_settings(club, member, goal.life), now).streak
        is_longer = found > (best.points if best else 0)
        if is_longer and not has_ended(club, member, goal, now):
            best = Score(found, goal.number)
    return best


def longest(club: Club, member: Member, _: Dates, now: datetime) -> Score | None:
    """Find the longest streak ever of any public goal, as its card shows it."""
    lives = [with_settings(club, member, goal.life) for goal in public_goals(member, now)]
    found = [read(life, now) for life in lives]
    return if_any(max((max(one.longest, one.streak) for one in found), default=0))


def kept(club: Club, member: Member, dates: Dates, now: datetime) -> Score | None:
    """Count the periods that were kept, of those that closed in the week, month or 90 days."""
    states = [
        one.state
        for one in closings(club, member, now)
        if (one.at >= now - KEPT_WINDOW if dates is None else is_within(one.day, dates))
    ]
    good = states.count("kept") + states.count("late")
    counted = good + states.count("missed")
    if counted < ENOUGH:
        return None
    return Score(wilson(good, counted), counts=(good, counted)) if good else None


def wilson(good: int, counted: int) -> int:
    """Compute the lower bound of the 95 % Wilson interval, in whole hundredths of a percent."""
    if good == 0:
        return 0
    with localcontext() as context:
        context.prec = 50
        n, share = Decimal(counted), Decimal(good) / Decimal(counted)
        middle = share + Z**2 / (2 * n)
        spread = Z * (share * (1 - share) / n + Z**2 / (4 * n**2)).sqrt()
        return floor((middle - spread) / (1 + Z**2 / n) * 10_000)


def check_ins(club: Club, member: Member, dates: Dates, now: datetime) -> Score | None:
    """Count the pairs of a goal and a local day with a check-in."""
    days = [
        day
        for goal in public_goals(member, now)
        for day in days_checked_in(club, member, goal, now)
    ]
    return if_any(sum(is_within(day, dates) for day in days))


def cheers(club: Club, member: Member, dates: Dates, now: datetime) -> Score | None:
    """Count the goals and check-ins that the member cheered."""
    items = {
        (cheer.goal, cheer.check_in)
        for cheer in member.cheers
        if cheer_counts(cheer, now) and is_within(local_day_of(club, member, cheer.at, now), dates)
    }
    return if_any(len(items))


def regular(club: Club, member: Member, _: Dates, now: datetime) -> Score | None:
    """Count the weeks in a row with something kept or late, and nothing missed or frozen."""
    found = closings(club, member, now)
    if not found:
        return None
    run = 0
    last = max(one.day for one in found)
    for week in server_weeks(club, found[0].at):
        if week.first > last:
            break
        of_week = [one for one in found if is_within(one.day, (week.first, week.last))]
        run = after_a_week(run, of_week)
    return if_any(run)


def after_a_week(run: int, of_week: list[Closing]) -> int:
    """Go on with the run, end it, or pass the week over."""
    states = {one.state for one in of_week}
    if states & {"missed", "frozen"}:
        return 0
    return run + 1 if states & {"kept", "late"} else run


SCORES: dict[str, Callable[[Club, Member, Dates, datetime], Score | None]] = {
    STREAK: streak,
    LONGEST: longest,
    KEPT: kept,
    CHECK_INS: check_ins,
    CHEERS: cheers,
    REGULAR: regular,
}
