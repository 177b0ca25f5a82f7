"""Say what to do next, from where the member stands."""

from typing import Any, Literal

from discord import Interaction
from discord.app_commands import command
from discord.ext import commands

from accountabot.bot import Accountabot
from accountabot.services import goals
from accountabot.services.streaks import Line
from accountabot.ui import answers, blocks
from accountabot.ui.answers import member
from accountabot.ui.cards import Card, row, text
from accountabot.ui.controls import button, custom_id
from accountabot.ui.quotes import quote
from accountabot.ui.texts import say

Topic = Literal["goals", "check-ins", "streaks", "together", "privacy", "owners"]
MOST_NAMED = 5


class Help(commands.Cog):
    """The command `/help`."""

    def __init__(self, bot: Accountabot) -> None:
        self.bot = bot

    @command()
    async def help(self, interaction: Interaction[Any], topic: Topic | None = None) -> None:
        """What to do next

        Args:
            topic: What you would like to know more about
        """
        if topic:
            await answers.show(interaction, Card(text(say(f"help-{topic}"))))
            return
        blocks.refuse(interaction)
        lines = await self.bot.database.read(goals.of, member(interaction), interaction.created_at)
        lines = [line for line in lines if line.due.is_going or line.due.yesterday]
        first = button(
            say("button-first-goal"), custom_id("first-goal", interaction.guild_id or 0), emoji="🌱"
        )
        buttons = [] if lines else [row(first)]
        owners = [say("help-for-owners")] if interaction.permissions.manage_guild else []
        said = (say("help-title"), _next(lines), *owners, say("help-more"))
        await answers.show(interaction, Card(*map(text, said), *buttons))


def _next(lines: list[Line]) -> str:
    if today := [line for line in lines if line.due.today]:
        return say("help-due", goals=_named(today))
    if yesterday := [line for line in lines if line.due.yesterday]:
        return say("help-yesterday", goals=_named(yesterday))
    if lines and all(line.due.is_paused for line in lines):
        return say("help-paused", goals=_named(lines))
    return say("help-done") if lines else say("help-first")


def _named(lines: list[Line]) -> str:
    return ", ".join(quote(line.goal.title) for line in lines[:MOST_NAMED])


async def setup(bot: Accountabot) -> None:
    """Load the cog."""
    await bot.add_cog(Help(bot))
