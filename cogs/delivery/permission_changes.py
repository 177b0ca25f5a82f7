"""Retry forbidden requests once someone changed permissions."""

import asyncio
from datetime import timedelta

from discord import Guild, Role, Thread
from discord import Member as DiscordMember
from discord.abc import GuildChannel
from discord.ext import commands

from accountabot.domain.identifiers import ServerId
from accountabot.requests.request_targets import place_of_channel, place_of_server
from accountabot.ui.client import Client

LATER = timedelta(seconds=5)
"""How long after the end of a timeout Discord surely knows of it."""


class PermissionChanges(commands.Cog):
    """Listens for changes that may allow forbidden requests on a server.

    Members can cause many other updates, such as by renaming their threads; these change nothing.
    """

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        self._timeouts: dict[int, asyncio.Task[None]] = {}

    async def cog_unload(self) -> None:
        """Stop waiting for the ends of timeouts."""
        for task in self._timeouts.values():
            task.cancel()

    @commands.Cog.listener()
    async def on_guild_role_update(self, before: Role, after: Role) -> None:
        """Try again if a role of the bot got other permissions, or a role moved."""
        has_moved = before.position != after.position
        is_own = after in after.guild.me.roles
        if has_moved or (is_own and before.permissions != after.permissions):
            self._try_again(after.guild)

    @commands.Cog.listener()
    async def on_guild_role_delete(self, role: Role) -> None:
        """Try again: the role may have forbidden something in a channel."""
        self._try_again(role.guild)

    @commands.Cog.listener()
    async def on_guild_channel_update(self, before: GuildChannel, after: GuildChannel) -> None:
        """Try again if a channel got other permissions."""
        if before.overwrites != after.overwrites:
            self._try_again(after.guild)

    @commands.Cog.listener()
    async def on_thread_update(self, before: Thread, after: Thread) -> None:
        """Try again in a thread that was opened or unlocked."""
        was_shut, is_shut = before.archived or before.locked, after.archived or after.locked
        if was_shut and not is_shut:
            self._try_again_in(after)

    @commands.Cog.listener()
    async def on_thread_join(self, thread: Thread) -> None:
        """Try again in a thread that was archived until now, or that the bot was added to."""
        self._try_again_in(thread)

    @commands.Cog.listener()
    async def on_member_update(self, before: DiscordMember, after: DiscordMember) -> None:
        """Try again if the bot has other roles, or its timeout changed."""
        if after.id != after.guild.me.id:
            return
        self._await_timeout(after.guild)
        if before.roles != after.roles or before.timed_out_until != after.timed_out_until:
            self._try_again(after.guild)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: Guild) -> None:
        """Try again: the bot is back."""
        self._try_again(guild)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: Guild) -> None:
        """Wait for the end of a timeout that began earlier."""
        self._await_timeout(guild)

    def _await_timeout(self, guild: Guild) -> None:
        """Try again at the end of the bot's timeout, for which Discord sends no event."""
        if earlier := self._timeouts.pop(guild.id, None):
            earlier.cancel()
        until = guild.me.timed_out_until if guild.me else None
        if until and until > self.bot.clock.now():
            pause = until - self.bot.clock.now() + LATER
            self._timeouts[guild.id] = asyncio.create_task(self._after(pause, guild))

    async def _after(self, pause: timedelta, guild: Guild) -> None:
        await asyncio.sleep(pause.total_seconds())
        self._timeouts.pop(guild.id, None)
        self._try_again(guild)

    def _try_again(self, guild: Guild) -> None:
        self.bot.circuit_breaker.forgive(place_of_server(guild.id))
        self.bot.events.permissions_changed(ServerId(guild.id))

    def _try_again_in(self, thread: Thread) -> None:
        """Try again in one thread only: its owner may open and close it as often as they like."""
        place = place_of_server(thread.guild.id)
        self.bot.circuit_breaker.forgive(place, place_of_channel(thread.id))


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(PermissionChanges(bot))
