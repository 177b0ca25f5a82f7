"""Find the member whose profile is shown."""

import asyncio

from discord import Guild
from discord import Member as DiscordMember

from accountabot.domain.refusals import Refusal
from accountabot.ui.client import Interaction
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS
from accountabot.ui.server.role_requests import find_member

PATIENCE = 1.0
"""Seconds to wait for Discord; then a card is shown without what Discord knows."""


async def profiled(interaction: Interaction, key: int) -> DiscordMember | None:
    """Return a member, or None if Discord doesn't say in time; raise Refusal if they left."""
    if isinstance(interaction.user, DiscordMember) and interaction.user.id == key:
        return interaction.user
    if interaction.guild is None:
        return None
    try:
        found = await look_up(interaction.guild, key)
    except (TimeoutError, *REQUEST_ERRORS):
        return None
    if found is None:
        raise Refusal("profile-left", member=key)
    return found


async def look_up(guild: Guild, key: int) -> DiscordMember | None:
    """Return a member, None if they left; raise TimeoutError or one of REQUEST_ERRORS."""
    if known := guild.get_member(key):
        return known
    async with asyncio.timeout(PATIENCE):
        return await find_member(guild, key)
