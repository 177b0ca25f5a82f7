"""Ask for a few words in a modal, and hear the answer even if the bot was restarted meanwhile."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any

from discord import Interaction, InteractionType, TextStyle
from discord.ui import Label, Modal, TextInput

from accountabot.ui import errors

Heard = Callable[[Interaction[Any], int, str], Awaitable[None]]
"""What is called with the interaction, the number that the form was about, and the text that was typed."""


class Forms:
    """The forms that the bot knows, by their verb; discord.py forgets every modal when the process ends."""

    def __init__(self) -> None:
        self._heard: dict[str, Heard] = {}

    def hear(self, verb: str, heard: Heard) -> None:
        """Call `heard` whenever a form with this verb is sent."""
        self._heard[verb] = heard

    async def on_interaction(self, interaction: Interaction[Any]) -> None:
        """Pass a form that was sent to whoever asked for it."""
        if interaction.type is not InteractionType.modal_submit or not interaction.data:
            return
        verb, _, subject = str(interaction.data.get("custom_id")).partition(":")
        if heard := self._heard.get(verb):
            try:
                await heard(interaction, int(subject), next(_typed(interaction.data), ""))
            except Exception as error:  # noqa: BLE001 - a listener's errors are only logged
                await errors.answer(interaction, error)


def form(
    verb: str,
    subject: int,
    title: str,
    label: str,
    *,
    limit: int,
    hint: str = "",
    about: str = "",
    required: bool = True,
) -> Modal:
    """Return a modal with one field; discord.py need not remember it, `Forms` hears it."""
    field: TextInput[Modal] = TextInput(
        custom_id="text", max_length=limit, placeholder=hint or None, required=required, style=TextStyle.short
    )
    modal = Modal(title=title, custom_id=f"{verb}:{subject}")
    modal.add_item(Label(text=label, description=about or None, component=field))
    modal.stop()
    return modal


def _typed(component: Mapping[str, Any]) -> Iterator[str]:
    """Yield every text that was typed into a form, wherever Discord nests it."""
    if "value" in component:
        yield str(component["value"])
    for child in (*component.get("components", ()), *filter(None, [component.get("component")])):
        yield from _typed(child)
