"""Respond to all errors: explain refusals, and log everything else with a reference."""

import logging
import secrets
from collections.abc import Awaitable, Callable

import aiohttp
from discord import AppCommandOptionType, HTTPException
from discord.app_commands import CommandInvokeError, TransformerError

from accountabot.domain.refusals import DuplicateInteraction, Refusal
from accountabot.store.session import NotSaved
from accountabot.ui import due_text, responses
from accountabot.ui.client import Interaction
from accountabot.ui.localization import say

_log = logging.getLogger("accountabot")

ALREADY_ACKNOWLEDGED = 40060
_UNKNOWN_INTERACTION = 10062
_CLOSING = (aiohttp.ClientError, OSError, RuntimeError)
"""Raised while the client is closing or there is no network."""


async def answer_error(
    interaction: Interaction,
    error: Exception,
    show: Callable[[Interaction, str], Awaitable[None]] = responses.show_privately,
) -> None:
    """Respond to an interaction whose handler raised `error`; never raises.

    Logs the error once if it is the system's fault. `show` sends the explanation.
    """
    cause = _cause(error)
    try:
        if sentence := _sentence(interaction, cause):
            await show(interaction, sentence)
    except HTTPException as unanswered:
        _log.warning("An answer could not be delivered: %s", unanswered)
    except _CLOSING as unanswered:
        _log.info("An answer could not be delivered: %s %s", type(unanswered).__name__, unanswered)


def not_counted_text(cause: Exception) -> str:
    """Explain that a message could not be counted as a check-in, and log why."""
    return _with_reference(
        "message-not-saved" if isinstance(cause, NotSaved) else "something-broke", cause
    )


def _cause(error: Exception) -> Exception:
    """Unwrap an error; convert an unknown channel into a Refusal."""
    if isinstance(error, TransformerError) and error.type is AppCommandOptionType.channel:
        return Refusal("channel-gone")
    return error.original if isinstance(error, CommandInvokeError) else error


def _sentence(interaction: Interaction, cause: Exception) -> str | None:
    """Return the message for the member, or None if they already have a response."""
    match cause:
        case DuplicateInteraction():
            return None
        case HTTPException(code=code) if code in {ALREADY_ACKNOWLEDGED, _UNKNOWN_INTERACTION}:
            _log.info("Interaction %s was answered already, or too late.", interaction.id)
            return None
        case NotSaved() | aiohttp.ClientError() | OSError() | RuntimeError() if (
            interaction.client.is_closed()
        ):
            _log.info(
                "Interaction %s failed because the bot is stopping: %s", interaction.id, cause
            )
            return None
        case Refusal():
            return due_text.refusal_text(cause)
        case NotSaved():
            return _with_reference("not-saved", cause)
        case _:
            return _with_reference("something-broke", cause)


def _with_reference(key: str, cause: Exception) -> str:
    reference = secrets.token_hex(3)
    _log.error("Reference %s: %s", reference, cause, exc_info=cause)
    return say(key, reference=reference)
