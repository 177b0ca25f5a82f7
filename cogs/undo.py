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
        _tell_undone(self.bot, undone)
        await answers.tell(interaction, _said(undone))


class UndoButton(Lasting, template=template("undo")):
    """The button *Undo*, for one deed; only the one who did it sees it."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Take this deed back."""
        write = answers.database(interaction).write
        undone = await write(undo.undo, action(interaction), RecordId(self.subject))
        _tell_undone(interaction.client, undone)
        await interaction.response.edit_message(view=Card(text(_said(undone))))


def _tell_undone(bot: Accountabot, undone: Undone) -> None:
    for entry in undone.entries:
        bot.tell_undone(undone.goal.owner.server, entry)
    bot.tell_errand()


def _said(undone: Undone) -> str:
    kind = undone.entry.kind
    said = say(
        f"undone-{kind.replace(' ', '-')}",
        title=quote(undone.goal.title),
        count=len(undone.entries),
    )
    return f"{said} {say('undone-rests')}" if kind is Kind.CHECKED_IN and undone.is_paused else said


async def setup(bot: Accountabot) -> None:
    """Load the cog."""
    bot.add_dynamic_items(UndoButton)
    await bot.add_cog(Undo(bot))
