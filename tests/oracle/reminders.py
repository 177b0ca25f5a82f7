"""Read the rules of reminders and follow-ups (0024) a second time, slowly and simply.

If the record leaves a case open, this reading decides it as follows.

Whether
- Whatever happens at the very instant of a look happened before it. Times, a place or a zone that
  are set again are a change, even if they are the same as before. An edit of the goal is none.
- Who is blocked counts as paused, like who left: their deadlines move, too.
- Without any zone, the quiet hours that a streak at risk keeps to are UTC's, too.

Days
- "As many days as" counts dates, also those that travel left out, that are paused, or excused.
- The ceiling of a `once` follows the rule of deadlines. Any number in the period is a number that
  was reported, also for a ceiling on several days of a week.

Times
- The day before D is the previous local day that happened. All check-ins that are not undone count
  for the median, also bonuses and those made for the day before.
- A check-in from before a person's first zone was made in that first zone (as everywhere else).
- What is earlier is subtracted on the local clock. It is then rounded, moved, and only at last
  turned into an instant, so a time inside a gap is quiet if its name is. "Within D" is asked of the
  time that isn't rounded yet.
- The time of day that reminds once of D is the rounded one, before the quiet hours moved it.
- An end of the quiet hours is not quiet, a beginning is.
- A chosen time is rounded before its last occurrence before the deadline is looked for.
- A date as deadline (one second before that local day ends) is the instant that it was when it was
  named, like any other deadline.

Late, repeated, ignored
- What is missed is judged by what is true at the bot's return only, even if the goal was paused at
  the moment itself.
- Of moments that passed together only the last counts, even if something prevents it.
- A press of *Snooze* belongs to the last reminder before it. If it is for a day that is over, it is
  a reaction, and nothing more. A later press replaces it. The presses here are never refused.
- A change of times, place, server or zone after the end of a snooze takes it back, too; one before
  doesn't.
- The fourth reminder is a question even if it would be dropped as a quota.
- A waiting quota is dropped, too, if there was another message.

Follow-ups
- The place at a look decides when the morning after is due, and which way it goes. Closed direct
  messages count as no place: it waits from the moment at which the period ended, or they closed.
- A morning after by direct message never comes in quiet hours, also if travel jumped over 09:00. If
  the grace period ends before they do, it is lost. So is everything that is judged after it.
- A morning after that waits because of a warning still waits from the hour of the direct message.
- A streak at risk is a direct message under the same conditions as the morning after. It is rounded
  down like every other time, and only told if the period can still be made up for. If it is judged
  late, it is heard at once, even in quiet hours.
- A morning after that waits for the next interaction was heard of. So was one of a goal's terms
  before an edit. The times of a goal and its buttons are no entries; an undo is one.
- A skipped day has no morning after, though its skip could still be superseded.
- A goal that has ended has no follow-ups, although its pending period is still judged.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

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

LONGEST_SNOOZE = timedelta(days=4)  # until its day is over, even if the bot is off meanwhile
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
    may_be_snoozed = any(
        one.at <= now < one.at + LONGEST_SNOOZE for one in owner.goals[number].snoozes
    )
    if not may_be_snoozed and not any(before < one.due <= now for one in plan.moments):
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
