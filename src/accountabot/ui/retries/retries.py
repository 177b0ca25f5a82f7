"""Give back what a member typed into a command or form that failed, with a button to try again."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from discord import AppCommandOptionType, Attachment, ButtonStyle, InteractionType
from discord.app_commands import Command, CommandInvokeError, Parameter
from discord.ui import Button

from accountabot.domain import choices
from accountabot.domain.identifiers import InteractionId
from accountabot.domain.refusals import DuplicateInteraction, Refusal
from accountabot.domain.typed_input import TypedInput
from accountabot.ui import errors, responses
from accountabot.ui.cards import Card, row, text
from accountabot.ui.client import Interaction
from accountabot.ui.components import button, custom_id
from accountabot.ui.delivery.first_responses import is_answered
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.truncation import truncate

ROOM = 1200
"""Characters of typed text in an answer; fully escaped they still fit. The form has all of it."""

_WITHOUT_RETRY = frozenset({"retry-gone", "bot-stopping", "day-over"})
"""Refusals after which nothing is kept: a day stays over, and a stopping bot has no time."""

RUN_AGAIN = "run again"
"""The key of the input with which a command runs again, in an interaction's extras."""

AnyCommand = Command[Any, ..., Any]


async def answer_error(
    interaction: Interaction, error: Exception, typed: TypedInput | None = None
) -> None:
    """Respond to an error, with what the member typed and a button that opens it in a form.

    `typed` is what to give back, if it isn't all that is in the interaction.
    """
    cause = error.original if isinstance(error, CommandInvokeError) else error
    if isinstance(cause, DuplicateInteraction) and "source" in interaction.extras:
        await responses.show_privately(interaction, say("retry-done"))
        return
    interaction.command_failed = not responses.is_recorded(interaction)
    typed = typed or typed_into(interaction)
    if typed is None or responses.is_recorded(interaction):
        await errors.answer_error(interaction, error)
        return
    is_gone = isinstance(cause, Refusal) and cause.key in _WITHOUT_RETRY
    await errors.answer_error(interaction, error, partial(_give_back, typed, not is_gone))


def typed_into(interaction: Interaction) -> TypedInput | None:
    """Return what the member typed into a command or a form, or None if it has no text.

    If a command runs again, return what it runs with.
    """
    again: TypedInput | None = interaction.extras.get(RUN_AGAIN)
    if again:
        return again
    data: Any = interaction.data or {}
    if interaction.type is InteractionType.modal_submit:
        target = ":".join(str(data.get("custom_id")).split(":")[:3])
        return _input(interaction, target, dict(form_values(data)), is_form=True)
    command = interaction.command
    if interaction.type is not InteractionType.application_command or not isinstance(
        command, Command
    ):
        return None
    given = dict(iter(interaction.namespace))  # its missing attributes, such as `keys`, are None
    values = {
        name: value if isinstance(value, str | int | float) else value.id
        for name, value in given.items()
        if not isinstance(value, Attachment)
    }
    if not any(values.get(option.display_name) for option in text_options(command)):
        return None
    return _input(
        interaction, f"/{command.qualified_name}", values, has_file=len(given) > len(values)
    )


def command_input(
    interaction: Interaction, command: str, values: Mapping[str, Any], *, has_file: bool = False
) -> TypedInput | None:
    """Return an input as if it had been typed into a command."""
    return _input(interaction, f"/{command}", values, has_file=has_file)


def text_options(command: AnyCommand) -> list[Parameter]:
    """Return the options of a command that take typed text."""
    return [
        option
        for option in command.parameters
        if option.type is AppCommandOptionType.string and not option.choices
    ]


def form_values(component: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the name and value of every field of a form, at any nesting depth."""
    name = str(component.get("custom_id"))
    if "value" in component:
        yield name, str(component["value"])
    elif picked := component.get("values"):
        yield name, str(picked[0])
    elif chosen := [each for each in component.get("options", ()) if each.get("default")]:
        yield name, str(chosen[0]["value"])
    for child in (*component.get("components", ()), *filter(None, [component.get("component")])):
        yield from form_values(child)


def keep(interaction: Interaction, typed: TypedInput) -> None:
    """Keep an input until its member tries again."""
    interaction.client.typed_inputs.add(typed)


async def show(interaction: Interaction, typed: TypedInput, card: Card) -> None:
    """Keep an input, and respond with the card that opens it in a form."""
    keep(interaction, typed)
    is_first = not is_answered(interaction)
    await responses.show(interaction, card)
    if is_first:
        interaction.client.retry_cards.add(typed.origin, interaction)


def retry_card(typed: TypedInput, *lines: str, label: str = "button-retry") -> Card:
    """Build a card with the button that opens an input in a form."""
    return Card(*(text(line) for line in lines if line), row(retry_button(typed, label)))


def retry_button(
    typed: TypedInput, label: str = "button-retry", style: ButtonStyle = ButtonStyle.primary
) -> Button[Any]:
    """Build the button that opens an input in a form."""
    id_ = custom_id("retry", typed.member.server, typed.source)
    return button(say(label), id_, style)


async def _give_back(
    typed: TypedInput,
    can_retry: bool,
    interaction: Interaction,
    sentence: str,
    steps: Sequence[Button[Any]],
) -> None:
    said = typed_text(typed)
    if not can_retry:
        await responses.show(interaction, Card(*(text(line) for line in (sentence, said) if line)))
        return
    file = say("retry-file") if typed.has_file else ""
    lines = [text(line) for line in (sentence, said, file) if line]
    buttons = row(*steps, retry_button(typed, style=_style(steps)))
    await show(interaction, typed, Card(*lines, buttons))
    if typed.origin != typed.source:  # the newest card has all that the earlier ones had
        await interaction.client.retry_cards.replace(interaction, say("retry-goes-on"))


def _style(steps: Sequence[Button[Any]]) -> ButtonStyle:
    """Highlight the button unless the explanation invites to something else."""
    return ButtonStyle.secondary if steps else ButtonStyle.primary


def typed_text(typed: TypedInput) -> str:
    """List the texts of an input, except picked goals and check-ins, which were not typed."""
    texts = {
        name: value
        for name, value in typed.values.items()
        if isinstance(value, str) and not _is_picked(value)
    }
    shown = {name: each for name, each in _shortened(texts).items() if each}
    if len(shown) <= 1:
        return "".join(say("retry-typed", text=escape(each)) for each in shown.values())
    lines = (
        f"\n- **{name}** {escape(each)}" if typed.command else f"\n- {escape(each)}"
        for name, each in shown.items()
    )
    return say("retry-typed", text="".join(lines))


def _shortened(texts: Mapping[str, str]) -> dict[str, str]:
    """Truncate the longest texts so that all fit into the room together."""
    room = ROOM
    shown = dict(texts)
    for nth, name in enumerate(sorted(texts, key=lambda each: len(texts[each]))):
        shown[name] = truncate(texts[name], room // (len(texts) - nth))
        room -= len(shown[name])
    return shown


def _is_picked(value: str) -> bool:
    return (choices.chosen_goal(value) or choices.chosen_check_in(value)) is not None


def _input(
    interaction: Interaction,
    target: str,
    values: Mapping[str, Any],
    *,
    has_file: bool = False,
    is_form: bool = False,
) -> TypedInput | None:
    if is_form and not any(values.values()):
        return None
    source = InteractionId(interaction.id)
    return TypedInput(
        member=responses.member(interaction),
        source=source,
        at=interaction.created_at,
        target=target,
        values=values,
        origin=InteractionId(interaction.extras.get("source", source)),
        has_file=has_file,
    )
