"""Tell those who hold a member to a goal what became of it: all of them, and all of it, in one message."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.days import LocalDay
from accountabot.domain.errands import Errand, Later, Topic
from accountabot.domain.goals import Goal, State
from accountabot.domain.identities import GoalId, Member, MemberId
from accountabot.domain.journeys import Days
from accountabot.domain.milestones import COMPLETED
from accountabot.domain.outcomes import Outcome
from accountabot.domain.periods import Period
from accountabot.domain.record import Post
from accountabot.services import streaks
from accountabot.services.milestones import UNTOLD
from accountabot.services.streaks import Line
from accountabot.store import goals, milestones, outbox, people, posts

WEEK = timedelta(days=7)
"""Misses are told once in so long at most, and a goal is looked at so often at least."""
MORNING = timedelta(hours=9)
"""After the beginning of its owner's day, when misses are told: nobody is woken by one."""


class News(NamedTuple):
    """What the witnesses of a goal were not told yet, and in which channel they are."""

    goal: Goal
    witnesses: list[MemberId]
    channel: int
    milestone: int | None
    """The most periods in a row that it reached since."""
    is_completed: bool
    misses: list[Period]
    today: LocalDay
    at: datetime
    """Up to when (UTC) they are told."""
    next: datetime | None
    """When the goal is looked at again."""


class _Happened(NamedTuple):
    """What happened to a goal since its witnesses were told, and when (UTC) they may hear of it."""

    reached: set[int]
    misses: list[Period]
    tells_at: datetime | None


def watch(tx: Connection, goal: Goal, now: datetime) -> None:
    """Have what happens to a goal from now on told to its witnesses, where it has any and all may see it."""
    due = _next_look(streaks.line(tx, goal, now))
    if due and not goal.is_private and people.backing_of(tx, goal).witnesses:
        outbox.add(tx, goal.owner.server, Topic.NEWS, goal.id, now, due)


def news(tx: Connection, errand: Errand, now: datetime) -> News | Later | None:
    """Return what is told now, when to look again, or None where nobody is to hear of the goal any more."""
    goal = goals.get(tx, errand.server, GoalId(errand.subject))
    witnesses = people.backing_of(tx, goal).witnesses if goal and not goal.is_private else ()
    if goal is None or not witnesses:
        return None
    line = streaks.line(tx, goal, now)
    happened, again = _happened(tx, line, errand), _next_look(line)
    if happened.tells_at and happened.tells_at <= now:
        here = [key for key in witnesses if not people.is_away(tx, Member(errand.server, key))]
        said = posts.all_of(tx, errand.server, goal.id)
        if here and said:
            most, is_completed = max(happened.reached, default=0) or None, COMPLETED in happened.reached
            today = line.terms.days.day_of(now)
            return News(goal, here, said[0].channel, most, is_completed, happened.misses, today, now, again)
    elif happened.tells_at:
        again = min(happened.tells_at, again or happened.tells_at)
    return Later(again) if again else None


def told(tx: Connection, errand: Errand, news: News, post: Post | None) -> bool:
    """Note that witnesses were told, or can't be, so that it is let go; return whether the goal was hidden since."""
    if news.next:
        outbox.mark(tx, errand, news.at, news.next)
    else:
        outbox.drop(tx, errand)
    if post:
        posts.show(tx, errand.server, [news.goal.id], post)
    goal = goals.get(tx, errand.server, news.goal.id)
    return goal is None or goal.is_private


def _happened(tx: Connection, line: Line, errand: Errand) -> _Happened:
    """Return what happened since an errand was carried out: what can be taken back is told when it can't any more."""
    kept = milestones.since(tx, line.goal, errand.since - UNTOLD)
    final = {number for number, at in kept.items() if at <= line.now - UNTOLD}
    missed = _missed(tx, line)
    misses = [period for period, at in missed if at > errand.since]
    was_told = any(errand.since - WEEK < at <= errand.since for _, at in missed) and errand.round > 0
    waits = [at + UNTOLD for number, at in kept.items() if number not in final]
    if misses:
        waits.append(errand.since + WEEK if was_told else line.now)
    return _Happened(final, misses, line.now if final else min(waits, default=None))


def _missed(tx: Connection, line: Line) -> list[tuple[Period, datetime]]:
    """Return the periods that a goal missed, and when each was."""
    found = streaks.verdicts(tx, line.goal, line.now)
    return [(v.period, v.closed_at) for v in found if v.outcome is Outcome.MISSED and v.closed_at]


def _next_look(line: Line) -> datetime | None:
    """Return when a goal is looked at again: on the morning after a period closed, and once a week; None if over."""
    if line.goal.state is not State.ACTIVE:
        return None
    periods = line.chapters[-1].periods(line.saved.settled.through)
    closes = next((p.closes for p in periods if p.closes is None or p.closes > line.now), None)
    if closes is None:
        return line.now + WEEK if line.due.is_going else None
    return min(line.now + WEEK, _morning(line.terms.days, closes))


def _morning(days: Days, at: datetime) -> datetime:
    """Return the first morning from an instant on."""
    today = days.day_of(at)
    morning = days.begins(today) + MORNING
    return morning if morning >= at else days.begins(days.after(today)) + MORNING
