"""Explain a goal to anyone on its server: every period behind its numbers, and its public record."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Generic, NamedTuple, TypeVar

from sqlalchemy import Connection

from accountabot.domain import checkins, explanations, trust
from accountabot.domain.changes import FOR_EVER
from accountabot.domain.days import Calendar, LocalDay
from accountabot.domain.edits import Field, differences
from accountabot.domain.explanations import Step
from accountabot.domain.goals import Goal
from accountabot.domain.identities import GoalId, Member, MemberId, RecordId
from accountabot.domain.journeys import Days
from accountabot.domain.outcomes import Outcome
from accountabot.domain.record import Kind, Line
from accountabot.domain.replays import Replay
from accountabot.domain.runs import Run
from accountabot.domain.schedules import EveryWeeksOn, MonthlyOn, Once, WeeklyOn
from accountabot.domain.trust import Word
from accountabot.services import access
from accountabot.services import goals as promises
from accountabot.store import circumstances, deeds, edits, record, settings
from accountabot.store.circumstances import Excused
from accountabot.store.edits import Edit

T = TypeVar("T")

PAGE = 10


class Page(NamedTuple, Generic[T]):
    """Some of many, the newest first: which page (from 0), and of how many."""

    items: Sequence[T]
    page: int
    pages: int


class Explained(NamedTuple):
    """A goal's numbers, and a page of the periods that they rest on."""

    goal: Goal
    today: LocalDay
    run: Run
    word: Word
    broken: Step | None
    """The last period that was missed."""
    steps: Page[Step]


class Told(NamedTuple):
    """A line of the record: on which local day of the owner's what was done, about which day, and in which words."""

    on: LocalDay
    what: str
    actor: MemberId | None = None
    """Who did it, where it was not the owner."""
    about: LocalDay | None = None
    note: str = ""
    amount: Decimal | None = None
    promised: Goal | None = None
    """The goal as it was promised then, which says of what the amount is."""
    is_bonus: bool = False
    is_undone: bool = False
    undid: str = ""
    """What it took back."""
    change: "Change | None" = None
    proof: str = ""
    """The link of the message that proves a check-in."""


class Change(NamedTuple):
    """What an edit changed of a goal, when (UTC), and by what its owner's days were cut then."""

    at: datetime
    calendar: Calendar
    before: Goal
    after: Goal
    fields: tuple[Field, ...]


class Recorded(NamedTuple):
    """A page of a goal's public record."""

    goal: Goal
    today: LocalDay
    lines: Page[Told]


def explain_own(tx: Connection, member: Member, typed: str, now: datetime) -> Explained:
    """Explain the member's own goal that `typed` names; raise Refusal where it names none."""
    return _explain(tx, promises.mine(promises.of(tx, member, now), typed).goal, 0, now)


def explain(tx: Connection, asker: Member, goal_id: GoalId, page: int, now: datetime) -> Explained:
    """Explain a goal of this server to anyone on it; raise Refusal where there is none that they may see."""
    return _explain(tx, access.seen(tx, asker, goal_id), page, now)


def recorded(tx: Connection, asker: Member, goal_id: GoalId, page: int, now: datetime) -> Recorded:
    """Return what was done to a goal, by whom and on which day; raise Refusal as `explain` does."""
    goal = access.seen(tx, asker, goal_id)
    days = settings.terms(tx, goal.owner).days
    told = [*_entries(tx, goal, days), *_excuses(tx, goal, days), *_absences(tx, goal, days)]
    lines = [line for _, line in sorted(told, key=lambda each: each[0], reverse=True)]
    return Recorded(goal, days.day_of(now), _page(lines, page))


def _explain(tx: Connection, goal: Goal, page: int, now: datetime) -> Explained:
    terms = settings.terms(tx, goal.owner)
    steps = explanations.steps(Replay(goal, terms, deeds.of(tx, goal), now))[::-1]
    run = steps[0].run if steps else Run()
    broken = next((step for step in steps if step.verdict.outcome is Outcome.MISSED), None)
    word = trust.word((step.verdict for step in steps), now)
    return Explained(goal, terms.days.day_of(now), run, word, broken, _page(steps, page))


def _page(items: Sequence[T], page: int) -> Page[T]:
    """Return a page of something; one beyond the last is the last."""
    pages = max(1, -(-len(items) // PAGE))
    page = min(max(page, 0), pages - 1)
    return Page(items[page * PAGE : (page + 1) * PAGE], page, pages)


def _entries(tx: Connection, goal: Goal, days: Days) -> Iterator[tuple[datetime, Told]]:
    lines, made = record.of(tx, goal), edits.all_of(tx, goal)
    silent = {edit.entry for edit in made if edit.is_silent}
    changes = dict(_changes(goal, days, [edit for edit in made if not edit.is_undone]))
    kinds = {line.id: line for line in lines}
    for line in lines:
        if line.id not in silent and line.undoes not in silent:
            yield (
                line.at,
                _entry(goal, days, line, kinds)._replace(
                    change=changes.get(line.id), proof=line.proof or ""
                ),
            )


def _changes(goal: Goal, days: Days, made: Sequence[Edit]) -> Iterator[tuple[RecordId, Change]]:
    now = replace(
        goal, is_private=goal.is_kept_private
    )  # what moderators hide was not made so by an edit
    for edit, after in zip(made, [*(later.before for later in made[1:]), now], strict=False):
        fields = differences(edit.before, after)
        yield edit.entry, Change(edit.at, days.calendar(edit.at), edit.before, after, fields)


def _entry(goal: Goal, days: Days, line: Line, known: dict[RecordId, Line]) -> Told:
    undone = known.get(line.undoes) if line.undoes else None
    on = days.day_of(line.at)
    return Told(
        on,
        _what(line, on),
        None if line.actor == goal.owner.id else line.actor,
        undone.day if undone else line.day or line.until,
        line.note,
        line.amount,
        _promised_at(goal, line.at),
        line.day is not None and _is_bonus(goal, days, line.day),
        line.is_undone,
        _what(undone, days.day_of(undone.at)) if undone else "",
    )


def _promised_at(goal: Goal, at: datetime) -> Goal:
    """Return a goal as it was promised at an instant."""
    return next(
        (each for each in goal.chapters()[:-1] if each.ended_at and at < each.ended_at), goal
    )


def _is_bonus(goal: Goal, days: Days, day: LocalDay) -> bool:
    """Tell whether nothing was asked for on a day, neither before an edit on it nor after."""
    *before, last = goal.chapters()
    since = [
        *(each for each in before if each.ended_at and day <= days.day_of(each.ended_at)),
        last,
    ]
    held = [each for each in since if each.start.day <= day] or since[:1]
    return all(checkins.is_bonus(each, day) for each in held)


def _what(line: Line, on: LocalDay) -> str:
    if line.kind is Kind.CHECKED_IN:
        return "checked-in-late" if line.day and line.day < on else "checked-in"
    return "paused-until" if line.kind is Kind.PAUSED and line.until else line.kind.value


def _excuses(tx: Connection, goal: Goal, days: Days) -> Iterator[tuple[datetime, Told]]:
    for excused in circumstances.excused(tx, goal.owner.server):
        if _is_asked_for(goal, days, excused):
            told = Told(
                days.day_of(excused.at), "excused", excused.actor, excused.day, excused.note
            )
            yield excused.at, told


def _is_asked_for(goal: Goal, days: Days, excused: Excused) -> bool:
    """Tell whether a goal asks for something on a date that was excused, and so is touched by it."""
    return any(_asks_on(promised, excused.day, days) for promised in goal.chapters())


def _asks_on(goal: Goal, day: LocalDay, days: Days) -> bool:
    schedule, through = goal.schedule, goal.start.through
    is_after = (through and day > through) or (goal.ended_at and days.begins(day) >= goal.ended_at)
    if isinstance(schedule, Once) or day < goal.start.day or is_after:
        return False
    return not isinstance(schedule, WeeklyOn | EveryWeeksOn | MonthlyOn) or schedule.due_on(
        day, goal.start.day
    )


def _absences(tx: Connection, goal: Goal, days: Days) -> Iterator[tuple[datetime, Told]]:
    for away in circumstances.away(tx, goal):
        if goal.began.at < (away.back or FOR_EVER) and away.left < (goal.ended_at or FOR_EVER):
            who = "bot-" if away.is_bot else "blocked-" if away.blocked_by else ""
            yield away.left, Told(days.day_of(away.left), f"{who}left")
            if away.back:
                yield away.back, Told(days.day_of(away.back), f"{who}back")
