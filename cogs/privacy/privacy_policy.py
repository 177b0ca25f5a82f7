"""Explain what is stored: on one server, or everywhere if used in direct messages."""

from discord.app_commands import allowed_contexts, command
from discord.ext import commands

from accountabot.ui import responses
from accountabot.ui.client import Client, Interaction
from accountabot.ui.privacy import privacy_card
from accountabot.ui.responses import days_of_backups, member


class Privacy(commands.Cog):
    """The `/privacy` command."""

    @command()
    @allowed_contexts(guilds=True, dms=True)
    async def privacy(self, interaction: Interaction) -> None:
        """See what is stored about you, why, for how long, and who sees it"""
        backups = await days_of_backups(interaction)
        await responses.show(interaction, privacy_card(member(interaction), backups))


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(Privacy())
