"""Export or delete a member's data; in direct messages, for all servers."""

import logging
from dataclasses import replace
from io import BytesIO

from discord import File
from discord.app_commands import allowed_contexts, command
from discord.ext import commands

from accountabot.domain.delivery.sent_messages import EVERYWHERE
from accountabot.domain.identifiers import Member
from accountabot.domain.refusals import Refusal
from accountabot.operations import deletions
from accountabot.services.privacy import personal_data
from accountabot.ui import responses
from accountabot.ui.cards import Card, text
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import OwnedItem, template
from accountabot.ui.delivery.acknowledgements import defer, update_message
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS
from accountabot.ui.localization import say
from accountabot.ui.privacy import deleted_card, deletion_card, file_caption, file_name, readme
from accountabot.ui.responses import database, days_of_backups, member

AT_ONCE = 2
"""Exports packed concurrently."""

_log = logging.getLogger(__name__)
_packing: set[int] = set()
"""Users whose data is being packed."""


@allowed_contexts(guilds=True, dms=True)
class PersonalData(
    commands.GroupCog,
    group_name="data",
    group_description="Get a copy of your data, or delete it",
):
    """The `/data …` commands."""

    @command()
    async def export(self, interaction: Interaction) -> None:
        """Get all data about you in a file only you can see"""
        await _export(interaction)

    @command()
    async def delete(self, interaction: Interaction) -> None:
        """Delete all data about you; I'll ask you to confirm first"""
        await _ask(interaction)


class OfMember(OwnedItem, template=r"(?!)"):
    """An item that only the data's owner can use."""

    is_for_blocked, not_yours = True, "data-not-yours"


class ExportButton(OfMember, template=template("data-export")):
    """The *Export my data* and *Export first* buttons."""

    async def on_owner_press(self, interaction: Interaction) -> None:
        """Send the export."""
        await _export(interaction)


class AskToDeleteButton(OfMember, template=template("data-ask")):
    """The *Delete my data* button."""

    async def on_owner_press(self, interaction: Interaction) -> None:
        """Ask for confirmation."""
        await _ask(interaction)


class DeleteButton(OfMember, template=template("data-delete")):
    """The *Delete everything* button."""

    async def on_owner_press(self, interaction: Interaction) -> None:
        """Delete everything, and queue the redaction of public messages."""
        await defer(interaction)
        who = member(interaction)
        bot = interaction.client
        await bot.sent_messages.flush()  # deleting the data redacts the saved messages
        before = bot.state.erased.get(who)
        bot.state.set_erased(who, bot.clock.now())
        try:
            deleted = await deletions.delete(database(interaction), who, bot.clock.now())
        except BaseException:
            bot.state.set_erased(who, before)
            raise
        bot.state.set_erased(who, bot.clock.now())
        bot.events.outbox_changed()
        _forget_why(bot, who)
        await update_message(interaction, deleted_card(who, deleted))


class KeepButton(OfMember, template=template("data-keep")):
    """The *Keep it* button."""

    async def on_owner_press(self, interaction: Interaction) -> None:
        """Cancel the deletion."""
        await update_message(interaction, Card(text(say("data-kept"))))


def _forget_why(bot: Client, who: Member) -> None:
    """Remove the reasons of a member's blocks from the cache, but not the blocks."""
    for blocked, block in [*bot.state.blocks.items()]:
        if blocked.id == who.id and who.server in {blocked.server, EVERYWHERE}:
            bot.state.set_block(blocked, replace(block, reason=""))


async def _ask(interaction: Interaction) -> None:
    who = member(interaction)
    held = await database(interaction).read(personal_data.summarize, who)
    backups = await days_of_backups(interaction)
    await responses.show(interaction, deletion_card(who, held, backups))


async def _export(interaction: Interaction) -> None:
    """Pack the data in a thread and send it; one export per person at a time."""
    who = member(interaction)
    if who.id in _packing or len(_packing) >= AT_ONCE:
        raise Refusal("data-export-busy")
    _packing.add(who.id)
    try:
        await defer(interaction, thinking=True)
        files = await _packed(interaction, who)
    finally:
        _packing.remove(who.id)
    await _send(interaction, who, files)


async def _packed(interaction: Interaction, who: Member) -> list[bytes]:
    about = readme()
    now = interaction.created_at
    read = database(interaction).read_in_background
    return await read(personal_data.export, who, about, now, interaction.filesize_limit)


async def _send(interaction: Interaction, who: Member, files: list[bytes]) -> None:
    for number, packed in enumerate(files, 1):
        file = File(BytesIO(packed), file_name(number, len(files)))
        try:
            await interaction.followup.send(
                file_caption(who, number, len(files)), file=file, ephemeral=True
            )
        except REQUEST_ERRORS as error:
            _log.warning("An export could not be sent: %r", error)
            await responses.show_if_possible(interaction, say("data-unsent"))
            return


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(ExportButton, AskToDeleteButton, DeleteButton, KeepButton)
    await bot.add_cog(PersonalData())
