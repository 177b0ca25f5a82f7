"""Choose moments at which to look at a club's boards."""

from datetime import UTC, datetime
from itertools import takewhile
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from tests.domain.clubs import FACES, a_club
from tests.domain.lives import events
from tests.domain.times import DAY, Dice, dice
from tests.oracle.board_model import Club, Member
from tests.oracle.board_records import closings
from tests.oracle.board_weeks import server_weeks
from tests.oracle.local_days import first_instant_after
from tests.oracle.model import NEVER
from tests.oracle.replay import KEPT_WINDOW

DULL = datetime(2030, 1, 1, tzinfo=UTC)
"""When to look at a club in which nothing happened."""


def clubs_and_moments(most: int = 3) -> st.SearchStrategy[tuple[Club, list[datetime]]]:
    """Generate a club, and moments in order at which to look at its boards.

    One in six is 90 x 24 hours after something happened.
    """

    def both(dice: Dice) -> tuple[Club, list[datetime]]:
        club = a_club(dice)
        thrown = dice.next(16)
        edges = turns(club)
        found = [
            thrown.one_of(edges) + thrown.nudge() + (KEPT_WINDOW if thrown.chance(6) else 0 * DAY)
            for _ in range(1 + thrown.up_to(most - 1))
        ]
        return club, sorted(found)

    return dice((*FACES, 16)).map(both)


def turns(club: Club) -> list[datetime]:
    """List the instants at which boards may change."""
    found = {at for one in club.members for at in _of_member(one)}
    found |= {one.at for one in (*club.zones, *club.week_starts)}
    declared = [goal.life.declared for member in club.members for goal in member.goals]
    if not declared:
        return [DULL]
    begin = min(declared)
    found = {at for at in found if at >= begin and at != NEVER} | {begin}
    end = max(found) + 3 * DAY
    weeks = list(takewhile(lambda week: week.begins < end, server_weeks(club, begin)))
    found |= {week.begins for week in weeks if week.begins >= begin}
    found |= {
        first_instant_after(ZoneInfo(week.zone), week.first.replace(day=1) - DAY, 0)
        for week in weeks
        if week.begins >= begin
    }
    closed = {one.at for member in club.members for one in closings(club, member, end)}
    return sorted(found | closed)


def _of_member(member: Member) -> set[datetime]:
    """List what happened to a member and their goals."""
    lives = (goal.life for goal in member.goals)
    of_goals = {at for life in lives for at in (life.declared, *events(life))}
    shown = (one for goal in member.goals for one in (*goal.private, *goal.hidden))
    intervals = {
        at for one in (*member.left, *member.blocked, *member.opted_out, *shown) for at in one
    }
    undone = {goal.undone_at for goal in member.goals if goal.undone_at}
    cheered = {cheer.at for cheer in member.cheers}
    withdrawn = {cheer.withdrawn_at for cheer in member.cheers if cheer.withdrawn_at}
    return of_goals | intervals | undone | cheered | withdrawn
