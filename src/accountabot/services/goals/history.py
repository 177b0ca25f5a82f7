"""Explain a goal to anyone on its server: every period behind its numbers, and its public record."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Generic, NamedTuple, TypeVar

from sqlalchemy import Connection

from accountabot.domain.calendar.days import Calendar, LocalDay
from accountabot.domain.calendar.personal_calendar import PersonalCalendar
from accountabot.domain.checkins.checkin_day import is_bonus
from accountabot.domain.goals.edits import GoalField, edited_fields
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.record import EventKind, RecordedEvent
from accountabot.domain.goals.schedules import EveryWeeksOn, MonthlyOn, Once, WeeklyOn
from accountabot.domain.identifiers import GoalId, Member, MemberId, RecordId
from accountabot.domain.streaks import kept_ratio
from accountabot.domain.streaks.explanations import ExplainedPeriod, explain_periods
from accountabot.domain.streaks.kept_ratio import KeptRatio
from accountabot.domain.streaks.outcomes import Outcome
from accountabot.domain.streaks.replay import Replay
from accountabot.domain.streaks.tallies import Tally
from accountabot.domain.timelines import FOR_EVER
from accountabot.services import access
from accountabot.services.goals import goal_views
from accountabot.store import settings
from accountabot.store.checkins import activity
from accountabot.store.goals import edits, record
from accountabot.store.goals.edits import Edit
from accountabot.store.streaks import exemptions
from accountabot.store.streaks.exemptions import ExcusedDate

T = TypeVar("T")

PAGE = 10


class HistoryPage(NamedTuple, Generic[T]):
    """Some of many, the newest first: which page (from 0), and of how many."""

    items: Sequence[T]
    page: int
    pages: int


class GoalExplanation(NamedTuple):
    """A goal's numbers, and a page of the periods that they rest on."""

    goal: Goal
    today: LocalDay
    tally: Tally
    kept_ratio: KeptRatio
    broken: ExplainedPeriod | None
    """The last period that was missed."""
    steps: HistoryPage[ExplainedPeriod]


class HistoryEntry(NamedTuple):
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
    change: "EditSummary | None" = None
    proof: str = ""
    """The link of the message that proves a check-in."""


class EditSummary(NamedTuple):
    """What an edit changed of a goal, when (UTC), and by what its owner's days were cut then."""

    at: datetime
    calendar: Calendar
    before: Goal
    after: Goal
    fields: tuple[GoalField, ...]


class GoalHistory(NamedTuple):
    """A page of a goal's public record."""

    goal: Goal
    today: LocalDay
    lines: HistoryPage[HistoryEntry]


def explain_own(tx: Connection, member: Member, typed: str, now: datetime) -> GoalExplanation:
    """Explain the member's own goal that `typed` names; raise Refusal where it names none."""
    return _explain(
        tx, goal_views.pick_own(goal_views.statuses_of(tx, member, now), typed).goal, 0, now
    )


def explain(
    tx: Connection, asker: Member, goal_id: GoalId, page: int, now: datetime
) -> GoalExplanation:
    """Explain a goal of this server to anyone on it; raise Refusal where there is none that they may see."""
    return _explain(tx, access.visible_goal(tx, asker, goal_id), page, now)


def recorded(
    tx: Connection, asker: Member, goal_id: GoalId, page: int, now: datetime
) -> GoalHistory:
    """Return what was done to a goal, by whom and on which day; raise Refusal as `explain` does."""
    goal = access.visible_goal(tx, asker, goal_id)
    days = settings.judging_rules(tx, goal.owner).days
    told = [*_entries(tx, goal, days), *_excuses(tx, goal, days), *_absences(tx, goal, days)]
    lines = [line for _, line in sorted(told, key=lambda each: each[0], reverse=True)]
    return GoalHistory(goal, days.day_of(now), _page(lines, page))


def _explain(tx: Connection, goal: Goal, page: int, now: datetime) -> GoalExplanation:
    rules = settings.judging_rules(tx, goal.owner)
    steps = explain_periods(Replay(goal, rules, activity.of(tx, goal), now))[::-1]
    tally = steps[0].tally if steps else Tally()
    broken = next((step for step in steps if step.verdict.outcome is Outcome.MISSED), None)
    ratio = kept_ratio.compute_kept_ratio((step.verdict for step in steps), now)
    return GoalExplanation(goal, rules.days.day_of(now), tally, ratio, broken, _page(steps, page))


def _page(items: Sequence[T], page: int) -> HistoryPage[T]:
    """Return a page of something; one beyond the last is the last."""
    pages = max(1, -(-len(items) // PAGE))
    page = min(max(page, 0), pages - 1)
    return HistoryPage(items[page * PAGE : (page + 1) * PAGE], page, pages)


def _entries(
    tx: Connection, goal: Goal, days: PersonalCalendar
) -> Iterator[tuple[datetime, HistoryEntry]]:
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


def _changes(
    goal: Goal, days: PersonalCalendar, made: Sequence[Edit]
) -> Iterator[tuple[RecordId, EditSummary]]:
    now = replace(
        goal, is_private=goal.is_private_by_choice
    )  # what moderators hide was not made so by an edit
    for edit, after in zip(made, [*(later.before for later in made[1:]), now], strict=False):
        fields = edited_fields(edit.before, after)
        yield edit.entry, EditSummary(edit.at, days.calendar(edit.at), edit.before, after, fields)


def _entry(
    goal: Goal, days: PersonalCalendar, line: RecordedEvent, known: dict[RecordId, RecordedEvent]
) -> HistoryEntry:
    undone = known.get(line.undoes) if line.undoes else None
    on = days.day_of(line.at)
    return HistoryEntry(
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
        (each for each in goal.revisions()[:-1] if each.ended_at and at < each.ended_at), goal
    )


def _is_bonus(goal: Goal, days: PersonalCalendar, day: LocalDay) -> bool:
    """Tell whether nothing was asked for on a day, neither before an edit on it nor after."""
    *before, last = goal.revisions()
    since = [
        *(each for each in before if each.ended_at and day <= days.day_of(each.ended_at)),
        last,
    ]
    held = [each for each in since if each.start.day <= day] or since[:1]
    return all(is_bonus(each, day) for each in held)


def _what(line: RecordedEvent, on: LocalDay) -> str:
    if line.kind is EventKind.CHECKED_IN:
        return "checked-in-late" if line.day and line.day < on else "checked-in"
    return "paused-until" if line.kind is EventKind.PAUSED and line.until else line.kind.value


def _excuses(
    tx: Connection, goal: Goal, days: PersonalCalendar
) -> Iterator[tuple[datetime, HistoryEntry]]:
    for excused in exemptions.excused(tx, goal.owner.server):
        if _is_asked_for(goal, days, excused):
            told = HistoryEntry(
                days.day_of(excused.at), "excused", excused.actor, excused.day, excused.note
            )
            yield excused.at, told


def _is_asked_for(goal: Goal, days: PersonalCalendar, excused: ExcusedDate) -> bool:
    """Tell whether a goal asks for something on a date that was excused, and so is touched by it."""
    return any(_asks_on(promised, excused.day, days) for promised in goal.revisions())


def _asks_on(goal: Goal, day: LocalDay, days: PersonalCalendar) -> bool:
    schedule, through = goal.schedule, goal.start.through
    is_after = (through and day > through) or (goal.ended_at and days.begins(day) >= goal.ended_at)
    if isinstance(schedule, Once) or day < goal.start.day or is_after:
        return False
    return not isinstance(schedule, WeeklyOn | EveryWeeksOn | MonthlyOn) or schedule.due_on(
        day, goal.start.day
    )


def _absences(
    tx: Connection, goal: Goal, days: PersonalCalendar
) -> Iterator[tuple[datetime, HistoryEntry]]:
    for away in exemptions.away(tx, goal):
        if goal.began.at < (away.back or FOR_EVER) and away.left < (goal.ended_at or FOR_EVER):
            who = "bot-" if away.is_bot else "blocked-" if away.blocked_by else ""
            yield away.left, HistoryEntry(days.day_of(away.left), f"{who}left")
            if away.back:
                yield away.back, HistoryEntry(days.day_of(away.back), f"{who}back")
