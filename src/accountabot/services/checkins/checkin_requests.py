"""Check in on the requested goal, or ask for the goal, the day or the amount."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import choices, user_text
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.checkins.checkin_day import DayChoice, classify_day, resolve_day
from accountabot.domain.goals.goal import ACTIVE_LIMIT, Goal
from accountabot.domain.identifiers import Action, GoalId, PendingId
from accountabot.domain.refusals import Refusal
from accountabot.services import access
from accountabot.services.checkins import pending_check_ins, progress, recording
from accountabot.services.checkins.checked_in import NOTHING, CheckedIn, CheckInInput
from accountabot.services.goals import goal_views
from accountabot.services.streaks import goal_status
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store.checkins import check_ins
from accountabot.store.goals import goals


class WhichGoal(NamedTuple):
    """A request to choose one of several due goals."""

    statuses: list[GoalStatus]
    day: LocalDay
    pending: PendingId | None
    """The saved check-in; None if it was empty."""
    is_single: bool = False
    """Whether the check-in has an amount or a proof, which fits only one goal."""


class WhichDay(NamedTuple):
    """A request to choose between today and yesterday, which is still open."""

    goal: Goal
    days: tuple[LocalDay, LocalDay]
    """Yesterday and today."""


class HowMuch(NamedTuple):
    """A request for the amount of a check-in."""

    status: GoalStatus
    day: LocalDay
    pending: PendingId | None = None
    """The saved check-in; None if it was empty."""
    note: str = ""
    is_optional: bool = False
    """Whether the note counts as progress without an amount."""
    is_choice: bool = False
    """Whether the goal was picked among several, which may be due, too."""

    @property
    def left(self) -> Decimal | None:
        """How much of the promised amount is left; None under a ceiling, or if nothing is."""
        return None if self.promised.is_ceiling else progress.amount_left(self.status, self.day)

    @property
    def promised(self) -> Goal:
        """The goal's revision in force on that day."""
        return self.status.revision_of(self.day).goal


CheckInResult = CheckedIn | WhichGoal | HowMuch


def check_in(
    tx: Connection, action: Action, typed: str | None, when: DayChoice, entered: CheckInInput
) -> CheckInResult:
    """Check in on the goal named by `typed`, or on the only one due.

    Asks for the goal if several are due, and for the amount if the goal needs one. Raises Refusal
    if the goal is someone else's, has ended or has not begun.
    """
    user_text.clean_note(entered.note)
    own = goal_views.statuses_due_first(tx, action.member, action.at)
    if typed:
        status = goal_views.pick_status(own, typed)
        day = resolve_day(when, status.rules.days, action.at)
        return check_in_on(tx, action, status, day, entered)
    return _check_in_on_due(tx, action, own, when, entered)


def count_message(
    tx: Connection, action: Action, posted_at: datetime, entered: CheckInInput
) -> CheckInResult:
    """Check in with a message, for the day on which it was posted.

    Raises Refusal if that is neither today nor yesterday, if the message was counted before, and as
    `check_in` does.
    """
    own = goal_views.statuses_due_first(tx, action.member, action.at)
    ensure_not_counted(tx, action, entered)
    if not own:
        raise Refusal("no-goals-yet")
    days = own[0].rules.days
    day = days.day_of(posted_at)
    when = next((when for when in DayChoice if day == resolve_day(when, days, action.at)), None)
    if when is None:
        raise Refusal("message-old", day=day)
    return _check_in_on_due(tx, action, own, when, entered)


def press(
    tx: Connection,
    action: Action,
    goal_id: GoalId,
    day: LocalDay | None = None,
    entered: CheckInInput = NOTHING,
) -> CheckedIn | WhichDay | HowMuch:
    """Check in with a goal's button.

    Asks for the day if yesterday is still open, and for the amount if the goal needs one. Raises
    Refusal if someone else pressed the button, if the day is over, and as `check_in` does.
    """
    status = _own_status(tx, action, goal_id)
    today = status.rules.days.day_of(action.at)
    yesterday = status.rules.days.before(today)
    if day is None and status.due.yesterday and status.due.is_ongoing:
        return WhichDay(status.goal, (yesterday, today))
    default = yesterday if status.due.yesterday else today
    return check_in_on(tx, action, status, day or default, entered)


def submit_form(
    tx: Connection, action: Action, goal_id: GoalId, day: LocalDay, entered: CheckInInput
) -> CheckedIn:
    """Check in with a form about a goal and a day; raise Refusal as `press` does."""
    status = _own_status(tx, action, goal_id)
    return recording.record_check_in(tx, action, status, day, entered)


def how_much(tx: Connection, action: Action, goal_id: GoalId, day: LocalDay) -> HowMuch:
    """Return the request for a goal's amount; raise Refusal as `press` does."""
    status = _own_status(tx, action, goal_id)
    ensure_can_check_in(status, day)
    return HowMuch(status, day)


def options_of(
    tx: Connection, action: Action, goal_id: GoalId, pending_id: PendingId
) -> dict[str, str]:
    """Return the options of `/checkin` for a pending check-in on a goal.

    They have no date if the day is neither today nor yesterday any more. Raises Refusal if either
    is gone.
    """
    held = pending_check_ins.load_pending(tx, action, pending_id)
    status = _own_status(tx, action, goal_id)
    days = status.rules.days
    options = {
        "goal": choices.goal_choice(status.goal),
        "note": held.note,
        "amount": held.amount,
        "proof": held.file and held.file.name,
        "date": next(
            (when for when in DayChoice if held.day == resolve_day(when, days, action.at)), ""
        ),
    }
    return {name: str(value) for name, value in options.items() if value}


def check_in_on(
    tx: Connection,
    action: Action,
    status: GoalStatus,
    day: LocalDay,
    entered: CheckInInput,
    *,
    pending_id: PendingId | None = None,
) -> CheckedIn | HowMuch:
    """Check in on a goal, or ask for its amount.

    A note alone counts as progress, except on a goal with an upper limit; it may tell the amount.
    """
    promised = status.revision_of(day).goal
    has_amount = entered.amount and entered.amount.strip()
    if promised.amount is None or has_amount:
        return recording.record_check_in(tx, action, status, day, entered)
    ensure_can_check_in(status, day)
    pending_id = pending_id or pending_check_ins.save_pending(tx, action, day, entered)
    return HowMuch(
        status=status,
        day=day,
        pending=pending_id,
        note=entered.note or "",
        is_optional=bool(entered.note) and not promised.is_ceiling,
    )


def ensure_can_check_in(status: GoalStatus, day: LocalDay) -> None:
    """Raise Refusal if no check-in is possible for a day, before asking for an amount."""
    classify_day(day, status.rules.days, status.now)
    recording.ensure_recordable(status, day)


def ensure_not_counted(tx: Connection, action: Action, entered: CheckInInput) -> None:
    """Raise Refusal if a check-in is proven by a message that was counted before."""
    if entered.proof and (
        known := check_ins.goals_proven_by(tx, action.member.server, entered.proof)
    ):
        goal = goals.get(tx, action.member.server, known[0])
        raise Refusal("message-counted", title=goal.title if goal else "")


def _check_in_on_due(
    tx: Connection,
    action: Action,
    own: Sequence[GoalStatus],
    when: DayChoice,
    entered: CheckInInput,
) -> CheckInResult:
    is_today = when is DayChoice.TODAY
    open_ = [status for status in own if status.due.yesterday]
    due = [status for status in own if status.due.today] if is_today else open_
    due = due or [status for status in own if status.due.is_ongoing]
    if not due and open_:
        raise Refusal("only-yesterday", goals=tuple(status.goal.title for status in open_))
    if not due:
        raise Refusal("nothing-going" if own else "no-goals-yet")
    day = resolve_day(when, due[0].rules.days, action.at)
    if len(due) > 1:
        _ensure_fits_one(due, day, entered)
        pending_id = pending_check_ins.save_pending(tx, action, day, entered)
        held = pending_check_ins.load_pending(tx, action, pending_id) if pending_id else None
        is_single = held is not None and held.is_single
        return WhichGoal(due[:ACTIVE_LIMIT], day, pending_id, is_single=is_single)
    return check_in_on(tx, action, due[0], day, entered)


def _ensure_fits_one(statuses: Sequence[GoalStatus], day: LocalDay, entered: CheckInInput) -> None:
    """Raise Refusal if a typed amount fits none of the goals to choose from."""
    refusals: list[Refusal] = []
    for status in statuses:
        try:
            recording.parse_amount(status, day, entered)
        except Refusal as refusal:
            refusals.append(refusal)
        else:
            return
    raise max(refusals, key=lambda refusal: refusal.key != "amount-not-asked")


def _own_status(tx: Connection, action: Action, goal_id: GoalId) -> GoalStatus:
    return goal_status.status_of(tx, access.own_goal(tx, action.member, goal_id), action.at)
