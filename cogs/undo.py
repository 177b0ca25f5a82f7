"""Undo a member's last action."""

from discord.app_commands import command
from discord.ext import commands

from accountabot.domain.goals.record import EventKind
from accountabot.domain.identifiers import RecordId
from accountabot.services import undo
from accountabot.services.undo import Undone
from accountabot.ui import responses
from accountabot.ui.cards import Card, text
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.delivery.acknowledgements import update_message
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.responses import act_on_messages


class Undo(commands.Cog):
    """The `/undo` command."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot

    @command()
    async def undo(self, interaction: Interaction) -> None:
        """Undo the last thing you did, within 15 minutes"""
        undone = await act_on_messages(interaction, undo.undo)
        _tell_undone(self.bot, undone)
        await responses.show_privately(interaction, _said(undone))


class UndoButton(PersistentItem, template=template("undo")):
    """The *Undo* button of one action; only the member who acted sees it."""

    works_in_messages = True

    async def on_press(self, interaction: Interaction) -> None:
        """Undo the action."""
        undone = await act_on_messages(interaction, undo.undo, RecordId(self.subject))
        _tell_undone(interaction.client, undone)
        await update_message(interaction, Card(text(_said(undone))))


def _tell_undone(bot: Client, undone: Undone) -> None:
    for entry in undone.entries:
        bot.events.action_undone(undone.goal.owner.server, entry)
    bot.events.outbox_changed()


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


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(UndoButton)
    await bot.add_cog(Undo(bot))
