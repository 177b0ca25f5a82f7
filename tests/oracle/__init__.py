"""A slow and simple second implementation of the domain's rules, to test the engine against.

Every question replays the whole record. Nothing is cached, and nothing is clever.

If the rules leave a case open, this implementation decides it as follows.

Time
- The first zone applies from the beginning, also to closed periods: example 16 wants Monday's
  check-in to be Monday's an hour after that Monday closed in UTC. A reading before it was set knows
  no zone, which means UTC or the server's zones, each from its change on (0006, rule 2).
- Before its first change, a day start is 00:00, the first day of the week is Monday (written 0),
  and hard mode is off.
- Every interval includes its first instant and not its last: at the deadline itself, it is too
  late.
- A change of the day start or of the week's first day, made at the very instant at which a day or
  week begins, waits for its end. A change of zone at that instant already applies.
- If a zone change ends the current day at once, a new day start applies immediately, too.
- A day start inside a clock change's gap is the first instant that shows it or later (the
  definition of the local day).
- A zone change shortened a day if the day is shorter than it would have been in the zone in which
  it began. Moves there and back within a day can cancel out.
- The four dates that travel excuses in 30 days are the first four shortened ones in any 30 dates,
  whether or not a goal needed them. A fifth is an ordinary whole day.
- A date that never happened is not a one-day period, and a span whose dates all never happened is
  not a period.
- A reading before the declaration is empty. A period is shown as soon as it and the goal have
  begun.

Periods
- The first week or month of a quota is the whole calendar week or month, even if the goal starts
  inside it. Its days before the start, and the day of the declaration, are not whole days.
- "Began before the goal was declared" means strictly before, and only concerns the first period.
- "Fewer than half of its days" compares the whole days with all dates of the period. In a span, the
  day of the declaration counts as whole.
- The half only applies to spans, and to `1 per week` or `1 per month` with an amount. All other
  quotas need n days.
- If the week's first day changes several times, each change waits for the current week; a shorter
  week is a week, too.
- A goal whose `until` lies before its start has no period (it should have been refused).
- `every 1 days` is a span, not a schedule of one-day periods: a skip does not affect it.
- The last date of a `once` is the local day of its deadline, as moved by pauses so far, even if the
  deadline is the first instant of that day. With a bare date as deadline, it lasts until that day
  ends.

Check-ins
- A check-in outside the goal's life (before the declaration or start, or after its end) counts as
  if it had not been made, and resumes nothing. But after the end, one can still count, in its
  grace, for a period that was pending when the goal ended.
- A check-in that was made on a chosen start or later, and that a first zone would move before it,
  stays on the start date (0006, rule 11): it counts in the period of that date, with its own
  instant. Without a chosen start (a check-in for yesterday, the day of the declaration), it is before
  the start like any other.
- A missing amount is an amount of 0. Amounts are added as the decimals that members wrote.
- A check-in ends a pause that began strictly before it; an undone one does not.
- Ceiling with n > 1: a day counts if it has a check-in and its sum is not above the amount. It is
  judged when the period ends.
- A ceiling with nothing recorded in time is late with the first check-in in the grace that is not
  above it, immediately. Later ones change nothing. `At most` without an amount means nothing.
- A `once` with a ceiling is kept at its deadline, not before; an open-ended one never is.

Skips, pauses, excuses, absences
- A skip belongs to the local day of its instant. It is judged only by what was recorded by then;
  nothing recorded later (a pause, a zone change, an excuse, an absence) judges it again. While an
  earlier period is pending, the judgement waits, and uses what is recorded when the last earlier
  period closed (the moment of its late check-in, even if that superseded a skip). But a pause
  recorded after the skip never changes the skipped day, even while the skip waits.
- Under a ceiling, a skip is superseded when the day ends if the day's check-ins meet the ceiling,
  including those before the skip.
- A pause without a length is none. Each pause lasts until it was resumed itself; a check-in resumes
  all of them. An undone one never happened, so that a deadline that it had moved is back at once,
  and what was late because of it is judged again.
- A pause that begins before the deadline of a `once` (as earlier pauses moved it) lies before the
  deadline as a whole, because the deadline moves along while it lasts. One that begins at the
  deadline or later moves nothing. One that still runs without a named day has moved the deadline by
  its length so far; one with a named day, by its whole length already. Overlapping pauses are
  joined first.
- An excuse must be recorded strictly before the period closes.
- Absences within the same two hours are added up. The two hours never reach back before the
  beginning of the period (or of its grace). An absence that still runs is known up to the moment of
  the reading.

Outcomes
- If a goal ends at the first instant of a period, that period is open and is not judged. A skipped
  period that waits for an earlier one is pending, and is judged after the goal's end.
- While an earlier period is pending, later kept ones are shown as kept, but earn no freeze before
  it is closed.
- Streaks are multiples of the number in force when the period closed.
- A goal has its starting freezes from the declaration on, even before its start, and a `once` from
  the edit on. A change at the very instant of the declaration is in force. If freezes are off then,
  it gets none, also if the number to start with is not 0.
- A `once` earns no freeze (it is over when it is kept). Freezes over a lower maximum stay in hand.
- A streak of 0 is not marked as without a freeze.
- For the word kept, a period closes when it is met, when its skip is judged, or when its grace
  ends. One that closed exactly 90 x 24 hours ago still counts.

Edits
- Whether an edit is refused is decided by what was known at its instant, and finally: one refused
  because a `once` was done does not return when that check-in is undone, and one that was accepted
  stays if a first zone moves the deadline to before it. The same applies to the undo of an edit,
  which is refused while a later edit is in force.
- A goal is over, so that it can't be edited, when it has ended, when the day of its `until` has
  ended (not already with the last due date before it), or when a `once` is done or its deadline has
  come. A pause does not prevent an edit.
- Whatever was done at the very instant of an edit was done before it. An edit at the first instant
  of a day is made in that day: the old revision's period of that day is open and not judged, and
  that of the new one can be missed.
- A start that is not later than the day of the edit is that day. An edit without a start begins
  today, even if the goal's start is still to come. A `once` that stays a `once` keeps its start,
  whatever the edit names.
- The start that a `once` keeps is that of the previous revision, which is the goal's own if it was
  always a `once`. The old period stays in the list, not judged; its last date still moves with the
  goal's pauses.
- A new `once` is whole, just like a declared one. A deadline that is not later than the edit makes
  no period (it should have been refused).
- An edit of a `once` names another deadline if it names an instant other than the one at which the
  deadline stands, by what was known at the edit: with all pauses so far, and all of a running one
  whose last day is named. Naming the original deadline, which pauses have moved, is naming another.
- Another deadline is only moved by the part of pauses after the edit (and after the start), also of
  a pause that is running at the edit. An edit that names no other deadline leaves everything as it
  was: the deadline as it was named last, and all pauses since then, each moment once.
- An edit that was allowed only because of a pause stays when the pause is undone. The old period is
  then judged at the earlier deadline. If the edit kept the deadline, its period is none.
- The new revision's first period begins at the beginning of its first local day, even before the
  declaration. But anything done before the declaration still counts as if it had not been done.
- If the open period was kept, all check-ins that counted for it are spent in all later revisions,
  including those after the one that kept it. Under a ceiling, an open period is never kept, so they
  carry over.
- A day that is done is done in every later revision, too (two edits on a day). `every 1 days` has
  no one-day periods. `every 2 weeks on tue` edited on a kept Tuesday is due in two weeks: the start
  stays.
- A period of the new revision that was met before the edit closes with the edit.
- A check-in for a day between the edit and the start that it names is before the start: it counts
  as if it had not been made, and resumes nothing. One for a day before the edit's belongs to the
  old revision, and resumes the goal.
- If a period's grace ends while one of an earlier revision is pending (a `once` on a long day), it
  waits for that one and closes with it.
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
