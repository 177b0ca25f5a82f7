"""Show owners who changed what on their server."""

from typing import Any

from discord import Interaction
from discord.app_commands import command

from accountabot.bot import Accountabot
from accountabot.services import changes
from accountabot.ui import answers, pages
from accountabot.ui.answers import database, member
from accountabot.ui.cards import Card
from accountabot.ui.controls import Personal, number, template
from accountabot.ui.settings_log import log_card


@command()
async def log(interaction: Interaction[Any]) -> None:
    """See who changed what on this server, and when"""
    await answers.show(interaction, await _page(interaction))


class LogPage(Personal, template=template("setup-log")):
    """To another page of the log."""

    not_yours = "log-not-yours"

    async def allowed(self, interaction: Interaction[Any]) -> None:
        """Turn the page."""
        await pages.turn(interaction, await _page(interaction, number(self.detail)))


async def _page(interaction: Interaction[Any], page: int = 0) -> Card:
    opener = member(interaction)
    return log_card(opener, await database(interaction).read(changes.log, opener.server), page)


async def setup(bot: Accountabot) -> None:
    """Load what answers, and add the command to those of owners, which are loaded before."""
    bot.add_dynamic_items(LogPage)
    bot.group_of("Setup").add_command(log)
