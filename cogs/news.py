"""Tell the witnesses of a goal what became of it."""

from discord import Guild
from discord.ext import commands
from discord.utils import utcnow

from accountabot.bot import Accountabot
from accountabot.domain.errands import Errand, Topic
from accountabot.domain.record import Post
from accountabot.services import news
from accountabot.ui.letters import Copy, Letter
from accountabot.ui.news import MOST_NAMES, news_card


class NewsForWitnesses(commands.Cog):
    """Who writes to witnesses: all of them in one message, where their goal was last spoken of."""

    def __init__(self, bot: Accountabot) -> None:
        self.bot = bot
        bot.carriers[Topic.NEWS] = self.write

    async def write(self, guild: Guild, errand: Errand) -> Letter | None:
        """Write down what is to be told, if anything is."""
        told = await self.bot.database.write_patiently(news.take, errand, utcnow())
        if told is None:
            return None

        async def said(post: Post | None) -> None:
            if await self.bot.database.write_patiently(news.told, errand, told, post):
                self.bot.tell_hidden(errand.server, told.goal.id)

        card, pinged = news_card(told, errand), told.witnesses[:MOST_NAMES]
        places = (
            self.bot.get_partial_messageable(channel, guild_id=guild.id)
            for channel in told.channels
        )
        return Letter([Copy(place, card, pinged) for place in places], said)


async def setup(bot: Accountabot) -> None:
    """Load the cog."""
    await bot.add_cog(NewsForWitnesses(bot))
