"""Let owners take the settings of their server with them in a file, and bring them back, shown before they hold."""

from io import BytesIO

from discord import Attachment, File
from discord.app_commands import command

from accountabot.domain.identifiers import ServerId
from accountabot.domain.server.announcement_channels import AnnouncementChannels
from accountabot.domain.server.server_settings import SETTINGS
from accountabot.domain.server.settings import SettingName
from accountabot.phrases import settings_format
from accountabot.services.server import settings_files
from accountabot.services.server.settings_files import ImportResult
from accountabot.ui import responses
from accountabot.ui.cards import Card, text
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.localization import say
from accountabot.ui.responses import act, action, database, member
from accountabot.ui.server.import_preview import done_card, preview_card
from accountabot.ui.server.settings_file_reader import file_of, find

HOMES = {"goals": SettingName.GOALS, "checkins": SettingName.CHECKINS}
FILE_NAME = "accountabot-settings.json"


@command()
async def export(interaction: Interaction) -> None:
    """Get what holds on this server as a file, to keep or to use on another server"""
    guild = interaction.guild
    assert guild is not None
    held = await database(interaction).read(settings_files.held, action(interaction))
    channels = {channel.id: channel.name for channel in guild.text_channels}
    data = settings_format.write(guild.id, guild.name, held.values, held.excused, channels)
    file = File(BytesIO(data), FILE_NAME)
    await interaction.response.send_message(say("export-done"), file=file, ephemeral=True)


@command(name="import")
async def import_(interaction: Interaction, file: Attachment) -> None:
    """Use settings from a file; you see what it changes before anything is changed

    Args:
        file: One that /setup export made, on this server or another one
    """
    guild = interaction.guild
    assert guild is not None
    await interaction.response.defer(ephemeral=True, thinking=True)
    if said := await file_of(interaction, file):
        found = find(guild, said)
        preview = await act(interaction, settings_files.propose, found.wanted)
        await responses.show(interaction, preview_card(guild, preview, said, found.unfound))


class UseButton(PersistentItem, template=template("import-use")):
    """The button *Use these settings*, for whoever sent the file."""

    async def on_press(self, interaction: Interaction) -> None:
        """Change what was shown, or show what would be changed by now."""
        guild = interaction.guild
        assert guild is not None
        channels = {channel.id for channel in guild.text_channels}
        result = await act(interaction, settings_files.accept, self.subject, channels)
        if isinstance(result, ImportResult):
            _tell(interaction.client, self.server, result)
        card = (
            done_card(guild, result)
            if isinstance(result, ImportResult)
            else preview_card(guild, result)
        )
        await interaction.response.edit_message(view=card)


class LeaveButton(PersistentItem, template=template("import-leave")):
    """The button *Leave it*, for whoever sent the file."""

    async def on_press(self, interaction: Interaction) -> None:
        """Forget the file."""
        await database(interaction).write(settings_files.leave, member(interaction), self.subject)
        await interaction.response.edit_message(view=Card(text(say("import-left"))))


def _tell(bot: Client, server: ServerId, imported: ImportResult) -> None:
    """Tell the other cogs what the commands would have told them."""
    new = {step.name: step.after for step in imported.steps}
    if any(SETTINGS[name].affects_streaks for name in new):
        bot.events.standings_stale()
    if SettingName.CHECKIN_CHANNEL in new:
        bot.events.checkin_channel_changed(
            server, int(new[SettingName.CHECKIN_CHANNEL] or 0) or None
        )
    homes = {each: int(new[name] or 0) or None for each, name in HOMES.items() if name in new}
    bot.state.announcement_channels[server] = bot.state.announcement_channels.get(
        server, AnnouncementChannels()
    )._replace(**homes)


async def setup(bot: Client) -> None:
    """Load what answers, and add the commands to those of owners, which are loaded before."""
    bot.add_dynamic_items(UseButton, LeaveButton)
    group = bot.group_of("Setup")
    group.add_command(export)
    group.add_command(import_)
