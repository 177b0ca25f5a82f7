"""Read from the records of a club's members what leaderboards count."""

from dataclasses import replace
from datetime import date, datetime

from tests.oracle.board_model import Cheer, Closing, Club, Goal, Member
from tests.oracle.check_ins import acted, kept_at, serving, while_it_lived
from tests.oracle.edits import is_over, without_the_refused
from tests.oracle.local_days import day_holding, known_at, local_day
from tests.oracle.model import NEVER, ONE_DAY, Interval, Life, Pause
from tests.oracle.periods import deadline_of_once, periods
from tests.oracle.recorded import done_by, record_at
from tests.oracle.replay import replay
from tests.oracle.revisions import revisions_at, terms_of, terms_until_the_first_zone

OUTCOMES = ("kept", "late", "excused", "frozen", "missed")


def is_inside(intervals: tuple[Interval, ...], now: datetime) -> bool:
    return any(begins <= now < ends for begins, ends in intervals)


def is_on_boards(member: Member, now: datetime) -> bool:
    """Tell whether the member is here, not blocked, and chose to be on leaderboards."""
    return not is_inside((*member.opted_out, *member.blocked, *member.left), now)


def exists(goal: Goal, now: datetime) -> bool:
    """Tell whether the goal was declared, and its declaration was not undone."""
    return goal.life.declared <= now and done_by(goal.undone_at, now) is None


def is_public(goal: Goal, now: datetime) -> bool:
    """Tell whether everyone can see the goal now, and with it everything that happened to it."""
    return exists(goal, now) and not is_inside((*goal.private, *goal.hidden), now)


def public_goals(member: Member, now: datetime) -> list[Goal]:
    """List the goals that count on boards, also those that are completed or dropped."""
    return [goal for goal in member.goals if is_public(goal, now)]


def with_settings(club: Club, member: Member, life: Life) -> Life:
    """Give a life the settings of its owner and of the server.

    A member who is not on the server, or blocked, counts as paused.
    """
    away = tuple(
        Pause(begins, resumed_at=None if ends == NEVER else ends)
        for begins, ends in (*member.left, *member.blocked)
    )
    return replace(
        life,
        zones=member.zones,
        server_zones=club.zones,
        day_starts=member.day_starts,
        week_starts=club.week_starts,
        freezes=club.freezes,
        hard_mode=member.hard_mode,
        excuses=club.excuses,
        absences=club.absences,
        pauses=(*life.pauses, *away),
    )


def record_of(club: Club, member: Member, goal: Goal, now: datetime) -> Life:
    """Read the record of a goal as it counts at a moment."""
    life = with_settings(club, member, goal.life)
    return record_at(without_the_refused(life), now)


def has_ended(club: Club, member: Member, goal: Goal, now: datetime) -> bool:
    """Tell whether the goal is completed or dropped, or its last day or grace period is over."""
    known = revisions_at(record_of(club, member, goal, now), now)[-1]
    life = known.life
    if life.schedule != "once" or life.ended_at is not None:
        return is_over(known)
    deadline = deadline_of_once(known)
    judged, _ = replay(known.life, now)
    is_late = bool(judged) and judged[-1].row.state == "late"
    is_done = is_late or any(kept_at(known, period) is not None for period in periods(known))
    return (is_done and not life.at_most) or (deadline is not None and deadline + ONE_DAY <= now)


def closings(club: Club, member: Member, now: datetime) -> list[Closing]:
    """List the periods of all public goals of a member that have closed, in that order."""
    found = []
    for goal in public_goals(member, now):
        record = record_of(club, member, goal, now)
        calendar = known_at(record, now)
        judged, _ = replay(record, now)
        for one in judged:
            if one.closed is not None and one.row.state in OUTCOMES:
                day = day_holding(calendar, one.closed)
                found.append(Closing(one.row.state, one.closed, day))
    return sorted(found, key=lambda closing: closing.at)


def days_checked_in(club: Club, member: Member, goal: Goal, now: datetime) -> set[date]:
    """List the local days with a check-in that counts, whether or not it served a period."""
    record = record_of(club, member, goal, now)
    calendar = known_at(record, now)
    revisions = revisions_at(record, now)
    served = [
        one for known in revisions for period in periods(known) for one in serving(known, period)
    ]
    everything = acted(terms_of(calendar), terms_until_the_first_zone(calendar))
    return {one.day for one in everything if while_it_lived(calendar, one) or one in served}


def cheer_counts(cheer: Cheer, now: datetime) -> bool:
    """Tell whether the cheer was given and not taken back."""
    return cheer.at <= now and done_by(cheer.withdrawn_at, now) is None


def local_day_of(club: Club, member: Member, instant: datetime, now: datetime) -> date:
    """Find the member's local day of an instant, by what is known now."""
    first = min((cheer.at for cheer in member.cheers), default=instant)
    life = with_settings(club, member, Life("once", min(first, instant)))
    return local_day(record_at(life, now), instant)
