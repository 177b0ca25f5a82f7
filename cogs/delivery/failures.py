"""Save failed deliveries, so that owners see them and can solve the problem."""

from discord.ext import commands

from accountabot.domain.delivery.delivery_failures import PostKind
from accountabot.domain.identifiers import ServerId
from accountabot.services.delivery import failures
from accountabot.ui.client import Client


class Failures(commands.Cog):
    """Saves in the background; the content of the message is not saved."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_delivery_failed(
        self, server: ServerId, channel: int | None, kind: PostKind
    ) -> None:
        """Save that a message could not be posted."""
        await self.bot.database.write_in_background(
            failures.note, server, channel, kind, self.bot.clock.now()
        )


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(Failures(bot))
