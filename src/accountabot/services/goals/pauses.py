"""Rest from goals: pause and resume them, and skip a day."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import user_text
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.personal_calendar import PersonalCalendar
from accountabot.domain.goals.goal import DATE_HORIZON, Goal
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
    """What now rests, or goes on, and by which entries of the record."""

    lines: list[GoalStatus]
    entries: list[RecordId]
    reason: str = ""
    until: LocalDay | None = None

    @property
    def is_private(self) -> bool:
        """Tell whether only their owner may know of any of them."""
        return all(line.goal.is_private for line in self.lines)

    @property
    def in_public(self) -> "PauseResult":
        """Return what everyone may know of it; all, where nobody else is to know of any."""
        both = zip(self.lines, self.entries, strict=True)
        seen = [
            (line, entry) for line, entry in both if self.is_private or not line.goal.is_private
        ]
        return self._replace(lines=[line for line, _ in seen], entries=[entry for _, entry in seen])


class SkipResult(NamedTuple):
    """A goal whose day was skipped; `entry` is None where nothing changed and it only says what is left."""

    status: GoalStatus
    entry: RecordId | None = None
    outcome: Outcome | None = None
    """What became of the day."""
    streak: int = 0
    """As it was before."""


class SkipAnnouncement(NamedTuple):
    """A skip that its owner wants everyone to know of."""

    goal: Goal
    day: LocalDay
    reason: str


def days_of(tx: Connection, member: Member) -> PersonalCalendar:
    """Return the local days of a member."""
    return settings.judging_rules(tx, member).days


def pause(
    tx: Connection, action: Action, typed: str | None, until: LocalDay | None, reason: str | None
) -> PauseResult:
    """Pause one goal, or all that are going, until a local day on which they are due again, or until resumed.

    Raises Refusal for a day that is not to come, and where there is nothing to pause.
    """
    record.ensure_not_repeated(tx, action)
    said = user_text.clean_note(reason) or ""
    departures.come_back(tx, action.member, action.at)
    lines = _to_pause(tx, action, typed)
    if until:
        _refuse_day(lines[0], until)
    entries = [_pause(tx, action, line, until, said) for line in lines]
    return PauseResult(
        [goal_status.recompute(tx, line.goal, action.at) for line in lines], entries, said, until
    )


def resume(tx: Connection, action: Action, typed: str | None) -> PauseResult:
    """Go on with one goal, or with all that rest; raise Refusal where nothing is paused."""
    record.ensure_not_repeated(tx, action)
    meant = _meant(tx, action, typed)
    was_away = departures.come_back(tx, action.member, action.at)
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
    """End what pauses a goal, and return whether anything did; whoever acts is here, whatever was noted of them."""
    was_away = departures.come_back(tx, line.goal.owner, at)
    running = pauses.running(tx, line.goal, at)
    ended = [key for key, one in running.items() if one.interval(line.rules.days)[1] > at]
    for key in ended:
        pauses.set_ended(tx, line.goal, key, at)
    return was_away or bool(ended)


def skip(tx: Connection, action: Action, typed: str | None, reason: str | None) -> SkipResult:
    """Say that nothing will come of today; for other goals than those of single days say what is left.

    Raises Refusal where nothing is due today.
    """
    record.ensure_not_repeated(tx, action)
    said = user_text.clean_note(reason) or ""
    departures.come_back(tx, action.member, action.at)
    going = _going(tx, action)
    line = goal_views.pick_own(going, typed) if typed else _only_due(going)
    if line.due.is_paused:
        raise Refusal("skip-paused", title=line.goal.title)
    if not _is_of_days(line):
        return SkipResult(line)
    _refuse_skip(line)
    entry = record.add(tx, line.goal, EventKind.SKIPPED, action, note=said)
    after = goal_status.recompute(tx, line.goal, action.at)
    judged = compute_verdicts(
        after.goal, after.rules, after.activity, after.now, after.saved.settled
    )
    return SkipResult(after, entry, judged[-1].outcome, line.tally.streak)


def load_announcement(tx: Connection, action: Action, entry: RecordId) -> SkipAnnouncement:
    """Return a skip that a member wants everyone to know of.

    Raises Refusal where it is not theirs, was taken back, or was told before.
    """
    found = record.one_by(tx, action.member, entry)
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
    line = next(line for line in record.of(tx, goal) if line.id == entry)
    return SkipAnnouncement(goal, days_of(tx, goal.owner).day_of(line.at), line.note)


def _going(tx: Connection, action: Action) -> list[GoalStatus]:
    """Return the goals of whoever acts for which something can still be done."""
    own = goal_views.statuses_of(tx, action.member, action.at)
    if going := [line for line in own if line.due.is_ongoing]:
        return going
    raise Refusal("nothing-going" if own else "no-goals-yet")


def _meant(tx: Connection, action: Action, typed: str | None) -> list[GoalStatus]:
    going = _going(tx, action)
    return [goal_views.pick_own(going, typed)] if typed else going


def _to_pause(tx: Connection, action: Action, typed: str | None) -> list[GoalStatus]:
    meant = _meant(tx, action, typed)
    if lines := [line for line in meant if not line.due.is_paused]:
        return lines
    if not typed:
        raise Refusal("paused-all")
    title, back = meant[0].goal.title, meant[0].due.back_on
    raise (
        Refusal("paused-until", title=title, day=back)
        if back
        else Refusal("paused-already", title=title)
    )


def _refuse_day(line: GoalStatus, until: LocalDay) -> None:
    today = line.rules.days.day_of(line.now)
    if until <= today:
        raise Refusal("pause-past", understood=until)
    if until > today + timedelta(days=DATE_HORIZON.days):
        raise Refusal("deadline-far", understood=until)


def _pause(
    tx: Connection, action: Action, line: GoalStatus, until: LocalDay | None, reason: str
) -> RecordId:
    entry = record.add(tx, line.goal, EventKind.PAUSED, action, note=reason)
    pauses.add(tx, line.goal, entry, action, until)
    return entry


def _is_of_days(line: GoalStatus) -> bool:
    return not isinstance(line.goal.schedule, Once | Every | Per)


def _only_due(going: list[GoalStatus]) -> GoalStatus:
    """Return what is due today, goals of single days before others."""
    due = [line for line in going if line.due.today]
    due = [line for line in due if _is_of_days(line)] or due
    if not due:
        raise Refusal("skip-nothing")
    if len(due) > 1:
        raise Refusal(
            "skip-which", goals=tuple(line.goal.title for line in due[: goal_views.OFFERED])
        )
    return due[0]


def _refuse_skip(line: GoalStatus) -> None:
    """Raise Refusal where nothing is due today, for it was done, was skipped, or is not asked for."""
    if line.due.today:
        return
    days, title = line.rules.days, line.goal.title
    today = days.day_of(line.now)
    if any(check_in.day == today for check_in in line.activity.check_ins):
        raise Refusal("skip-done", title=title)
    is_skipped = any(days.day_of(at) == today for at in line.activity.skips)
    raise Refusal("skip-already" if is_skipped else "skip-not-due", title=title)
