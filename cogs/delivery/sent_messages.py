"""Save the messages that the bot sent through a write-behind buffer."""

from discord.ext import commands

from accountabot.domain.delivery.sent_messages import SentMessage
from accountabot.services.delivery import sent_messages
from accountabot.ui.client import Client
from accountabot.write_behind import WriteBehind


class SentMessages(commands.Cog):
    """The buffer; saving an outdated message queues its redaction or take-down."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        bot.sent_messages = WriteBehind(self._save)

    async def cog_unload(self) -> None:
        """Save the rest before the bot stops, if the database is free."""
        await self.bot.sent_messages.close()

    async def _save(self, sent: list[SentMessage]) -> None:
        # The buffer retries by itself, so this fails fast instead of retrying for minutes.
        write = self.bot.database.write
        if await write(sent_messages.save, sent, self.bot.state.erased, self.bot.clock.now()):
            self.bot.events.outbox_changed()


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(SentMessages(bot))
