"""Post announcements in the channels that owners chose, and check the permissions for it."""

import asyncio
import logging

import aiohttp
from discord import (
    AllowedMentions,
    Guild,
    HTTPException,
    InteractionResponseType,
    Message,
    TextChannel,
)
from discord import Member as DiscordMember

from accountabot.domain.delivery.delivery_failures import PostKind
from accountabot.domain.identifiers import MessageRef
from accountabot.domain.server.announcement_channels import AnnouncementChannels
from accountabot.ui import responses
from accountabot.ui.cards import Card
from accountabot.ui.client import Interaction
from accountabot.ui.localization import say
from accountabot.ui.mention_tracking import track_sent
from accountabot.ui.permissions import SHOW_FILES, SPEAK, missing_permissions

PATIENCE = 2.0
"""Seconds after which a member is asked to wait for a busy channel; Discord allows three."""
CHECK_INS = {"checked-in", "told"}
"""The actions that belong in the channel for check-ins; all others belong in that for goals."""

_log = logging.getLogger(__name__)


def elsewhere(interaction: Interaction, action: str) -> int | None:
    """Return the channel for an action, None if it belongs in the current one."""
    chosen = interaction.client.state.announcement_channels.get(
        responses.server_id(interaction), AnnouncementChannels()
    )
    channel_id = chosen.checkins if action in CHECK_INS else chosen.goals
    return None if channel_id == interaction.channel_id else channel_id


async def post(
    interaction: Interaction, card: Card, channel_id: int, kind: PostKind, *, has_file: bool = False
) -> MessageRef | None:
    """Post a card in another channel; return None if that fails.

    Owners see a failure that they can solve.
    """
    guild = interaction.guild
    member = interaction.user
    if guild is None or not isinstance(member, DiscordMember):
        return None
    channel = guild.get_channel(channel_id)
    if isinstance(channel, TextChannel) and not _may_post(interaction, channel, member):
        return None
    if isinstance(channel, TextChannel) and not missing_permissions(
        channel, SHOW_FILES if has_file else SPEAK
    ):
        try:
            return await _send(interaction, card, channel)
        except (HTTPException, aiohttp.ClientError, OSError) as error:
            _log.warning("Recorded, but not posted in channel %s: %s", channel_id, error)
    interaction.client.events.delivery_failed(responses.server_id(interaction), channel_id, kind)
    return None


def has_to_wait(interaction: Interaction) -> bool:
    """Return whether the member was asked to wait, so that the answer can't be public any more."""
    return interaction.response.type is InteractionResponseType.deferred_channel_message


def may_attach(interaction: Interaction, post: MessageRef) -> bool:
    """Return whether a member may attach files here, or in the channel of the message."""
    channel = interaction.guild.get_channel(post.channel) if interaction.guild else None
    member = interaction.user
    if interaction.permissions.attach_files or not isinstance(channel, TextChannel):
        return interaction.permissions.attach_files
    return isinstance(member, DiscordMember) and channel.permissions_for(member).attach_files


def lines(guild: Guild, chosen: AnnouncementChannels) -> list[str]:
    """Describe the channels for goals and check-ins, with the permissions that the bot lacks."""
    return [
        *_line(guild, "goals", chosen.goals, SPEAK),
        *_line(guild, "checkins", chosen.checkins, SHOW_FILES),
    ]


def _line(guild: Guild, what: str, channel_id: int | None, needed: tuple[str, ...]) -> list[str]:
    if channel_id is None:
        return [say(f"homes-{what}-none")]
    channel = guild.get_channel(channel_id)
    if not isinstance(channel, TextChannel):
        return [say(f"homes-{what}-gone")]
    lacks = missing_permissions(channel, needed)
    warnings = [say("homes-missing", permissions=lacks)] if lacks else []
    return [say(f"homes-{what}", channel=str(channel_id)), *warnings]


def _may_post(interaction: Interaction, channel: TextChannel, member: DiscordMember) -> bool:
    """Return whether a member sees a channel, and may write in it or here."""
    theirs = channel.permissions_for(member)
    return theirs.view_channel and (
        theirs.send_messages or responses.may_answer_publicly(interaction)
    )


async def _send(interaction: Interaction, card: Card, channel: TextChannel) -> MessageRef:
    """Post a card that pings nobody; ask the member to wait if that takes long."""
    sending = asyncio.ensure_future(
        channel.send(view=card, allowed_mentions=AllowedMentions.none())
    )
    await asyncio.wait([sending], timeout=PATIENCE)
    if not sending.done() and not interaction.response.is_done():
        await interaction.response.defer(ephemeral=True, thinking=True)
    message: Message = await sending
    track_sent(interaction.client, message, interaction.created_at, server=channel.guild.id)
    return MessageRef(channel.id, message.id)
