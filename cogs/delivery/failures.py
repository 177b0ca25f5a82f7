"""Remember what could not be posted, for owners to see and mend."""

from discord.ext import commands
from discord.utils import utcnow

from accountabot.domain.delivery.delivery_failures import PostKind
from accountabot.domain.identifiers import ServerId
from accountabot.services.delivery import failures
from accountabot.ui.client import Client


class Failures(commands.Cog):
    """Who writes it down, however long that takes; what it would have said is not kept."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_delivery_failed(
        self, server: ServerId, channel: int | None, what: PostKind
    ) -> None:
        """Write down that something could not be posted."""
        await self.bot.database.write_in_background(failures.note, server, channel, what, utcnow())


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(Failures(bot))
