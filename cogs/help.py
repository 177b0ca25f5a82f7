"""Suggest what a member can do next."""

from typing import Literal

from discord.app_commands import command
from discord.ext import commands

from accountabot.services.goals import goal_views
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.ui import responses
from accountabot.ui.cards import Card, row, text
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.moderation import block_check
from accountabot.ui.responses import member

Topic = Literal["goals", "check-ins", "streaks", "together", "privacy", "owners"]
MOST_NAMED = 5


class Help(commands.Cog):
    """The `/help` command."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot

    @command()
    async def help(self, interaction: Interaction, topic: Topic | None = None) -> None:
        """What to do next

        Args:
            topic: What you would like to know more about
        """
        if topic:
            await responses.show(interaction, Card(text(say(f"help-{topic}"))))
            return
        block_check.ensure_not_blocked(interaction)
        lines = await self.bot.database.read(
            goal_views.statuses_due_first, member(interaction), interaction.created_at
        )
        lines = [line for line in lines if line.due.is_ongoing or line.due.yesterday]
        first = button(
            say("button-first-goal"),
            custom_id("first-goal", responses.server_id(interaction)),
            emoji="🌱",
        )
        buttons = [] if lines else [row(first)]
        owners = [say("help-for-owners")] if interaction.permissions.manage_guild else []
        said = (say("help-title"), _next(lines), *owners, say("help-more"))
        await responses.show(interaction, Card(*map(text, said), *buttons))


def _next(lines: list[GoalStatus]) -> str:
    if today := [line for line in lines if line.due.today]:
        return say("help-due", goals=_named(today))
    if yesterday := [line for line in lines if line.due.yesterday]:
        return say("help-yesterday", goals=_named(yesterday))
    if lines and all(line.due.is_paused for line in lines):
        return say("help-paused", goals=_named(lines))
    return say("help-done") if lines else say("help-first")


def _named(lines: list[GoalStatus]) -> str:
    return ", ".join(escape(line.goal.title) for line in lines[:MOST_NAMED])


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(Help(bot))
