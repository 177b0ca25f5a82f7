"""Tell witnesses that a goal has gone quiet: privately, or in the channel that owners chose."""

from discord import Guild
from discord.ext import commands

from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.identifiers import MessageRef
from accountabot.services.people import quiet_goals
from accountabot.ui.client import Client
from accountabot.ui.delivery.deliveries import Delivery, Destination
from accountabot.ui.people.notice_cards import quiet_card


class QuietGoals(commands.Cog):
    """Post in the channel for witnesses; without one, have each of them told privately."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        bot.outbox_handlers[Topic.QUIET_GOAL] = self.write

    async def write(self, guild: Guild, entry: OutboxEntry) -> Delivery | None:
        """Return the message for the channel, or None if there is none."""
        write = self.bot.database.write_in_background
        quiet = await write(quiet_goals.collect, entry, self.bot.clock.now())
        if quiet is None or quiet.channel is None:
            self.bot.state.expect_notices(quiet.told if quiet else {})
            return None

        async def on_delivered(post: MessageRef | None) -> None:
            after = await write(quiet_goals.mark_posted, entry, quiet, post, self.bot.clock.now())
            self.bot.state.expect_notices(after.told)
            if post and after.goal.is_private:
                self.bot.events.goal_hidden(entry.server, after.goal.id)

        place = self.bot.get_partial_messageable(quiet.channel, guild_id=guild.id)
        card = quiet_card(quiet.goal, entry.dedup_key)
        return Delivery([Destination(place, card, is_silent=True)], on_delivered)


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(QuietGoals(bot))
