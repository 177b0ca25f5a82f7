"""Generate owners with a few goals and up to 60 days of reminders, for the oracle to read.

Whatever people do needs the bot, so while it is off, they can only leave the server.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import strategies as st

from tests import oracle
from tests.domain.times import (
    DAY,
    HOUR,
    MINUTE,
    ODD_ZONES,
    Dice,
    clock_changes,
    dice,
    zones,
)
from tests.oracle.model import Interval
from tests.oracle.recorded import record_at
from tests.oracle.reminder_clock import instant_of, on_clock
from tests.oracle.reminder_model import Goal, Owner, Snooze, life_with_settings
from tests.oracle.settings import zone_at

CHANGES_THEIR_MIND = timedelta(minutes=7)
TRICKY_DATES = (date(2024, 2, 26), date(2026, 12, 28), date(2028, 2, 27), date(2026, 3, 1))
SCHEDULES = (
    *("daily", "daily", "daily", "weekly on tue,thu", "weekly on mon,wed,fri,sun"),
    *("every 2 weeks on tue", "monthly on 15", "monthly on 31", "monthly on last"),
    *("every 2 days", "every 3 days", "every 1 weeks", "every 10 days"),
    *("1 per week", "2 per week", "3 per week", "5 per week", "7 per week"),
    *("1 per month", "4 per month", "27 per month", "once", "once", "once"),
)
TIMES = (
    *("auto", "auto", "auto", "auto", "off", "07:00", "18:00", "23:30", "02:15", "00:00"),
    *("12:00 18:45", "06:00 14:10 21:00", "01:30 02:30 03:30", "18:00 18:45 19:30"),
    *("before 30", "before 90"),
)
USUAL = (None, None, None, "18:00", "06:40", "22:10", "00:20", "02:30", "23:50", "20:00")
QUIET = ((22, 7), (22, 7), (22, 7), (0, 9), (23, 11), (21, 5), (6, 14), (8, 7), (3, 3), None)
PLACES = ("here", "here", "direct messages", "direct messages", "off")
FREEZES = ((1, 7, 2), (0, 7, 2), (0, 0, 0), (2, 3, 1))
EVENING = 19
"""The hour from which *This evening* is in an hour."""
FACES = (32, 64, 64, 16, 400, 400, 400)
"""How many bytes each part of a life gets: basics, settings, disturbances, excused dates, and three
goals."""


def reminder_lives() -> st.SearchStrategy[Owner]:
    """Generate an owner anywhere on earth, with one to three goals."""
    return dice(FACES).map(reminder_life)


def reminder_life(dice: Dice) -> Owner:
    """Build an owner from dice."""
    basics, settled, disturbed, excused, *each = (dice.next(faces) for faces in FACES)
    places = [basics.one_of(ODD_ZONES if basics.up_to(2) else zones()) for _ in range(3)]
    begins = _begin(basics, places[0])
    owner = Owner(goals=(), begins=begins, ends=begins + (3 + basics.up_to(57)) * DAY)
    owner = _settled(owner, settled, places)
    owner = _disturbed(owner, disturbed)
    excuses = _excuses(owner, excused)
    goals = [_goal(owner, each[n], places[0], excuses) for n in range(1 + basics.up_to(2))]
    return replace(owner, goals=tuple(goals))


def _begin(dice: Dice, zone: str) -> datetime:
    """Choose when the life begins: near a change of the clock, a tricky date, or anywhere."""
    changes = clock_changes(zone)
    match dice.up_to(3):
        case 0 | 1 if changes:
            day = dice.one_of(changes).date() - dice.up_to(6) * DAY
        case 0 | 1 | 2:
            day = dice.one_of(TRICKY_DATES) - dice.up_to(2) * DAY
        case _:
            day = date(2024, 1, 1) + dice.up_to(1500) * DAY
    return instant_of(zone, datetime(day.year, day.month, day.day, dice.up_to(23), 7))


def _span(owner: Owner) -> int:
    return (owner.ends - owner.begins).days


def _moment(owner: Owner, dice: Dice) -> datetime:
    """Choose an instant of the life, never exactly on a quarter hour."""
    at = owner.begins + dice.up_to(_span(owner) * 24) * HOUR + dice.up_to(3) * 15 * MINUTE
    return at if dice.up_to(2) else at + MINUTE


def _quarter(owner: Owner, dice: Dice) -> datetime:
    """Choose an instant, sometimes exactly on a quarter hour."""
    at = _moment(owner, dice)
    return at - timedelta(minutes=at.minute % 15) if dice.chance(3) else at


def _awake(owner: Owner, at: datetime) -> datetime:
    """Wait until the bot is back and the owner is on the server and not blocked."""
    for begins, ends in sorted((*owner.bot_off, *owner.left, *owner.blocked)):
        if begins <= at < ends + MINUTE:
            at = ends + MINUTE
    return at


def _settled(owner: Owner, dice: Dice, places: list[str]) -> Owner:
    """Add the settings of the owner and the server."""
    long_ago = owner.begins - 30 * DAY
    own = [oracle.Change(long_ago, places[0])] if dice.up_to(5) else []
    moves = dice.up_to(2) if dice.chance(2) else 0
    own += [
        oracle.Change(_moment(owner, dice), place)
        for before, place in pairwise(places[: 1 + moves])
        if place != before
    ]
    starts = [oracle.Change(long_ago, dice.one_of((0, 4, 2, 6)))] if dice.chance(2) else []
    if dice.chance(4):
        starts.append(oracle.Change(_moment(owner, dice), dice.up_to(6)))
    where = [oracle.Change(long_ago, dice.one_of(PLACES))] if dice.up_to(5) else []
    if dice.chance(3):
        where.append(oracle.Change(_quarter(owner, dice), dice.one_of(PLACES)))
    return replace(
        owner,
        zones=tuple(sorted(own, key=_at)),
        server_zone=dice.one_of((None, "UTC", places[2])),
        day_starts=tuple(sorted(starts, key=_at)),
        week_starts=(oracle.Change(long_ago, dice.up_to(6)),) if dice.chance(3) else (),
        freezes=(oracle.Change(long_ago, dice.one_of(FREEZES)),),
        places=tuple(sorted(where, key=_at)),
        quiet=dice.one_of(QUIET),
        wants_at_risk=dice.chance(2),
    )


def _at(change: oracle.Change) -> datetime:
    return change.at


def _disturbed(owner: Owner, dice: Dice) -> Owner:
    """Let the bot be off, the owner leave, be blocked or close their direct messages."""
    off = [_off(owner, dice, dice.up_to(_span(owner))) for _ in range(dice.up_to(5))]
    owner = replace(owner, bot_off=_apart(off))
    left = _apart([_gone(owner, dice)]) if dice.chance(4) else ()
    blocked = _apart([_gone(owner, dice)]) if dice.chance(6) else ()
    closed = [_awake(owner, _moment(owner, dice)) for _ in range(2)] if dice.chance(3) else []
    server = [_awake(owner, _quarter(owner, dice)) for _ in range(2)] if dice.chance(6) else []
    owner = replace(owner, left=left, blocked=blocked)
    return replace(
        owner,
        zones=_when_awake(owner, owner.zones),
        day_starts=_when_awake(owner, owner.day_starts),
        places=_when_awake(owner, owner.places),
        closed=tuple(
            oracle.Change(at, value)
            for at, value in zip(sorted(set(closed)), (True, False), strict=False)
        ),
        server=tuple(
            oracle.Change(at, value)
            for at, value in zip(sorted(set(server)), ("off", "on"), strict=False)
        ),
    )


def _when_awake(owner: Owner, changes: tuple[oracle.Change, ...]) -> tuple[oracle.Change, ...]:
    """Make the owner's changes at moments at which the bot could notice them, one at a time."""
    found: dict[datetime, oracle.Change] = {}
    for change in changes:
        at = _awake(owner, change.at)
        found[at] = replace(change, at=at)
    return tuple(sorted(found.values(), key=_at))


def _off(owner: Owner, dice: Dice, number: int) -> Interval:
    """Switch the bot off on the given day, often shortly before an hour of reminders."""
    zone = str(owner.zones[0].value) if owner.zones else owner.server_zone or "UTC"
    clock = on_clock(zone, owner.begins + number * DAY).replace(minute=dice.one_of((50, 0, 57)))
    begins = instant_of(zone, clock.replace(hour=dice.one_of((17, 11, 20, 5, 23, 8))))
    return max(begins, owner.begins), max(begins, owner.begins) + _length(dice)


def _gone(owner: Owner, dice: Dice) -> Interval:
    begins = _quarter(owner, dice)
    return begins, begins + _length(dice)


def _length(dice: Dice) -> timedelta:
    """Choose some minutes to some days."""
    length = dice.one_of((10 * MINUTE, 25 * MINUTE, HOUR, 3 * HOUR, 13 * HOUR, 2 * DAY))
    return length + dice.one_of((0 * DAY, 5 * MINUTE, 20 * MINUTE))


def _apart(intervals: list[Interval]) -> tuple[Interval, ...]:
    """Leave out intervals that begin less than an hour after an earlier one ended."""
    found: list[Interval] = []
    for begins, ends in sorted(intervals):
        if not found or found[-1][1] + HOUR < begins:
            found.append((begins, ends))
    return tuple(found)


def _excuses(owner: Owner, dice: Dice) -> tuple[oracle.Excuse, ...]:
    """Let the server excuse a few dates, which it does for all goals at once."""
    found: dict[date, oracle.Excuse] = {}
    for _ in range(dice.up_to(3) if dice.chance(2) else 0):
        at = _awake(owner, _moment(owner, dice))
        day = at.date() + (dice.up_to(3) - 1) * DAY
        found.setdefault(day, oracle.Excuse(day, at))
    return tuple(sorted(found.values(), key=lambda one: one.at))


def _goal(owner: Owner, dice: Dice, zone: str, excuses: tuple[oracle.Excuse, ...]) -> Goal:
    """Add a goal with its times, and what its owner does."""
    declared = _awake(owner, owner.begins + dice.up_to(3) * 5 * HOUR)
    life = replace(_promise(owner, dice, zone, declared), excuses=excuses)
    goal = Goal(
        life=_paused(owner, dice, _checked_in(owner, dice, zone, life)),
        times=_times(owner, dice, declared),
        usual=dice.one_of(USUAL) if life.schedule != "once" else None,
        only_me=dice.chance(5),
    )
    return _answered(owner, dice, goal)


def _promise(owner: Owner, dice: Dice, zone: str, declared: datetime) -> oracle.Life:
    schedule = dice.one_of(SCHEDULES)
    amount = dice.one_of((None, None, None, 5.0, 2.0))
    until: date | datetime | None = None
    if schedule == "once" and dice.up_to(5):
        until = declared + dice.up_to(12) * DAY + dice.up_to(23) * HOUR
        until += dice.one_of((1, 20, 53)) * MINUTE
        if dice.chance(3):
            until = on_clock(zone, declared).date() + (1 + dice.up_to(10)) * DAY
    elif schedule != "once" and dice.chance(5):
        until = on_clock(zone, declared).date() + (8 + dice.up_to(40)) * DAY
    has_zone_from_the_start = bool(owner.zones) and owner.zones[0].at < owner.begins
    start = None
    if has_zone_from_the_start and dice.chance(5):
        start = on_clock(zone, declared).date() + (1 + dice.up_to(3)) * DAY
    return oracle.Life(
        schedule=schedule,
        declared=declared,
        start=start if not isinstance(until, datetime) else None,
        until=until,
        amount=amount,
        at_most=amount is not None and dice.chance(3),
    )


def _times(owner: Owner, dice: Dice, declared: datetime) -> tuple[oracle.Change, ...]:
    """Set times with the declaration or later, and change them now and then."""
    found = {declared: oracle.Change(declared, dice.one_of(TIMES))} if dice.up_to(5) else {}
    for _ in range(dice.up_to(2) if dice.chance(2) else 0):
        at = max(declared, _awake(owner, _quarter(owner, dice)))
        found[at] = oracle.Change(at, dice.one_of(TIMES))
    return tuple(sorted(found.values(), key=_at))


def _checked_in(owner: Owner, dice: Dice, zone: str, life: oracle.Life) -> oracle.Life:
    """Check in around the same time of day, at a rate that differs from person to person."""
    hour = dice.one_of((7, 12, 18, 21, 23, 0, 6))
    rate = dice.one_of((0, 3, 8, 12, 15, 16))
    found = []
    for number in range(_span(owner) if life.schedule != "once" else dice.up_to(3)):
        if dice.up_to(15) >= rate:
            continue
        day = on_clock(zone, owner.begins).date() + number * DAY
        clock = datetime(day.year, day.month, day.day, hour, 3) + dice.up_to(20) * 7 * MINUTE
        at = _awake(owner, instant_of(zone, clock))
        if life.declared < at < owner.ends:
            found.append(_check_in(dice, at))
    return replace(life, check_ins=tuple(sorted(found, key=lambda one: one.at)))


def _check_in(dice: Dice, at: datetime) -> oracle.CheckIn:
    kind = dice.up_to(15)
    undone = at + 6 * MINUTE if kind == 1 else None
    return oracle.CheckIn(at, kind == 0, dice.one_of((5.0, 5.0, 2.0, 1.0)), undone)


def _paused(owner: Owner, dice: Dice, life: oracle.Life) -> oracle.Life:
    """Add pauses, skips and an end."""
    kinds = dice.up_to(15)
    pauses, skips = list[oracle.Pause](), list[oracle.Skip]()
    if kinds & 1:
        at = max(life.declared + MINUTE, _awake(owner, _moment(owner, dice)))
        until = at.date() + (1 + dice.up_to(5)) * DAY if dice.chance(2) else None
        resumed = _awake(owner, at + (1 + dice.up_to(70)) * HOUR) if until is None else None
        pauses.append(oracle.Pause(at, until, resumed))
    if kinds & 2:
        at = max(life.declared + MINUTE, _awake(owner, _moment(owner, dice)))
        skips.append(oracle.Skip(at, at + 5 * MINUTE if dice.chance(4) else None))
    ended = None
    if kinds == 8:
        ended = max(life.declared + HOUR, _awake(owner, _moment(owner, dice)))
    return replace(life, pauses=tuple(pauses), skips=tuple(skips), ended_at=ended)


def _answered(owner: Owner, dice: Dice, goal: Goal) -> Goal:
    """Press buttons at times that often come soon after a reminder."""
    not_today, snoozes, presses = list[datetime](), list[Snooze](), list[datetime]()
    often = dice.up_to(3)
    for number in range(_span(owner)):
        if dice.up_to(5) >= 2 * often:
            continue
        at = _awake(owner, _evening(owner, dice, goal, number))
        match dice.up_to(5) if goal.life.declared < at < owner.ends else -1:
            case 0:
                not_today.append(at)
                if dice.chance(2) and (later := at + CHANGES_THEIR_MIND) < owner.ends:
                    snoozes.append(Snooze(later))
            case 1 | 2:
                is_early = on_clock(_zone_at(owner, goal, at), at).hour < EVENING
                snoozes.append(Snooze(at, is_early and dice.chance(2)))
            case 3 | 4 | 5:
                presses.append(at)
    return replace(
        goal,
        not_today=tuple(sorted(not_today)),
        snoozes=tuple(sorted(snoozes, key=lambda one: one.at)),
        presses=tuple(sorted(presses)),
    )


def _evening(owner: Owner, dice: Dice, goal: Goal, number: int) -> datetime:
    """Choose a moment on the given day of the life, after one of the usual hours of reminders."""
    hour = dice.one_of((18, 18, 18, 12, 21, 6, 23))
    start = owner.begins + number * DAY
    clock = on_clock(_zone_at(owner, goal, start), start)
    clock = clock.replace(hour=hour, minute=2, second=0) + dice.up_to(12) * 5 * MINUTE
    return instant_of(_zone_at(owner, goal, start), clock)


def _zone_at(owner: Owner, goal: Goal, at: datetime) -> str:
    """Find the zone in which the owner's clock shows the time then."""
    return str(zone_at(record_at(life_with_settings(owner, goal, at), at), at))
