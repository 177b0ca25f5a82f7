"""Upload a check-in's proof to its public message once that is posted."""

import asyncio
import logging
import re
import unicodedata
from io import BytesIO
from typing import Any

from discord import File as Upload
from discord import MediaGalleryItem
from discord.ui import File as FileItem
from discord.ui import Item, MediaGallery

from accountabot.domain.checkins import attachments
from accountabot.domain.checkins.attachments import ProofFile
from accountabot.domain.delivery.sent_messages import SentMessage
from accountabot.domain.identifiers import MemberId, MessageRef, RecordId
from accountabot.domain.refusals import Refusal
from accountabot.services.checkins import amendments
from accountabot.services.checkins.checked_in import CheckedIn
from accountabot.services.people import cheers
from accountabot.ui import due_text, mention_tracking, responses
from accountabot.ui.cards import Card
from accountabot.ui.checkins.check_in_pictures import add_check_in_picture
from accountabot.ui.checkins.checkin_cards import check_in_card
from accountabot.ui.client import Interaction
from accountabot.ui.delivery import announcement_channels
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS, is_outcome_unknown
from accountabot.ui.pictures.adding import ANSWER_WITHIN
from accountabot.ui.pictures.card_pictures import files_of

_log = logging.getLogger(__name__)

PATIENCE = 120.0
"""Seconds allowed for downloading a file; a response can be edited for 15 minutes."""
MEBIBYTE = 1024 * 1024
NAME_LIMIT, ENDING_LIMIT = 60, 10
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")


async def add_file(
    interaction: Interaction, result: CheckedIn, file: ProofFile, post: MessageRef | None
) -> None:
    """Add a file to the message of its check-in, or notify the owner if that fails.

    The check-in itself is not affected.
    """
    if post is None:
        await responses.show_privately(interaction, due_text.refusal_text(Refusal("proof-unseen")))
        return
    try:
        await _add(
            interaction, result, await _fetched(interaction, file, post), safe_file_name(file), post
        )
    except Refusal as refusal:
        await responses.show_privately(interaction, due_text.refusal_text(refusal))


def safe_file_name(file: ProofFile) -> str:
    """Return the file name without characters that Discord would change."""
    plain = (
        unicodedata.normalize("NFKD", re.split(r"[/\\]", file.name)[-1])
        .encode("ascii", "ignore")
        .decode()
    )
    stem, _, ending = plain.rpartition(".") if "." in plain else (plain, "", "")
    stem = re.sub(r"[^A-Za-z0-9_-]+", "_", stem).strip("_-")[:NAME_LIMIT] or "proof"
    ending = re.sub(r"[^A-Za-z0-9]+", "", ending)[:ENDING_LIMIT]
    return f"{stem}.{ending}" if ending else stem


async def _fetched(interaction: Interaction, file: ProofFile, post: MessageRef) -> bytes:
    limit = interaction.guild.filesize_limit if interaction.guild else 0
    if not announcement_channels.may_attach(interaction, post):
        raise Refusal("proof-not-allowed")
    if file.size > limit:
        raise Refusal("proof-too-big", limit=limit // MEBIBYTE)
    try:
        async with asyncio.timeout(PATIENCE):
            data: bytes = await interaction.client.http.get_from_cdn(file.url)
    except REQUEST_ERRORS as error:
        raise _lost(error) from error
    return data


async def _add(
    interaction: Interaction, result: CheckedIn, data: bytes, name: str, post: MessageRef
) -> None:
    entry = result.entry
    givers = await _givers(interaction, result)
    if givers is None:
        raise Refusal("proof-unseen")
    card = check_in_card(result, _item(name), cheerers=givers)
    await add_check_in_picture(
        interaction.client, interaction.user, card, [result], patience=ANSWER_WITHIN
    )
    failure: Exception | None = None
    try:
        await _edit(interaction, post, card, *files_of(card), Upload(BytesIO(data), name))
    except REQUEST_ERRORS as error:
        if not is_outcome_unknown(error):
            raise _lost(error) from error
        failure = error
    server = result.status.goal.owner.server
    # The edit may cover what was written there meanwhile: that the check-in was undone, hidden or
    # deleted. Saving the message once more queues that again, also if the answer was lost.
    interaction.client.sent_messages.add(
        SentMessage(
            server=server,
            post=post,
            entry=entry,
            members=mention_tracking.named(card),
            since=interaction.created_at,
        )
    )
    if failure:
        raise _lost(failure) from failure
    link = attachments.message_link(server, post.channel, post.message)
    action = responses.action(interaction)
    await responses.save_if_possible(interaction, amendments.set_proof, action, entry, link)


async def _edit(interaction: Interaction, post: MessageRef, card: Card, *files: Upload) -> None:
    """Edit a message through its interaction, which needs no permission, or else directly."""
    if post.channel == interaction.channel_id:
        await interaction.followup.edit_message(post.message, view=card, attachments=files)
        return
    channel = interaction.client.get_partial_messageable(post.channel)
    await channel.get_partial_message(post.message).edit(view=card, attachments=files)


async def _givers(interaction: Interaction, result: CheckedIn) -> list[MemberId] | None:
    """Return the members who cheered the check-in; None if nobody else may see it any more."""
    read = responses.database(interaction).read
    server = result.status.goal.owner.server
    return await read(cheers.givers_of, server, result.entry or RecordId(0))


def _item(name: str) -> Item[Any]:
    is_spoiler = name.startswith("SPOILER_")
    where = f"attachment://{name}"
    if name.lower().endswith(_PICTURES):
        return MediaGallery(MediaGalleryItem(where, spoiler=is_spoiler))
    return FileItem(where, spoiler=is_spoiler)


def _lost(error: Exception) -> Refusal:
    _log.info("A proof could not be added: %r", error)
    return Refusal("proof-lost")
