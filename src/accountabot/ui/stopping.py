"""Begin to handle an interaction, unless the bot is stopping."""

import asyncio

from accountabot.domain.refusals import Refusal
from accountabot.ui.client import Interaction


def begin(interaction: Interaction) -> None:
    """Make shutdown wait for this task; raise Refusal if the bot is stopping already."""
    in_flight = interaction.client.in_flight
    if in_flight.is_stopping:
        raise Refusal("bot-stopping")
    in_flight.add(asyncio.current_task())
