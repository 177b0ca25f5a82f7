"""Ask how a goal goes, once a day whoever asks, and answer at one tap."""

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
    """A question about a goal, with its answer if there is one, and whether something can be done for the goal."""

    goal: Goal
    question: Question
    is_ongoing: bool
    is_new: bool = True


def ask(tx: Connection, action: Action, goal_id: GoalId) -> AskedQuestion:
    """Ask a goal's owner how it goes.

    Raises Refusal for who is no witness of it, for a goal that is gone, over or at rest, for an owner who
    takes no part, and for a second time on one local day of theirs.
    """
    goal = access.visible_goal(tx, action.member, goal_id)
    _refuse_asker(tx, action, goal)
    access.ensure_reachable(tx, goal.owner)
    line = goal_status.status_of(tx, goal, action.at)
    day = line.rules.days.day_of(action.at)
    _refuse_at_rest(tx, line)
    _refuse_again(goal, questions.on(tx, goal, day))
    return AskedQuestion(goal, questions.add(tx, goal, action, day), is_ongoing=True)


def answer(tx: Connection, action: Action, key: QuestionId, said: Answer) -> AskedQuestion:
    """Answer how one's goal goes; the first answer stands.

    Raises Refusal for someone else's goal, and one that is gone or kept to oneself.
    """
    question = questions.get(tx, action.member.server, key)
    goal = goals.get(tx, action.member.server, question.goal) if question else None
    if question is None or goal is None or not goal.is_visible_to(action.member):
        raise Refusal("ask-gone")
    if goal.owner != action.member:
        raise Refusal("button-not-yours", owner=goal.owner.id, title=goal.title)
    if goal.is_private:
        raise Refusal("ask-private", title=goal.title)
    is_new = question.answer is None
    if is_new:
        questions.answer(tx, action.member.server, key, said, action.at)
        question = replace(question, answer=said, answered_at=action.at)
    return AskedQuestion(
        goal, question, goal_status.status_of(tx, goal, action.at).due.is_ongoing, is_new
    )


def forget(tx: Connection, server: ServerId, key: QuestionId) -> None:
    """Forget a question that could not be posted, so that it can be asked again."""
    questions.forget(tx, server, key)


def _refuse_asker(tx: Connection, action: Action, goal: Goal) -> None:
    if goal.owner == action.member:
        raise Refusal("ask-own", title=goal.title)
    if not witnesses.is_witness(tx, goal, action.member):
        raise Refusal("ask-stranger", owner=goal.owner.id, title=goal.title)


def _refuse_again(goal: Goal, before: Question | None) -> None:
    if before:
        key = "ask-answered" if before.answer else "ask-already"
        raise Refusal(key, asker=before.asker, owner=goal.owner.id, title=goal.title)


def _refuse_at_rest(tx: Connection, line: GoalStatus) -> None:
    if key := _why_not(tx, line):
        raise Refusal(key, owner=line.goal.owner.id, title=line.goal.title)


def _why_not(tx: Connection, line: GoalStatus) -> str | None:
    if membership.is_away(tx, line.goal.owner):
        return "ask-left"
    if line.goal.state is GoalState.DROPPED:
        return "ask-dropped"
    if not line.due.is_ongoing:
        return "ask-over"
    return "ask-paused" if line.due.is_paused else None
