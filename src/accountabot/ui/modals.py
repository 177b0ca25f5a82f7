"""Build modals, and handle their submissions even after a restart."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from discord import InteractionType, SelectOption, TextStyle
from discord.ui import Label, Modal, Select, TextInput

from accountabot.ui import errors, responses, stopping
from accountabot.ui.client import Interaction
from accountabot.ui.components import parse_number
from accountabot.ui.delivery.first_responses import is_answered
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.moderation import block_check
from accountabot.ui.truncation import truncate


@dataclass(frozen=True, slots=True)
class Submission:
    """A submitted modal: its subject and detail, and the value of each field."""

    subject: int
    detail: str
    fields: Mapping[str, str]

    @property
    def text(self) -> str:
        """The text in the first field."""
        return next(iter(self.fields.values()), "")


MOST = 900
"""Characters of a lost input that are returned; fully escaped they still fit into a message."""

ModalHandler = Callable[[Interaction, Submission], Awaitable[None]]


class ModalRouter:
    """Route submitted modals by their verb, since discord.py forgets modals on a restart."""

    def __init__(self) -> None:
        self._handlers: dict[str, ModalHandler] = {}

    def register(self, verb: str, handler: ModalHandler) -> None:
        """Register the handler of all modals with this verb."""
        self._handlers[verb] = handler

    async def on_interaction(self, interaction: Interaction) -> None:
        """Pass a submitted modal to its handler, without ever losing the member's input."""
        if interaction.type is not InteractionType.modal_submit or not interaction.data:
            return
        if interaction.client.state.is_redelivered(interaction.id):
            return
        verb, subject, detail = (str(interaction.data.get("custom_id")) + "::").split(":")[:3]
        if handler := self._handlers.get(verb):
            async with returning_input(interaction, *_typed(interaction.data)):
                stopping.begin(interaction)
                block_check.ensure_not_blocked(interaction)
                await handler(
                    interaction,
                    Submission(parse_number(subject), detail, dict(_fields(interaction.data))),
                )


@asynccontextmanager
async def returning_input(interaction: Interaction, *typed: str) -> AsyncIterator[None]:
    """Respond to errors, and give the member's input back if the submission failed."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - a listener's errors are only logged
        await errors.answer_error(interaction, error)
        await _give_back(
            interaction, [*filter(None, (truncate(text, MOST // len(typed)) for text in typed))]
        )


async def _give_back(interaction: Interaction, typed: list[str]) -> None:
    is_lost = is_answered(interaction) and not responses.is_recorded(interaction)
    if typed and is_lost:
        lines = [escape(text) for text in typed]
        await responses.show_privately(
            interaction, say("form-text", text=lines[0] if len(lines) == 1 else _listed(lines))
        )


def _listed(lines: list[str]) -> str:
    return "".join(f"\n- {line}" for line in lines)


def text_modal(
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
    """Build a modal with one text field; `ModalRouter` handles its submission."""
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


def text_field(
    name: str, label: str, value: str, limit: int, *, hint: str = "", required: bool = False
) -> Label[Modal]:
    """Build a text field with its current value."""
    typed: TextInput[Modal] = TextInput(
        custom_id=name,
        max_length=limit,
        default=value or None,
        placeholder=hint or None,
        required=required,
    )
    return Label(text=label, component=typed)


def select_field(name: str, label: str, options: Mapping[str, str], chosen: str) -> Label[Modal]:
    """Build a select menu with its current choice."""
    listed = [
        SelectOption(label=said, value=value, default=value == chosen)
        for value, said in options.items()
    ]
    return Label(text=label, component=Select(custom_id=name, options=listed))


def modal_of(verb: str, subject: int, title: str, *fields: Label[Modal], detail: str = "") -> Modal:
    """Build a modal with at most five fields; `ModalRouter` handles its submission."""
    modal = Modal(title=title, custom_id=f"{verb}:{subject}:{detail}")
    for each in fields:
        modal.add_item(each)
    modal.stop()
    return modal


def _fields(component: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the name and value of every field, at any nesting depth."""
    if "value" in component:
        yield str(component.get("custom_id")), str(component["value"])
    elif picked := component.get("values"):
        yield str(component.get("custom_id")), str(picked[0])
    for child in _children(component):
        yield from _fields(child)


def _typed(component: Mapping[str, Any]) -> Iterator[str]:
    """Yield all texts in a submitted modal."""
    if "value" in component:
        yield str(component["value"])
    for child in _children(component):
        yield from _typed(child)


def _children(component: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from (*component.get("components", ()), *filter(None, [component.get("component")]))
