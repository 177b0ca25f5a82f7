"""Let witnesses ask about a goal once a day in total, and let its owner answer."""

from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.goals.goal import Goal, GoalState
from accountabot.domain.identifiers import Action, GoalId, QuestionId, ServerId
from accountabot.domain.people.questions import Answer, Question
from accountabot.domain.refusals import Refusal
from accountabot.services import access
from accountabot.services.streaks import goal_status
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store.goals import goals
from accountabot.store.people import membership, questions, witnesses


class AskedQuestion(NamedTuple):
    """A question about a goal, and whether the goal is still ongoing."""

    goal: Goal
    question: Question
    is_ongoing: bool
    is_new: bool = True
    can_skip: bool = False
    """Whether the owner can skip today."""


def ask(tx: Connection, action: Action, goal_id: GoalId) -> AskedQuestion:
    """Ask a goal's owner how it is going.

    Raises Refusal if the member is not a witness, if the goal is gone, over or paused, if the owner
    can't be reached, or if a question was already asked on the owner's local day.
    """
    goal = access.visible_goal(tx, action.member, goal_id)
    _ensure_witness(tx, action, goal)
    access.ensure_reachable(tx, goal.owner)
    status = goal_status.status_of(tx, goal, action.at)
    day = status.rules.days.day_of(action.at)
    _ensure_active(tx, status)
    _ensure_first_today(action, goal, questions.get_on_day(tx, goal, day))
    return AskedQuestion(goal, questions.add(tx, goal, action, day), is_ongoing=True)


def answer(tx: Connection, action: Action, question_id: QuestionId, reply: Answer) -> AskedQuestion:
    """Answer a question about one's own goal; later answers are ignored.

    Raises Refusal if the goal is someone else's, gone or private.
    """
    question = questions.get(tx, action.member.server, question_id)
    goal = goals.get(tx, action.member.server, question.goal) if question else None
    if question is None or goal is None or not goal.is_visible_to(action.member):
        raise Refusal("ask-gone")
    if goal.owner != action.member:
        raise Refusal("button-not-yours", owner=goal.owner.id, title=goal.title)
    if goal.is_private:
        raise Refusal("ask-private", title=goal.title)
    is_new = question.answer is None
    if is_new:
        questions.answer(tx, action.member.server, question_id, reply, action.at)
        question = replace(question, answer=reply, answered_at=action.at)
    due = goal_status.status_of(tx, goal, action.at).due
    can_skip = due.today and goal.has_fixed_days
    return AskedQuestion(goal, question, due.is_ongoing, is_new, can_skip)


def forget(tx: Connection, server: ServerId, question_id: QuestionId) -> None:
    """Delete a question that could not be posted, so that it can be asked again."""
    questions.delete_unanswered(tx, server, question_id)


def _ensure_witness(tx: Connection, action: Action, goal: Goal) -> None:
    if goal.owner == action.member:
        raise Refusal("ask-own", title=goal.title)
    if not witnesses.is_witness(tx, goal, action.member):
        raise Refusal("ask-stranger", owner=goal.owner.id, title=goal.title)


def _ensure_first_today(action: Action, goal: Goal, before: Question | None) -> None:
    if before:
        if before.asker == action.member.id:
            raise Refusal("ask-answered-own" if before.answer else "ask-already-own")
        key = "ask-answered" if before.answer else "ask-already"
        raise Refusal(key, asker=before.asker, owner=goal.owner.id, title=goal.title)


def _ensure_active(tx: Connection, status: GoalStatus) -> None:
    if key := _inactive_reason(tx, status):
        raise Refusal(key, owner=status.goal.owner.id, title=status.goal.title)


def _inactive_reason(tx: Connection, status: GoalStatus) -> str | None:
    if membership.is_away(tx, status.goal.owner):
        return "ask-left"
    if status.goal.state is GoalState.DROPPED:
        return "ask-dropped"
    if not status.due.is_ongoing:
        return "ask-over"
    return "ask-paused" if status.due.is_paused else None
