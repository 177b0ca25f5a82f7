"""Acknowledge an interaction without a new message: update the old one, or ask for more time."""

import logging
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from discord import NotFound
from discord.ui import LayoutView, Modal

from accountabot.ui import responses
from accountabot.ui.client import Interaction
from accountabot.ui.delivery.first_responses import is_answered, mark_answered
from accountabot.ui.delivery.request_errors import (
    REQUEST_ERRORS,
    is_acknowledged,
    is_outcome_unknown,
)
from accountabot.ui.localization import say
from accountabot.ui.pictures.card_pictures import attachments_of

_log = logging.getLogger(__name__)


async def defer(interaction: Interaction, *, thinking: bool = False) -> None:
    """Ask Discord for more time; the response to come is ephemeral, or edits the message."""
    await _repeated(
        interaction, partial(interaction.response.defer, ephemeral=thinking, thinking=thinking)
    )


async def send_modal(interaction: Interaction, modal: Modal) -> None:
    """Open a modal; in direct messages, its custom_id has the server."""
    if interaction.guild_id is None:
        parts = f"{modal.custom_id}:::".split(":")[:4]
        modal.custom_id = ":".join([*parts, str(responses.server_id(interaction))])
    await _repeated(interaction, partial(interaction.response.send_modal, modal))


async def _repeated(
    interaction: Interaction, acknowledge: Callable[[], Coroutine[Any, Any, object]]
) -> None:
    """Acknowledge an interaction, a second time if it is unknown whether the first one arrived."""
    try:
        await acknowledge()
    except REQUEST_ERRORS as error:
        if not is_outcome_unknown(error):
            raise
        _log.info("Interaction %s: is it acknowledged? %r", interaction.id, error)
        await _repeat(interaction, acknowledge)


async def _repeat(
    interaction: Interaction, acknowledge: Callable[[], Coroutine[Any, Any, object]]
) -> None:
    try:
        await acknowledge()
    except REQUEST_ERRORS as error:
        if not is_acknowledged(error):
            raise
        mark_answered(interaction)


async def update_message(
    interaction: Interaction, view: LayoutView, *, otherwise: str = "recorded-not-shown"
) -> bool:
    """Replace the message whose component was pressed; return whether that worked.

    If it fails, the member reads the text `otherwise`: what they did is recorded all the same.
    """
    try:
        await _update(interaction, view)
    except REQUEST_ERRORS as error:
        _log.warning("Interaction %s: its message was not updated: %r", interaction.id, error)
        await responses.show_if_possible(
            interaction, say(otherwise if responses.is_recorded(interaction) else "not-shown")
        )
        return False
    return True


async def _update(interaction: Interaction, view: LayoutView) -> None:
    attachments = attachments_of(view, interaction.message)
    if not is_answered(interaction):
        try:
            await interaction.response.edit_message(view=view, attachments=attachments)
        except REQUEST_ERRORS as error:
            if not is_outcome_unknown(error):
                raise
        else:
            return
    try:  # if Discord accepted the first request, this one changes nothing
        await interaction.edit_original_response(view=view, attachments=attachments)
    except NotFound:
        if is_answered(interaction):
            raise
        await interaction.response.edit_message(view=view, attachments=attachments)
    else:
        mark_answered(interaction)
