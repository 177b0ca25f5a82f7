"""Answer an interaction: in public where that is welcome, else so that only the member sees it."""

from collections.abc import Callable
from typing import TypeVar

from discord import AllowedMentions, Object
from discord.ui import LayoutView

from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.store.database import Database
from accountabot.store.session import NotSaved
from accountabot.ui import mention_tracking
from accountabot.ui.client import Interaction

T = TypeVar("T")


def action(interaction: Interaction) -> Action:
    """Return who acts, when and by which interaction."""
    return Action(member(interaction), interaction.created_at, InteractionId(interaction.id))


def member(interaction: Interaction) -> Member:
    """Return who acts, as a member of the server in which they act."""
    return Member(server_id(interaction), MemberId(interaction.user.id))


def server_id(interaction: Interaction) -> ServerId:
    """Return the server in which the member acts, or 0 in direct messages."""
    return ServerId(interaction.guild_id or 0)


def database(interaction: Interaction) -> Database:
    """Return the database of the bot that is asked."""
    return interaction.client.database


async def save_if_possible(
    interaction: Interaction, work: Callable[..., T], *args: object
) -> T | None:
    """Save what the answer does not depend on; where the database can't now, leave it for another time."""
    try:
        return await database(interaction).write(work, *args)
    except NotSaved:
        return None


def may_speak(interaction: Interaction) -> bool:
    """Tell whether an answer may be public: where the member may write, or under a card that stands here for all."""
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
    """Answer with a card; return the message's id where everyone sees it.

    Where they do, it is written down whom it names, but for its `owner`, by whose goals and deeds it is known anyway.
    """
    is_public = public and may_speak(interaction)
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
    """Tell the member something that nobody else sees."""
    if interaction.response.is_done():
        await interaction.followup.send(text, ephemeral=True, suppress_embeds=True)
    else:
        await interaction.response.send_message(text, ephemeral=True, suppress_embeds=True)
