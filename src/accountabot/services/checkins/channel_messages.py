"""Count plain messages in the check-in channel; what only their owner may see is never asked about there."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import ACTIVE_LIMIT
from accountabot.domain.identifiers import Action, CheckInId, GoalId, Member, ServerId, WaitingId
from accountabot.domain.server.settings import SettingName
from accountabot.services.checkins import pending, recording
from accountabot.services.checkins.checkin_requests import (
    Asked,
    HowMuch,
    WhichGoal,
    check_in_on,
    ensure_can_check_in,
)
from accountabot.services.checkins.recording import CheckedIn, CheckInInput
from accountabot.services.goals import goal_views
from accountabot.services.streaks import goal_status
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store import settings
from accountabot.store.checkins import check_ins, pending_check_ins
from accountabot.store.goals import record


class Answered(NamedTuple):
    """What the answer to a question in public came to, and what is left to ask there."""

    result: CheckedIn | HowMuch
    proof: str
    """The link of the message."""
    rest: list[GoalStatus]
    is_how_much: bool
    """The question was how much it was; else it was which goal."""


def channels(tx: Connection) -> dict[ServerId, int]:
    """Return, of every server that has one, the channel in which plain messages count."""
    known = settings.everywhere(tx, SettingName.CHECKIN_CHANNEL)
    return {server: int(channel) for server, channel in known.items() if channel}


def hear(tx: Connection, action: Action, said: CheckInInput) -> Asked | None:
    """Count a message for the one due goal of its author, or return what is to be asked, once a day.

    None where nothing is due, or it was asked before; raises DuplicateInteraction for a message that was heard before.
    """
    record.ensure_not_repeated(tx, action)
    due = _meant(goal_views.statuses_due_first(tx, action.member, action.at))
    if not due:
        return None
    line = due[0]
    day = due[0].rules.days.day_of(action.at)
    if len(due) > 1:
        words = pending.save_question(tx, action, day, said)
        return WhichGoal(due[:ACTIVE_LIMIT], day, words) if words else None
    if line.revision_of(day).goal.amount is None:
        return recording.record_check_in(tx, action, line, day, said)
    question = (
        None if line.goal.is_private else pending.save_question(tx, action, day, said, line.goal.id)
    )
    return HowMuch(line, day, question) if question else None


def not_asked(tx: Connection, member: Member, words: WaitingId) -> None:
    """Forget a question that could not be posted: it may be asked again that day."""
    pending_check_ins.drop(tx, member, words)


def question(tx: Connection, action: Action, words: WaitingId, goal_id: GoalId) -> HowMuch:
    """Return what is asked of a goal; raise Refusal for anyone but the one who is asked, and for a day that is over."""
    day = pending.load_pending(tx, action, words).day
    line = goal_status.status_of(tx, pending.goal_of(tx, action, goal_id), action.at)
    ensure_can_check_in(line, day)
    return HowMuch(line, day, words)


def answer(
    tx: Connection, action: Action, words: WaitingId, goal_id: GoalId, amount: str | None = None
) -> Answered:
    """Check in with a message on the goal that was picked, or with how much it was.

    Raises Refusal as `question` does.
    """
    kept = pending.load_pending(tx, action, words)
    line = goal_status.status_of(tx, pending.goal_of(tx, action, goal_id), action.at)
    result = check_in_on(tx, action, line, kept.day, pending.said(kept, amount), words)
    rest = [line for line in _left(tx, action, kept.day) if kept.goal in {None, line.goal.id}]
    return Answered(result, kept.proof or "", rest[:ACTIVE_LIMIT], kept.goal is not None)


def uncounted(tx: Connection, server: ServerId, check_in: CheckInId) -> str | None:
    """Return the link of the message that proved a check-in, where it now counts for nothing any more."""
    kept = check_ins.get(tx, server, check_in)
    return (
        kept.proof
        if kept and kept.proof and not check_ins.goals_proven_by(tx, server, kept.proof)
        else None
    )


def _meant(own: Sequence[GoalStatus]) -> list[GoalStatus]:
    """Return the due goals that a message may be for: those that all may see, else the one that only its owner sees."""
    due = [line for line in own if line.due.today]
    hidden = [line for line in due if line.goal.is_private]
    return [line for line in due if not line.goal.is_private] or (
        hidden if len(hidden) == 1 else []
    )


def _left(tx: Connection, action: Action, day: LocalDay) -> list[GoalStatus]:
    """Return the goals that all may see and that are still due on a day, today or yesterday."""
    own = [
        line
        for line in goal_views.statuses_due_first(tx, action.member, action.at)
        if not line.goal.is_private
    ]
    return [
        line
        for line in own
        if (line.due.today if day == line.rules.days.day_of(line.now) else line.due.yesterday)
    ]
