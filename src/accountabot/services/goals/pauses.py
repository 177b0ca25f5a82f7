"""Pause and resume goals, and skip days."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import user_text
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.personal_calendar import PersonalCalendar
from accountabot.domain.goals.goal import DATE_HORIZON, Goal
from accountabot.domain.goals.pause_effects import PauseEffect, effect_on_deadline
from accountabot.domain.goals.record import EventKind
from accountabot.domain.goals.schedules import Every, Once, Per
from accountabot.domain.identifiers import Action, GoalId, Member, RecordId
from accountabot.domain.refusals import Refusal
from accountabot.domain.streaks.outcomes import Outcome
from accountabot.domain.streaks.standing import compute_verdicts
from accountabot.domain.timelines import FOR_EVER
from accountabot.services.delivery import posts
from accountabot.services.goals import goal_views
from accountabot.services.people import departures
from accountabot.services.streaks import goal_status
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store import settings
from accountabot.store.goals import goals, pauses, record
from accountabot.store.reminders import reminders


class PauseResult(NamedTuple):
    """The paused or resumed goals, and their record entries."""

    statuses: list[GoalStatus]
    entries: list[RecordId]
    reason: str = ""
    until: LocalDay | None = None
    effects: Mapping[GoalId, PauseEffect] = MappingProxyType({})
    """What the pause changes for each goal."""

    @property
    def is_private(self) -> bool:
        """Return whether all of the goals are private."""
        return all(status.goal.is_private for status in self.statuses)

    @property
    def in_public(self) -> "PauseResult":
        """Return only the public goals, or all of them if none is public."""
        pairs = zip(self.statuses, self.entries, strict=True)
        visible = [
            (status, entry)
            for status, entry in pairs
            if self.is_private or not status.goal.is_private
        ]
        return self._replace(
            statuses=[status for status, _ in visible], entries=[entry for _, entry in visible]
        )


class SkipResult(NamedTuple):
    """A goal and its skip; without an entry, nothing was skipped."""

    status: GoalStatus
    entry: RecordId | None = None
    outcome: Outcome | None = None
    """The outcome of the day."""
    streak_before: int = 0
    """The streak before the skip."""


class SkipAnnouncement(NamedTuple):
    """A skip for its owner to announce in public."""

    goal: Goal
    day: LocalDay
    reason: str


def calendar_of(tx: Connection, member: Member) -> PersonalCalendar:
    """Return a member's personal calendar."""
    return settings.judging_rules(tx, member).days


def pause(
    tx: Connection, action: Action, typed: str | None, until: LocalDay | None, reason: str | None
) -> PauseResult:
    """Pause one active goal or all of them, until a local day or until resumed.

    The goals are due again on that day. Raises Refusal if the day is not in the future or there is
    nothing to pause.
    """
    record.ensure_not_repeated(tx, action)
    note = user_text.clean_note(reason, user_text.TextField.REASON) or ""
    departures.record_return(tx, action.member, action.at)
    statuses = _to_pause(tx, action, typed)
    if until:
        _ensure_valid_return_day(statuses[0], until)
    entries = [_pause(tx, action, status, until, note) for status in statuses]
    return PauseResult(
        [goal_status.recompute(tx, status.goal, action.at) for status in statuses],
        entries,
        note,
        until,
        effects={status.goal.id: _effect(status, until) for status in statuses},
    )


def resume(tx: Connection, action: Action, typed: str | None) -> PauseResult:
    """Resume one goal, or all paused goals; raise Refusal if nothing is paused."""
    record.ensure_not_repeated(tx, action)
    chosen = _chosen(tx, action, typed)
    was_away = departures.record_return(tx, action.member, action.at)
    statuses = [
        status
        for status in chosen
        if status.due.is_paused and (end_pauses(tx, status, action.at) or was_away)
    ]
    if not statuses:
        raise Refusal("paused-not", title=chosen[0].goal.title) if typed else Refusal("paused-none")
    entries = [record.add(tx, status.goal, EventKind.RESUMED, action) for status in statuses]
    for status in statuses:
        posts.redraw(tx, status.goal, action.at)
    return PauseResult(
        [goal_status.recompute(tx, status.goal, action.at) for status in statuses], entries
    )


def end_pauses(tx: Connection, status: GoalStatus, at: datetime) -> bool:
    """End a goal's pauses; return whether it was paused.

    Also records the owner as present again, since an absence pauses goals, too.
    """
    was_away = departures.record_return(tx, status.goal.owner, at)
    running = pauses.running(tx, status.goal, at)
    ended = [
        entry for entry, pause_ in running.items() if pause_.interval(status.rules.days)[1] > at
    ]
    for entry in ended:
        pauses.set_ended(tx, status.goal, entry, at)
    if ended:
        reminders.look_again(tx, status.goal, at)
    return was_away or bool(ended)


def skip(tx: Connection, action: Action, typed: str | None, reason: str | None) -> SkipResult:
    """Skip today; a goal with longer periods is returned unchanged.

    Raises Refusal if nothing is due today.
    """
    record.ensure_not_repeated(tx, action)
    note = user_text.clean_note(reason, user_text.TextField.REASON) or ""
    departures.record_return(tx, action.member, action.at)
    active = _active_statuses(tx, action)
    status = goal_views.pick_status(active, typed) if typed else _only_due(active)
    if status.due.is_paused:
        raise Refusal("skip-paused", title=status.goal.title, goal=status.goal.id)
    if not _has_one_day_periods(status):
        return SkipResult(status)
    _ensure_skippable(status)
    entry = record.add(tx, status.goal, EventKind.SKIPPED, action, note=note)
    posts.redraw(tx, status.goal, action.at)
    after = goal_status.recompute(tx, status.goal, action.at)
    verdicts = compute_verdicts(
        after.goal, after.rules, after.activity, after.now, after.saved.settled
    )
    return SkipResult(after, entry, verdicts[-1].outcome, status.tally.streak)


def load_announcement(tx: Connection, action: Action, entry: RecordId) -> SkipAnnouncement:
    """Return a skip for its owner to announce.

    Raises Refusal if it is someone else's, undone or already announced, or if the goal is private.
    """
    found = record.get_open_entry(tx, action.member, entry)
    goal = (
        goals.get(tx, action.member.server, found.goal)
        if found and found.kind is EventKind.SKIPPED
        else None
    )
    if goal is None:
        raise Refusal("skip-gone")
    if goal.is_private:
        raise Refusal("skip-private")
    if posts.of(tx, action.member.server, entry):
        raise Refusal("skip-told")
    event = next(event for event in record.history_of(tx, goal) if event.id == entry)
    return SkipAnnouncement(goal, calendar_of(tx, goal.owner).day_of(event.at), event.note)


def _active_statuses(tx: Connection, action: Action) -> list[GoalStatus]:
    """Return the member's active goals; raise Refusal if there are none."""
    own = goal_views.statuses_due_first(tx, action.member, action.at)
    if active := [status for status in own if status.due.is_ongoing]:
        return active
    raise Refusal("nothing-going" if own else "no-goals-yet")


def _chosen(tx: Connection, action: Action, typed: str | None) -> list[GoalStatus]:
    active = _active_statuses(tx, action)
    return [goal_views.pick_status(active, typed)] if typed else active


def _to_pause(tx: Connection, action: Action, typed: str | None) -> list[GoalStatus]:
    chosen = _chosen(tx, action, typed)
    if statuses := [status for status in chosen if not status.due.is_paused]:
        return statuses
    if not typed:
        raise Refusal("paused-all")
    goal = chosen[0].goal
    back = chosen[0].due.back_on
    raise (
        Refusal("paused-until", title=goal.title, goal=goal.id, day=back)
        if back
        else Refusal("paused-already", title=goal.title, goal=goal.id)
    )


def _ensure_valid_return_day(status: GoalStatus, until: LocalDay) -> None:
    today = status.rules.days.day_of(status.now)
    if until <= today:
        raise Refusal("pause-past", understood=until)
    if until > today + timedelta(days=DATE_HORIZON.days):
        raise Refusal("deadline-far", understood=until)


def _pause(
    tx: Connection, action: Action, status: GoalStatus, until: LocalDay | None, reason: str
) -> RecordId:
    entry = record.add(tx, status.goal, EventKind.PAUSED, action, note=reason)
    pauses.add(tx, status.goal, entry, action, until)
    posts.redraw(tx, status.goal, action.at)
    return entry


def _effect(status: GoalStatus, until: LocalDay | None) -> PauseEffect:
    """Return what a pause from now on changes; `status` is the goal's before the pause."""
    days = status.rules.days
    revision = status.revisions[-1]
    today = days.day_of(status.now)
    period = next(revision.periods(since=today), None)
    if period is None:
        return PauseEffect.EXCUSES
    if status.goal.is_once and period.ends:
        back = days.begins(until) if until else FOR_EVER
        return effect_on_deadline(period.begins, period.ends, status.now, back)
    if not _has_one_day_periods(status):
        return PauseEffect.EXCUSES_PERIODS
    if period.first != today or revision.skipped_at(period) is None:
        return PauseEffect.EXCUSES
    ends_today = until is not None and until <= today + timedelta(days=1)
    return PauseEffect.CHANGES_NOTHING if ends_today else PauseEffect.EXCUSES_LATER_DAYS


def _has_one_day_periods(status: GoalStatus) -> bool:
    return not isinstance(status.goal.schedule, Once | Every | Per)


def _only_due(active: list[GoalStatus]) -> GoalStatus:
    """Return the only goal due today; goals with one-day periods come first."""
    due = [status for status in active if status.due.today]
    due = [status for status in due if _has_one_day_periods(status)] or due
    if not due:
        raise Refusal("skip-nothing")
    if len(due) > 1:
        raise Refusal(
            "skip-which",
            goals=tuple(status.goal.title for status in due[: goal_views.MAX_SUGGESTIONS]),
        )
    return due[0]


def _ensure_skippable(status: GoalStatus) -> None:
    """Raise Refusal if today is already done or skipped, or is not due."""
    if status.due.today:
        return
    days = status.rules.days
    goal = status.goal
    today = days.day_of(status.now)
    if any(check_in.day == today for check_in in status.activity.check_ins):
        raise Refusal("skip-done", title=goal.title)
    is_skipped = any(days.day_of(at) == today for at in status.activity.skips)
    raise Refusal("skip-already" if is_skipped else "skip-not-due", title=goal.title, goal=goal.id)
