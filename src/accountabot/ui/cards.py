"""Build cards, the bot's messages made of components."""

from collections.abc import Sequence
from typing import Any

from discord import Colour
from discord.ui import ActionRow, Container, Item, LayoutView, Section, TextDisplay

from accountabot.pictures.palette import Accent
from accountabot.ui.pictures.card_pictures import CardPicture, gallery, remove_picture

GOAL, KEPT, MILESTONE, PEOPLE, OVERVIEW, INFO = (Colour.from_str(each.value) for each in Accent)
"""The colour of each kind of news."""
MOST_COMPONENTS = 40
"""Components that Discord allows in a message, nested ones included."""
MOST_BUTTONS = 5
"""Buttons that fit in a row."""


class Card(LayoutView):
    """A message made of components.

    discord.py doesn't track it, since its items are persistent (components.py).
    """

    def __init__(self, *items: Item[Any], colour: Colour | None = INFO) -> None:
        """Put the items into a box with a coloured edge, or show them bare without a colour."""
        super().__init__(timeout=None)
        self.picture: CardPicture | None = None
        boxed = items if colour is None else [Container(*items, accent_colour=colour)]
        for item in boxed:
            self.add_item(item)
        self.stop()

    def show_picture(self, picture: CardPicture) -> None:
        """Show a picture after the first item, which is complete without it."""
        first = self.children[0] if self.children else None
        box = first if isinstance(first, Container) else self
        later = box.children[1:]
        for item in later:
            box.remove_item(item)
        for item in (gallery(picture), *later):
            box.add_item(item)
        self.picture = picture

    def drop_picture(self) -> None:
        """Leave out the picture, where the bot may not attach files."""
        remove_picture(self)
        self.picture = None


def text(*lines: str | None) -> TextDisplay[Any]:
    """Join the lines that are not None into one text display."""
    return TextDisplay("\n".join(line for line in lines if line))


def row(*buttons: Item[Any]) -> ActionRow[Any]:
    """Put items into one action row."""
    return ActionRow(*buttons)


def rows(buttons: Sequence[Item[Any]]) -> list[ActionRow[Any]]:
    """Put buttons into as many action rows as they need."""
    return [
        row(*buttons[first : first + MOST_BUTTONS])
        for first in range(0, len(buttons), MOST_BUTTONS)
    ]


def count_components(items: Sequence[Item[Any]]) -> int:
    """Count components with those inside them."""
    inside = (
        len(item.children) + isinstance(item, Section)
        for item in items
        if isinstance(item, ActionRow | Section)
    )
    return len(items) + sum(inside)


def without_repeated_buttons(items: Sequence[Item[Any]]) -> list[Item[Any]]:
    """Leave out buttons that are there already: Discord refuses a message with the same one twice.

    A button beside a text stays.
    """
    known = {_id(each.accessory) for each in items if isinstance(each, Section)}
    kept: list[Item[Any]] = []
    for each in items:
        if not isinstance(each, ActionRow):
            kept.append(each)
            continue
        new = [button for button in each.children if _id(button) not in known]
        known |= {_id(button) for button in new}
        kept.extend([row(*new)] if new else [])
    return kept


def _id(item: Item[Any]) -> str | None:
    return getattr(item, "custom_id", None)
