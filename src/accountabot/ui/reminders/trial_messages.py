"""Send a direct message that proves that reminders reach a member."""

import logging
from math import ceil

from discord import Forbidden, HTTPException, Object

from accountabot.domain.refusals import Refusal
from accountabot.requests.request_targets import place_of_channel
from accountabot.services.reminders import reminder_preferences
from accountabot.ui import responses
from accountabot.ui.client import Interaction
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS, has_to_wait, retry_after
from accountabot.ui.localization import say

_MINUTE = 60.0

_log = logging.getLogger(__name__)


async def send(interaction: Interaction) -> bool:
    """Send the message; if the member's direct messages are closed, save that, and return False.

    It is really sent, even if they were closed just now. Raises Refusal if too many were refused.
    After any other failure, reminders will show whether they arrive.
    """
    try:
        channel = await interaction.client.create_dm(Object(interaction.user.id))
        interaction.client.circuit_breaker.forgive(place_of_channel(channel.id))
        await channel.send(say("remind-trial"))
    except Forbidden:
        await _save_closed(interaction)
        return False
    except REQUEST_ERRORS as error:
        _log.info("Interaction %s: no direct message could be sent: %r", interaction.id, error)
        if isinstance(error, HTTPException) and has_to_wait(error):
            await _save_closed(interaction)
            minutes = ceil(retry_after(error, _MINUTE) / _MINUTE)
            raise Refusal("remind-try-later", minutes=minutes) from error
        return False
    return True


async def _save_closed(interaction: Interaction) -> None:
    """Save that the member's direct messages are closed, as far as anyone knows."""
    who = responses.member(interaction)
    await interaction.client.database.write(
        reminder_preferences.set_messages_closed, who, True, interaction.created_at
    )
