"""Tell members in private, after an answer, what they were to be told at their next interaction."""

from typing import Any

from discord.app_commands import Command, ContextMenu
from discord.ext import commands

from accountabot.services.delivery import notices
from accountabot.ui.client import Client, Interaction
from accountabot.ui.delivery import private_notices
from accountabot.ui.people import notice_answers


class Notices(commands.Cog):
    """Listeners for answered interactions; if there is nothing to tell, they cost a look-up."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Load who is to be told something."""
        self.bot.state.notices = await self.bot.database.read(notices.all_pending)

    @commands.Cog.listener()
    async def on_app_command_completion(
        self, interaction: Interaction, _: Command[Any, ..., Any] | ContextMenu
    ) -> None:
        """Tell a member something after a command."""
        private_notices.announce_answered(interaction)

    @commands.Cog.listener()
    async def on_answered(self, interaction: Interaction) -> None:
        """Tell a member something after an answer."""
        await notice_answers.tell(interaction)


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(Notices(bot))
