"""Send an interaction's first response, and find it again if its acknowledgement is lost.

Discord can carry out a request and then fail to say so. The message is visible in that case, so
the bot must know it: it has to be edited or redacted later, and a second one would be a duplicate.
"""

import asyncio
import logging
from typing import Any

from discord import File, HTTPException, NotFound
from discord.http import Route

from accountabot.ui.client import Interaction
from accountabot.ui.delivery import uncertainty
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS, is_lasting, is_outcome_unknown
from accountabot.ui.pictures.card_pictures import sent_files

PAUSES = (0.0, 6.0, 15.0, 60.0, 180.0, 240.0, 240.0)
"""Seconds before each attempt to find a response. Discord accepts the token for 15 minutes."""
_ANSWERED = "has a first response"
_ORIGINAL = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
"""The first response. `Interaction.original_response` caches what it finds, right or wrong."""

_log = logging.getLogger(__name__)


def is_answered(interaction: Interaction) -> bool:
    """Return whether an interaction has its first response, also if discord.py missed it."""
    return interaction.response.is_done() or _ANSWERED in interaction.extras


def mark_answered(interaction: Interaction) -> None:
    """Record that an interaction has its first response, even if discord.py doesn't know."""
    interaction.extras[_ANSWERED] = True


async def respond(interaction: Interaction, **message: Any) -> int | None:  # noqa: ANN401 - as in discord.py
    """Send a message as the first response; return its id.

    If it is unknown whether Discord accepted the message, look for it, and send it once more if it
    is not there. Raises one of REQUEST_ERRORS if there is no response in the end.
    """
    try:
        return await _send(interaction, message)
    except REQUEST_ERRORS as error:
        if not is_outcome_unknown(error) or interaction.client.is_closed():
            raise
        _log.info("Interaction %s: is the response there? %r", interaction.id, error)
    if message.get("ephemeral"):
        return await _find_or_send_again(interaction, message)
    client = interaction.client
    await uncertainty.note(client, interaction.guild_id, interaction.channel_id, interaction.id)
    try:
        found = await _find_or_send_again(interaction, message)
    except HTTPException as error:
        if not is_outcome_unknown(error):
            await uncertainty.forget(client, interaction.guild_id, interaction.id)
        raise
    await uncertainty.forget(client, interaction.guild_id, interaction.id)
    return found


async def _find_or_send_again(interaction: Interaction, message: dict[str, Any]) -> int | None:
    found = await _find(interaction)
    return await _send_again(interaction, message) if found is None else found


async def _send(interaction: Interaction, message: dict[str, Any]) -> int | None:
    files = sent_files(message.get("view"))
    return (await interaction.response.send_message(**message, **files)).message_id


async def _send_again(interaction: Interaction, message: dict[str, Any]) -> int | None:
    if isinstance(file := message.get("file"), File):
        file.reset()
    try:
        return await _send(interaction, message)
    except REQUEST_ERRORS as error:
        found = await _find(interaction) if is_outcome_unknown(error) else None
        if found is None:
            raise
        return found


async def _find(interaction: Interaction) -> int | None:
    """Return the id of the first response, None if there is none; wait for the connection."""
    for pause in PAUSES[:-1]:
        await asyncio.sleep(pause)
        try:
            return await _original(interaction)
        except REQUEST_ERRORS as error:
            if isinstance(error, HTTPException) and is_lasting(error):
                raise
            _log.info("Interaction %s: its response can't be read: %r", interaction.id, error)
    await asyncio.sleep(PAUSES[-1])
    return await _original(interaction)


async def _original(interaction: Interaction) -> int | None:
    """Return the id of the first response, None if there is none.

    After a component was pressed, Discord returns the message with the component if there is no
    response.
    """
    route = Route(
        "GET", _ORIGINAL, webhook_id=interaction.application_id, webhook_token=interaction.token
    )
    try:
        found = await interaction.client.http.request(route)
    except NotFound:
        return None
    metadata = found.get("interaction_metadata") or {}
    if metadata.get("id") != str(interaction.id):
        return None
    mark_answered(interaction)
    return int(found["id"])
