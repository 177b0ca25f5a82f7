"""Show owners the log of their server's settings."""

from discord.app_commands import command

from accountabot.services.server import settings_changes
from accountabot.ui import pagination, responses
from accountabot.ui.cards import Card
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import OwnedItem, parse_number, template
from accountabot.ui.responses import database, member
from accountabot.ui.server.settings_log_card import log_card


@command()
async def log(interaction: Interaction) -> None:
    """See who changed which setting on this server, and when"""
    await responses.show(interaction, await _page(interaction))


class LogPage(OwnedItem, template=template("setup-log")):
    """A button to another page of the log."""

    not_yours = "log-not-yours"

    async def on_owner_press(self, interaction: Interaction) -> None:
        """Turn the page."""
        await pagination.turn_page(interaction, await _page(interaction, parse_number(self.detail)))


async def _page(interaction: Interaction, page: int = 0) -> Card:
    opener = member(interaction)
    return log_card(
        opener, await database(interaction).read(settings_changes.load_log, opener.server), page
    )


async def setup(bot: Client) -> None:
    """Load the button and add the command to the existing `/setup` group."""
    bot.add_dynamic_items(LogPage)
    bot.group_of("Setup").add_command(log)
