"""Take back the last thing that one did."""

from typing import Any

from discord import Interaction
from discord.app_commands import command
from discord.ext import commands

from accountabot.bot import Accountabot
from accountabot.domain.identities import RecordId
from accountabot.domain.record import Kind
from accountabot.services import undo
from accountabot.services.undo import Undone
from accountabot.ui import answers
from accountabot.ui.answers import action
from accountabot.ui.cards import Card, text
from accountabot.ui.controls import Lasting, template
from accountabot.ui.quotes import quote
from accountabot.ui.texts import say


class Undo(commands.Cog):
    """The command `/undo`."""

    def __init__(self, bot: Accountabot) -> None:
        self.bot = bot

    @command()
    async def undo(self, interaction: Interaction[Any]) -> None:
        """Take back the last thing you did, within 15 minutes"""
        undone = await self.bot.database.write(undo.undo, action(interaction))
        self.bot.tell_undone(undone.goal.owner.server, undone.entry)
        await answers.tell(interaction, _said(undone))


class UndoButton(Lasting, template=template("undo")):
    """The button *Undo*, for one deed; only the one who did it sees it."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Take this deed back."""
        write = answers.database(interaction).write
        undone = await write(undo.undo, action(interaction), RecordId(self.subject))
        interaction.client.tell_undone(undone.goal.owner.server, undone.entry)
        await interaction.response.edit_message(view=Card(text(_said(undone))))


def _said(undone: Undone) -> str:
    key = "undone-declared" if undone.entry.kind is Kind.DECLARED else "undone-checked-in"
    return say(key, title=quote(undone.goal.title))


async def setup(bot: Accountabot) -> None:
    """Load the cog."""
    bot.add_dynamic_items(UndoButton)
    await bot.add_cog(Undo(bot))
