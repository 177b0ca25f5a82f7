"""Tell owners what keeps the bot from its work on their server, and how to mend it."""

from discord.app_commands import command

from accountabot.services.setup import diagnostics
from accountabot.ui import responses
from accountabot.ui.client import Client, Interaction
from accountabot.ui.responses import database, member
from accountabot.ui.setup.diagnostics_card import checkup_card


@command()
async def check(interaction: Interaction) -> None:
    """See what I lack here, what that breaks, and how to mend it"""
    assert interaction.guild is not None
    found = await database(interaction).read(
        diagnostics.diagnose, member(interaction).server, interaction.created_at
    )
    hears = interaction.client.intents.members
    await responses.show(interaction, checkup_card(found, interaction.guild, hears_members=hears))


async def setup(bot: Client) -> None:
    """Add the command to those of owners, which are loaded before."""
    bot.group_of("Setup").add_command(check)
