"""Generate small clubs, with everything that leaderboards depend on.

Nobody does anything that the bot would refuse: while they are away or the bot is off, on a goal that
is over, or for something that they can't see.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from hypothesis import strategies as st

from tests import oracle
from tests.domain.lives import (
    FREEZES,
    WEEKS,
    lived,
    promise,
    setting_changes,
    zone_changes,
)
from tests.domain.times import DAY, HOUR, MINUTE, Dice, Times, dice, somewhere
from tests.oracle.board_model import Cheer, Club, Goal, Member
from tests.oracle.board_records import is_inside, is_public, with_settings
from tests.oracle.check_ins import serving
from tests.oracle.edits import is_over
from tests.oracle.model import NEVER, Interval
from tests.oracle.periods import periods
from tests.oracle.recorded import record_at
from tests.oracle.revisions import revisions_at

SPANS = (10, 20, 35, 35, 60, 120)
SCHEDULES: tuple[Sequence[str], ...] = (
    *(("daily",), ("daily",), ("daily", "once"), WEEKS, ("once",)),
    ("1 per week", "2 per week", "3 per week", "5 per week"),
    ("every 2 days", "every 3 days", "every 1 weeks", "every 2 weeks on tue"),
    ("monthly on 15", "monthly on last", "1 per month", "4 per month"),
)
GOAL_FACES = (24, 1, 24, 32, 24, 48, 32, 24)
"""How many bytes each part of a goal gets: those of a life, and who can see it."""
BASICS, SETTINGS, MEMBER, CHEERS = 16, 64, 64, 64
MEMBERS = 5
FACES = (BASICS, SETTINGS, *(MEMBER + 3 * sum(GOAL_FACES) + CHEERS,) * MEMBERS)


def clubs() -> st.SearchStrategy[Club]:
    """Generate a club of two to five members, and 10 to 120 days of its life."""
    return dice(FACES).map(a_club)


def a_club(dice: Dice) -> Club:
    """Build a club from dice."""
    basics, settled = dice.next(BASICS), dice.next(SETTINGS)
    times = somewhere(basics, basics.one_of(SPANS))
    club = _settled(times, settled)
    number = 2 + basics.up_to(MEMBERS - 2)
    ids = [10 * (n + 1) + basics.up_to(9) for n in range(number)]
    members = [_member(club, one, times, dice) for one in ids]
    club = replace(club, members=tuple(members))
    return replace(
        club,
        members=tuple(
            replace(one, cheers=_cheers(club, one, times, dice.next(CHEERS))) for one in members
        ),
    )


def _settled(times: Times, dice: Dice) -> Club:
    """Generate the settings of a server, and what it excused."""
    return Club(
        members=(),
        zones=setting_changes(times, dice, times.zones) if dice.up_to(3) else (),
        week_starts=setting_changes(times, dice, range(7)) if dice.up_to(2) else (),
        freezes=setting_changes(times, dice, FREEZES) if dice.up_to(2) else (),
        excuses=tuple(
            oracle.Excuse(times.date(dice), at) for at in times.some(dice, 2) if dice.chance(2)
        ),
        absences=tuple(
            oracle.Absence(at, at + dice.length()) for at in times.some(dice, 2) if dice.chance(2)
        ),
    )


def _member(club: Club, number: int, times: Times, dice: Dice) -> Member:
    """Generate a member, who may join late, and their goals."""
    thrown = dice.next(MEMBER)
    late = thrown.up_to(times.span - 4) * DAY if thrown.chance(3) else 0 * DAY
    theirs = _times_from(times, times.declared + late)
    member = Member(
        id=number,
        zones=zone_changes(theirs, thrown),
        day_starts=setting_changes(theirs, thrown, times.hours) if thrown.chance(3) else (),
        hard_mode=setting_changes(theirs, thrown, (False, True)) if thrown.chance(4) else (),
        opted_out=_intervals(theirs, thrown) if thrown.chance(5) else (),
        blocked=_intervals(theirs, thrown) if thrown.chance(6) else (),
        left=_intervals(theirs, thrown) if thrown.chance(5) else (),
    )
    parts = [[dice.next(faces) for faces in GOAL_FACES] for _ in range(3)]
    found = [
        _goal(club, member, 10 * number + n, theirs, parts[n])
        for n in range(thrown.one_of((1, 1, 2, 3)))
    ]
    return replace(member, goals=tuple(one for one in found if one is not None))


def _times_from(times: Times, begins: datetime) -> Times:
    """Continue the times from a later instant on."""
    span = max(3, times.span - (begins - times.declared) // DAY)
    return replace(times, declared=begins, span=span, seen=[begins], turns=[], dates=[])


def _intervals(times: Times, dice: Dice) -> tuple[Interval, ...]:
    """Generate one interval, or two in succession; the last one may never end."""
    begins = times.any(dice)
    ends = begins + (1 + dice.up_to(9)) * DAY + dice.nudge() if dice.up_to(2) else NEVER
    if ends == NEVER or dice.up_to(2):
        return ((begins, ends),)
    return ((begins, ends), (ends + 1 * HOUR, NEVER))


def _goal(club: Club, member: Member, number: int, times: Times, parts: list[Dice]) -> Goal | None:
    """Generate a goal; None if its owner could not declare it."""
    basics, seen = parts[0], parts[-1]
    offset = basics.up_to(times.span * 1440 // 2) * MINUTE if basics.chance(2) else 0 * DAY
    theirs = _times_from(times, times.declared + offset)
    schedules = basics.one_of(SCHEDULES)
    life = replace(
        promise(theirs, basics, basics.one_of(schedules)),
        zones=member.zones or club.zones,
        day_starts=member.day_starts,
        week_starts=club.week_starts,
        freezes=club.freezes,
        hard_mode=member.hard_mode,
    )
    life = lived(life, theirs, parts[:-1], schedules)
    undone_at = None
    if seen.chance(8):
        undone_at = life.declared + (
            seen.up_to(15) * MINUTE if seen.up_to(2) else (1 + seen.up_to(5)) * DAY
        )
    allowed = _Allowed(club, member, life.declared, undone_at or NEVER)
    if not allowed.act(life.declared):
        return None
    private = _private(allowed, theirs, seen)
    return Goal(
        number=number,
        life=_accepted(club, member, allowed.life(life)),
        title=f"Goal {number}",
        private=private,
        hidden=_hidden(allowed, theirs, seen, private),
        undone_at=undone_at,
    )


def _private(allowed: "_Allowed", times: Times, dice: Dice) -> tuple[Interval, ...]:
    """Generate when a goal is private: sometimes from the beginning."""
    if not dice.chance(4):
        return ()
    found = _intervals(times, dice)
    if dice.chance(2):
        found = ((times.declared, found[0][1]), *found[1:])
    return tuple(
        (begins, ends if allowed.act(ends) else NEVER)
        for begins, ends in found[: 1 if not allowed.act(found[0][1]) else 2]
        if allowed.act(begins)
    )


def _hidden(
    allowed: "_Allowed", times: Times, dice: Dice, private: tuple[Interval, ...]
) -> tuple[Interval, ...]:
    """Generate when a goal is hidden: never one that is private."""
    found = _intervals(times, dice) if dice.chance(5) else ()
    return tuple(
        (begins, ends)
        for begins, ends in found
        if allowed.begin <= begins
        and not allowed.is_off(begins)
        and not allowed.is_off(ends)
        and all(ends <= since or until <= begins for since, until in private)
    )


@dataclass(frozen=True)
class _Allowed:
    """When the owner of a goal can do something on it."""

    club: Club
    member: Member
    begin: datetime
    end: datetime

    def is_off(self, at: datetime) -> bool:
        """Tell whether the bot is off."""
        return any(one.begins <= at < one.ends for one in self.club.absences)

    def act(self, at: datetime) -> bool:
        away = (*self.member.left, *self.member.blocked)
        return self.begin <= at < self.end and not is_inside(away, at) and not self.is_off(at)

    def act_or_none(self, at: datetime | None) -> datetime | None:
        return at if at is not None and self.act(at) else None

    def undo_or_none(self, at: datetime | None) -> datetime | None:
        """Return when something was undone: a moderator can do that while the owner is away."""
        return at if at is not None and at < self.end and not self.is_off(at) else None

    def life(self, life: oracle.Life) -> oracle.Life:
        """Leave out what its owner could not do, and the settings that are not the goal's."""
        return oracle.Life(
            schedule=life.schedule,
            declared=life.declared,
            start=life.start,
            until=life.until,
            amount=life.amount,
            at_most=life.at_most,
            check_ins=tuple(
                replace(one, undone_at=self.undo_or_none(one.undone_at))
                for one in sorted(life.check_ins, key=lambda c: c.at)
                if self.act(one.at)
            ),
            pauses=tuple(
                replace(
                    one,
                    resumed_at=self.act_or_none(one.resumed_at),
                    undone_at=self.undo_or_none(one.undone_at),
                )
                for one in life.pauses
                if self.act(one.at)
            ),
            skips=tuple(
                replace(one, undone_at=self.undo_or_none(one.undone_at))
                for one in life.skips
                if self.act(one.at)
            ),
            edits=tuple(
                replace(one, undone_at=self.undo_or_none(one.undone_at))
                for one in life.edits
                if self.act(one.at)
            ),
            ended_at=self.act_or_none(life.ended_at),
        )


def _accepted(club: Club, member: Member, life: oracle.Life) -> oracle.Life:
    """Leave out the edits and check-ins that were refused."""
    edits = oracle.without_the_refused(with_settings(club, member, life)).edits
    life = replace(life, edits=edits)
    can_end = life.until is not None or life.schedule == "once" or life.ended_at is not None
    if not can_end and all(one.schedule != "once" and one.until is None for one in edits):
        return life
    taken = list[oracle.CheckIn]()
    for check_in in life.check_ins:
        tried = with_settings(club, member, replace(life, check_ins=(*taken, check_in)))
        if _is_accepted(tried, check_in):
            taken.append(check_in)
    return replace(life, check_ins=tuple(taken))


def _is_accepted(life: oracle.Life, check_in: oracle.CheckIn) -> bool:
    """Tell whether the goal was not over before the last check-in, or the check-in saves a period."""
    before = replace(life, check_ins=life.check_ins[:-1])
    now = check_in.at
    if not is_over(revisions_at(record_at(before, now), now)[-1]):
        return True
    return any(
        one.at == now
        for known in revisions_at(record_at(life, now), now)
        for period in periods(known)
        for one in serving(known, period)
        if period.ends <= now
    )


def _cheers(club: Club, giver: Member, times: Times, dice: Dice) -> tuple[Cheer, ...]:
    """Generate cheers for what others did, each item once."""
    others = [
        (owner, goal) for owner in club.members if owner.id != giver.id for goal in owner.goals
    ]
    found = dict[tuple[int, int | None], Cheer]()
    for _ in range(dice.up_to(8) if others else 0):
        owner, goal = dice.one_of(others)
        cheer = _cheer(goal, times, dice)
        if (cheer.goal, cheer.check_in) not in found and _can_cheer(
            club, giver, owner, goal, cheer
        ):
            found[cheer.goal, cheer.check_in] = cheer
    return tuple(sorted(found.values(), key=lambda cheer: cheer.at))


def _cheer(goal: Goal, times: Times, dice: Dice) -> Cheer:
    """Generate a cheer, mostly soon after what it is for, and sometimes withdrawn."""
    number, since = None, goal.life.declared
    if goal.life.check_ins and dice.up_to(2):
        number = dice.up_to(len(goal.life.check_ins) - 1)
        since = goal.life.check_ins[number].at
    at = max(since, times.any(dice)) if dice.chance(3) else since + abs(dice.nudge())
    withdrawn_at = times.later(dice, at) if dice.chance(4) else None
    return Cheer(at, goal.number, number, withdrawn_at)


def _can_cheer(club: Club, giver: Member, owner: Member, goal: Goal, cheer: Cheer) -> bool:
    """Tell whether both are here, and the giver can see what the cheer is for."""
    here = (*giver.left, *giver.blocked, *owner.left, *owner.blocked)
    off = tuple((one.begins, one.ends) for one in club.absences)
    undone = None if cheer.check_in is None else goal.life.check_ins[cheer.check_in].undone_at
    return (
        not is_inside((*here, *off), cheer.at)
        and is_public(goal, cheer.at)
        and (undone is None or cheer.at < undone)
    )
