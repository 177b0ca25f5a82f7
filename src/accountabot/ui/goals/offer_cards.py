"""Ask whether a sentence is one goal or several, and offer each of them on a button."""

from collections.abc import Sequence

from discord import ButtonStyle

from accountabot.domain.identifiers import ServerId
from accountabot.services.goals.goal_offers import GoalOffer, OfferedGoal
from accountabot.ui.cards import GOAL, Card, row, rows, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.truncation import truncate

LABEL_LIMIT = 80
"""Characters of a button's label."""


def offer_card(server: ServerId, offer: GoalOffer) -> Card:
    """Build the question: what is declared, and a button for each goal that isn't."""
    declared = [
        say("offer-line", sentence=escape(goal.typed.sentence))
        for goal in offer.goals
        if goal.is_declared
    ]
    if not offer.open_goals:
        return Card(text(say("offer-done"), *declared), colour=GOAL)
    parts = [
        button(label, _id(server, offer, goal), ButtonStyle.primary)
        for goal, label in zip(offer.parts, _labels(offer.parts), strict=True)
        if goal in offer.open_goals
    ]
    if declared:
        title = say("offer-rest", count=len(parts))
        return Card(text(title, *declared), *rows(parts), text(say("offer-rest-hint")))
    title = say("offer-title", count=len(parts))
    sentence = say("choose-sentence", sentence=escape(offer.whole.typed.sentence))
    whole = button(say("offer-whole"), _id(server, offer, offer.whole))
    return Card(text(title, sentence), *rows(parts), row(whole), text(say("offer-hint")))


def _labels(goals: Sequence[OfferedGoal]) -> list[str]:
    """Return a label for each goal; if two look the same when shortened, number all of them."""
    labels = [truncate(goal.typed.sentence, LABEL_LIMIT) for goal in goals]
    if len(set(labels)) == len(labels):
        return labels
    return [
        truncate(f"{number}. {goal.typed.sentence}", LABEL_LIMIT)
        for number, goal in enumerate(goals, 1)
    ]


def _id(server: ServerId, offer: GoalOffer, goal: OfferedGoal) -> str:
    return custom_id("offer", server, offer.whole.draft, str(goal.draft))
