"""Respond to all errors: explain refusals, and log everything else with a reference."""

import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import aiohttp
from discord import AppCommandOptionType, DiscordServerError, HTTPException
from discord.app_commands import CommandInvokeError, TransformerError
from discord.ui import Button

from accountabot.domain.refusals import DuplicateInteraction, Refusal
from accountabot.store.errors import MaybeSaved, NotRead, NotSaved, StoreError
from accountabot.ui import due_text, responses
from accountabot.ui.cards import Card, row, text
from accountabot.ui.client import Interaction
from accountabot.ui.delivery.request_errors import (
    ALREADY_ACKNOWLEDGED,
    REQUEST_ERRORS,
    UNKNOWN_INTERACTION,
    has_to_wait,
)
from accountabot.ui.help.next_steps import NEW_GOAL, next_steps
from accountabot.ui.localization import say
from accountabot.ui.responses import is_recorded
from accountabot.ui.server.unseen_servers import is_unseen

_log = logging.getLogger("accountabot")

_STORE_ERRORS = {NotSaved: "not-saved", NotRead: "not-read", MaybeSaved: "maybe-saved"}
_BROKEN = {
    "not-saved": "not-saved-broken",
    "not-read": "not-read-broken",
    "message-not-saved": "message-not-saved-broken",
}
"""The sentences for a database that stays unusable until somebody does something about it."""


async def answer_error(
    interaction: Interaction,
    error: Exception,
    show: Callable[[Interaction, str, Sequence[Button[Any]]], Awaitable[None]] | None = None,
) -> None:
    """Respond to an interaction whose handler raised `error`; never raises.

    Logs the error once if it is the system's fault. `show` sends the explanation with buttons for
    what it invites to.
    """
    cause = _cause(interaction, error)
    try:
        if sentence := _sentence(interaction, cause):
            steps = _next_steps(interaction, cause) if isinstance(cause, Refusal) else []
            await (show or _show)(interaction, sentence, steps)
    except (*REQUEST_ERRORS, RuntimeError) as unanswered:  # RuntimeError: the client is closed
        _log.info("Interaction %s: no answer was possible: %r", interaction.id, unanswered)


def _next_steps(interaction: Interaction, refusal: Refusal) -> list[Button[Any]]:
    """Return the buttons for what a refusal suggests; in direct messages, no goal is declared."""
    steps = next_steps(refusal, responses.server_id(interaction))
    is_direct = interaction.guild_id is None
    return [] if is_direct and refusal.key in NEW_GOAL else steps


async def _show(interaction: Interaction, sentence: str, steps: Sequence[Button[Any]]) -> None:
    if steps:
        await responses.show(interaction, Card(text(sentence), row(*steps)))
    else:
        await responses.show_privately(interaction, sentence)


def not_counted_text(cause: Exception) -> str:
    """Explain that a message could not be counted as a check-in, and log why."""
    if isinstance(cause, StoreError):
        return _with_reference(_store_key(cause, "message-not-saved"), cause)
    return _with_reference("something-broke", cause)


def _cause(interaction: Interaction, error: Exception) -> Exception:
    """Unwrap an error; convert an unknown channel into a Refusal."""
    if isinstance(error, TransformerError) and error.type is AppCommandOptionType.channel:
        return Refusal("server-unseen" if is_unseen(interaction.guild) else "channel-gone")
    return error.original if isinstance(error, CommandInvokeError) else error


def _sentence(interaction: Interaction, cause: Exception) -> str | None:
    """Return the message for the member, or None if they already have a response."""
    match cause:
        case DuplicateInteraction():
            return None
        case HTTPException(code=code) if code in {ALREADY_ACKNOWLEDGED, UNKNOWN_INTERACTION}:
            _log.info("Interaction %s was answered already, or too late.", interaction.id)
            return None
        case StoreError() | aiohttp.ClientError() | OSError() | RuntimeError() if (
            interaction.client.is_closed()
        ):
            _log.info(
                "Interaction %s failed because the bot is stopping: %s", interaction.id, cause
            )
            return None
        case Refusal():
            return due_text.refusal_text(cause)
    return _recorded_text(interaction, cause) if is_recorded(interaction) else _failure_text(cause)


def _recorded_text(interaction: Interaction, cause: Exception) -> str:
    """Explain that something went wrong after what the member did was recorded."""
    if _is_unreachable(cause):
        _log.warning("Interaction %s: recorded, but not answered: %r", interaction.id, cause)
        return say("recorded-not-shown")
    return _with_reference("recorded-and-broke", cause)


def _failure_text(cause: Exception) -> str:
    """Explain that something went wrong before anything was recorded."""
    if isinstance(cause, StoreError):
        return _with_reference(_store_key(cause, _STORE_ERRORS[type(cause)]), cause)
    if _is_unreachable(cause):
        _log.warning("An interaction could not be answered: %r", cause)
        return say("not-shown")
    return _with_reference("something-broke", cause)


def _store_key(error: StoreError, key: str) -> str:
    """Return the key of a sentence, another one if it doesn't help to try again soon."""
    return key if error.may_pass else _BROKEN.get(key, key)


def _is_unreachable(cause: Exception) -> bool:
    """Return whether Discord doesn't answer, or takes nothing for now."""
    is_down = isinstance(cause, aiohttp.ClientError | OSError | DiscordServerError)
    return is_down or has_to_wait(cause)


def _with_reference(key: str, cause: Exception) -> str:
    reference = secrets.token_hex(3)
    noted = {"reference": reference}
    if isinstance(cause, StoreError):  # the disk or another program caused it: no traceback
        _log.error("Reference %s: %r", reference, cause, extra=noted)
    else:
        _log.error("Reference %s: %s", reference, cause, exc_info=cause, extra=noted)
    return say(key, reference=reference)
