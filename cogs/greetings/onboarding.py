"""Introduce the bot to a new server, once."""

from discord import Guild
from discord.ext import commands

from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.identifiers import MessageRef, ServerId
from accountabot.services.greetings import onboarding
from accountabot.ui.client import Client
from accountabot.ui.delivery.deliveries import Delivery, Destination
from accountabot.ui.greetings.onboarding_card import onboarding_card
from accountabot.ui.server.greeting_channel import greeting_channels


class Onboarding(commands.Cog):
    """Introduce the bot; if it can't post, retry daily and on every start."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        bot.outbox_handlers[Topic.ONBOARDING] = self.introduce

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Queue the introduction for servers that lack it."""
        await self._begin(*self.bot.guilds)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: Guild) -> None:
        """Queue the introduction for a newly joined server."""
        await self._begin(guild)

    async def _begin(self, *guilds: Guild) -> None:
        servers = [ServerId(guild.id) for guild in guilds]
        if await self.bot.database.write_in_background(
            onboarding.queue_onboarding, servers, self.bot.clock.now()
        ):
            self.bot.events.outbox_changed()

    async def introduce(self, guild: Guild, entry: OutboxEntry) -> Delivery:
        """Post the introduction in a channel that everyone can read."""
        write = self.bot.database.write_in_background
        card = onboarding_card(guild.id, entry.dedup_key)

        async def on_delivered(post: MessageRef | None) -> None:
            await write(
                onboarding.mark_done if post else onboarding.retry_tomorrow,
                entry,
                self.bot.clock.now(),
            )

        return Delivery(
            [Destination(place, card) for place in greeting_channels(guild, None)], on_delivered
        )


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(Onboarding(bot))
