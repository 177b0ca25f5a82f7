"""Share what a member said with everyone, and ping no one but whom it is for."""

import logging
from typing import Any

from discord import AllowedMentions, HTTPException, Interaction, Object

from accountabot.domain.identities import MemberId
from accountabot.ui import answers, errors
from accountabot.ui.cards import Card
from accountabot.ui.texts import say

_log = logging.getLogger(__name__)


async def share(
    interaction: Interaction[Any], card: Card, *, pinged: MemberId | None = None, privately: str, unposted: str
) -> None:
    """Answer with a card that everyone sees; where that can't be, tell why in one of the two sentences."""
    is_public = answers.may_speak(interaction)
    mentions = AllowedMentions(users=[Object(pinged)] if pinged and is_public else False)
    try:
        await interaction.response.send_message(view=card, ephemeral=not is_public, allowed_mentions=mentions)
    except HTTPException as error:
        if error.code == errors.ALREADY_ACKNOWLEDGED:
            raise
        _log.warning("Saved, but not posted in channel %s: %s", interaction.channel_id, error)
        await answers.tell(interaction, say(unposted))
    else:
        if not is_public:
            await answers.tell(interaction, say(privately))
