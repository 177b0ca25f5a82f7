"""Read the rules of reminders and follow-ups (0024) a second time, slowly and simply.

If the record leaves a case open, this reading decides it as follows.

Whether
- Whatever happens at the very instant of a look happened before it. Any change of a goal's times,
  of the place or of the server's switch counts as "switched on or changed". An edit of the goal,
  other quiet hours and a new zone don't.
- If neither the owner nor the server has a zone, nothing is heard at all, follow-ups included.
- A change of zone, like every other fact, matters from its instant on: a moment over which the
  clock jumped because of travel never came, and is not made up for. Only the bot's absence is.

Days
- The middle of a week or month is that of the whole (perhaps shorter) week or month, even if
  `until` ends it earlier; "the end of the period" is the one that `until` set.
- Dates are counted, also those that travel left out, that are paused, or excused.
- `1 per week` without an amount is a quota of one: the middle, and the last day.
- The ceiling of a `once` follows the rule of deadlines; on its last day at 20:00 its deadline may
  be over. A ceiling that has a number for the period is not kept yet, so it still reminds.
- *Not today* is for the local day in which it was pressed, whatever the reminder was for.
- "Paused at that moment" is meant literally: the evening before the owner is back is still paused.

Times
- A usual time comes before the 20:00 of a ceiling.
- All times of day are counted round the clock: half an hour before a usual 00:10 is 23:40 of the
  same local day, at its end.
- Check-ins are read on the clock of the zone in which they were made; the day start is that of D.
  All that are not undone count, also bonuses and those made for the day before.
- An end of the quiet hours is not quiet, a beginning is. A local time is moved before it is turned
  into an instant, so a time inside a gap is quiet if its name is.
- A reminder before a deadline belongs to the local day in which it would be if it were not moved.
- One and the same D and time of day reminds once; if the automatic time of D changes after its
  reminder (a check-in late in the evening before), it reminds once more.
- At one moment, a goal reminds once: of the earliest day for which nothing prevents it.

Late, repeated, ignored
- What is missed is judged by what is true at the bot's return, and is heard then.
- Up to 30 minutes late, a reminder is sent even in quiet hours, and even if its day is over.
- A snooze ends an hour later, rounded down. It is for the day of the last reminder before it, and
  is dropped if that day is over. It was requested, even that of a quota. If the day is over
  already at the press, the press does nothing (but is a reaction).
- A reminder that waits for the next interaction was not sent: it is not one of the three.
- A change of the times is no reaction. The owner's undo is. Silence includes the follow-ups.
- In a quarter hour, a streak at risk comes first, then the morning after, then reminders, each in
  the order of the goals. Quotas in the same quarter hour and place are one message.
- What waits for the next interaction was not got, so it does not use up the day's one message.

Follow-ups
- Private messages are direct messages if that is the owner's place and the goal has reminders.
- Each period is judged once: for direct messages at 09:00 (if travel jumped over it, or the bot
  was off, as soon as possible outside the quiet hours), otherwise when it ends.
- "The first 09:00 after the deadline" is later than the deadline: for one at 09:00, it never comes
  in time.
- A skipped day has no morning after, though its skip could still be superseded.
- A streak is at risk only if the period can still be made up.
- A moment of risk before the end of the period (a day that travel cut short) is its end.
- A goal that has ended has no follow-ups, although its pending period is still judged.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from tests.oracle.edits import without_the_refused
from tests.oracle.model import Interval, Known, Life
from tests.oracle.recorded import record_at
from tests.oracle.reminder_answers import reactions
from tests.oracle.reminder_clock import QUARTER
from tests.oracle.reminder_follow_ups import Ended, is_due, judge_follow_up, periods_around
from tests.oracle.reminder_judge import judge_reminder
from tests.oracle.reminder_model import (
    AT_RISK,
    MORNING_AFTER,
    Goal,
    Heard,
    Moment,
    Owner,
    Scene,
    is_inside,
    life_with_settings,
)
from tests.oracle.reminder_times import moments
from tests.oracle.revisions import revisions_at
from tests.oracle.settings import zone_at

Told = tuple[int, int, date, str]
"""A goal's number, its revision, the first day of a period, and the kind."""


@dataclass(frozen=True)
class Plan:
    """A goal as it is known from one fact to the next, with the moments in between."""

    until: datetime
    known: tuple[Known, ...]
    zone: str | None
    prepared: Life
    moments: list[Moment]
    ended: list[Ended]


def hear(owner: Owner) -> list[Heard]:
    """List everything that the owner hears, in order.

    Walk over every quarter hour, and every return of the bot, and ask what is due at that moment.
    """
    heard: list[Heard] = []
    plans: dict[int, Plan] = {}
    judged: set[Told] = set()
    before = owner.begins - QUARTER
    for now in looks(owner):
        for number in range(len(owner.goals)):
            if number not in plans or plans[number].until <= now:
                plans[number] = plan(owner, number, before, now)
        for kind in (AT_RISK, MORNING_AFTER):
            for number in range(len(owner.goals)):
                heard += follow_ups(owner, number, now, plans[number], kind, judged, heard)
        for number in range(len(owner.goals)):
            heard += reminders(owner, number, (before, now), plans[number], heard)
        before = now
    return heard


def looks(owner: Owner) -> list[datetime]:
    """List the moments to look at: all quarter hours, and when the bot comes back."""
    quarters = int((owner.ends - owner.begins) / QUARTER) + 1
    moments_of_day = [first_quarter(owner.begins) + number * QUARTER for number in range(quarters)]
    returns = [ends for _, ends in owner.bot_off]
    return sorted(
        now
        for now in {*moments_of_day, *returns}
        if owner.begins <= now < owner.ends and not is_inside(owner.bot_off, now)
    )


def first_quarter(instant: datetime) -> datetime:
    """Find the first quarter hour at the instant or after it: zones differ by whole quarters."""
    hour = instant.replace(minute=0, second=0, microsecond=0)
    while hour < instant:
        hour += QUARTER
    return hour


def plan(owner: Owner, number: int, before: datetime, now: datetime) -> Plan:
    """Read a goal by all that is known now, which stays so until the next fact."""
    goal = owner.goals[number]
    until = min((at for at in facts(owner, goal) if at > now), default=owner.ends)
    prepared = without_the_refused(life_with_settings(owner, goal, now))
    record = record_at(prepared, now)
    is_declared = goal.life.declared <= now
    known = tuple(revisions_at(record, until)) if is_declared else ()
    has_zone = bool(owner.zones and owner.zones[0].at <= now) or owner.server_zone is not None
    zone = str(zone_at(record, now)) if has_zone else None
    scene = Scene(owner, number, goal, now, known, zone, prepared)
    return Plan(
        until=until,
        known=known,
        zone=zone,
        prepared=prepared,
        moments=moments(scene, before, until),
        ended=periods_around(known, before, until),
    )


def facts(owner: Owner, goal: Goal) -> Iterator[datetime]:
    """List all instants at which something about the owner or the goal changes."""
    changes = (
        *(*owner.zones, *owner.day_starts, *owner.week_starts, *owner.freezes, *owner.hard_mode),
        *(*owner.places, *owner.server, *owner.closed, *goal.times, *goal.life.excuses),
    )
    yield goal.life.declared
    yield from (change.at for change in changes)
    yield from reactions(goal)
    for begins, ends in (*owner.left, *owner.blocked):
        yield from (begins, ends)


def scene_at(owner: Owner, number: int, now: datetime, plan: Plan) -> Scene:
    """Look at a goal at this moment."""
    known = tuple(replace(one, now=now) for one in plan.known)
    return Scene(owner, number, owner.goals[number], now, known, plan.zone, plan.prepared)


def reminders(
    owner: Owner, number: int, passed: Interval, plan: Plan, heard: list[Heard]
) -> list[Heard]:
    """Remind of a goal, if it is time."""
    before, now = passed
    if not any(before < one.due <= now for one in plan.moments) and not owner.goals[number].snoozes:
        return []
    found = judge_reminder(scene_at(owner, number, now, plan), plan.moments, before, heard)
    return [found] if found else []


def follow_ups(
    owner: Owner,
    number: int,
    now: datetime,
    plan: Plan,
    kind: str,
    judged: set[Told],
    heard: list[Heard],
) -> list[Heard]:
    """Tell of the periods of a goal whose time has come, each once."""
    found: list[Heard] = []
    for ended in plan.ended:
        told = (number, ended.revision, ended.period.first, kind)
        if told in judged or now < ended.period.ends or not is_wanted(owner, plan, ended, kind):
            continue
        scene = scene_at(owner, number, now, plan)
        if is_due(scene, ended, kind):
            judged.add(told)
            one = judge_follow_up(scene, ended, kind, [*heard, *found])
            found += [one] if one else []
    return found


def is_wanted(owner: Owner, plan: Plan, ended: Ended, kind: str) -> bool:
    """Tell whether the owner wants to hear of it: a `once` has no streak that could be at risk."""
    is_once = plan.known[ended.revision].life.schedule == "once"
    return kind == MORNING_AFTER or (owner.wants_at_risk and not is_once)
