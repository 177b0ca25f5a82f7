"""Keep what was said of a day until its member has said which goal they meant, or how much it was."""

from datetime import timedelta

from sqlalchemy import Connection

from accountabot.domain import user_text
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals import amounts
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import Action, GoalId, WaitingId
from accountabot.domain.refusals import Refusal
from accountabot.services.checkins.recording import CheckInInput
from accountabot.store.checkins import pending_check_ins
from accountabot.store.checkins.pending_check_ins import PendingCheckIn
from accountabot.store.goals import goals

KEPT = timedelta(days=7)
"""How long what was said waits; by then its day has long been over."""
BLANK = "–"
"""What stands for an amount where one was asked for and only spaces were typed."""


def save_pending(
    tx: Connection, action: Action, day: LocalDay, said: CheckInInput
) -> WaitingId | None:
    """Keep what was said, or nothing where nothing was; raise Refusal for what can't be said."""
    note, amount = (
        user_text.clean_note(said.note) or "",
        amounts.parse_amount(said.amount, allow_zero=True),
    )
    if not (note or said.proof or said.file) and amount is None:
        return None
    pending_check_ins.drop_before(tx, action.member, action.at - KEPT)
    words = PendingCheckIn(action.member.id, day, None, note, amount, said.proof, said.file)
    return pending_check_ins.add(tx, action, words)


def save_question(
    tx: Connection, action: Action, day: LocalDay, said: CheckInInput, goal: GoalId | None = None
) -> WaitingId | None:
    """Keep what a question in public is about, for any goal or for one; nothing where it was asked that day before."""
    if pending_check_ins.is_asked(tx, action.member, day, goal):
        return None
    pending_check_ins.drop_before(tx, action.member, action.at - KEPT)
    words = PendingCheckIn(
        action.member.id, day, goal, said.note or "", None, said.proof, None, is_question=True
    )
    return pending_check_ins.add(tx, action, words)


def load_pending(tx: Connection, action: Action, words: WaitingId) -> PendingCheckIn:
    """Return what a member said; raise Refusal where it was someone else, or was forgotten or counted since."""
    kept = pending_check_ins.get(tx, action.member.server, words)
    if kept is None or kept.is_taken:
        raise Refusal("words-gone")
    if kept.member != action.member.id:
        raise Refusal("question-not-yours", owner=kept.member)
    return kept


def goal_of(tx: Connection, action: Action, goal_id: GoalId) -> Goal:
    """Return a goal of the member's own; raise Refusal where it is none, or gone."""
    goal = goals.get(tx, action.member.server, goal_id)
    if goal is None or goal.owner != action.member:
        raise Refusal("goal-gone")
    return goal


def said(kept: PendingCheckIn, amount: str | None = None) -> CheckInInput:
    """Return what was said, with an amount that is said now; a blank one is no number, and refused as that."""
    known = None if kept.amount is None else f"{kept.amount:f}"
    typed = known if amount is None else amount.strip() or BLANK
    return CheckInInput(kept.note or None, typed, kept.proof, kept.file)
