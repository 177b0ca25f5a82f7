"""Share what a member said with everyone, and ping no one but whom it is for."""

import logging
from typing import Any

from discord import HTTPException, Interaction

from accountabot.domain.failures import What
from accountabot.domain.identities import MemberId
from accountabot.ui import answers, errors
from accountabot.ui.cards import Card
from accountabot.ui.texts import say

_log = logging.getLogger(__name__)


async def share(
    interaction: Interaction[Any],
    card: Card,
    what: What,
    *,
    pinged: MemberId | None = None,
    privately: str,
    unposted: str,
) -> None:
    """Answer with a card that everyone sees; where that can't be, tell why in one of the two sentences."""
    try:
        message = await answers.show(interaction, card, public=True, pinged=pinged)
    except HTTPException as error:
        if error.code == errors.ALREADY_ACKNOWLEDGED:
            raise
        _log.warning("Saved, but not posted in channel %s: %s", interaction.channel_id, error)
        interaction.client.tell_undelivered(interaction.guild_id or 0, interaction.channel_id, what)
        await answers.tell(interaction, say(unposted))
    else:
        if message is None:
            await answers.tell(interaction, say(privately))
