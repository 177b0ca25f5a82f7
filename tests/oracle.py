"""A slow and plain reading of the rules of the domain, to hold the engine against.

Everything is replayed from the record at every question. Nothing is remembered, nothing is clever.

Where the text is silent, this reading decides:

Time
- The first zone holds from the beginning, for closed periods too (example 16 wants Monday's check-in to be Monday's an
  hour after that Monday closed in UTC); a reading before it was set knows no zone, which is UTC.
- Before its first change a day start is 00:00, the first day of the week Monday (written 0), hard mode off.
- All stretches of time include their first instant and not their last: at the deadline itself it is too late.
- A change of day start or of the week's first day at the very instant at which a day or week begins waits for its end;
  a change of zone at that instant already decides it.
- A zone change that ends the present day at once also ends the waiting of a new day start.
- A day start inside a clock change's gap is the first instant that shows it or later (the definition of the local day).
- A change of zone "shortened" a day if the day is shorter than it would have been had the person always been where its
  beginning found them. Moves there and back within a day can cancel out.
- The four dates in 30 days that travel excuses are the first four shortened ones in any 30 dates, whether or not a goal
  needed them; a fifth counts as an ordinary whole day.
- A date that never happened is no period of one day, and a span all of whose dates never happened is none.
- A reading before the declaration is empty; a period is shown from the moment that it and the goal have both begun.

Periods
- The first week or month of a quota is the whole calendar one, also when the goal starts inside it; its days before the
  start, and the day of the declaration, are not whole days.
- "Began before the goal was declared" means strictly before, and is asked of the first period only.
- The whole days of "fewer than half of its days" are held against all the dates of the period. In a span the day of
  the declaration counts as whole.
- Half of the days is asked only of spans and of `1 per week` or `1 per month` with an amount; all other quotas need n.
- Several changes of the week's first day: each waits for the running week, and a shorter week is a running week too.
- A goal whose `until` lies before its start (it should have been refused) has no period.
- `every 1 days` is a span, not a schedule of one-day periods: a skip does not change it.
- The last date of a `once` is the local day of its deadline, as moved by pauses so far (also when the deadline is the
  first instant of that day). A `once` with a bare date as deadline lasts until that day ends.

Check-ins
- One that is outside the goal's life (before the declaration or start, after its end) is as if it had not been, and
  resumes nothing; but after the end one may still serve, in its grace, a period that was pending when the goal ended.
- A missing amount is an amount of 0. Amounts are added as the decimals that members wrote.
- A check-in ends a pause that began strictly before it; an undone one does not.
- Ceiling with n > 1: a day counts if it has a check-in and its sum is not above the amount; judged as the period ends.
- A ceiling with nothing recorded in time is late with the first check-in of the grace that is not above it, at once;
  what comes after that changes nothing. `At most` without an amount means nothing.
- A `once` with a ceiling is kept at its deadline, not before; an open-ended one never is.

Skips, pauses, excuses, absences
- A skip belongs to the local day of its instant. Its judgement uses only what was recorded by then; what is recorded
  later (a pause, a change of zone, an excuse, an absence) does not judge it again. While an earlier period is pending
  the judgement waits, and uses what is recorded by the moment at which the last earlier one closed (the moment of its
  late check-in, also if that superseded a skip).
- Under a ceiling, a skip is superseded when the day ends if the day's check-ins meet it, also those before the skip.
- A pause that lasts no time is none. One begun after the deadline of a `once` does not move it; one that still runs
  without a named day has moved it by its length so far; overlapping pauses are counted once.
- An excuse must be recorded strictly before the period closes.
- Absences inside the same two hours are added up. The two hours never reach before the period (or its grace) begins.
  An absence that still runs is known up to the moment of the reading.

Outcomes
- A goal that ends at the first instant of a period has an open period, which is not judged. A skipped period that waits
  for an earlier one is pending, and is judged after the goal's end.
- While an earlier period is pending, kept ones after it are shown as kept, but earn no freeze before it is closed.
- Streaks are multiples of the number in force when the period closed. At most 0 in hand stops earning, not spending.
- A period closes for the word kept when it is met, when its skip is judged, or else when its grace ends; one that
  closed exactly 90 x 24 hours ago still counts.

Edits
- Whether an edit is refused is decided by what was known at its instant, and for good: one that was refused because a
  `once` was done does not come back when that check-in is undone, and one that was taken stays when a first zone moves
  the deadline to before it. So is the undo of an edit, refused while a later edit stands (undone ones do not stand).
- A goal is over, so that it can't be edited, when it has ended, when the day of its `until` has ended (not already with
  the last due date before it), or when a `once` is done or its deadline has come. A pause is no hindrance.
- What was done at the very instant of an edit was done before it. An edit at the first instant of a day is made in that
  day: the old chapter's period of that day is open and not judged, and that of the new one can be missed.
- A start that is not later than the edit's day is that day. An edit that names none begins today, also where the start
  of the goal had not come yet, but for a `once` that stays a `once`: it keeps its start, whatever the edit names.
- The start that a `once` keeps is that of the chapter before, which is the goal's own if it was always a `once`. The
  old period stays in the list, not judged; its last date still moves with the pauses of the goal.
- A new `once` is whole as a declared one is, and any new deadline is moved only by what of a pause lies after the edit
  and the start. A deadline that is not later than the edit makes no period (it should have been refused).
- The new chapter's first period begins with the beginning of its first local day, also before the declaration; but what
  was done before the declaration is still as if it had not been.
- All check-ins that served the open period, if it was kept, are spent, also those after the one that kept it; they stay
  so in all later chapters. Under a ceiling an open period is never kept, so they go over.
- The day that asks nothing more asks nothing of any later chapter either (two edits on a day). `every 1 days` has no
  periods of a single day. `every 2 weeks on tue` edited on a kept Tuesday is due in two weeks: the start stays.
- Met by what was done before the edit, a period of the new chapter closes with the edit.
- A check-in for a day from the edit's on and before the start that the edit names is before the start: it is as if it
  had not been, and resumes nothing. One for a day before the edit's is the old chapter's, and resumes the goal.
- A period whose grace ends while one of an earlier chapter is pending (a `once` on a long day) waits for it, and closes
  with it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NEVER = datetime.max.replace(tzinfo=UTC)  # an end that is not known, or not reached
ALWAYS = datetime.min.replace(tzinfo=UTC)
ONE_DAY = timedelta(days=1)
ONE_MINUTE = timedelta(minutes=1)
LAST_STRETCH = timedelta(hours=2)
TOLERATED_ABSENCE = timedelta(minutes=15)
WORD_WINDOW = timedelta(hours=90 * 24)
GRACE_OF_ONCE = timedelta(hours=24)
RUN_UP = timedelta(
    days=60
)  # how long before the goal its calendar is begun, so that earlier moves have settled

Value = str | int | bool | tuple[int, int]
Stretch = tuple[datetime, datetime]


# What was recorded.


@dataclass(frozen=True)
class CheckIn:
    at: datetime
    yesterday: bool = False
    amount: float | None = None
    undone_at: datetime | None = None


@dataclass(frozen=True)
class Pause:
    at: datetime
    until: date | None = None
    resumed_at: datetime | None = None


@dataclass(frozen=True)
class Skip:
    at: datetime
    undone_at: datetime | None = None


@dataclass(frozen=True)
class Edit:
    """The whole new terms from then on; always one that changes outcomes, and not soon after the declaration."""

    at: datetime
    schedule: str
    until: date | datetime | None = None
    amount: float | None = None
    at_most: bool = False
    start: date | None = None
    undone_at: datetime | None = None


@dataclass(frozen=True)
class Excuse:
    date: date
    at: datetime


@dataclass(frozen=True)
class Absence:
    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class Change:
    at: datetime
    value: Value


@dataclass(frozen=True)
class Life:
    schedule: str
    declared: datetime
    start: date | None = None
    until: date | datetime | None = None
    amount: float | None = None
    at_most: bool = False
    zones: tuple[Change, ...] = ()
    day_starts: tuple[Change, ...] = ()
    week_starts: tuple[Change, ...] = ()
    freezes: tuple[Change, ...] = ()
    hard_mode: tuple[Change, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    pauses: tuple[Pause, ...] = ()
    skips: tuple[Skip, ...] = ()
    excuses: tuple[Excuse, ...] = ()
    absences: tuple[Absence, ...] = ()
    ended_at: datetime | None = None
    edits: tuple[Edit, ...] = ()


# What is read from it.


@dataclass(frozen=True)
class Row:
    first: date
    last: date | None
    state: str


@dataclass(frozen=True)
class Reading:
    streak: int
    longest: int
    freezes: int
    rows: tuple[Row, ...]
    kept: int
    counted: int


# What lies between.


@dataclass(frozen=True)
class Day:
    """A local day that happened, and whether a change of zone made it shorter."""

    date: date
    begins: datetime
    ends: datetime
    shortened: bool


@dataclass(frozen=True)
class Acted:
    """A check-in that counts, with the local day that it is for."""

    at: datetime
    day: date
    amount: Decimal


@dataclass(frozen=True)
class Known:
    """What is known at one moment: the record up to it, and the calendar that follows from the record.

    Of a chapter: the life has its terms and ends with it, and the check-ins are those that count for it.
    """

    life: Life
    now: datetime
    days: tuple[Day, ...]
    acted: tuple[Acted, ...] = ()
    paused: tuple[Stretch, ...] = ()
    edited: datetime | None = None  # when the chapter began; the first one has none
    spent: tuple[Acted, ...] = ()  # check-ins that kept a period which was open at an edit
    done: tuple[date, ...] = ()  # days of which new fixed dates ask nothing more


@dataclass(frozen=True)
class Period:
    first: date
    last: date | None
    opens: datetime
    ends: datetime
    grace_ends: datetime
    cannot_be_missed: bool  # by its shape alone


@dataclass(frozen=True)
class Judged:
    row: Row
    closed: datetime | None


# The record as it was known.


def done_by(at: datetime | None, now: datetime) -> datetime | None:
    return at if at is not None and at <= now else None


def recorded_by(life: Life, now: datetime) -> Life:
    """Forget everything that was recorded after now."""

    def changes(all_of_them: tuple[Change, ...]) -> tuple[Change, ...]:
        return tuple(sorted((c for c in all_of_them if c.at <= now), key=lambda c: c.at))

    return replace(
        life,
        zones=changes(life.zones),
        day_starts=changes(life.day_starts),
        week_starts=changes(life.week_starts),
        freezes=changes(life.freezes),
        hard_mode=changes(life.hard_mode),
        check_ins=tuple(
            replace(c, undone_at=done_by(c.undone_at, now)) for c in life.check_ins if c.at <= now
        ),
        pauses=tuple(
            replace(p, resumed_at=done_by(p.resumed_at, now)) for p in life.pauses if p.at <= now
        ),
        skips=tuple(
            replace(s, undone_at=done_by(s.undone_at, now)) for s in life.skips if s.at <= now
        ),
        excuses=tuple(e for e in life.excuses if e.at <= now),
        absences=tuple(replace(a, ends=min(a.ends, now)) for a in life.absences if a.begins <= now),
        ended_at=done_by(life.ended_at, now),
        edits=tuple(
            replace(e, undone_at=done_by(e.undone_at, now))
            for e in sorted(life.edits, key=lambda e: e.at)
            if e.at <= now
        ),
    )


def without_the_undone(life: Life) -> Life:
    """Undo: an undone action counts as if it had not been."""
    return replace(
        life,
        check_ins=tuple(c for c in life.check_ins if c.undone_at is None),
        skips=tuple(s for s in life.skips if s.undone_at is None),
        edits=tuple(e for e in life.edits if e.undone_at is None),
    )


def with_first_zone_always(life: Life) -> Life:
    """The first zone that a person ever sets holds from their beginning."""
    if not life.zones:
        return life
    return replace(life, zones=(Change(ALWAYS, life.zones[0].value), *life.zones[1:]))


def record_at(life: Life, now: datetime) -> Life:
    """Find what the record says at a moment."""
    return with_first_zone_always(without_the_undone(recorded_by(life, now)))


def without_the_refused(life: Life) -> Life:
    """Leave out the edits that were refused when they were made, and the undos that were."""
    taken: list[Edit] = []
    for edit in sorted(life.edits, key=lambda e: e.at):
        if edit.at > life.declared and not is_over(
            replace(life, edits=with_good_undos(taken)), edit.at
        ):
            taken.append(edit)
    return replace(life, edits=with_good_undos(taken))


def with_good_undos(edits: list[Edit]) -> tuple[Edit, ...]:
    """Only the latest edit of a goal can be undone: forget every undo made while a later edit stood."""
    found: list[Edit] = []
    for edit in reversed(edits):
        undone = edit.undone_at
        is_good = undone is not None and all(
            later.at >= undone or (later.undone_at is not None and later.undone_at <= undone)
            for later in found
        )
        found.insert(0, edit if is_good else replace(edit, undone_at=None))
    return tuple(found)


def is_over(life: Life, now: datetime) -> bool:
    """Tell whether the time of the goal is over, so that it can't be edited."""
    known = chapters_at(record_at(life, now), now)[-1]
    until = known.life.until
    if known.life.ended_at is not None:
        return True
    if known.life.schedule == "once":
        deadline = deadline_of_once(known)
        is_done = any(kept_at(known, period) is not None for period in periods(known))
        return is_done or (deadline is not None and deadline <= now)
    return until is not None and begin_of(known, until + ONE_DAY) <= now


# Settings that change.


def value_at(changes: tuple[Change, ...], instant: datetime, otherwise: Value) -> Value:
    """Find what held at the instant, a change at that very instant included."""
    value = otherwise
    for change in sorted(changes, key=lambda c: c.at):
        if change.at <= instant:
            value = change.value
    return value


def value_before(changes: tuple[Change, ...], instant: datetime, otherwise: Value) -> Value:
    """Find what held just before the instant."""
    return value_at(tuple(c for c in changes if c.at < instant), instant, otherwise)


def zone_at(life: Life, instant: datetime) -> ZoneInfo:
    """Find the zone that holds; the first one holds from the beginning, and without any it is UTC."""
    changes = sorted(life.zones, key=lambda c: c.at)
    return ZoneInfo(str(value_at(life.zones, instant, changes[0].value if changes else "UTC")))


def day_start_before(life: Life, instant: datetime) -> int:
    """Find the day start of a day beginning at the instant: a change waits for the end of the day it is made in."""
    hour = value_before(life.day_starts, instant, 0)
    assert isinstance(hour, int)
    return hour


def week_start_before(life: Life, instant: datetime) -> int:
    """Find the first weekday (Monday is 0) for a week beginning at the instant: a change waits for the running week."""
    weekday = value_before(life.week_starts, instant, 0)
    assert isinstance(weekday, int)
    return weekday


# Local days.


def first_instant(zone: ZoneInfo, day: date, hour: int) -> datetime | None:
    """Find the first instant at which the zone's clock shows the date and the hour or later; None if it never does."""

    def shows(instant: datetime) -> bool:
        clock = instant.astimezone(zone)
        return clock.date() == day and clock.hour >= hour

    instant = datetime.combine(day, time(hour), tzinfo=zone).astimezone(UTC)  # of two, the first
    if not shows(instant):
        return None
    while shows(
        instant - ONE_MINUTE
    ):  # the hour fell into a gap: back to where the clock jumped over it
        instant -= ONE_MINUTE
    return instant


def first_instant_after(zone: ZoneInfo, day: date, hour: int) -> datetime:
    """Find where the next date after this one begins that the zone's clock ever shows."""
    while True:
        day += ONE_DAY
        found = first_instant(zone, day, hour)
        if found is not None:
            return found


def date_shown(zone: ZoneInfo, hour: int, instant: datetime) -> date:
    """Find the latest date that has begun for a person who was always in this zone with this day start."""
    day = instant.astimezone(zone).date() + ONE_DAY
    while True:
        begins = first_instant(zone, day, hour)
        if begins is not None and begins <= instant:
            return day
        day -= ONE_DAY


def end_of_day(life: Life, day: date, begins: datetime) -> datetime:
    """Local days only go forward: the day lasts until the clock, wherever the person then is, shows a later one."""
    hour = day_start_before(life, begins)
    moves = sorted(c.at for c in life.zones if c.at > begins)
    for moment, next_move in zip([begins, *moves], [*moves, NEVER], strict=True):
        zone = zone_at(life, moment)
        if date_shown(zone, hour, moment) > day:
            return moment  # the move jumped ahead: the day ends at once
        ends = first_instant_after(zone, day, hour)
        if ends < next_move:
            return ends
    raise AssertionError


def date_beginning(life: Life, before: tuple[date, datetime], begins: datetime) -> date:
    """Find the date of the day that follows; a new day start takes effect here, where the day before it ends."""
    zone = zone_at(life, begins)
    by_the_old_hour = date_shown(zone, day_start_before(life, before[1]), begins)
    by_the_new_hour = date_shown(zone, day_start_before(life, begins), begins)
    return max(by_the_old_hour, by_the_new_hour)


def undisturbed_begin(
    life: Life, before: tuple[date, datetime], day: date, begins: datetime
) -> datetime:
    """Find where the day would have begun had the person been in the zone of its beginning all along."""
    zone = zone_at(life, begins)
    hours = (day_start_before(life, before[1]), day_start_before(life, begins))
    found = [first_instant(zone, day, hour) for hour in hours]
    return max(instant for instant in found if instant is not None and instant <= begins)


def undisturbed_end(life: Life, day: date, begins: datetime) -> datetime:
    """Find where the day would have ended had the person stayed in the zone of its beginning."""
    return first_instant_after(zone_at(life, begins), day, day_start_before(life, begins))


def days_from(life: Life, instant: datetime) -> Iterator[Day]:
    """Walk through the local days, one after the other, from the one that holds the instant."""
    zone, hour = zone_at(life, instant), day_start_before(life, instant)
    day = date_shown(zone, hour, instant)
    begins = first_instant(zone, day, hour)
    assert begins is not None
    should_begin = begins
    while True:
        ends = end_of_day(life, day, begins)
        shortened = ends - begins < undisturbed_end(life, day, begins) - should_begin
        yield Day(day, begins, ends, shortened)
        before, begins = (day, begins), ends
        day = date_beginning(life, before, begins)
        should_begin = undisturbed_begin(life, before, day, begins)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def local_day(life: Life, instant: datetime) -> date:
    """Find the local day that the instant belongs to."""
    return next(
        day.date
        for day in days_from(life, min(life.declared, instant) - RUN_UP)
        if instant < day.ends
    )


def day_begins(life: Life, day: date) -> datetime:
    """Find where the date begins; one that never happened is empty, and lies where the next one begins."""
    walk = days_from(life, min(life.declared, midnight(day)) - RUN_UP)
    return next(one.begins for one in walk if one.date >= day)


def day_ends(life: Life, day: date) -> datetime:
    """Find where the date ends, which is where the next one that happens begins."""
    return day_begins(life, day + ONE_DAY)


def known_at(life: Life, now: datetime) -> Known:
    """Lay out the calendar, far enough to hold the open period, its grace and every named day of a pause."""
    longest = 31
    for words in (terms.schedule.split() for terms in (life, *life.edits)):
        if words[0] == "every":
            longest = max(longest, 31 + int(words[1]) * 7)
    last = max([now.date(), *(p.until for p in life.pauses if p.until is not None)]) + timedelta(
        days=longest + 5
    )
    days: list[Day] = []
    for day in days_from(life, min(life.declared, now) - RUN_UP):
        days.append(day)
        if day.date > last:
            break
    return Known(life, now, tuple(days))


def begin_of(known: Known, day: date) -> datetime:
    """Find where the date, or the next one that happens, begins; beyond the calendar, never."""
    return next((one.begins for one in known.days if one.date >= day), NEVER)


def day_holding(known: Known, instant: datetime) -> date:
    """Find the local day of an instant of the calendar."""
    return next(one.date for one in known.days if instant < one.ends)


def day_before(known: Known, day: date) -> date:
    """Find yesterday: the previous local day that happened."""
    return max(one.date for one in known.days if one.date < day)


def start_day(known: Known) -> date:
    """Find the local day on which the goal starts: where no start is said it starts now."""
    return known.life.start or day_holding(known, known.life.declared)


def said_at(known: Known) -> datetime:
    """Find when the terms were said: with the declaration, or with the edit."""
    return known.edited or known.life.declared


def starts_at(known: Known) -> datetime:
    """Find the first instant that can count: neither before the declaration nor before the start.

    After an edit it is the beginning of the day, so that what was done earlier that day can count.
    """
    begins = begin_of(known, start_day(known))
    return begins if known.edited is not None else max(known.life.declared, begins)


# Chapters.


def chapters_at(life: Life, now: datetime) -> list[Known]:
    """List the chapters. Each is a goal of its own that ends where the next begins, with the pauses of the whole."""
    calendar = known_at(life, now)
    terms = terms_of(calendar)
    check_ins = acted(calendar, terms)
    paused = tuple(pauses(replace(calendar, acted=tuple(check_ins))))
    found: list[Known] = []
    for chapter in terms:
        spent, done = left_behind(found[-1]) if found else ((), ())
        is_done = chapter.life.amount is None and chapter.life.schedule != "once"
        days = [
            one
            for one in check_ins
            if one.day >= start_day(chapter) and not (is_done and one.day in done)
        ]
        counting = (one for one in days if one not in spent)
        found.append(replace(chapter, acted=tuple(counting), paused=paused, spent=spent, done=done))
    return found


def terms_of(calendar: Known) -> list[Known]:
    """List the terms of the chapters, from the declaration to the first edit, and from each edit to the next."""
    life = calendar.life
    ends = [*(edit.at for edit in life.edits), life.ended_at]
    found = [replace(calendar, life=replace(life, ended_at=ends[0]))]
    for edit, ended_at in zip(life.edits, ends[1:], strict=True):
        today = day_holding(calendar, edit.at)
        start = max(today, edit.start or today)
        if edit.schedule == "once" and found[-1].life.schedule == "once":
            start = start_day(found[-1])
        terms = replace(
            life,
            schedule=edit.schedule,
            until=edit.until,
            amount=edit.amount,
            at_most=edit.at_most,
            start=start,
            ended_at=ended_at,
        )
        found.append(replace(calendar, life=terms, edited=edit.at))
    return found


def left_behind(before: Known) -> tuple[tuple[Acted, ...], tuple[date, ...]]:
    """Tell what an edited chapter leaves: the check-ins that kept its open period, and its day if it had just one."""
    ended = before.life.ended_at
    assert ended is not None
    kept = [one for one in periods(before) if one.ends > ended and kept_at(before, one) is not None]
    spent = [check_in for period in kept for check_in in serving(before, period)]
    done = [period.first for period in kept if is_fixed(before.life.schedule)]
    return (*before.spent, *spent), (*before.done, *done)


# Schedules.


def is_fixed(schedule: str) -> bool:
    """Tell whether the schedule is one of fixed dates, each a period of one day."""
    return schedule == "daily" or " on " in schedule


def is_span(schedule: str) -> bool:
    """Tell whether the schedule is one of spans counted from the start."""
    return schedule.startswith("every ") and not is_fixed(schedule)


def quota_of(schedule: str) -> int | None:
    """Find the number of days of `n per week` or `n per month`."""
    return int(schedule.split(maxsplit=1)[0]) if " per " in schedule else None


def last_of_month(day: date) -> date:
    while (day + ONE_DAY).month == day.month:
        day += ONE_DAY
    return day


def is_due(schedule: str, start: date, day: date) -> bool:
    """Tell whether a fixed-date schedule is due on the date."""
    if schedule == "daily":
        return True
    rhythm, which = schedule.split(" on ")
    if rhythm == "weekly":
        return WEEKDAYS[day.weekday()] in which.split(",")
    if rhythm == "monthly":
        last = last_of_month(day)
        return day == last if which == "last" else day.day == min(int(which), last.day)
    # every n weeks: the first such weekday on or after the start, then every n-th
    first = start
    while WEEKDAYS[first.weekday()] != which:
        first += ONE_DAY
    return day >= first and (day - first).days % (7 * int(rhythm.split()[1])) == 0


Run = tuple[
    date, date, bool
]  # first date, last date, a shorter week between two first days of the week


def due_dates(known: Known) -> Iterator[Run]:
    """List the due dates, each a period of one day; a date that never happened is none."""
    start = start_day(known)
    for day in known.days:
        if (
            day.date >= start
            and day.date not in known.done
            and is_due(known.life.schedule, start, day.date)
        ):
            yield day.date, day.date, False


def spans(known: Known) -> Iterator[Run]:
    """List the spans, counted from the start's local day."""
    _, number, unit = known.life.schedule.split()
    length = timedelta(days=int(number) * (7 if unit.startswith("week") else 1))
    first = start_day(known)
    while True:
        yield first, first + length - ONE_DAY, False
        first += length


def weeks(known: Known) -> Iterator[Run]:
    """List the weeks; a new first day holds after the running week, and the days between form one shorter week."""
    first = known.days[0].date
    while first.weekday() != week_start_before(known.life, known.days[0].begins):
        first -= ONE_DAY
    while True:
        weekday = week_start_before(known.life, begin_of(known, first))
        following = first + ONE_DAY
        while following.weekday() != weekday:
            following += ONE_DAY
        yield first, following - ONE_DAY, first.weekday() != weekday
        first = following


def months(known: Known) -> Iterator[Run]:
    """List the calendar months."""
    first = start_day(known).replace(day=1)
    while True:
        last = last_of_month(first)
        yield first, last, False
        first = last + ONE_DAY


def runs(known: Known) -> Iterator[Run]:
    """Cut time into the runs of dates of a recurring schedule, those that end before the start left out."""
    schedule = known.life.schedule
    if is_fixed(schedule):
        everything = due_dates(known)
    elif is_span(schedule):
        everything = spans(known)
    else:
        everything = weeks(known) if schedule.endswith("week") else months(known)
    return (run for run in everything if run[1] >= start_day(known))


def recurring_periods(known: Known) -> list[Period]:
    """List the periods that have begun."""
    life, found = known.life, list[Period]()
    for first, natural_last, shorter in runs(known):
        opens = max(begin_of(known, first), starts_at(known))
        if opens > known.now or (life.ended_at is not None and opens > life.ended_at):
            break  # not begun, or never to begin
        last = natural_last if life.until is None else min(natural_last, life.until)
        if first > last:
            break  # the last period was the one that contains `until`
        # A first period that began before the terms were said (a span begins with them), and a last one cut short.
        began_before = (
            not found and not is_span(life.schedule) and begin_of(known, first) < said_at(known)
        )
        grace = next(day for day in known.days if day.date > last)  # the local day after it
        if opens >= grace.begins:
            continue  # none of its dates happened, or none since the start
        safe = shorter or began_before or last < natural_last
        found.append(Period(first, last, opens, grace.begins, grace.ends, safe))
    return found


def deadline_of_once(known: Known) -> datetime | None:
    """Find the deadline, moved by every pause that began before it: by its length since it was said, and the start."""
    until = known.life.until
    if until is None:
        return None
    deadline = until if isinstance(until, datetime) else day_ends(known.life, until)
    for pause_begins, pause_ends in joined(known.paused):
        begins = max(pause_begins, said_at(known), starts_at(known))
        if begins < deadline:
            ends = known.now if pause_ends == NEVER else max(begins, pause_ends)
            deadline += ends - begins
    return deadline


def once_period(known: Known) -> list[Period]:
    """Make the one period from the start to the deadline, with a grace of 24 hours, or open-ended."""
    life, opens = known.life, starts_at(known)
    if opens > known.now or (life.ended_at is not None and opens > life.ended_at):
        return []
    deadline = deadline_of_once(known)
    if deadline is None:
        return [Period(start_day(known), None, opens, NEVER, NEVER, cannot_be_missed=False)]
    if deadline <= max(opens, said_at(known)):
        return []
    last = local_day(life, deadline)
    return [
        Period(
            start_day(known),
            last,
            opens,
            deadline,
            deadline + GRACE_OF_ONCE,
            cannot_be_missed=False,
        )
    ]


def periods(known: Known) -> list[Period]:
    return once_period(known) if known.life.schedule == "once" else recurring_periods(known)


# Check-ins.


def acted(calendar: Known, terms: list[Known]) -> list[Acted]:
    """List the check-ins in the order in which they were recorded, with their local day; none before the start."""
    found = []
    for check_in in sorted(calendar.life.check_ins, key=lambda c: c.at):
        if check_in.at < calendar.life.declared:
            continue
        day = day_holding(calendar, check_in.at)
        if check_in.yesterday:
            day = day_before(calendar, day)
        if had_started(terms, check_in.at, day):
            found.append(Acted(check_in.at, day, Decimal(str(check_in.amount or 0))))
    return found


def had_started(terms: list[Known], instant: datetime, day: date) -> bool:
    """Tell whether the goal, as it was at the instant, asked anything of the day: days before an edit's are older."""
    for chapter in reversed(terms):
        if chapter.edited is None:
            return day >= start_day(chapter)
        if chapter.edited < instant and day >= min(
            start_day(chapter), day_holding(chapter, chapter.edited)
        ):
            return day >= start_day(chapter)
    raise AssertionError


def while_it_lived(known: Known, check_in: Acted) -> bool:
    return known.life.ended_at is None or check_in.at <= known.life.ended_at


def serving(known: Known, period: Period) -> list[Acted]:
    """List the check-ins that serve the period: made for one of its days, while it or its grace lasted.

    A `once` runs from instant to instant instead. After the goal's end only what was pending can still be served.
    """
    was_pending = known.life.ended_at is not None and period.ends <= known.life.ended_at
    return [
        one
        for one in known.acted
        if period.opens <= one.at < period.grace_ends
        and (
            known.life.schedule == "once"
            or (period.last is not None and period.first <= one.day <= period.last)
        )
        and (was_pending or while_it_lived(known, one))
    ]


def is_ceiling(life: Life) -> bool:
    return life.at_most and life.amount is not None


def reaches(life: Life, check_ins: list[Acted]) -> bool:
    """Tell whether these check-ins, added up, reach the amount, or under a ceiling are not above it."""
    if not check_ins or life.amount is None:
        return bool(check_ins)
    total = sum((one.amount for one in check_ins), Decimal(0))
    wanted = Decimal(str(life.amount))
    return total <= wanted if life.at_most else total >= wanted


def is_met(life: Life, check_ins: list[Acted]) -> bool:
    """Tell whether the requirement is met: for n > 1 by n distinct days that count, otherwise by all together."""
    quota = quota_of(life.schedule)
    if quota is None or quota == 1:
        return reaches(life, check_ins)
    days = {one.day for one in check_ins}
    return sum(reaches(life, [one for one in check_ins if one.day == day]) for day in days) >= quota


def kept_at(known: Known, period: Period) -> datetime | None:
    """Find when the period was kept: as soon as it was met by check-ins recorded inside it.

    Under a ceiling it is judged once, when the period ends (which an ended goal's open period never does).
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

    Under a ceiling these count only if nothing was recorded in time.
    """
    everything = serving(known, period)
    in_time = [one for one in everything if one.at < period.ends]
    if is_ceiling(known.life) and in_time:
        return None
    for number, one in enumerate(everything, start=1):
        if one.at >= period.ends and is_met(known.life, everything[:number]):
            return one.at
    return None


# What cannot be missed.


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Join stretches that overlap, so that no time is counted twice."""
    found: list[Stretch] = []
    for begins, ends in sorted(stretches):
        if found and begins <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        else:
            found.append((begins, ends))
    return found


def overlap(stretches: Iterable[Stretch], begins: datetime, ends: datetime) -> timedelta:
    """Add up how much of the time from begins to ends the stretches cover."""
    pieces = [
        min(ends, its_end) - max(begins, its_begin) for its_begin, its_end in joined(stretches)
    ]
    return sum((piece for piece in pieces if piece > timedelta()), timedelta())


def pauses(known: Known) -> list[Stretch]:
    """List the pauses: until resumed, or the named day begins, or a check-in resumes the goal; never backwards."""
    found = []
    for pause in known.life.pauses:
        ends = [one.at for one in known.acted if one.at > pause.at and while_it_lived(known, one)]
        if pause.until is not None:
            ends.append(begin_of(known, pause.until))
        if pause.resumed_at is not None:
            ends.append(pause.resumed_at)
        end = min(ends, default=NEVER)
        if pause.at < end:
            found.append((pause.at, end))
    return found


def excused_by_travel(known: Known) -> list[date]:
    """List the dates that a change of zone shortened, at most four in 30 days."""
    found: list[date] = []
    for day in known.days:
        if day.shortened and sum((day.date - one).days < 30 for one in found) < 4:
            found.append(day.date)
    return found


def excused_by_server(known: Known) -> list[date]:
    """List the dates that the server excused before this moment."""
    return [excuse.date for excuse in known.life.excuses if excuse.at < known.now]


def is_undisturbed(known: Known, day: Day) -> bool:
    """Tell whether no part of the day was paused, travel did not shorten it, and the server did not excuse it."""
    return (
        not overlap(known.paused, day.begins, day.ends)
        and day.date not in excused_by_travel(known)
        and day.date not in excused_by_server(known)
    )


def whole_days(known: Known, period: Period) -> int:
    """Count the whole, undisturbed days of the period. A span is whole although it begins with the declaration."""
    life, start = known.life, start_day(known)
    assert period.last is not None
    return sum(
        max(period.first, start) <= day.date <= period.last
        and (day.begins >= said_at(known) or is_span(life.schedule))
        and is_undisturbed(known, day)
        for day in known.days
    )


def too_few_days(known: Known, period: Period) -> bool:
    """Tell whether pauses, travel and excuses left too little of the period to be missed."""
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
    """Tell whether the last two hours of the period, or of its grace, saw more than 15 minutes of absence."""
    away = [(absence.begins, absence.ends) for absence in known.life.absences]
    of_period = overlap(away, max(period.opens, period.ends - LAST_STRETCH), period.ends)
    of_grace = overlap(away, max(period.ends, period.grace_ends - LAST_STRETCH), period.grace_ends)
    return of_period > TOLERATED_ABSENCE or of_grace > TOLERATED_ABSENCE


def could_not_be_missed(life: Life, chapter: int, first: date, closed: datetime) -> bool:
    """Judge a period that was not met by what was known when it closed. A `once` is excused by the absence only."""
    known = chapters_at(recorded_by(life, closed), closed)[chapter]
    period = next(one for one in periods(known) if one.first == first)
    if bot_was_away(known, period):
        return True
    return known.life.schedule != "once" and (
        period.cannot_be_missed or too_few_days(known, period)
    )


# Freezes.


def freeze_rule(life: Life, closed: datetime) -> tuple[int, int] | None:
    """Find the setting in force when a period closes; None if freezes are off, and always for a `once`."""
    value = value_at(life.freezes, closed, (7, 2))
    if life.schedule == "once" or value_at(life.hard_mode, closed, otherwise=False):
        return None
    return value if isinstance(value, tuple) and value[0] else None


def earns_freeze(life: Life, closed: datetime, streak: int, in_hand: int) -> bool:
    """Tell whether the streak has just reached 7, 14, 21, … with less than the most in hand."""
    rule = freeze_rule(life, closed)
    return rule is not None and streak % rule[0] == 0 and in_hand < rule[1]


# The replay.


def skipped_at(known: Known, period: Period) -> datetime | None:
    """Find the skip of a period of one day, made while it was open, and under these terms."""
    if not is_fixed(known.life.schedule):
        return None
    edited, ended = known.edited or ALWAYS, known.life.ended_at or NEVER
    skips = [skip.at for skip in known.life.skips if edited < skip.at <= ended]
    return min((at for at in skips if period.opens <= at < period.ends), default=None)


def stands(known: Known, period: Period, earlier: list[Judged]) -> tuple[str, datetime | None]:
    """Tell how the period stands, and when it closed; `unmet` is for the freezes and misses to be dealt out."""
    kept, late = kept_at(known, period), late_at(known, period)
    if kept is not None:
        return "kept", max(kept, said_at(known))
    if late is not None:
        return "late", late
    judged_at = skipped_at(known, period)  # at once
    if judged_at is None:
        ended = known.life.ended_at
        if ended is not None and ended < period.ends:
            return "not judged", ended
        if known.now < period.grace_ends:
            return ("open" if known.now < period.ends else "pending"), None
        judged_at = period.grace_ends
    # But while an earlier period is pending, a skipped one stays pending too.
    closings = [judged_at, *(NEVER if one.closed is None else one.closed for one in earlier)]
    return ("pending", None) if NEVER in closings else ("unmet", max(closings))


def replay(life: Life, now: datetime) -> tuple[list[Judged], int]:
    """Go through the chapters and their periods in order, dealing out freezes and misses as the record gives them."""
    judged: list[Judged] = []
    streak = in_hand = 0
    waiting = False  # an earlier period is pending
    for number, known in enumerate(chapters_at(life, now)):
        for period in periods(known):
            state, closed = stands(known, period, judged)
            if state == "unmet" and closed is not None:
                # The outcome is looked for in the table's order: being excused spends no freeze.
                state = (
                    "frozen"
                    if in_hand and freeze_rule(known.life, closed) is not None
                    else "missed"
                )
                if could_not_be_missed(life, number, period.first, closed):
                    state = "excused"
            waiting = waiting or state == "pending"
            if state in {"kept", "late"} and closed is not None and not waiting:
                streak += 1
                in_hand += earns_freeze(known.life, closed, streak, in_hand)
            if state == "frozen":
                in_hand -= 1
            if state == "missed":
                streak = 0
            judged.append(Judged(Row(period.first, period.last, state), closed))
    return judged, in_hand


def streak_of(states: list[str]) -> int:
    """Count kept and late ones back from now, passing over all but the missed."""
    streak = 0
    for state in states:
        if state == "missed":
            streak = 0
        if state in {"kept", "late"}:
            streak += 1
    return streak


def longest_of(states: list[str]) -> int:
    """Find the longest such run that ever was, with nothing pending inside it."""
    longest = run = 0
    for state in states:
        if state in {"missed", "pending"}:
            run = 0
        if state in {"kept", "late"}:
            run += 1
        longest = max(longest, run)
    return longest


def read(life: Life, now: datetime) -> Reading:
    """Read the streak, the periods and the word kept from what was recorded at or before now."""
    if now < life.declared:
        return Reading(0, 0, 0, (), 0, 0)
    judged, in_hand = replay(record_at(without_the_refused(life), now), now)
    states = [one.row.state for one in judged]
    recent = [
        one.row.state
        for one in judged
        if one.closed is not None and one.closed >= now - WORD_WINDOW
    ]
    kept = sum(state in {"kept", "late"} for state in recent)
    return Reading(
        streak=streak_of(states),
        longest=longest_of(states),
        freezes=in_hand,
        rows=tuple(one.row for one in judged),
        kept=kept,
        counted=kept + recent.count("missed"),
    )
