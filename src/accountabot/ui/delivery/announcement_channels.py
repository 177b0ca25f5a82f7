"""Post announcements in the channels that owners chose, and check the permissions for it."""

import asyncio
import logging
from contextlib import suppress

from discord import AllowedMentions, Guild, InteractionResponseType, Message, TextChannel, Thread
from discord import Member as DiscordMember

from accountabot.domain.delivery.delivery_failures import PostKind
from accountabot.domain.identifiers import MessageRef
from accountabot.domain.server.announcement_channels import AnnouncementChannels
from accountabot.ui import responses
from accountabot.ui.cards import Card
from accountabot.ui.client import Interaction
from accountabot.ui.delivery import direct_messages, uncertainty
from accountabot.ui.delivery.acknowledgements import defer
from accountabot.ui.delivery.first_responses import is_answered
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS, is_outcome_unknown
from accountabot.ui.delivery.sending import send_once
from accountabot.ui.localization import say
from accountabot.ui.mention_tracking import track_sent
from accountabot.ui.permissions import (
    SHOW_FILES,
    SPEAK,
    SPEAK_IN_THREAD,
    can_attach,
    missing_permissions,
)
from accountabot.ui.pictures.card_pictures import members_pictured
from accountabot.ui.server.unseen_servers import is_unseen

PATIENCE = 2.0
"""Seconds after which a member is asked to wait for a busy channel; Discord allows three."""
CHECK_INS = {"checked-in", "told"}
"""The actions that belong in the channel for check-ins; all others belong in that for goals."""

_log = logging.getLogger(__name__)


def elsewhere(interaction: Interaction, action: str) -> int | None:
    """Return the channel for an action, None if it belongs in the current one.

    A thread of the chosen channel belongs to it.
    """
    chosen = interaction.client.state.announcement_channels.get(
        responses.server_id(interaction), AnnouncementChannels()
    )
    channel_id = chosen.checkins if action in CHECK_INS else chosen.goals
    here = interaction.channel
    is_here = channel_id == interaction.channel_id
    is_thread_of_it = isinstance(here, Thread) and here.parent_id == channel_id
    return None if is_here or is_thread_of_it else channel_id


class Unposted(Exception):  # noqa: N818 - members read it as an answer
    """A card can't be posted anywhere; the message tells the member so."""


async def post(
    interaction: Interaction,
    card: Card,
    channel_id: int,
    kind: PostKind,
    *,
    has_file: bool = False,
    part: int = 0,
) -> MessageRef | None:
    """Post a card in another channel; return None if it has to be posted here instead.

    Owners see a failure that they can solve. Raises Unposted if the card can be posted nowhere:
    it may have arrived in that channel, or the answer can't be public any more. The cards of one
    action are told apart by their `part`.
    """
    home = direct_messages.home_of(interaction)
    if home is None:
        return None
    guild, member = home
    if is_unseen(guild):
        return None  # nobody can do anything about it
    channel = guild.get_channel(channel_id)
    if isinstance(channel, TextChannel) and not _may_post(interaction, channel, member):
        return None
    if isinstance(channel, TextChannel) and not missing_permissions(
        channel, SHOW_FILES if has_file else SPEAK
    ):
        try:
            return await _send(interaction, card, channel, part)
        except REQUEST_ERRORS as error:
            _log.warning("Recorded, but not posted in channel %s: %r", channel_id, error)
            if is_outcome_unknown(error):
                await uncertainty.note(interaction.client, guild.id, channel_id, interaction.id)
            if is_outcome_unknown(error) or _has_to_wait(interaction):
                _report(interaction, channel_id, kind)
                raise Unposted(say("not-posted-there", channel=str(channel_id))) from error
    _report(interaction, channel_id, kind)
    return None


def _report(interaction: Interaction, channel_id: int, kind: PostKind) -> None:
    interaction.client.events.delivery_failed(responses.server_id(interaction), channel_id, kind)


def _has_to_wait(interaction: Interaction) -> bool:
    """Return whether the member was asked to wait, so that the answer can't be public any more.

    After an update of the pressed message, the next one can.
    """
    is_updated = interaction.response.type is InteractionResponseType.message_update
    return is_answered(interaction) and not is_updated


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


def _may_post(
    interaction: Interaction, channel: TextChannel | Thread, member: DiscordMember | None
) -> bool:
    """Return whether a member sees a channel, and may write in it or here."""
    if member is None:
        return False
    theirs = channel.permissions_for(member)
    if direct_messages.is_direct(interaction):
        return theirs.view_channel
    return theirs.view_channel and (
        theirs.send_messages or responses.may_answer_publicly(interaction)
    )


async def post_beside_card(
    interaction: Interaction, card: Card, channel_id: int, part: int = 0
) -> MessageRef | None:
    """Post a card from direct messages where a goal's card is; return None if it can't be.

    It is not posted where its member would not see it.
    """
    home = direct_messages.home_of(interaction)
    channel = home.guild.get_channel_or_thread(channel_id) if home else None
    if home is None or not isinstance(channel, TextChannel | Thread):
        return None
    needed = SPEAK if isinstance(channel, TextChannel) else SPEAK_IN_THREAD
    if not _may_post(interaction, channel, home.member) or missing_permissions(channel, needed):
        return None
    try:
        return await _send(interaction, card, channel, part)
    except REQUEST_ERRORS as error:
        _log.warning("Recorded, but not posted in channel %s: %r", channel_id, error)
        if is_outcome_unknown(error):
            await uncertainty.note(interaction.client, home.guild.id, channel_id, interaction.id)
        return None


async def _send(
    interaction: Interaction, card: Card, channel: TextChannel | Thread, part: int
) -> MessageRef:
    """Post a card that pings nobody; ask the member to wait if that takes long."""
    mentions = AllowedMentions.none()
    # the same for every attempt to post this part of the action
    nonce = f"{interaction.id}-{part}" if part else str(interaction.id)
    if not can_attach(channel):
        card.drop_picture()
    sending = asyncio.ensure_future(send_once(channel, nonce, view=card, allowed_mentions=mentions))
    await asyncio.wait([sending], timeout=PATIENCE)
    if not sending.done() and not is_answered(interaction):
        with suppress(*REQUEST_ERRORS):  # the card is on its way whether or not Discord waits
            await defer(interaction, thinking=True)
    message: Message = await sending
    track_sent(
        interaction.client,
        message,
        interaction.created_at,
        server=channel.guild.id,
        also=members_pictured(card),
    )
    return MessageRef(channel.id, message.id)
