"""Split lists into pages, and add buttons to navigate them."""

from collections.abc import Sequence
from typing import Any, TypeVar

from discord.ui import ActionRow

from accountabot.ui import responses
from accountabot.ui.cards import Card, row
from accountabot.ui.client import Interaction
from accountabot.ui.components import button, custom_id
from accountabot.ui.delivery.acknowledgements import update_message
from accountabot.ui.localization import say

T = TypeVar("T")

SIZE = 10
"""Lines per page."""


def slice_page(lines: Sequence[T], page: int, size: int = SIZE) -> tuple[Sequence[T], int, int]:
    """Return a page's lines, its clamped zero-based number and the page count."""
    pages = max(1, -(-len(lines) // size))
    page = min(max(page, 0), pages - 1)
    return lines[page * size : (page + 1) * size], page, pages


def page_buttons(
    verb: str, server: int, subject: int, page: int, pages: int
) -> list[ActionRow[Any]]:
    """Return the buttons to the page before and to the one after, if there are several."""
    if pages <= 1:
        return []
    before = button(say("button-back"), custom_id(verb, server, subject, f"{page - 1}"))
    after = button(say("button-more"), custom_id(verb, server, subject, f"{page + 1}"))
    before.disabled, after.disabled = page <= 0, page >= pages - 1
    return [row(before, after)]


async def turn_page(interaction: Interaction, card: Card) -> None:
    """Turn the page in an ephemeral message in place, or else respond with a new one."""
    if interaction.message and interaction.message.flags.ephemeral:
        await update_message(interaction, card)
    else:
        await responses.show(interaction, card)
