"""Announce that an interaction was answered, if there is something to tell its member."""

from discord import InteractionResponseType

from accountabot.ui import responses
from accountabot.ui.client import Interaction
from accountabot.ui.delivery.first_responses import is_answered


def announce_answered(interaction: Interaction) -> None:
    """Have a member told what they were to be told, unless a form or a question goes on.

    The card that follows a question may say the same.
    """
    client = interaction.client
    if not client.state.has_notice(responses.member(interaction), interaction.created_at):
        return
    is_form = interaction.response.type is InteractionResponseType.modal
    goes_on = is_form or responses.is_question(interaction)
    if is_answered(interaction) and not goes_on and not client.in_flight.is_stopping:
        client.events.answered(interaction)
