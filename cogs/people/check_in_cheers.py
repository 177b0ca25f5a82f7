"""Let members cheer a check-in, and name them on its message."""

import logging
from datetime import datetime
from functools import partial

from discord import Message
from discord.ext import commands
from discord.ui import LayoutView

from accountabot.domain.delivery.edits import EditPriority
from accountabot.domain.delivery.sent_messages import SentMessage
from accountabot.domain.identifiers import MessageRef, RecordId, ServerId
from accountabot.services.people import cheers
from accountabot.throttle import Throttle
from accountabot.ui import responses
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.delivery.acknowledgements import update_message
from accountabot.ui.delivery.edit_queue import Postponed
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS, fetched
from accountabot.ui.localization import say
from accountabot.ui.mention_tracking import named
from accountabot.ui.people.cheer_cards import cheered_entries, with_cheers
from accountabot.ui.people.cooldown import ensure_no_recent_deletion
from accountabot.ui.pictures.card_pictures import attachments_of
from accountabot.ui.responses import act

REDRAW_AFTER = 60.0
"""Seconds between two edits of the same check-in's message."""

_log = logging.getLogger(__name__)


class CheckInCheers(commands.Cog):
    """The listener that names a check-in's cheerers on its message, on a best-effort basis."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        self._throttle = Throttle(REDRAW_AFTER)

    async def cog_unload(self) -> None:
        """Leave messages that were redrawn a moment ago as they are."""
        self._throttle.stop()

    @commands.Cog.listener()
    async def on_check_in_cheered(self, server: ServerId, entry: RecordId) -> None:
        """Name the members who cheered a check-in elsewhere than on its message."""
        await self._throttle.run((server, entry), partial(self._redraw, server, entry))

    async def _redraw(self, server: ServerId, entry: RecordId) -> None:
        await self.bot.sent_messages.flush()
        post = await self.bot.database.read(cheers.message_of, server, entry)
        if post is None:
            return
        redraw = partial(self._redraw_now, server, post)
        try:
            await self.bot.edits.change(post, redraw, EditPriority.CARD, is_quiet=True)
        except (*REQUEST_ERRORS, Postponed) as error:
            _log.info("Check-in %s can't be edited: %r", post.message, error)

    async def _redraw_now(self, server: ServerId, post: MessageRef) -> None:
        began = self.bot.clock.now()
        channel = self.bot.get_partial_messageable(post.channel, guild_id=server)
        message = await fetched(channel.get_partial_message(post.message))
        view = await _with_cheers(self.bot, server, message) if message else None
        if message and view:
            await message.edit(view=view, attachments=attachments_of(view, message))
            _save(self.bot, post, server, view, began)


class CheerCheckIn(PersistentItem, template=template("cheer-checkin")):
    """The *Cheer* button of a check-in, on its message or on another one."""

    async def on_press(self, interaction: Interaction) -> None:
        """Cheer the check-in; on its own message, the giver's name says so."""
        ensure_no_recent_deletion(interaction)
        entry = RecordId(self.subject)
        cheered = await act(interaction, cheers.cheer_check_in, entry)
        if cheered.is_new:
            interaction.client.events.goal_changed(self.server, cheered.goal.id)
        message = interaction.message
        is_shown = message is not None and entry in cheered_entries(message)
        if cheered.is_new and message and is_shown and await _name_giver(interaction, message):
            return
        key = "cheered-done" if cheered.is_new else "cheered-done-already"
        await responses.show_privately(interaction, say(key, owner=str(cheered.goal.owner.id)))
        if cheered.is_new:
            interaction.client.events.check_in_cheered(self.server, entry)


async def _name_giver(interaction: Interaction, message: Message) -> bool:
    """Name a giver on the pressed message; return False if no check-in is left on it."""
    server = responses.server_id(interaction)
    view = await _with_cheers(interaction.client, server, message)
    if view and await update_message(interaction, view):
        post = MessageRef(message.channel.id, message.id)
        _save(interaction.client, post, server, view, interaction.created_at)
    return view is not None


async def _with_cheers(client: Client, server: ServerId, message: Message) -> LayoutView | None:
    """Rebuild a message with the cheerers of each of its check-ins."""
    entries = cheered_entries(message)
    return with_cheers(message, await client.database.read(cheers.givers_of_all, server, entries))


def _save(
    client: Client,
    post: MessageRef,
    server: ServerId,
    view: LayoutView,
    since: datetime,
) -> None:
    """Save whom a message names; if a check-in on it was undone meanwhile, it is drawn again."""
    members = named(view)
    for entry in cheered_entries(view):
        client.sent_messages.add(
            SentMessage(server=server, post=post, entry=entry, members=members, since=since)
        )


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(CheerCheckIn)
    await bot.add_cog(CheckInCheers(bot))
