"""Count a message as a check-in through its context menu."""

from discord import Message
from discord.app_commands import ContextMenu
from discord.ext import commands

from accountabot.domain.refusals import Refusal
from accountabot.services.checkins import checkin_requests
from accountabot.ui.checkins.channel_messages import is_from_person, text_of
from accountabot.ui.checkins.replies import answer
from accountabot.ui.client import Client, Interaction
from accountabot.ui.responses import act


class CountMessage(commands.Cog):
    """The context menu *Count as check-in*."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        self._menu = ContextMenu(name="Count as check-in", callback=count)

    async def cog_load(self) -> None:
        """Add the context menu."""
        self.bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Remove the context menu."""
        self.bot.tree.remove_command(self._menu.name, type=self._menu.type)


async def count(interaction: Interaction, message: Message) -> None:
    """Count the member's own message as a check-in."""
    _ensure_can_count(interaction, message)
    said = text_of(message)._replace(locale=str(interaction.locale))
    counted = act(interaction, checkin_requests.count_message, message.created_at, said)
    await answer(interaction, await counted)


def _ensure_can_count(interaction: Interaction, message: Message) -> None:
    if message.author.bot or message.webhook_id:
        raise Refusal("message-of-a-bot")
    if message.author.id != interaction.user.id:
        raise Refusal("message-not-yours", author=message.author.id)
    if not is_from_person(message):
        raise Refusal("message-of-discord")


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(CountMessage(bot))
