"""Generate whole lives of goals, full of moments at which rules meet."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import combinations

from hypothesis import settings
from hypothesis import strategies as st

from tests import oracle
from tests.domain.engine_loader import load
from tests.domain.times import DAY, HOUR, MINUTE, SECOND, Dice, Times, dice, somewhere

MANY = settings(max_examples=max(200, settings().max_examples))
"""A life is cheap to generate, so there can be more of them than the profile asks for."""

FREEZES = (
    *((0, 1, 1), (0, 2, 1), (1, 7, 2), (0, 0, 0), (0, 2, 2), (1, 0, 2), (1, 3, 1), (0, 1, 3)),
    *((2, 2, 0), (2, 7, 2), (2, 3, 1), (2, 2, 10), (1, 2, 2), (7, 2), (2, 1), (0, 0)),
)
"""The starting number, the streak that earns one, and the limit. Older settings lack the first."""
AMOUNTS = (1.0, 1.0, 1.0, None, 0.0, 2.0, 0.1, 0.2, 3.0)
WEEKS = [
    "weekly on " + ",".join(days)
    for number in range(1, 7)
    for days in combinations(oracle.WEEKDAYS, number)
]
FACES = (48, 64, 64, 64, 48, 96, 64, 48)
"""How many bytes each part of a life gets, so that changing one part leaves the others alone."""
SCHEDULES: tuple[tuple[int, Sequence[str]], ...] = (
    (16, ("daily",)),
    (3, ("daily",)),
    (5, ("daily", "once", "every 2 days", "2 per week", "1 per week", "5 per week")),
    (16, ("daily", "once")),
    *((8, ("once",)), (12, ("once",))),
    (24, WEEKS),
    (24, [f"every {number} days" for number in (1, 2, 3, 4, 5, 7, 10)]),
    (32, [f"{number} per week" for number in (1, 2, 3, 4, 5, 6, 7)]),
    (
        40,
        [
            "every 1 weeks",
            "every 2 weeks",
            *(f"every {n} weeks on {day}" for n in (1, 2, 3) for day in oracle.WEEKDAYS),
        ],
    ),
    (95, [*(f"monthly on {day}" for day in range(1, 32)), *["monthly on last"] * 8]),
    (95, [f"{number} per month" for number in (1, 1, 2, 4, 20, 27, 28, 29, 30, 31)]),
)
"""Schedules, with the number of days that it takes to see their effects."""
OTHERS = (
    *(
        "daily",
        "once",
        "once",
        "every 2 days",
        "2 per week",
        "1 per week",
        "weekly on mon,wed,thu,sat",
        "once",
    ),
    *(
        "1 per month",
        "every 1 weeks",
        "every 2 weeks on tue",
        "monthly on last",
        "5 per week",
        "every 1 days",
    ),
)
"""Schedules to change to, in addition to those of the same length as the first."""
BEHIND = (0 * DAY, SECOND, MINUTE, HOUR, 5 * HOUR, 12 * HOUR, 26 * HOUR, -SECOND, -HOUR)
"""How long after an event to edit, or before a deadline."""
AROUND_DEADLINE = (0 * DAY, SECOND, 5 * HOUR, 23 * HOUR, DAY, -SECOND, -HOUR, -12 * HOUR, -3 * DAY)
"""How long after a deadline to pause: mostly in its grace period."""
SILENT = 15 * MINUTE
"""How long after the declaration an edit is silent and not in the record."""


def lives() -> st.SearchStrategy[oracle.Life]:
    """Generate a goal anywhere on earth, and some weeks or months of its life."""
    return dice(FACES).map(live)


def live(dice: Dice) -> oracle.Life:
    """Build a life from dice."""
    parts = [dice.next(faces) for faces in FACES[:7]]
    basics, settled = parts[:2]
    span, schedules = basics.one_of(SCHEDULES)
    times = somewhere(basics, span)
    life = _settled(promise(times, basics, basics.one_of(schedules)), times, settled)
    return lived(life, times, parts, schedules)


def lived(
    life: oracle.Life, times: Times, parts: Sequence[Dice], schedules: Sequence[str]
) -> oracle.Life:
    """Let things happen to a goal."""
    basics, _, disturbed, paused, regular, single, edited = parts
    far = times.declared + times.span * DAY
    if found := load(life, far).verdicts(far):
        times.focus(basics.one_of(found).period)
    life = _disturbed(life, times, disturbed, basics.up_to(255))
    if paused.chance(2) or life.schedule == "once":
        life = replace(life, pauses=tuple(_pauses(life, times, paused)))
    life = replace(life, check_ins=(*_regular(life, times, regular), *_single(times, single)))
    is_edited = edited.up_to(2) if life.schedule == "once" else edited.chance(3)
    return _edited(life, times, edited, schedules) if is_edited else life


def promise(times: Times, dice: Dice, schedule: str) -> oracle.Life:
    """Generate a promise, as it was declared."""
    is_once = schedule == "once"
    amount = dice.one_of(
        (None, 1.0, 5.0, 5.0, 9.0, 9.0) if is_once else (None, None, 1.0, 2.0, 0.3)
    )
    until: date | datetime | None = None
    if is_once and dice.up_to(5):
        until = max(times.any(dice), times.declared + MINUTE)
        if dice.up_to(3):
            until = times.declared + (1 + dice.up_to(times.span)) * DAY + dice.nudge()
    elif is_once:
        until = None
    elif dice.chance(3):
        until = times.date(dice)
    return oracle.Life(
        schedule=schedule,
        declared=times.declared,
        start=times.declared.date() + dice.up_to(9) * DAY if dice.chance(3) else None,
        until=until,
        amount=amount,
        at_most=amount is not None and dice.chance(2),
    )


def _settled(life: oracle.Life, times: Times, dice: Dice) -> oracle.Life:
    """Add the settings of the person and the server."""
    return replace(
        life,
        zones=zone_changes(times, dice),
        day_starts=setting_changes(times, dice, times.hours) if dice.chance(2) else (),
        week_starts=setting_changes(times, dice, range(7)) if dice.chance(2) else (),
        freezes=setting_changes(times, dice, FREEZES) if dice.up_to(2) else (),
        hard_mode=setting_changes(times, dice, (False, True)) if dice.chance(4) else (),
        starting_freezes_since=times.declared + dice.nudge() if dice.chance(3) else None,
    )


def zone_changes(times: Times, dice: Dice, most: int = 4) -> tuple[oracle.Change, ...]:
    """Generate the person's zones: none, one from the beginning, or a first one set later."""
    how = dice.up_to(4)
    if how == 0:
        return ()
    first = times.any(dice) if how == 1 else times.declared - 100 * DAY
    found = sorted({first, *(at for at in times.some(dice, most, early=9) if at > first)})
    return tuple(oracle.Change(at, dice.one_of(times.zones)) for at in found)


def setting_changes(
    times: Times, dice: Dice, values: Sequence[oracle.Value], most: int = 2
) -> tuple[oracle.Change, ...]:
    """Generate the changes of a setting; half of the time, it was first set long ago."""
    long_ago = [times.declared - 100 * DAY] if dice.chance(2) else []
    found = sorted({*long_ago, *times.some(dice, most, early=9)})
    return tuple(oracle.Change(at, dice.one_of(values)) for at in found)


def _disturbed(life: oracle.Life, times: Times, dice: Dice, kinds: int) -> oracle.Life:
    """Add disturbances of some kinds only: too many kinds would hide one another's effects."""
    skips, excuses, absences, end, move = (
        times.some(dice, 2) if kinds & 1 << n else [] for n in range(5)
    )
    moves = life.zones
    if life.zones and move and move[0] > life.zones[-1].at:
        moves = (*life.zones, oracle.Change(move[0], dice.one_of(times.zones)))
    return replace(
        life,
        zones=moves,
        skips=tuple(
            oracle.Skip(at, times.later(dice, at) if dice.chance(3) else None) for at in skips
        ),
        excuses=tuple(oracle.Excuse(times.date(dice), at) for at in excuses),
        absences=tuple(_absence(dice, at) for at in absences),
        ended_at=end[0] if end and dice.chance(3) else None,
    )


def _pauses(life: oracle.Life, times: Times, dice: Dice) -> list[oracle.Pause]:
    """Generate a few pauses: some overlap, some begin before the start or after the deadline."""
    found = list[oracle.Pause]()
    for _ in range(dice.up_to(3)):
        match dice.up_to(6):
            case 0 | 1 if found:
                at = found[-1].at + dice.length()
            case 1 | 2 if isinstance(life.until, datetime):
                at = life.until + dice.one_of(AROUND_DEADLINE)
            case 3 | 4 | 5 if life.start is not None or life.schedule == "once":
                at = times.declared + dice.up_to(4) * DAY + dice.length()
            case 6 if life.skips:
                at = dice.one_of(life.skips).at + dice.length()
            case _:
                at = times.any(dice)
        times.seen.append(max(at, times.declared))
        found.append(_pause(times, dice, times.seen[-1]))
    return found


def _pause(times: Times, dice: Dice, at: datetime) -> oracle.Pause:
    """Generate a pause, mostly with a named end; many are resumed, some undone."""
    until = None
    if dice.up_to(2):
        until = at.date() + (1 + dice.up_to(5)) * DAY if dice.up_to(2) else times.date(dice)
    resumed_at = times.later(dice, at) if dice.chance(2) or until is None else None
    return oracle.Pause(at, until, resumed_at, times.later(dice, at) if dice.chance(4) else None)


def _absence(dice: Dice, at: datetime) -> oracle.Absence:
    length = dice.length()
    return oracle.Absence(at - length, at) if dice.chance(2) else oracle.Absence(at, at + length)


def _regular(life: oracle.Life, times: Times, dice: Dice) -> list[oracle.CheckIn]:
    """Generate a check-in each day at the same hour.

    Some days have none, some have none near the ends of a period, and some are a day late. Most
    lives of a `once` have none: they would complete it, or resume it from every pause.
    """
    rhythm = dice.one_of((0, 0, 0, 0, 1, 2) if life.schedule == "once" else (0, 1, 1, 1, 1, 2))
    is_quiet = dice.up_to(2)
    since = times.declared + dice.up_to(1439) * MINUTE
    amount = dice.one_of(AMOUNTS)
    holes, lates = ({dice.up_to(times.span) for _ in range(dice.up_to(4))} for _ in range(2))
    quiet = (
        (min(times.turns), max(times.turns))
        if times.turns and is_quiet
        else (times.declared, times.declared)
    )
    found = []
    for day in range(0, times.span if rhythm else 0, rhythm or 1):
        at = since + day * DAY
        is_late = day in lates
        if day not in holes and not quiet[0] <= at < quiet[1]:
            found.append(oracle.CheckIn(at + is_late * DAY, is_late, amount))
    return found


def _single(times: Times, dice: Dice) -> list[oracle.CheckIn]:
    """Generate check-ins at odd moments, some for yesterday, some undone."""
    found = []
    for at in times.some(dice, 4):
        undone = times.later(dice, at) if dice.chance(3) else None
        found.append(oracle.CheckIn(at, dice.chance(2), dice.one_of(AMOUNTS), undone))
    return found


def _edited(life: oracle.Life, times: Times, dice: Dice, schedules: Sequence[str]) -> oracle.Life:
    """Add one to three edits, some in quick succession, without those that are refused."""
    moments = [_moment(life, times, dice)]
    for _ in range(dice.up_to(2)):
        moments.append(
            moments[-1] + dice.length() if dice.chance(2) else _moment(life, times, dice)
        )
    edits = list[oracle.Edit]()
    for at in sorted(set(moments)):
        edits.append(_edit(edits[-1] if edits else life, at, times, dice, schedules))
    return oracle.without_the_refused(replace(life, edits=tuple(edits)))


def _moment(life: oracle.Life, times: Times, dice: Dice) -> datetime:
    """Choose when to edit: any time, or close to a check-in, a skip, a pause or a deadline."""
    acts = [*(c.at for c in life.check_ins), *(s.at for s in life.skips)]
    match dice.up_to(6):
        case 0 if acts:
            found = dice.one_of(acts) + dice.one_of(BEHIND)
        case 1 | 4 | 5 | 6 if life.pauses:
            found = dice.one_of(life.pauses).at + dice.one_of(BEHIND)
        case 2 if isinstance(life.until, datetime):
            found = life.until - dice.one_of(BEHIND)
        case 3 if times.turns:
            found = dice.one_of(times.turns) + dice.one_of(BEHIND)
        case _:
            found = times.any(dice)
    found = max(found, life.declared + SILENT + SECOND)
    times.seen.append(found)
    return found


def _edit(
    before: oracle.Life | oracle.Edit,
    at: datetime,
    times: Times,
    dice: Dice,
    schedules: Sequence[str],
) -> oracle.Edit:
    schedule = (before.schedule, dice.one_of(schedules), dice.one_of(OTHERS))[dice.up_to(2)]
    stays_once = before.schedule == schedule == "once"
    keeps_amount = dice.chance(2)
    amount = before.amount if keeps_amount else dice.one_of((None, None, 1.0, 2.0, 0.3))
    until: date | datetime | None = None
    if schedule == "once":
        until = max(times.any(dice), at + MINUTE) if dice.up_to(3) else None
    elif dice.chance(3):
        until = max(times.date(dice), at.date())
    return oracle.Edit(
        at=at,
        schedule=schedule,
        until=until,
        amount=amount,
        at_most=amount is not None and (before.at_most if keeps_amount else dice.chance(2)),
        start=at.date() + dice.up_to(5) * DAY if dice.chance(6) and not stays_once else None,
        undone_at=times.later(dice, at) if dice.chance(4) else None,
        keeps_deadline=stays_once and dice.up_to(2) > 0,
    )


def journeys() -> st.SearchStrategy[oracle.Life]:
    """Generate some weeks of a person who often moves and changes their day start."""
    return dice((48, 160)).map(journey)


def journey(dice: Dice) -> oracle.Life:
    """Build a journey from dice."""
    basics = dice.next(48)
    where = dice.next(160)
    times = somewhere(basics, basics.one_of((2, 5, 15, 40)))
    zones = zone_changes(times, where, most=20)
    day_starts = setting_changes(times, where, range(7), most=4)
    return oracle.Life(schedule="once", declared=times.declared, zones=zones, day_starts=day_starts)


def lives_and_moments(most: int = 5) -> st.SearchStrategy[tuple[oracle.Life, list[datetime]]]:
    """Generate a life, and moments in order at which to look at it."""

    def both(dice: Dice) -> tuple[oracle.Life, list[datetime]]:
        life = live(dice)
        thrown = dice.next(48)
        found = turns(life)
        return life, sorted(
            thrown.one_of(found) + thrown.nudge() for _ in range(1 + thrown.up_to(most - 1))
        )

    return dice(FACES).map(both)


def turns(life: oracle.Life) -> list[datetime]:
    """List the instants at which something happens or a period begins, ends or closes."""
    found = {life.declared, *events(life)}
    far = max(found) + 3 * DAY
    for verdict in load(life, far).verdicts(far):
        found |= {
            at for at in (verdict.period.begins, verdict.period.ends, verdict.period.closes) if at
        }
    return sorted(at for at in found if at >= life.declared)


def events(life: oracle.Life) -> set[datetime]:
    """List the instants at which something was recorded."""
    changes = (*life.zones, *life.day_starts, *life.week_starts, *life.freezes, *life.hard_mode)
    acts = (*changes, *life.check_ins, *life.pauses, *life.skips, *life.excuses, *life.edits)
    undone = (act.undone_at for act in (*life.check_ins, *life.pauses, *life.skips, *life.edits))
    ended = (*undone, *(pause.resumed_at for pause in life.pauses), life.ended_at)
    absences = (at for absence in life.absences for at in (absence.begins, absence.ends))
    return {act.at for act in acts} | {at for at in ended if at} | set(absences)
