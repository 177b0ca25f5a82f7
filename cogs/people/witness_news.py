"""Deliver news about a goal to its witnesses."""

from discord import Guild
from discord.ext import commands

from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.identifiers import MessageRef
from accountabot.services.people import witness_news
from accountabot.ui.client import Client
from accountabot.ui.delivery.deliveries import Delivery, Destination
from accountabot.ui.people.witness_news_card import MOST_NAMES, news_card


class WitnessNewsPosts(commands.Cog):
    """Post news to all witnesses in the channel that last mentioned the goal."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        bot.outbox_handlers[Topic.WITNESS_NEWS] = self.write

    async def write(self, guild: Guild, entry: OutboxEntry) -> Delivery | None:
        """Return the message to deliver, or None if there is no news."""
        news = await self.bot.database.write_in_background(
            witness_news.collect, entry, self.bot.clock.now()
        )
        if news is None:
            return None

        async def on_delivered(post: MessageRef | None) -> None:
            if await self.bot.database.write_in_background(
                witness_news.mark_sent, entry, news, post
            ):
                self.bot.events.goal_hidden(entry.server, news.goal.id)

        card = news_card(news, entry)
        pinged = news.witnesses[:MOST_NAMES]
        places = (
            self.bot.get_partial_messageable(channel, guild_id=guild.id)
            for channel in news.channels
        )
        return Delivery([Destination(place, card, pinged) for place in places], on_delivered)


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(WitnessNewsPosts(bot))
