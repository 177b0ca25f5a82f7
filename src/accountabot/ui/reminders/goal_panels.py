"""Update the part of a private message that is about one goal."""

from collections.abc import Iterator, Sequence
from typing import Any

from discord import Colour
from discord.ui import ActionRow, Container, Item, LayoutView, Section, TextDisplay

from accountabot.domain.identifiers import GoalId
from accountabot.services.reminders import sending
from accountabot.ui import responses
from accountabot.ui.cards import Card, without_repeated_buttons
from accountabot.ui.client import Interaction
from accountabot.ui.delivery import direct_messages
from accountabot.ui.delivery.acknowledgements import update_message
from accountabot.ui.delivery.first_responses import is_answered

_VERBS = {
    "reminder-snooze",
    "reminder-not-today",
    "reminder-stop",
    "reminder-go-on",
    "reminder-not-this-time",
    "reminder-let-go",
    "remind-me",
    "remind-no",
    "remind-again",
    "remind-times",
    "remind-try",
}
"""Each row of buttons about one goal in such a message has one of these."""


def replaced(interaction: Interaction, goal: GoalId, items: Sequence[Item[Any]]) -> Card | None:
    """Return the pressed private message with `items` instead of what it says about a goal.

    Returns None if it says nothing about it, or if everyone can read it.
    """
    message = interaction.message
    if message is None or not message.components or is_answered(interaction):
        return None
    if not message.flags.ephemeral and not direct_messages.is_direct(interaction):
        return None
    view = LayoutView.from_message(message, timeout=None)
    boxes = [each for each in view.children if isinstance(each, Container)]
    box = boxes[0] if len(boxes) == 1 and len(view.children) == 1 else None
    parts = [*(box.children if box else view.children)]
    at = _find(interaction, parts, goal)
    if at is None:
        return None
    first = at - 1 if _is_below_text(parts, at) else at
    last = at + 1
    if last < len(parts) and isinstance(parts[at], Section) and isinstance(parts[last], ActionRow):
        last += 1  # the buttons below a line that has one beside it
    kept = without_repeated_buttons([*parts[:first], *items, *parts[last:]])
    return Card(*kept, colour=_colour(box))


async def show(interaction: Interaction, goal: GoalId, items: Sequence[Item[Any]]) -> None:
    """Show what became of a goal in the pressed private message, otherwise in one of its own."""
    if not await mark(interaction, goal, items):
        await responses.show(interaction, Card(*items))


async def mark(interaction: Interaction, goal: GoalId, items: Sequence[Item[Any]]) -> bool:
    """Show what became of a goal in the pressed private message, if it is one that says more."""
    card = replaced(interaction, goal, items)
    if card is None:
        return False
    await update_message(interaction, card)
    if interaction.message and direct_messages.is_direct(interaction):
        which = responses.server_id(interaction), interaction.message.id
        await responses.save_if_possible(interaction, sending.mark_changed, *which)
    return True


def _find(interaction: Interaction, parts: Sequence[Item[Any]], goal: GoalId) -> int | None:
    """Return the part with the pressed button, otherwise the first one about the goal."""
    data: Any = interaction.data or {}
    pressed = data.get("custom_id")
    about = [nth for nth, part in enumerate(parts) if _is_of(part, goal)]
    exact = [nth for nth in about if pressed in _ids(parts[nth])]
    return next(iter([*exact, *about]), None)


def _is_of(part: Item[Any], goal: GoalId) -> bool:
    found = (id_.split(":") for id_ in _ids(part))
    return any(verb in _VERBS and rest[1:2] == [str(goal)] for verb, *rest in found)


def _ids(part: Item[Any]) -> Iterator[str]:
    items = part.children if isinstance(part, ActionRow) else ()
    if isinstance(part, Section):
        items = [part.accessory]
    return (str(id_) for each in items if (id_ := getattr(each, "custom_id", None)))


def _colour(box: Container[Any] | None) -> Colour | None:
    colour = box.accent_colour if box else None
    return Colour(colour) if isinstance(colour, int) else colour


def _is_below_text(parts: Sequence[Item[Any]], at: int) -> bool:
    """Return whether a row of buttons belongs to the text above it."""
    return at > 0 and isinstance(parts[at], ActionRow) and isinstance(parts[at - 1], TextDisplay)
