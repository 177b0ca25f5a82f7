"""Read the file that an owner sent, and find the channels that it means here."""

import asyncio
import logging
from typing import NamedTuple

import aiohttp
from discord import Attachment, Guild, HTTPException, TextChannel

from accountabot.domain.refusals import Refusal
from accountabot.domain.server.settings import SettingName
from accountabot.phrases import settings_format
from accountabot.phrases.json_files import refuse_big
from accountabot.phrases.settings_format import LIMIT, FileChannel, SettingsFile
from accountabot.services.server.settings_files import ImportedSettings
from accountabot.ui import due_text, responses
from accountabot.ui.client import Interaction
from accountabot.ui.server.greeting_channel import may_greet

_log = logging.getLogger(__name__)

PATIENCE = 30.0
"""Seconds that fetching a file may take."""


class ChannelLookup(NamedTuple):
    """What a file says, in this server's channels, and those of its channels that could not be found."""

    wanted: ImportedSettings
    unfound: dict[SettingName, FileChannel]


async def file_of(interaction: Interaction, sent: Attachment) -> SettingsFile | None:
    """Return what a file says; where that can't be, tell its owner why, and return None."""
    try:
        return await _read(interaction, sent)
    except Refusal as refusal:
        causes = [cause for cause in (refusal, refusal.__cause__) if isinstance(cause, Refusal)]
        await responses.show_privately(interaction, "\n".join(map(due_text.refusal, causes)))
        return None


def find(guild: Guild, file: SettingsFile) -> ChannelLookup:
    """Return what a file says, in this server's channels."""
    here = {name: _kept(guild, value) for name, value in file.values.items()}
    unfound = {
        name: value
        for name, value in file.values.items()
        if here[name] is None and not isinstance(value, str)
    }
    values = {name: value for name, value in here.items() if value is not None}
    return ChannelLookup(ImportedSettings(values, file.excused), unfound)


async def _read(interaction: Interaction, sent: Attachment) -> SettingsFile:
    refuse_big(sent.size, LIMIT)
    try:
        async with asyncio.timeout(PATIENCE):
            data: bytes = await interaction.client.http.get_from_cdn(sent.url)
    except (HTTPException, aiohttp.ClientError, OSError) as error:
        _log.info("A settings file did not come: %s %s", type(error).__name__, error)
        raise Refusal("file-lost") from None
    return await asyncio.to_thread(settings_format.read, data, interaction.created_at)


def _kept(guild: Guild, value: str | FileChannel) -> str | None:
    """Return a value as it is kept here, or None where it is a channel that can't be found."""
    if isinstance(value, str):
        return value
    if isinstance(guild.get_channel(value.id), TextChannel):
        return str(value.id)
    alike = [
        channel
        for channel in guild.text_channels
        if channel.name == value.name and may_greet(channel)
    ]
    return str(alike[0].id) if len(alike) == 1 else None
