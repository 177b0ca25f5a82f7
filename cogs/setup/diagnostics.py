"""Show owners the problems on their server, and how to fix them."""

from discord.app_commands import command

from accountabot.services.setup import diagnostics
from accountabot.ui import responses
from accountabot.ui.client import Client, Interaction
from accountabot.ui.leaderboards.live_board_list import is_gone
from accountabot.ui.responses import database, member
from accountabot.ui.setup.diagnostics_card import diagnostics_card


@command()
async def check(interaction: Interaction) -> None:
    """See what I'm missing here, what that breaks, and how to fix it"""
    assert interaction.guild is not None
    found = await database(interaction).read(
        diagnostics.diagnose, member(interaction).server, interaction.created_at
    )
    client = interaction.client
    card = diagnostics_card(
        found,
        interaction.guild,
        hears_members=client.intents.members,
        clock=client.clock,
        invite=client.invite_to_give_roles,
    )
    await responses.show(interaction, card)
    gone = [board for board in found.live_boards if is_gone(interaction.guild, board)]
    if told := [*found.ended_boards, *gone]:
        await responses.save_if_possible(interaction, diagnostics.mark_told, told)


async def setup(bot: Client) -> None:
    """Add the command to the existing `/setup` group."""
    bot.group_of("Setup").add_command(check)
