"""Explain a goal's numbers period by period, and list its public record."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Generic, NamedTuple, TypeVar

from sqlalchemy import Connection

from accountabot.domain.calendar.days import Calendar, LocalDay
from accountabot.domain.calendar.personal_calendar import PersonalCalendar
from accountabot.domain.checkins.activity import Pause
from accountabot.domain.checkins.checkin_day import is_bonus
from accountabot.domain.goals import periods
from accountabot.domain.goals.edits import GoalField, edited_fields
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.record import EventKind, RecordedEvent
from accountabot.domain.goals.schedules import EveryWeeksOn, MonthlyOn, Once, WeeklyOn
from accountabot.domain.identifiers import GoalId, Member, MemberId, RecordId
from accountabot.domain.judging_rules import JudgingRules
from accountabot.domain.streaks import kept_ratio
from accountabot.domain.streaks.explanations import (
    ExplainedPeriod,
    ExplainedRun,
    explain_periods,
    fold,
)
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
    """A page of items, newest first, with its zero-based number and the page count."""

    items: Sequence[T]
    page: int
    pages: int


class GoalExplanation(NamedTuple):
    """A goal's numbers, and a page of the periods they are computed from."""

    goal: Goal
    today: LocalDay
    tally: Tally
    kept_ratio: KeptRatio
    last_missed: ExplainedPeriod | None
    """The last missed period."""
    streak_since: ExplainedPeriod | None
    """The first kept period of the current streak."""
    periods: HistoryPage[ExplainedRun]


class HistoryEntry(NamedTuple):
    """A line of the public record, dated in the owner's local time."""

    day: LocalDay
    event: str
    actor: MemberId | None = None
    """The actor, unless it was the owner."""
    subject_day: LocalDay | None = None
    note: str = ""
    amount: Decimal | None = None
    revision: Goal | None = None
    """The goal as it was defined then; gives the amount its unit."""
    is_bonus: bool = False
    is_undone: bool = False
    undone_event: str = ""
    """The event that an undo reversed."""
    edit: "EditSummary | None" = None
    proof: str = ""
    """The link of the message that proves a check-in."""


class EditSummary(NamedTuple):
    """An edit with its time (UTC), the owner's calendar at that time, and the changed fields."""

    at: datetime
    calendar: Calendar
    before: Goal
    after: Goal
    fields: tuple[GoalField, ...]


class GoalHistory(NamedTuple):
    """A page of a goal's public record."""

    goal: Goal
    today: LocalDay
    entries: HistoryPage[HistoryEntry]


def explain_own(tx: Connection, member: Member, typed: str, now: datetime) -> GoalExplanation:
    """Explain a member's own goal; raise Refusal if none matches."""
    return _explain(
        tx,
        goal_views.pick_status(goal_views.statuses_due_first(tx, member, now), typed).goal,
        0,
        now,
    )


def explain(
    tx: Connection, asker: Member, goal_id: GoalId, page: int, now: datetime
) -> GoalExplanation:
    """Explain a goal to anyone on its server; raise Refusal if they cannot see it."""
    return _explain(tx, access.visible_goal(tx, asker, goal_id), page, now)


def load_history(
    tx: Connection, asker: Member, goal_id: GoalId, page: int, now: datetime
) -> GoalHistory:
    """Return a page of a goal's record; raise Refusal if the asker cannot see it."""
    goal = access.visible_goal(tx, asker, goal_id)
    rules = settings.judging_rules(tx, goal.owner)
    days = rules.days
    dated_entries = [
        *_entries(tx, goal, rules),
        *_excuses(tx, goal, days),
        *_away_periods(tx, goal, days),
    ]
    entries = [entry for _, entry in sorted(dated_entries, key=lambda each: each[0], reverse=True)]
    return GoalHistory(goal, days.day_of(now), _page(entries, page))


def _explain(tx: Connection, goal: Goal, page: int, now: datetime) -> GoalExplanation:
    rules = settings.judging_rules(tx, goal.owner)
    replay = Replay(goal, rules, activity.load(tx, goal), now)
    explained = explain_periods(replay)
    tally = explained[-1].tally if explained else replay.begin().tally
    last_missed = next(
        (period for period in explained[::-1] if period.verdict.outcome is Outcome.MISSED), None
    )
    kept = [period for period in explained if period.verdict.outcome.counts_as_kept]
    ratio = kept_ratio.compute_kept_ratio((period.verdict for period in explained), now)
    return GoalExplanation(
        goal=goal,
        today=rules.days.day_of(now),
        tally=tally,
        kept_ratio=ratio,
        last_missed=last_missed,
        streak_since=kept[-tally.streak] if 0 < tally.streak <= len(kept) else None,
        periods=_page(fold(explained), page),
    )


def _page(items: Sequence[T], page: int) -> HistoryPage[T]:
    """Return a page of items; a number past the end returns the last page."""
    pages = max(1, -(-len(items) // PAGE))
    page = min(max(page, 0), pages - 1)
    return HistoryPage(items[page * PAGE : (page + 1) * PAGE], page, pages)


def _entries(
    tx: Connection, goal: Goal, rules: JudgingRules
) -> Iterator[tuple[datetime, HistoryEntry]]:
    days = rules.days
    events = record.history_of(tx, goal)
    all_edits = edits.all_of(tx, goal)
    silent = {edit.entry for edit in all_edits if edit.is_silent}
    pauses = activity.load(tx, goal).pauses if all_edits else ()
    changes = dict(
        _changes(goal, rules, pauses, [edit for edit in all_edits if not edit.is_undone])
    )
    events_by_id = {event.id: event for event in events}
    for event in events:
        if event.id not in silent and event.undoes not in silent:
            yield (
                event.at,
                _entry(goal, days, event, events_by_id)._replace(
                    edit=changes.get(event.id), proof=event.proof or ""
                ),
            )


def _changes(
    goal: Goal, rules: JudgingRules, pauses: Sequence[Pause], all_edits: Sequence[Edit]
) -> Iterator[tuple[RecordId, EditSummary]]:
    # A goal that moderators hide is private, but not because of an edit.
    now = replace(goal, is_private=goal.is_private_by_choice)
    for edit, after in zip(
        all_edits, [*(later.before for later in all_edits[1:]), now], strict=False
    ):
        before = edit.before
        names_deadline = after.start.at == edit.at and after.start.deadline_set_at is None
        if names_deadline and before.is_once and before.start.until:
            before = _as_due(before, rules, pauses, edit.at)
        yield (
            edit.entry,
            EditSummary(
                at=edit.at,
                calendar=rules.days.calendar(edit.at),
                before=before,
                after=after,
                fields=edited_fields(before, after),
            ),
        )


def _as_due(goal: Goal, rules: JudgingRules, pauses: Sequence[Pause], at: datetime) -> Goal:
    """Return a one-time goal with its deadline as extended by the pauses until `at`."""
    known = [pause.interval(rules.days) for pause in pauses if pause.at <= at]
    due = next((period.ends for period in periods.of(goal, rules, known, at)), None)
    return replace(goal, start=replace(goal.start, until=due or goal.start.until))


def _entry(
    goal: Goal,
    days: PersonalCalendar,
    event: RecordedEvent,
    events_by_id: dict[RecordId, RecordedEvent],
) -> HistoryEntry:
    undone = events_by_id.get(event.undoes) if event.undoes else None
    day = days.day_of(event.at)
    return HistoryEntry(
        day=day,
        event=_event_name(event, day),
        actor=None if event.actor == goal.owner.id else event.actor,
        subject_day=undone.day if undone else event.day or event.until,
        note=event.note,
        amount=event.amount,
        revision=_revision_at(goal, event.at),
        is_bonus=event.day is not None and _is_bonus(goal, days, event.day),
        is_undone=event.is_undone,
        undone_event=_event_name(undone, days.day_of(undone.at)) if undone else "",
    )


def _revision_at(goal: Goal, at: datetime) -> Goal:
    """Return the revision of a goal at an instant."""
    return next(
        (each for each in goal.revisions()[:-1] if each.ended_at and at < each.ended_at), goal
    )


def _is_bonus(goal: Goal, days: PersonalCalendar, day: LocalDay) -> bool:
    """Return whether a check-in on a day was a bonus in every revision in force."""
    *earlier, last = goal.revisions()
    later = [
        *(each for each in earlier if each.ended_at and day <= days.day_of(each.ended_at)),
        last,
    ]
    in_force = [each for each in later if each.start.day <= day] or later[:1]
    return all(is_bonus(each, day) for each in in_force)


def _event_name(event: RecordedEvent, day: LocalDay) -> str:
    if event.kind is EventKind.CHECKED_IN:
        return "checked-in-late" if event.day and event.day < day else "checked-in"
    return "paused-until" if event.kind is EventKind.PAUSED and event.until else event.kind.value


def _excuses(
    tx: Connection, goal: Goal, days: PersonalCalendar
) -> Iterator[tuple[datetime, HistoryEntry]]:
    for excused in exemptions.list_excused_dates(tx, goal.owner.server):
        if _is_affected(goal, days, excused):
            entry = HistoryEntry(
                day=days.day_of(excused.at),
                event="excused",
                actor=excused.actor,
                subject_day=excused.day,
                note=excused.note,
            )
            yield excused.at, entry


def _is_affected(goal: Goal, days: PersonalCalendar, excused: ExcusedDate) -> bool:
    """Return whether an excused date is a due day in any revision of a goal."""
    return any(_is_due_on(revision, excused.day, days) for revision in goal.revisions())


def _is_due_on(goal: Goal, day: LocalDay, days: PersonalCalendar) -> bool:
    schedule = goal.schedule
    through = goal.start.through
    is_after = (through and day > through) or (goal.ended_at and days.begins(day) >= goal.ended_at)
    if isinstance(schedule, Once) or day < goal.start.day or is_after:
        return False
    return not isinstance(schedule, WeeklyOn | EveryWeeksOn | MonthlyOn) or schedule.due_on(
        day, goal.start.day
    )


def _away_periods(
    tx: Connection, goal: Goal, days: PersonalCalendar
) -> Iterator[tuple[datetime, HistoryEntry]]:
    for away in exemptions.list_away_periods(tx, goal):
        if goal.began.at < (away.back or FOR_EVER) and away.left < (goal.ended_at or FOR_EVER):
            who = "bot-" if away.is_bot else "blocked-" if away.blocked_by else ""
            yield away.left, HistoryEntry(days.day_of(away.left), f"{who}left")
            if away.back:
                yield away.back, HistoryEntry(days.day_of(away.back), f"{who}back")
