"""Draw the cards that more than one cog shows."""

from typing import Any

from discord import Colour
from discord.ui import ActionRow, Container, Item, LayoutView, TextDisplay

GOING, DONE, QUIET = Colour(0xF2A33A), Colour(0x3BA55D), Colour(0x7A8291)
"""Amber for what is going on, green for what was kept, grey for what only informs."""


class Card(LayoutView):
    """A message of components; discord.py need not remember it, its controls last (controls.py)."""

    def __init__(self, *items: Item[Any], colour: Colour = QUIET) -> None:
        super().__init__(timeout=None)
        self.add_item(Container(*items, accent_colour=colour))
        self.stop()


def text(*lines: str | None) -> TextDisplay[Any]:
    """Return lines of text, those that are None left out."""
    return TextDisplay("\n".join(line for line in lines if line))


def row(*buttons: Item[Any]) -> ActionRow[Any]:
    """Return controls side by side."""
    return ActionRow(*buttons)
