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

from tests.oracle.edits import without_the_refused
from tests.oracle.excuses import excused_by_travel
from tests.oracle.local_days import day_begins, day_ends, days_from, local_day
from tests.oracle.model import (
    WEEKDAYS,
    Absence,
    Change,
    CheckIn,
    Day,
    Edit,
    Excuse,
    Known,
    Life,
    Pause,
    Reading,
    Row,
    Skip,
    Value,
)
from tests.oracle.recorded import recorded_by, without_the_undone
from tests.oracle.replay import read
from tests.oracle.schedules import is_due

__all__ = [
    "WEEKDAYS",
    "Absence",
    "Change",
    "CheckIn",
    "Day",
    "Edit",
    "Excuse",
    "Known",
    "Life",
    "Pause",
    "Reading",
    "Row",
    "Skip",
    "Value",
    "day_begins",
    "day_ends",
    "days_from",
    "excused_by_travel",
    "is_due",
    "local_day",
    "read",
    "recorded_by",
    "without_the_refused",
    "without_the_undone",
]
