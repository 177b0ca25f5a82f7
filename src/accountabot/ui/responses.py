"""Respond to an interaction, in public if possible and otherwise ephemerally."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from discord import AllowedMentions, Object
from discord.ui import LayoutView

from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.store.database import Database
from accountabot.store.session import NotSaved
from accountabot.ui import mention_tracking
from accountabot.ui.client import Interaction

P = ParamSpec("P")
T = TypeVar("T")


def action(interaction: Interaction) -> Action:
    """Return the action: its member, time and interaction, or the one that is tried again."""
    source = interaction.extras.get("source", interaction.id)
    return Action(member(interaction), interaction.created_at, InteractionId(source))


def member(interaction: Interaction) -> Member:
    """Return the acting member."""
    return Member(server_id(interaction), MemberId(interaction.user.id))


def server_id(interaction: Interaction) -> ServerId:
    """Return the server's id, or 0 in direct messages."""
    return ServerId(interaction.guild_id or 0)


def database(interaction: Interaction) -> Database:
    """Return the bot's database."""
    return interaction.client.database


async def act(
    interaction: Interaction,
    service: Callable[Concatenate[Any, Action, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Run a service in a write transaction, with the action as its first argument."""
    write = interaction.client.database.write
    return await write(service, action(interaction), *args, **kwargs)


async def save_if_possible(
    interaction: Interaction, work: Callable[..., T], *args: object
) -> T | None:
    """Run an optional write; return None if it can't be saved now."""
    try:
        return await database(interaction).write(work, *args)
    except NotSaved:
        return None


def may_answer_publicly(interaction: Interaction) -> bool:
    """Return whether the response may be public.

    It may if the member can post in the channel, or if they pressed a public card.
    """
    if interaction.message and not interaction.message.flags.ephemeral:
        return True
    permissions = interaction.permissions
    is_thread = (
        interaction.channel is not None
        and getattr(interaction.channel, "parent_id", None) is not None
    )
    return permissions.send_messages_in_threads if is_thread else permissions.send_messages


async def show(
    interaction: Interaction,
    view: LayoutView,
    *,
    public: bool = False,
    pinged: MemberId | None = None,
    owner: MemberId | None = None,
) -> int | None:
    """Respond with a card; return the message id if it is public.

    Records the members mentioned in a public card, except its `owner`, whose messages are found
    through their goals.
    """
    is_public = public and may_answer_publicly(interaction)
    allowed = AllowedMentions(users=[Object(pinged)] if pinged and is_public else False)
    message = await _send(interaction, view, allowed, ephemeral=not is_public)
    if is_public:
        mention_tracking.track(interaction, view, message, owner=owner)
    return message if is_public else None


async def _send(
    interaction: Interaction, view: LayoutView, allowed: AllowedMentions, *, ephemeral: bool
) -> int | None:
    if not interaction.response.is_done():
        send = interaction.response.send_message
        return (await send(view=view, ephemeral=ephemeral, allowed_mentions=allowed)).message_id
    sent = await interaction.followup.send(
        view=view, ephemeral=ephemeral, allowed_mentions=allowed, wait=True
    )
    return sent.id


async def show_privately(interaction: Interaction, text: str) -> None:
    """Respond with an ephemeral text."""
    if interaction.response.is_done():
        await interaction.followup.send(text, ephemeral=True, suppress_embeds=True)
    else:
        await interaction.response.send_message(text, ephemeral=True, suppress_embeds=True)
