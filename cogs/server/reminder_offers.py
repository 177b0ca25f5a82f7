"""Let owners choose how reminders are offered."""

from discord.app_commands import Choice, choices, command

from accountabot.domain.reminders.offers import Offered
from accountabot.services.reminders import server_reminders
from accountabot.ui import responses
from accountabot.ui.client import Client, Interaction
from accountabot.ui.localization import say
from accountabot.ui.responses import act


@command(name="reminders")
@choices(offered=[Choice(name=each.words, value=each.words) for each in Offered])
async def offer_reminders(interaction: Interaction, offered: str) -> None:
    """Choose how members here get reminders of their goals

    Args:
        offered: With one tap below a new goal, by default for new goals, or not at all (off)
    """
    how = next(each for each in Offered if each.words == offered)
    is_new = await act(interaction, server_reminders.set_offered, how)
    interaction.client.events.reminders_changed()
    said = say("setup-reminders", offered=how.key)
    await responses.show_privately(
        interaction, said if is_new else f"{said}\n{say('setup-already')}"
    )


async def setup(bot: Client) -> None:
    """Add the command to the existing `/setup` group."""
    bot.group_of("Setup").add_command(offer_reminders)
