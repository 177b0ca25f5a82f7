"""Save the channels picked in the setup wizard, and create missing ones."""

import logging
from collections.abc import Mapping
from contextlib import suppress

from discord import Forbidden, Guild, HTTPException

from accountabot.domain.identifiers import ServerId
from accountabot.domain.server.settings import SettingName
from accountabot.services.server import channels
from accountabot.services.setup import wizard
from accountabot.store.errors import NotSaved
from accountabot.ui import responses
from accountabot.ui.client import Interaction
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS
from accountabot.ui.localization import say
from accountabot.ui.responses import action, database
from accountabot.ui.setup.wizard_panel import purposes_without_channel

FULL = 30013
"""Discord's error code for a server that has reached its channel limit."""

_log = logging.getLogger(__name__)
_under_way: set[int] = set()
"""The servers on which channels are being created."""


async def save_channels(
    interaction: Interaction, chosen: Mapping[SettingName, int], *, patiently: bool = False
) -> None:
    """Save the channels; `patiently` waits longer, for deferred responses."""
    kept = database(interaction)
    await (kept.write_in_background if patiently else kept.write)(
        wizard.set_channels, action(interaction), chosen
    )
    server = responses.server_id(interaction)
    found = await kept.read(channels.load_channels, server)
    interaction.client.state.announcement_channels[server] = found.announcements


async def create_missing(interaction: Interaction, *, each: bool) -> str | None:
    """Create one channel for each purpose without one, or one shared channel.

    Returns a message for the owner if Discord refuses.
    """
    guild = interaction.guild
    if guild is None or guild.id in _under_way:
        return None
    _under_way.add(guild.id)
    try:
        for names in (
            [(name,) for name in wizard.CHANNEL_SETTINGS] if each else [wizard.CHANNEL_SETTINGS]
        ):
            await _create(
                interaction,
                guild,
                names,
                f"start-created-{names[0].key}" if each else "start-created",
            )
    except REQUEST_ERRORS as error:
        return _refused(interaction, error)
    finally:
        _under_way.discard(guild.id)
    return None


async def _create(
    interaction: Interaction, guild: Guild, names: tuple[SettingName, ...], key: str
) -> None:
    """Create and save one channel for all purposes in `names` without one."""
    found = await database(interaction).read(
        wizard.load_state, ServerId(guild.id), interaction.created_at
    )
    if needed := [name for name in purposes_without_channel(found, guild) if name in names]:
        channel = await guild.create_text_channel(say(key), topic=say("start-topic"))
        try:
            await save_channels(interaction, dict.fromkeys(needed, channel.id), patiently=True)
        except (
            NotSaved
        ):  # otherwise a channel is left over, and the next press creates a second one
            with suppress(*REQUEST_ERRORS):
                await channel.delete()
            raise


def _refused(interaction: Interaction, error: Exception) -> str:
    _log.warning("Server %s: a channel could not be created: %s", interaction.guild_id, error)
    if isinstance(error, Forbidden):
        return say("start-may-not-create", invite=interaction.client.invite_to_create)
    is_full = isinstance(error, HTTPException) and error.code == FULL
    return say("start-full") if is_full else say("start-not-created")
