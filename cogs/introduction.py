"""Say once on a server how to begin."""

from discord import Guild
from discord.ext import commands
from discord.utils import utcnow

from accountabot.bot import Accountabot
from accountabot.domain.errands import Errand, Topic
from accountabot.domain.identities import ServerId
from accountabot.domain.record import Post
from accountabot.services import introductions
from accountabot.ui.greetings import places
from accountabot.ui.introduction import introduction
from accountabot.ui.letters import Copy, Letter


class Beginning(commands.Cog):
    """Where it can be said nowhere, it is tried again every day, and at the next start."""

    def __init__(self, bot: Accountabot) -> None:
        self.bot = bot
        bot.carriers[Topic.BEGINNING] = self.introduce

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Say it wherever it never was."""
        await self._begin(*self.bot.guilds)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: Guild) -> None:
        """Say it where the bot was just invited."""
        await self._begin(guild)

    async def _begin(self, *guilds: Guild) -> None:
        servers = [ServerId(guild.id) for guild in guilds]
        if await self.bot.database.write_patiently(introductions.begin, servers, utcnow()):
            self.bot.tell_errand()

    async def introduce(self, guild: Guild, errand: Errand) -> Letter:
        """Say how to begin, where everyone reads it."""
        write, card = self.bot.database.write_patiently, introduction(guild.id, errand.mark)

        async def said(post: Post | None) -> None:
            await write(introductions.done if post else introductions.put_off, errand, utcnow())

        return Letter([Copy(place, card) for place in places(guild, None)], said)


async def setup(bot: Accountabot) -> None:
    """Load the cog."""
    await bot.add_cog(Beginning(bot))
