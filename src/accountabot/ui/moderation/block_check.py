"""Refuse blocked members."""

from typing import Any

from discord import InteractionType

from accountabot.domain.refusals import Refusal
from accountabot.ui import responses
from accountabot.ui.client import Interaction

OPEN = frozenset({"privacy", "data", "help"})
"""Commands that blocked members can still use, because their data is theirs."""


def ensure_not_blocked(interaction: Interaction) -> None:
    """Raise Refusal if the member is blocked on this server, according to the cache."""
    block = interaction.client.state.blocks.get(responses.member(interaction))
    if block and not block.reason:
        raise Refusal("blocked-unsaid", since=block.at)
    if block:
        raise Refusal("blocked", since=block.at, reason=block.reason)


async def may_use_command(interaction: Interaction) -> bool:
    """Return whether a member may use a command; raise Refusal if they are blocked.

    During autocomplete, return False and suggest nothing instead.
    """
    called: Any = interaction.data
    if called["name"] in OPEN:
        return True
    try:
        ensure_not_blocked(interaction)
    except Refusal:
        if interaction.type is not InteractionType.autocomplete:
            raise
        await interaction.response.autocomplete([])
        return False
    return True
