"""Send a direct message that proves that reminders reach a member."""

import logging

from discord import Forbidden, Object

from accountabot.services.reminders import reminder_preferences
from accountabot.ui import responses
from accountabot.ui.client import Interaction
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS
from accountabot.ui.localization import say

_log = logging.getLogger(__name__)


async def send(interaction: Interaction) -> bool:
    """Send the message; if the member's direct messages are closed, save that, and return False.

    After any other failure, reminders will show whether they arrive.
    """
    try:
        channel = await interaction.client.create_dm(Object(interaction.user.id))
        await channel.send(say("remind-trial"))
    except Forbidden:
        who = responses.member(interaction)
        await interaction.client.database.write(
            reminder_preferences.set_messages_closed, who, True, interaction.created_at
        )
        return False
    except REQUEST_ERRORS as error:
        _log.info("Interaction %s: no direct message could be sent: %r", interaction.id, error)
        return False
    return True
