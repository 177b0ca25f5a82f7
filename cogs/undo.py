"""Take back the last thing that one did."""

from typing import Any

from discord import Interaction
from discord.app_commands import command
from discord.ext import commands

from accountabot.bot import Accountabot
from accountabot.domain.goals.record import EventKind
from accountabot.domain.identifiers import RecordId
from accountabot.services import undo
from accountabot.services.undo import Undone
from accountabot.ui import responses
from accountabot.ui.cards import Card, text
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.responses import action


class Undo(commands.Cog):
    """The command `/undo`."""

    def __init__(self, bot: Accountabot) -> None:
        self.bot = bot

    @command()
    async def undo(self, interaction: Interaction[Any]) -> None:
        """Take back the last thing you did, within 15 minutes"""
        undone = await self.bot.database.write(undo.undo, action(interaction))
        _tell_undone(self.bot, undone)
        await responses.show_privately(interaction, _said(undone))


class UndoButton(PersistentItem, template=template("undo")):
    """The button *Undo*, for one deed; only the one who did it sees it."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Take this deed back."""
        write = responses.database(interaction).write
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
        title=escape(undone.goal.title),
        count=len(undone.entries),
    )
    return (
        f"{said} {say('undone-rests')}"
        if kind is EventKind.CHECKED_IN and undone.is_paused
        else said
    )


async def setup(bot: Accountabot) -> None:
    """Load the cog."""
    bot.add_dynamic_items(UndoButton)
    await bot.add_cog(Undo(bot))
