"""Ask for a few words in a modal, and hear the answer even if the bot was restarted meanwhile."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from discord import Interaction, InteractionType, SelectOption, TextStyle
from discord.ui import Label, Modal, Select, TextInput

from accountabot.ui import errors, responses
from accountabot.ui.components import number
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.moderation import block_check
from accountabot.ui.truncation import truncate


@dataclass(frozen=True, slots=True)
class Submission:
    """A form that was sent: what it was about, as a number and a word, and what was typed and picked, by field."""

    subject: int
    detail: str
    fields: Mapping[str, str]

    @property
    def text(self) -> str:
        """What was typed into the first field."""
        return next(iter(self.fields.values()), "")


MOST = 900
"""Characters of what was typed that are given back: marked so that none of them formats, they still fit a message."""

Heard = Callable[[Interaction[Any], Submission], Awaitable[None]]


class ModalRouter:
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
            async with returning_input(interaction, *_typed(interaction.data)):
                block_check.refuse(interaction)
                await heard(
                    interaction,
                    Submission(number(subject), detail, dict(_fields(interaction.data))),
                )


@asynccontextmanager
async def returning_input(interaction: Interaction[Any], *typed: str) -> AsyncIterator[None]:
    """Answer what goes wrong, and give back what was typed and led to nothing, so that it need not be typed again."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - a listener's errors are only logged
        await errors.answer_error(interaction, error)
        await _give_back(
            interaction, [*filter(None, (truncate(text, MOST // len(typed)) for text in typed))]
        )


async def _give_back(interaction: Interaction[Any], typed: list[str]) -> None:
    if typed and interaction.response.is_done():
        lines = [escape(text) for text in typed]
        await responses.show_privately(
            interaction, say("form-text", text=lines[0] if len(lines) == 1 else _listed(lines))
        )


def _listed(lines: list[str]) -> str:
    return "".join(f"\n- {line}" for line in lines)


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
        custom_id="text",
        max_length=limit,
        placeholder=hint or None,
        required=required,
        style=TextStyle.short,
    )
    modal = Modal(title=title, custom_id=f"{verb}:{subject}:{detail}")
    modal.add_item(Label(text=label, description=about or None, component=field))
    modal.stop()
    return modal


def field(
    name: str, label: str, value: str, limit: int, *, hint: str = "", required: bool = False
) -> Label[Modal]:
    """Return a field of a form of several, with what it holds now."""
    typed: TextInput[Modal] = TextInput(
        custom_id=name,
        max_length=limit,
        default=value or None,
        placeholder=hint or None,
        required=required,
    )
    return Label(text=label, component=typed)


def pick(name: str, label: str, options: Mapping[str, str], chosen: str) -> Label[Modal]:
    """Return a field of a form in which one of several `options` is picked, with the one that holds now."""
    listed = [
        SelectOption(label=said, value=value, default=value == chosen)
        for value, said in options.items()
    ]
    return Label(text=label, component=Select(custom_id=name, options=listed))


def form_of(verb: str, subject: int, title: str, *fields: Label[Modal], detail: str = "") -> Modal:
    """Return a modal with several fields, five at most; `Forms` hears it."""
    modal = Modal(title=title, custom_id=f"{verb}:{subject}:{detail}")
    for each in fields:
        modal.add_item(each)
    modal.stop()
    return modal


def _fields(component: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every field of a form, wherever Discord nests it: its name, and what was typed or first picked."""
    if "value" in component:
        yield str(component.get("custom_id")), str(component["value"])
    elif picked := component.get("values"):
        yield str(component.get("custom_id")), str(picked[0])
    for child in _children(component):
        yield from _fields(child)


def _typed(component: Mapping[str, Any]) -> Iterator[str]:
    """Yield every text that was typed into a form."""
    if "value" in component:
        yield str(component["value"])
    for child in _children(component):
        yield from _typed(child)


def _children(component: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from (*component.get("components", ()), *filter(None, [component.get("component")]))
