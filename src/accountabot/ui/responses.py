"""Respond to an interaction, in public if possible and otherwise ephemerally."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from discord import AllowedMentions, File, Object, Thread
from discord.ui import LayoutView

from accountabot.domain.identifiers import Action, GoalId, InteractionId, Member, MemberId, ServerId
from accountabot.services.privacy.backup_days import BackupDays, backup_days
from accountabot.store.database import Database
from accountabot.store.errors import StoreError
from accountabot.ui import mention_tracking
from accountabot.ui.client import Interaction
from accountabot.ui.delivery import uncertainty
from accountabot.ui.delivery.first_responses import is_answered, respond
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS, is_outcome_unknown
from accountabot.ui.pictures.card_pictures import sent_files

P = ParamSpec("P")
T = TypeVar("T")

_RECORDED = "is recorded"
_TOLD_OPEN = "told open"
SERVER = "belongs to"
"""The key of the server of an interaction in direct messages; see `delivery.direct_messages`."""

_log = logging.getLogger(__name__)


def action(interaction: Interaction) -> Action:
    """Return the action: its member, time and interaction, or the one that is tried again."""
    source = interaction.extras.get("source", interaction.id)
    return Action(member(interaction), interaction.created_at, InteractionId(source))


def member(interaction: Interaction) -> Member:
    """Return the acting member."""
    return Member(server_id(interaction), MemberId(interaction.user.id))


def server_id(interaction: Interaction) -> ServerId:
    """Return the server's id; in direct messages, that of a pressed item, or 0 without one."""
    return ServerId(interaction.guild_id or interaction.extras.get(SERVER, 0))


def database(interaction: Interaction) -> Database:
    """Return the bot's database."""
    return interaction.client.database


async def days_of_backups(interaction: Interaction) -> BackupDays:
    """Return how long backups keep deleted data."""
    bot = interaction.client
    return await asyncio.to_thread(backup_days, bot.database.path, bot.settings.backups)


async def act(
    interaction: Interaction,
    service: Callable[Concatenate[Any, Action, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Run a service in a write transaction, with the action as its first argument."""
    result = await prepare(interaction, service, *args, **kwargs)
    interaction.extras[_RECORDED] = True
    return result


async def act_on_messages(
    interaction: Interaction,
    service: Callable[Concatenate[Any, Action, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Run a service like `act` that edits messages later; first save those just sent.

    Otherwise the edit of a new message is lost if the process ends at that moment.
    """
    await interaction.client.sent_messages.flush()
    return await act(interaction, service, *args, **kwargs)


async def prepare(
    interaction: Interaction,
    service: Callable[Concatenate[Any, Action, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Run a service like `act` that only keeps the input until the member confirms it."""
    write = interaction.client.database.write
    return await write(service, action(interaction), *args, **kwargs)


def is_recorded(interaction: Interaction) -> bool:
    """Return whether what the member did is committed, so that only the answer can still fail."""
    return bool(interaction.extras.get(_RECORDED))


def set_unrecorded(interaction: Interaction) -> None:
    """Save that a service recorded nothing after all: it asks for more, or nothing changed."""
    interaction.extras[_RECORDED] = False


def is_question(interaction: Interaction) -> bool:
    """Return whether the response asks the member for more, so that it is not yet the answer."""
    return interaction.extras.get(_RECORDED) is False


def tell_open(interaction: Interaction, goal: GoalId) -> None:
    """Save that the response says that the goal's last period can still be made up for."""
    interaction.extras.setdefault(_TOLD_OPEN, set()).add(goal)


def told_open(interaction: Interaction) -> set[GoalId]:
    """Return the goals of which the response says so."""
    found: set[GoalId] = interaction.extras.get(_TOLD_OPEN, set())
    return found


async def save_if_possible(
    interaction: Interaction, work: Callable[..., T], *args: object
) -> T | None:
    """Run an optional write; return None if it can't be saved now."""
    try:
        return await database(interaction).write_briefly(work, *args)
    except StoreError:
        return None


def may_answer_publicly(interaction: Interaction) -> bool:
    """Return whether the response may be public.

    It may if the member can post in the channel, or if they pressed a public card. In a locked
    thread, only those who manage threads can post. In direct messages, nothing is public.
    """
    if interaction.guild_id is None:
        return False
    if interaction.message and not interaction.message.flags.ephemeral:
        return True
    permissions = interaction.permissions
    if not isinstance(interaction.channel, Thread):
        return permissions.send_messages
    may_post = permissions.manage_threads or not interaction.channel.locked
    return permissions.send_messages_in_threads and may_post


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
    message: dict[str, Any] = {"view": view, "ephemeral": ephemeral, "allowed_mentions": allowed}
    if not is_answered(interaction):
        return await respond(interaction, **message)
    try:
        sent = await interaction.followup.send(**message, **sent_files(view), wait=True)
    except REQUEST_ERRORS as error:
        if not ephemeral and is_outcome_unknown(error):
            where = (interaction.guild_id, interaction.channel_id)
            await uncertainty.note(interaction.client, *where, interaction.id)
        raise
    return sent.id


async def show_privately(interaction: Interaction, text: str) -> None:
    """Respond with an ephemeral text."""
    if is_answered(interaction):
        await interaction.followup.send(text, ephemeral=True, suppress_embeds=True)
    else:
        await respond(interaction, content=text, ephemeral=True, suppress_embeds=True)


async def show_file(interaction: Interaction, text: str, file: File) -> None:
    """Respond with an ephemeral text and a file."""
    await respond(interaction, content=text, file=file, ephemeral=True)


async def show_if_possible(interaction: Interaction, shown: LayoutView | str) -> None:
    """Respond with something ephemeral that the member can do without; only log a failure."""
    try:
        if isinstance(shown, str):
            await show_privately(interaction, shown)
        else:
            await show(interaction, shown)
    except REQUEST_ERRORS as error:
        _log.info("Interaction %s: a response could not be shown: %r", interaction.id, error)
