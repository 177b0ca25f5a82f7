"""Tell the witnesses of a goal what became of it."""

from discord import Guild
from discord.ext import commands
from discord.utils import utcnow

from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.goals.record import MessageRef
from accountabot.services.people import witness_news
from accountabot.ui.client import Client
from accountabot.ui.delivery.deliveries import Delivery, Destination
from accountabot.ui.people.witness_news_card import MOST_NAMES, news_card


class WitnessNewsPosts(commands.Cog):
    """Who writes to witnesses: all of them in one message, where their goal was last spoken of."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        bot.outbox_handlers[Topic.WITNESS_NEWS] = self.write

    async def write(self, guild: Guild, errand: OutboxEntry) -> Delivery | None:
        """Write down what is to be told, if anything is."""
        told = await self.bot.database.write_patiently(witness_news.collect, errand, utcnow())
        if told is None:
            return None

        async def said(post: MessageRef | None) -> None:
            if await self.bot.database.write_patiently(witness_news.mark_told, errand, told, post):
                self.bot.events.goal_hidden(errand.server, told.goal.id)

        card, pinged = news_card(told, errand), told.witnesses[:MOST_NAMES]
        places = (
            self.bot.get_partial_messageable(channel, guild_id=guild.id)
            for channel in told.channels
        )
        return Delivery([Destination(place, card, pinged) for place in places], said)


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(WitnessNewsPosts(bot))
