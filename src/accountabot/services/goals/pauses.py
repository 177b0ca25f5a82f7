"""Pause and resume goals, and skip days."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import user_text
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.personal_calendar import PersonalCalendar
from accountabot.domain.goals.goal import FAR_OFF, Goal
from accountabot.domain.goals.record import EventKind
from accountabot.domain.goals.schedules import Every, Once, Per
from accountabot.domain.identifiers import Action, Member, RecordId
from accountabot.domain.refusals import Refusal
from accountabot.domain.streaks.outcomes import Outcome
from accountabot.domain.streaks.standing import compute_verdicts
from accountabot.services.goals import goal_views
from accountabot.services.people import departures
from accountabot.services.streaks import goal_status
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store import settings
from accountabot.store.delivery import posts
from accountabot.store.goals import goals, pauses, record


class PauseResult(NamedTuple):
    """Goals that were paused or resumed, and their record entries."""

    statuses: list[GoalStatus]
    entries: list[RecordId]
    reason: str = ""
    until: LocalDay | None = None

    @property
    def is_private(self) -> bool:
        """Tell whether all of the goals are private."""
        return all(line.goal.is_private for line in self.statuses)

    @property
    def in_public(self) -> "PauseResult":
        """Return the part that everyone may see, or everything if all goals are private."""
        both = zip(self.statuses, self.entries, strict=True)
        seen = [
            (line, entry) for line, entry in both if self.is_private or not line.goal.is_private
        ]
        return self._replace(
            statuses=[line for line, _ in seen], entries=[entry for _, entry in seen]
        )


class SkipResult(NamedTuple):
    """A skipped goal; without an entry nothing changed, and the status tells what is left."""

    status: GoalStatus
    entry: RecordId | None = None
    outcome: Outcome | None = None
    """The outcome of the day."""
    streak_before: int = 0
    """The streak before the skip."""


class SkipAnnouncement(NamedTuple):
    """A skip that its owner wants to make public."""

    goal: Goal
    day: LocalDay
    reason: str


def days_of(tx: Connection, member: Member) -> PersonalCalendar:
    """Return a member's calendar."""
    return settings.judging_rules(tx, member).days


def pause(
    tx: Connection, action: Action, typed: str | None, until: LocalDay | None, reason: str | None
) -> PauseResult:
    """Pause one active goal, or all of them, until a local day or until resumed.

    On that day the goals are due again. Raises Refusal if the day is not in the future or there is
    nothing to pause.
    """
    record.ensure_not_repeated(tx, action)
    said = user_text.clean_note(reason) or ""
    departures.record_return(tx, action.member, action.at)
    lines = _to_pause(tx, action, typed)
    if until:
        _ensure_valid_return_day(lines[0], until)
    entries = [_pause(tx, action, line, until, said) for line in lines]
    return PauseResult(
        [goal_status.recompute(tx, line.goal, action.at) for line in lines], entries, said, until
    )


def resume(tx: Connection, action: Action, typed: str | None) -> PauseResult:
    """Resume one goal, or all paused goals; raise Refusal if nothing is paused."""
    record.ensure_not_repeated(tx, action)
    meant = _chosen(tx, action, typed)
    was_away = departures.record_return(tx, action.member, action.at)
    lines = [
        line
        for line in meant
        if line.due.is_paused and (end_pauses(tx, line, action.at) or was_away)
    ]
    if not lines:
        raise Refusal("paused-not", title=meant[0].goal.title) if typed else Refusal("paused-none")
    entries = [record.add(tx, line.goal, EventKind.RESUMED, action) for line in lines]
    return PauseResult([goal_status.recompute(tx, line.goal, action.at) for line in lines], entries)


def end_pauses(tx: Connection, line: GoalStatus, at: datetime) -> bool:
    """End the pauses of a goal, and return whether there were any.

    A member who acts is present, even if they were recorded as gone.
    """
    was_away = departures.record_return(tx, line.goal.owner, at)
    running = pauses.running(tx, line.goal, at)
    ended = [key for key, one in running.items() if one.stretch(line.terms.days)[1] > at]
    for key in ended:
        pauses.set_ended(tx, line.goal, key, at)
    return was_away or bool(ended)


def skip(tx: Connection, action: Action, typed: str | None, reason: str | None) -> SkipResult:
    """Skip today; for goals without one-day periods only return what is left.

    Raises Refusal if nothing is due today.
    """
    record.ensure_not_repeated(tx, action)
    said = user_text.clean_note(reason) or ""
    departures.record_return(tx, action.member, action.at)
    going = _active_statuses(tx, action)
    line = goal_views.pick_status(going, typed) if typed else _only_due(going)
    if line.due.is_paused:
        raise Refusal("skip-paused", title=line.goal.title)
    if not _has_one_day_periods(line):
        return SkipResult(line)
    _ensure_skippable(line)
    entry = record.add(tx, line.goal, EventKind.SKIPPED, action, note=said)
    after = goal_status.recompute(tx, line.goal, action.at)
    judged = compute_verdicts(after.goal, after.terms, after.deeds, after.now, after.saved.settled)
    return SkipResult(after, entry, judged[-1].outcome, line.run.streak)


def load_announcement(tx: Connection, action: Action, entry: RecordId) -> SkipAnnouncement:
    """Return a skip that a member wants to announce.

    Raises Refusal if it is not theirs, was undone, is of a private goal, or was announced before.
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
    line = next(line for line in record.history_of(tx, goal) if line.id == entry)
    return SkipAnnouncement(goal, days_of(tx, goal.owner).day_of(line.at), line.note)


def _active_statuses(tx: Connection, action: Action) -> list[GoalStatus]:
    """Return the member's goals that are active; raise Refusal if there are none."""
    own = goal_views.statuses_due_first(tx, action.member, action.at)
    if going := [line for line in own if line.due.is_going]:
        return going
    raise Refusal("nothing-going" if own else "no-goals-yet")


def _chosen(tx: Connection, action: Action, typed: str | None) -> list[GoalStatus]:
    going = _active_statuses(tx, action)
    return [goal_views.pick_status(going, typed)] if typed else going


def _to_pause(tx: Connection, action: Action, typed: str | None) -> list[GoalStatus]:
    meant = _chosen(tx, action, typed)
    if lines := [line for line in meant if not line.due.is_paused]:
        return lines
    if not typed:
        raise Refusal("paused-all")
    title, back = meant[0].goal.title, meant[0].due.back
    raise (
        Refusal("paused-until", title=title, day=back)
        if back
        else Refusal("paused-already", title=title)
    )


def _ensure_valid_return_day(line: GoalStatus, until: LocalDay) -> None:
    today = line.terms.days.day_of(line.now)
    if until <= today:
        raise Refusal("pause-past", understood=until)
    if until > today + timedelta(days=FAR_OFF.days):
        raise Refusal("deadline-far", understood=until)


def _pause(
    tx: Connection, action: Action, line: GoalStatus, until: LocalDay | None, reason: str
) -> RecordId:
    entry = record.add(tx, line.goal, EventKind.PAUSED, action, note=reason)
    pauses.add(tx, line.goal, entry, action, until)
    return entry


def _has_one_day_periods(line: GoalStatus) -> bool:
    return not isinstance(line.goal.schedule, Once | Every | Per)


def _only_due(going: list[GoalStatus]) -> GoalStatus:
    """Return the goal that is due today, preferring one-day periods."""
    due = [line for line in going if line.due.today]
    due = [line for line in due if _has_one_day_periods(line)] or due
    if not due:
        raise Refusal("skip-nothing")
    if len(due) > 1:
        raise Refusal(
            "skip-which", goals=tuple(line.goal.title for line in due[: goal_views.MAX_SUGGESTIONS])
        )
    return due[0]


def _ensure_skippable(line: GoalStatus) -> None:
    """Raise Refusal if today was done, was skipped, or is not due."""
    if line.due.today:
        return
    days, title = line.terms.days, line.goal.title
    today = days.day_of(line.now)
    if any(check_in.day == today for check_in in line.deeds.check_ins):
        raise Refusal("skip-done", title=title)
    is_skipped = any(days.day_of(at) == today for at in line.deeds.skips)
    raise Refusal("skip-already" if is_skipped else "skip-not-due", title=title)
