"""Tell the witnesses of a goal what became of it."""

from discord import Guild
from discord.ext import commands
from discord.utils import utcnow

from accountabot.bot import Accountabot
from accountabot.domain.errands import Errand, Later, Topic
from accountabot.domain.record import Post
from accountabot.services import news
from accountabot.services.news import News
from accountabot.ui.letters import Letter
from accountabot.ui.news import news_card


class NewsForWitnesses(commands.Cog):
    """Who writes to witnesses: all of them in one message, where their goal was last spoken of."""

    def __init__(self, bot: Accountabot) -> None:
        self.bot = bot
        bot.carriers[Topic.NEWS] = self.write

    async def write(self, guild: Guild, errand: Errand) -> Letter | Later | None:
        """Write down what is to be told, if anything is."""
        found = await self.bot.database.read(news.news, errand, utcnow())
        if not isinstance(found, News):
            return found
        told = found

        async def said(post: Post | None) -> None:
            if await self.bot.database.write_patiently(news.told, errand, told, post):
                self.bot.tell_hidden(errand.server, told.goal.id)

        place = self.bot.get_partial_messageable(told.channel, guild_id=guild.id)
        return Letter([place], news_card(told, errand), told.witnesses, said)


async def setup(bot: Accountabot) -> None:
    """Load the cog."""
    await bot.add_cog(NewsForWitnesses(bot))
