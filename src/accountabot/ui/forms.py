"""Ask for a few words in a modal, and hear the answer even if the bot was restarted meanwhile."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from discord import Interaction, InteractionType, TextStyle
from discord.ui import Label, Modal, TextInput

from accountabot.ui import answers, errors
from accountabot.ui.controls import number
from accountabot.ui.quotes import quote
from accountabot.ui.texts import say


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent: what it was about, as a number and a word, and the text that was typed."""

    subject: int
    detail: str
    text: str


Heard = Callable[[Interaction[Any], Sent], Awaitable[None]]


class Forms:
    """The forms that the bot knows, by their verb; discord.py forgets every modal when the process ends."""

    def __init__(self) -> None:
        self._heard: dict[str, Heard] = {}

    def hear(self, verb: str, heard: Heard) -> None:
        """Call `heard` whenever a form with this verb is sent."""
        self._heard[verb] = heard

    async def on_interaction(self, interaction: Interaction[Any]) -> None:
        """Pass a form that was sent to whoever asked for it; what was typed is never lost."""
        if interaction.type is not InteractionType.modal_submit or not interaction.data:
            return
        verb, subject, detail = (str(interaction.data.get("custom_id")) + "::").split(":")[:3]
        if heard := self._heard.get(verb):
            typed = next(_typed(interaction.data), "")
            try:
                await heard(interaction, Sent(number(subject), detail, typed))
            except Exception as error:  # noqa: BLE001 - a listener's errors are only logged
                await errors.answer(interaction, error)
                await _give_back(interaction, typed)


async def _give_back(interaction: Interaction[Any], text: str) -> None:
    """Give back what was typed into a form that led to nothing, so that it need not be typed again."""
    if text and interaction.response.is_done():
        await answers.tell(interaction, say("form-text", text=quote(text)))


def form(
    verb: str,
    subject: int,
    title: str,
    label: str,
    *,
    limit: int,
    detail: str = "",
    hint: str = "",
    about: str = "",
    required: bool = True,
) -> Modal:
    """Return a modal with one field; discord.py need not remember it, `Forms` hears it."""
    field: TextInput[Modal] = TextInput(
        custom_id="text", max_length=limit, placeholder=hint or None, required=required, style=TextStyle.short
    )
    modal = Modal(title=title, custom_id=f"{verb}:{subject}:{detail}")
    modal.add_item(Label(text=label, description=about or None, component=field))
    modal.stop()
    return modal


def _typed(component: Mapping[str, Any]) -> Iterator[str]:
    """Yield every text that was typed into a form, wherever Discord nests it."""
    if "value" in component:
        yield str(component["value"])
    for child in (*component.get("components", ()), *filter(None, [component.get("component")])):
        yield from _typed(child)
