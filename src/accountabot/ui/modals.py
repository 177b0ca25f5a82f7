"""Build modals, and handle their submissions even after a restart."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from discord import InteractionType, SelectOption, TextStyle
from discord.ui import Label, Modal, Select, TextInput

from accountabot.domain.identifiers import InteractionId, ServerId
from accountabot.domain.refusals import Refusal
from accountabot.domain.typed_input import TypedInput
from accountabot.ui import responses, stopping
from accountabot.ui.client import Interaction
from accountabot.ui.components import parse_number
from accountabot.ui.delivery import direct_messages, private_notices
from accountabot.ui.delivery.acknowledgements import send_modal
from accountabot.ui.localization import say
from accountabot.ui.moderation import block_check
from accountabot.ui.retries import retries

LABEL_LIMIT = 45
"""The longest title of a modal, and the longest label of a field."""


@dataclass(frozen=True, slots=True)
class Submission:
    """A modal's subject and detail, and the value of each field; none before it is filled in."""

    subject: int
    detail: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text in the first field."""
        return next(iter(self.fields.values()), "")


ModalHandler = Callable[[Interaction, Submission], Awaitable[None]]
ModalBuilder = Callable[[Interaction, Submission], Awaitable[Modal]]
"""Builds a modal again, filled in with what was submitted."""


class ModalRouter:
    """Route submitted modals by their verb, since discord.py forgets modals on a restart."""

    def __init__(self) -> None:
        self._handlers: dict[str, ModalHandler] = {}
        self._builders: dict[str, ModalBuilder] = {}

    def register(self, verb: str, handler: ModalHandler, builder: ModalBuilder) -> None:
        """Register the handler of all modals with this verb, and what builds them again."""
        self._handlers[verb] = handler
        self._builders[verb] = builder

    async def on_interaction(self, interaction: Interaction) -> None:
        """Pass a submitted modal to its handler, without ever losing the member's input."""
        if interaction.type is not InteractionType.modal_submit or not interaction.data:
            return
        if interaction.client.state.is_redelivered(interaction.id):
            return
        custom_id = str(interaction.data.get("custom_id"))
        verb, subject, detail, origin, server = f"{custom_id}::::".split(":")[:5]
        handler = self._handlers.get(verb)
        if handler is None:
            return
        fields = dict(retries.form_values(interaction.data))
        try:
            stopping.begin(interaction)
            if server and direct_messages.is_direct(interaction):
                await direct_messages.enter(interaction, ServerId(parse_number(server)))
            block_check.ensure_not_blocked(interaction)
            if origin:
                interaction.extras["source"] = parse_number(origin)
            await handler(interaction, Submission(parse_number(subject), detail, fields))
        except Exception as error:  # noqa: BLE001 - a listener's errors are only logged
            await retries.answer_error(interaction, error)
        if "source" in interaction.extras and not interaction.command_failed:
            await interaction.client.retry_cards.replace(interaction)
        private_notices.announce_answered(interaction)

    async def build_again(self, interaction: Interaction, typed: TypedInput) -> Modal:
        """Build the modal of a failed submission, filled in with what was submitted."""
        verb, subject, detail = f"{typed.target}::".split(":")[:3]
        if verb not in self._builders:
            raise Refusal("control-unknown")
        fields = {name: str(value) for name, value in typed.values.items()}
        modal = await self._builders[verb](
            interaction, Submission(parse_number(subject), detail, fields)
        )
        modal.custom_id += f":{typed.origin}"
        return modal


async def open_modal(interaction: Interaction, modal: Modal) -> None:
    """Open a modal, or offer it on a button: Discord opens none right after another."""
    if interaction.type is not InteractionType.modal_submit:
        await send_modal(interaction, modal)
        return
    source = InteractionId(interaction.id)
    typed = TypedInput(
        member=responses.member(interaction),
        source=source,
        at=interaction.created_at,
        target=modal.custom_id,
        values=dict(retries.form_values(modal.to_dict())),
        origin=source,
    )
    card = retries.retry_card(typed, say("form-next", title=modal.title), label="button-go-on")
    await retries.show(interaction, typed, card)


def text_modal(
    verb: str,
    subject: int,
    title: str,
    label: str,
    *,
    limit: int,
    detail: str = "",
    value: str = "",
    hint: str = "",
    about: str = "",
    required: bool = True,
) -> Modal:
    """Build a modal with one text field; `ModalRouter` handles its submission."""
    typed = text_field("text", label, value, limit, hint=hint, about=about, required=required)
    return modal_of(verb, subject, title, typed, detail=detail)


def text_field(
    name: str,
    label: str,
    value: str,
    limit: int,
    *,
    hint: str = "",
    about: str = "",
    required: bool = False,
    style: TextStyle = TextStyle.short,
) -> Label[Modal]:
    """Build a text field with its current value."""
    typed: TextInput[Modal] = TextInput(
        custom_id=name,
        max_length=limit,
        default=value[:limit] or None,
        placeholder=hint or None,
        required=required,
        style=style,
    )
    return Label(text=label, description=about or None, component=typed)


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
