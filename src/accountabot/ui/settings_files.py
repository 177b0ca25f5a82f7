"""Read the file that an owner sent, and find the channels that it means here."""

import asyncio
import logging
from typing import Any, NamedTuple

import aiohttp
from discord import Attachment, Guild, HTTPException, Interaction, TextChannel

from accountabot.domain.refusals import Refusal
from accountabot.domain.settings import Name
from accountabot.phrases import settings_files
from accountabot.phrases.json_files import refuse_big
from accountabot.phrases.settings_files import LIMIT, Channel, File
from accountabot.services.settings_files import Wanted
from accountabot.ui import answers, words
from accountabot.ui.greetings import may_greet

_log = logging.getLogger(__name__)

PATIENCE = 30.0
"""Seconds that fetching a file may take."""


class Found(NamedTuple):
    """What a file says, in this server's channels, and those of its channels that could not be found."""

    wanted: Wanted
    unfound: dict[Name, Channel]


async def file_of(interaction: Interaction[Any], sent: Attachment) -> File | None:
    """Return what a file says; where that can't be, tell its owner why, and return None."""
    try:
        return await _read(interaction, sent)
    except Refusal as refusal:
        causes = [cause for cause in (refusal, refusal.__cause__) if isinstance(cause, Refusal)]
        await answers.tell(interaction, "\n".join(map(words.refusal, causes)))
        return None


def find(guild: Guild, file: File) -> Found:
    """Return what a file says, in this server's channels."""
    here = {name: _kept(guild, value) for name, value in file.values.items()}
    unfound = {
        name: value
        for name, value in file.values.items()
        if here[name] is None and not isinstance(value, str)
    }
    values = {name: value for name, value in here.items() if value is not None}
    return Found(Wanted(values, file.excused), unfound)


async def _read(interaction: Interaction[Any], sent: Attachment) -> File:
    refuse_big(sent.size, LIMIT)
    try:
        async with asyncio.timeout(PATIENCE):
            data: bytes = await interaction.client.http.get_from_cdn(sent.url)
    except (HTTPException, aiohttp.ClientError, OSError) as error:
        _log.info("A settings file did not come: %s %s", type(error).__name__, error)
        raise Refusal("file-lost") from None
    return await asyncio.to_thread(settings_files.read, data, interaction.created_at)


def _kept(guild: Guild, value: str | Channel) -> str | None:
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
