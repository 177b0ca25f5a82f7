"""Build the witness panel, questions and answers."""

from typing import Any

from discord.ui import Button, Item

from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import GoalId, ServerId
from accountabot.domain.people.questions import Answer, Question
from accountabot.services.people.questions import AskedQuestion
from accountabot.services.people.witnesses import NewWitness
from accountabot.ui.cards import GOAL, INFO, KEPT, Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.goals.goal_card import check_in_button, cheer_button
from accountabot.ui.localization import say
from accountabot.ui.people.owner_buttons import edit_button, pause_button, skip_button

WORDINGS = 3
"""Wordings of a question; an answered question keeps its own."""
_SIGNS = {Answer.WELL: "💪", Answer.SLOWLY: "🐢", Answer.STUCK: "🧱"}
_COLOURS = {Answer.WELL: KEPT, Answer.SLOWLY: GOAL, Answer.STUCK: GOAL}


def witness_card(result: NewWitness) -> Card:
    """Build the panel that tells a new witness what they can do."""
    goal = result.goal
    key = "witnessed" if result.is_new else "witnessed-already"
    head = say(key, owner=str(goal.owner.id), title=escape(goal.title))
    server = goal.owner.server
    return Card(
        text(head, say("witness-hint")),
        row(ask_button(server, goal.id), step_back_button(server, goal.id)),
        colour=GOAL if result.is_new else INFO,
    )


def ask_button(server: ServerId, goal_id: GoalId, detail: str = "") -> Button[Any]:
    """Build the *How’s it going?* button for witnesses."""
    return button(say("button-ask"), custom_id("ask", server, goal_id, detail), emoji="👀")


def step_back_button(server: ServerId, goal_id: GoalId) -> Button[Any]:
    """Build the *Step back* button for witnesses."""
    return button(say("button-step-back"), custom_id("step-back", server, goal_id))


def question_card(asked: AskedQuestion) -> Card:
    """Build a question, with either answer buttons or its answer."""
    goal = asked.goal
    question = asked.question
    said = text(_question(goal, question))
    if question.answer is None:
        return Card(said, row(*_answers(goal, question), check_in_button(goal)), colour=GOAL)
    answered = text(say(f"answered-{question.answer}", owner=str(goal.owner.id)))
    buttons = [row(check_in_button(goal), cheer_button(goal))] if asked.is_ongoing else []
    return Card(said, answered, *buttons, colour=_COLOURS[question.answer])


def stuck_card(asked: AskedQuestion) -> Card:
    """Build what a stuck owner can do besides checking in."""
    goal = asked.goal
    skip = [skip_button(goal)] if asked.can_skip else []
    return Card(
        text(say("stuck-help" if skip else "stuck-help-longer")),
        row(edit_button(goal), *skip, pause_button(goal)),
        colour=GOAL,
    )


def _question(goal: Goal, question: Question) -> str:
    names = {"asker": str(question.asker), "owner": str(goal.owner.id), "title": escape(goal.title)}
    return say(f"question-{question.id % WORDINGS}", **names)


def _answers(goal: Goal, question: Question) -> list[Item[Any]]:
    server = goal.owner.server
    return [
        button(
            say(f"button-answer-{each}"), custom_id("answer", server, question.id, each), emoji=sign
        )
        for each, sign in _SIGNS.items()
    ]
