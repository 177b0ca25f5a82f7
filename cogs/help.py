"""Suggest what a member can do next."""

from discord.app_commands import command
from discord.ext import commands

from accountabot.domain.refusals import Refusal
from accountabot.services.goals import goal_views
from accountabot.ui import responses
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.delivery.acknowledgements import update_message
from accountabot.ui.help.help_cards import TOPICS, Topic, next_step_card, topic_card
from accountabot.ui.moderation import block_check
from accountabot.ui.responses import member


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
        server = responses.server_id(interaction)
        if topic:
            await responses.show(interaction, topic_card(server, topic))
            return
        block_check.ensure_not_blocked(interaction)
        lines = await self.bot.database.read(
            goal_views.statuses_due_first, member(interaction), interaction.created_at
        )
        lines = [line for line in lines if line.due.is_ongoing or line.due.yesterday]
        is_owner = interaction.permissions.manage_guild
        await responses.show(interaction, next_step_card(server, lines, is_owner=is_owner))


class TopicPicked(PersistentItem, template=template("help-topic")):
    """The menu of topics."""

    is_for_blocked = True

    async def on_press(self, interaction: Interaction) -> None:
        """Show the topic instead."""
        topic = next((each for each in TOPICS if each == self.chosen[0]), None)
        if topic is None:
            raise Refusal("control-unknown")
        await update_message(interaction, topic_card(self.server, topic))


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(TopicPicked)
    await bot.add_cog(Help(bot))
