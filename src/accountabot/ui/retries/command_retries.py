"""Build the form of a command that failed, and run the command again with what it says."""

from typing import Any

from discord import AppCommandOptionType, NotFound, TextStyle, User
from discord import Member as DiscordMember
from discord.app_commands import Command, Group, Namespace, Parameter
from discord.ui import FileUpload, Label, Modal

from accountabot.domain.refusals import Refusal
from accountabot.domain.typed_input import OptionValue, TypedInput
from accountabot.ui.client import Client, Interaction
from accountabot.ui.localization import say
from accountabot.ui.modals import Submission, modal_of, text_field
from accountabot.ui.retries.retries import RUN_AGAIN, AnyCommand, text_options

LONG = 100
"""From this length on, a field has several lines."""
_FILE = AppCommandOptionType.attachment
_DEFAULT_LIMIT = 4000


def find_command(client: Client, name: str) -> AnyCommand:
    """Return a command by its qualified name; raise Refusal if there is none."""
    first, *rest = name.split()
    found: Any = client.tree.get_command(first)
    for part in rest:
        found = found.get_command(part) if isinstance(found, Group) else None
    if not isinstance(found, Command):
        raise Refusal("control-unknown")
    return found


def is_guarded(command: AnyCommand) -> bool:
    """Return whether Discord shows a command only to some members by default."""
    top = command.root_parent or command
    return top.default_permissions is not None


def command_form(command: AnyCommand, sent: Submission, *, has_file: bool) -> Modal:
    """Build the form of a command: its text options, and its file if there was one."""
    fields = [
        _field(option, sent.fields.get(option.display_name, "")) for option in text_options(command)
    ]
    files = [option for option in command.parameters if option.type is _FILE and has_file]
    return modal_of(
        "retry",
        sent.subject,
        say("retry-form", command=command.qualified_name),
        *fields,
        *map(_file_field, files),
        detail=command.qualified_name,
    )


def merged(
    command: AnyCommand, typed: TypedInput, shown: TypedInput, sent: Submission
) -> dict[str, OptionValue]:
    """Return the command's values; a field that was left as it was shown keeps its value."""
    values = dict(typed.values)
    for option in text_options(command):
        name = option.display_name
        said = sent.fields.get(name, "").strip()
        if said == str(shown.values.get(name, "")):
            continue
        if said:
            values[name] = said
        else:
            values.pop(name, None)
    return values


async def run_command(interaction: Interaction, command: AnyCommand, typed: TypedInput) -> None:
    """Run a command as if the member had used it with these values."""
    namespace = await _namespace(interaction, command, typed)
    interaction.extras["source"] = typed.origin
    interaction.extras[RUN_AGAIN] = typed
    # discord.py has no public way to run a command with its checks and transformers.
    await command._invoke_with_namespace(interaction, namespace)  # noqa: SLF001 - see above


def _field(option: Parameter, value: str) -> Label[Modal]:
    limit = int(option.max_value or _DEFAULT_LIMIT)
    return text_field(
        option.display_name,
        option.display_name,
        value,
        limit,
        about=str(option.description)[:100],
        required=option.required,
        style=TextStyle.short if limit <= LONG else TextStyle.long,
    )


def _file_field(option: Parameter) -> Label[Modal]:
    upload: FileUpload[Modal] = FileUpload(custom_id=option.display_name, required=False)
    return Label(text=option.display_name, description=say("retry-file-about"), component=upload)


async def _namespace(interaction: Interaction, command: AnyCommand, typed: TypedInput) -> Namespace:
    data: Any = interaction.data
    resolved = data.get("resolved", {})
    options: list[Any] = []
    for option in command.parameters:
        if option.type is _FILE:
            options += [
                {"type": _FILE.value, "name": option.display_name, "value": key}
                for key in resolved.get("attachments", {})
            ]
        elif option.display_name in typed.values and option.type is not AppCommandOptionType.user:
            value = typed.values[option.display_name]
            options.append({"type": option.type.value, "name": option.display_name, "value": value})
    namespace = Namespace(interaction, resolved, options)
    for option in command.parameters:
        if option.type is AppCommandOptionType.user and option.display_name in typed.values:
            user = await _user(interaction, int(typed.values[option.display_name]))
            setattr(namespace, option.display_name, user)
    return namespace


async def _user(interaction: Interaction, key: int) -> DiscordMember | User:
    """Fetch a picked user again, who may have left since."""
    assert interaction.guild is not None
    try:
        return await interaction.guild.fetch_member(key)
    except NotFound:
        return await interaction.client.fetch_user(key)
