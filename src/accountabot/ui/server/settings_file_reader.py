"""Read an uploaded settings file, and find its channels on this server."""

import asyncio
import logging
from typing import NamedTuple

from discord import Attachment, Guild, TextChannel

from accountabot.domain.refusals import Refusal
from accountabot.domain.server.settings import SettingName
from accountabot.phrases import settings_format
from accountabot.phrases.json_files import ensure_size
from accountabot.phrases.settings_format import LIMIT, SettingsFile
from accountabot.phrases.settings_values import FileChannel
from accountabot.services.server.settings_files import ImportedSettings
from accountabot.ui import due_text, responses
from accountabot.ui.client import Interaction
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS
from accountabot.ui.server.greeting_channel import can_post_in
from accountabot.ui.truncation import truncate

_log = logging.getLogger(__name__)

DOWNLOAD_TIMEOUT = 30.0
"""Seconds."""
_ROOM = 60
"""Characters of a file that a refusal quotes."""


class ChannelLookup(NamedTuple):
    """A file's settings with this server's channels, and the channels not found."""

    wanted: ImportedSettings
    missing: dict[SettingName, FileChannel]


async def read_attachment(interaction: Interaction, attachment: Attachment) -> SettingsFile | None:
    """Return the settings in a file; if they are invalid, tell the owner and return None."""
    try:
        return await _read(interaction, attachment)
    except Refusal as refusal:
        await responses.show_privately(interaction, explain(refusal))
        return None


def explain(refusal: Refusal) -> str:
    """Explain why a file can't be used, truncating text from the file."""
    details = {
        name: truncate(value, _ROOM) if isinstance(value, str) else value
        for name, value in refusal.details.items()
    }
    lines = [due_text.refusal_text(Refusal(refusal.key, **details))]
    if isinstance(refusal.__cause__, Refusal):
        lines.append(due_text.refusal_text(refusal.__cause__))
    return "\n".join(lines)


def find_channels(guild: Guild, file: SettingsFile) -> ChannelLookup:
    """Find a file's channels on this server, by ID or else by name."""
    values: dict[SettingName, str] = {}
    missing: dict[SettingName, FileChannel] = {}
    for name, value in file.values.items():
        if isinstance(value, str):
            values[name] = value
        elif not isinstance(value, FileChannel):
            continue  # roles depend on who imports them
        elif channel := _channel(guild, value):
            values[name] = str(channel.id)
        else:
            missing[name] = value
    return ChannelLookup(ImportedSettings(values, file.excused), missing)


async def _read(interaction: Interaction, attachment: Attachment) -> SettingsFile:
    ensure_size(attachment.size, LIMIT)
    try:
        async with asyncio.timeout(DOWNLOAD_TIMEOUT):
            data: bytes = await interaction.client.http.get_from_cdn(attachment.url)
    except REQUEST_ERRORS as error:
        _log.info("A settings file could not be downloaded: %r", error)
        raise Refusal("file-lost") from None
    return await asyncio.to_thread(settings_format.read, data, interaction.created_at)


def _channel(guild: Guild, wanted: FileChannel) -> TextChannel | None:
    """Return the channel with that ID, or the only usable one with that name."""
    by_id = guild.get_channel(wanted.id)
    if isinstance(by_id, TextChannel):
        return by_id
    by_name = [
        channel
        for channel in guild.text_channels
        if channel.name == wanted.name and can_post_in(channel)
    ]
    return by_name[0] if len(by_name) == 1 else None
