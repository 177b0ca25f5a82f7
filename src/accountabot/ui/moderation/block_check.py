"""Answer members whom moderators have blocked: kindly, once for everything that they may try."""

from typing import Any

from discord import InteractionType

from accountabot.domain.refusals import Refusal
from accountabot.ui import responses
from accountabot.ui.client import Interaction

OPEN = frozenset({"privacy", "data", "help"})
"""Commands that remain theirs: what is kept about them is still their own."""


def refuse(interaction: Interaction) -> None:
    """Raise Refusal where moderators of this server have blocked whoever acts; the bot knows it by heart."""
    block = interaction.client.state.blocks.get(responses.member(interaction))
    if block and not block.reason:
        raise Refusal("blocked-unsaid", since=block.at)
    if block:
        raise Refusal("blocked", since=block.at, reason=block.reason)


async def may_call(interaction: Interaction) -> bool:
    """Tell whether someone may use a command, raising Refusal where not; while they type, they are offered nothing."""
    called: Any = interaction.data
    if called["name"] in OPEN:
        return True
    try:
        refuse(interaction)
    except Refusal:
        if interaction.type is not InteractionType.autocomplete:
            raise
        await interaction.response.autocomplete([])
        return False
    return True
