"""Try again what the bot was not allowed to do, once someone changed permissions."""

from discord import Guild, Role, Thread
from discord import Member as DiscordMember
from discord.abc import GuildChannel
from discord.ext import commands

from accountabot.request_targets import place_of_server
from accountabot.ui.client import Client


class PermissionChanges(commands.Cog):
    """Listens for whatever may allow what was forbidden on a server."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_guild_role_update(self, _: Role, after: Role) -> None:
        """Try again: a role may have got permissions, or a higher place."""
        self._try_again(after.guild)

    @commands.Cog.listener()
    async def on_guild_channel_update(self, _: GuildChannel, after: GuildChannel) -> None:
        """Try again: a channel may have got other permissions."""
        self._try_again(after.guild)

    @commands.Cog.listener()
    async def on_thread_update(self, _: Thread, after: Thread) -> None:
        """Try again: a thread may have been unlocked."""
        self._try_again(after.guild)

    @commands.Cog.listener()
    async def on_member_update(self, _: DiscordMember, after: DiscordMember) -> None:
        """Try again: the bot may have got a role, or its timeout ended."""
        if after.id == after.guild.me.id:
            self._try_again(after.guild)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: Guild) -> None:
        """Try again: the bot is back."""
        self._try_again(guild)

    def _try_again(self, guild: Guild) -> None:
        self.bot.circuit_breaker.forgive(place_of_server(guild.id))


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(PermissionChanges(bot))
