"""Ask whether a sentence is one goal or several, and offer each of them on a button."""

import logging
from typing import Any

from discord import ButtonStyle
from discord.ui import Button

from accountabot.domain.identifiers import PendingId, ServerId
from accountabot.services.goals import goal_offers
from accountabot.services.goals.goal_offers import GoalOffer, OfferedGoal
from accountabot.store.errors import StoreError
from accountabot.ui import responses
from accountabot.ui.cards import DONE, Card, row, rows, text
from accountabot.ui.client import Interaction
from accountabot.ui.components import button, custom_id
from accountabot.ui.delivery.acknowledgements import update_message
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.responses import database, member
from accountabot.ui.truncation import truncate

LABEL_LIMIT = 80
"""Characters of a button's label."""

_log = logging.getLogger(__name__)


async def ask_which_goals(interaction: Interaction, offer_id: PendingId) -> None:
    """Ask which of the goals in a sentence to declare."""
    await responses.show(interaction, await _card(interaction, offer_id))


async def update_offer(interaction: Interaction, offer_id: PendingId) -> None:
    """Turn the message that was pressed into the question, with what is declared by now."""
    try:
        card = await _card(interaction, offer_id)
    except StoreError as error:  # the next press draws it anew
        _log.info("Interaction %s: its question stays: %r", interaction.id, error)
        return
    if interaction.message:
        await update_message(interaction, card)
    else:
        await responses.show_if_possible(interaction, card)


async def _card(interaction: Interaction, offer_id: PendingId) -> Card:
    offer = await database(interaction).read(goal_offers.load_offer, member(interaction), offer_id)
    return offer_card(responses.server_id(interaction), offer)


def offer_card(server: ServerId, offer: GoalOffer) -> Card:
    """Build the question: what is declared, and a button for each goal that isn't."""
    declared = [
        say("offer-line", sentence=escape(goal.typed.sentence))
        for goal in offer.goals
        if goal.is_declared
    ]
    if not offer.open_goals:
        return Card(text(say("offer-done"), *declared), colour=DONE)
    parts = [_part_button(server, offer, goal) for goal in offer.open_goals if goal in offer.parts]
    if declared:
        title = say("offer-rest", count=len(parts))
        return Card(text(title, *declared), *rows(parts), text(say("offer-rest-hint")))
    title = say("offer-title", count=len(parts))
    sentence = say("choose-sentence", sentence=escape(offer.whole.typed.sentence))
    whole = button(say("offer-whole"), _id(server, offer, offer.whole))
    return Card(text(title, sentence), *rows(parts), row(whole), text(say("offer-hint")))


def _part_button(server: ServerId, offer: GoalOffer, goal: OfferedGoal) -> Button[Any]:
    label = truncate(goal.typed.sentence, LABEL_LIMIT)
    return button(label, _id(server, offer, goal), ButtonStyle.primary)


def _id(server: ServerId, offer: GoalOffer, goal: OfferedGoal) -> str:
    return custom_id("offer", server, offer.whole.draft, str(goal.draft))
