"""Post live leaderboards and keep them up to date, silently."""

from functools import partial

from discord import Guild, RawBulkMessageDeleteEvent, RawMessageDeleteEvent
from discord.abc import GuildChannel
from discord.ext import commands

from accountabot.domain.delivery.edits import EditPriority
from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.identifiers import MessageRef, ServerId
from accountabot.domain.leaderboards.live_boards import BoardEnd, LiveBoard
from accountabot.services.delivery import outbox
from accountabot.services.leaderboards import live_board_messages, live_boards
from accountabot.services.leaderboards.live_board_messages import BoardContents
from accountabot.ui.client import Client
from accountabot.ui.delivery.deliveries import Delivery, Destination
from accountabot.ui.delivery.request_errors import ignore_final
from accountabot.ui.leaderboards.board_card import live_board_card
from accountabot.ui.leaderboards.live_board_redraw import (
    add_live_picture,
    card_hash,
    redraw_live_board,
)


class LiveBoards(commands.Cog):
    """The outbox handlers of live leaderboards, and the listeners that end them."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        bot.outbox_handlers |= {
            Topic.LIVE_BOARD: self.post,
            Topic.LIVE_BOARD_EDIT: self.redraw,
        }

    async def post(self, guild: Guild, entry: OutboxEntry) -> Delivery | None:
        """Return the leaderboard to post, or None if it was stopped or its channel is gone."""
        write = self.bot.database.write_in_background
        found = await self._load(guild, entry)
        if found is None:
            await write(outbox.drop, entry)
            return None
        board = found.board
        if guild.get_channel(board.channel) is None:
            await write(live_boards.end, board, BoardEnd.CHANNEL_DELETED, self.bot.clock.now())
            return None
        card = live_board_card(found.view, entry.server, entry.dedup_key)
        shown = "" if entry.tried_at else card_hash(live_board_card(found.view, entry.server))
        await add_live_picture(self.bot, board, card, found.view)

        async def on_delivered(post: MessageRef | None) -> None:
            now = self.bot.clock.now()
            if post:
                mark = live_board_messages.mark_posted
                await write(mark, entry, found, post, shown=shown, now=now)
            else:
                await write(live_board_messages.mark_refused, entry, board, now)
            self.bot.events.outbox_changed()

        place = self.bot.get_partial_messageable(board.channel, guild_id=guild.id)
        return Delivery([Destination(place, card, is_silent=True)], on_delivered)

    async def redraw(self, guild: Guild, entry: OutboxEntry) -> None:
        """Redraw a leaderboard if it shows something else now, or delete a stopped one."""
        write = self.bot.database.write_in_background
        now = self.bot.clock.now()
        found = await self.bot.database.read(
            live_board_messages.find, entry.server, entry.subject, now
        )
        if found is None:
            await write(outbox.drop, entry)
        elif found.board.end is BoardEnd.STOPPED:
            await self._delete(entry, found.board)
        elif not await write(live_board_messages.wait_for_pause, entry, found.board, now):
            await self._ask_who_left(guild, found)
            draw = partial(
                redraw_live_board,
                self.bot,
                entry.server,
                entry.post,
                entry=entry,
                only_if_changed=entry.tried_at is None,  # an attempt may have been carried out
            )
            with ignore_final():
                await self.bot.edits.change(entry.post, draw, EditPriority.BOARD, is_quiet=True)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, event: RawMessageDeleteEvent) -> None:
        """End a live leaderboard whose message someone deleted."""
        await self._end_messages(event.guild_id, {event.message_id})

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, event: RawBulkMessageDeleteEvent) -> None:
        """End the live leaderboards among messages that someone deleted."""
        await self._end_messages(event.guild_id, event.message_ids)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: GuildChannel) -> None:
        """End the live leaderboards in a channel that someone deleted."""
        server, now = ServerId(channel.guild.id), self.bot.clock.now()
        if any(board.channel == channel.id for board in await self._boards(server)):
            write = self.bot.database.write_in_background
            await write(live_boards.end_channel, server, channel.id, now)

    async def _end_messages(self, guild_id: int | None, messages: set[int]) -> None:
        server, now = ServerId(guild_id or 0), self.bot.clock.now()
        if any(board.message in messages for board in await self._boards(server)):
            write = self.bot.database.write_in_background
            await write(live_boards.end_messages, server, messages, now)

    async def _boards(self, server: ServerId) -> list[LiveBoard]:
        return await self.bot.database.read(live_boards.list_boards, server)

    async def _load(self, guild: Guild, entry: OutboxEntry) -> BoardContents | None:
        """Load a leaderboard that is to be posted, without members who left unnoticed."""
        load = live_board_messages.load
        read = self.bot.database.read
        found = await read(load, entry.server, entry.subject, self.bot.clock.now())
        if found and await self.bot.member_lookups.find_news(guild, found.view.thought):
            found = await read(load, entry.server, entry.subject, self.bot.clock.now())
        return found

    async def _ask_who_left(self, guild: Guild, found: BoardContents) -> None:
        """Ask Discord about the members to be shown, if it doesn't tell who leaves."""
        if not self.bot.intents.members:
            await self.bot.member_lookups.find_news(guild, found.view.thought)

    async def _delete(self, entry: OutboxEntry, board: LiveBoard) -> None:
        """Delete the message of a stopped leaderboard."""
        channel = self.bot.get_partial_messageable(board.channel, guild_id=board.server)
        delete = channel.get_partial_message(entry.subject).delete
        with ignore_final():
            await self.bot.edits.change(entry.post, delete, EditPriority.UNDO)
        await self.bot.database.write_in_background(live_boards.forget, board)


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(LiveBoards(bot))
