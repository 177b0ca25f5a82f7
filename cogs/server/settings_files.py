"""Let owners export their server's settings, and import them after a preview."""

from io import BytesIO

from discord import Attachment, File
from discord import Member as DiscordMember
from discord.app_commands import command

from accountabot.domain.identifiers import PendingId, ServerId
from accountabot.domain.server.announcement_channels import AnnouncementChannels
from accountabot.domain.server.server_settings import SETTINGS
from accountabot.domain.server.settings import SettingName
from accountabot.phrases import settings_format
from accountabot.services.server import role_rules, settings_files
from accountabot.services.server.settings_files import ImportResult
from accountabot.ui import responses
from accountabot.ui.cards import Card, text
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.delivery.acknowledgements import defer, update_message
from accountabot.ui.localization import say
from accountabot.ui.responses import act, action, database, member, prepare
from accountabot.ui.server.file_roles import find_roles
from accountabot.ui.server.import_preview import done_card, preview_card
from accountabot.ui.server.role_checks import settable_roles
from accountabot.ui.server.settings_file_reader import find_channels, read_attachment

HOMES = {"goals": SettingName.GOALS, "checkins": SettingName.CHECKINS}
FILE_NAME = "accountabot-settings.json"


@command()
async def export(interaction: Interaction) -> None:
    """Get this server's settings as a file, to keep or to use on another server"""
    guild = interaction.guild
    assert guild is not None
    held = await database(interaction).read(settings_files.exportable, action(interaction))
    channels = {channel.id: channel.name for channel in guild.text_channels}
    data = settings_format.write(
        guild.id,
        guild.name,
        values=held.values,
        excused=held.excused,
        channels=channels,
        roles={role.id: role.name for role in guild.roles},
    )
    file = File(BytesIO(data), FILE_NAME)
    await responses.show_file(interaction, say("export-done"), file)


@command(name="import")
async def import_(interaction: Interaction, file: Attachment) -> None:
    """Use settings from a file; you see a preview before anything changes

    Args:
        file: A file made by /setup export, on this server or another one
    """
    guild = interaction.guild
    assert guild is not None
    await defer(interaction, thinking=True)
    if settings := await read_attachment(interaction, file):
        found = find_channels(guild, settings)
        current = await database(interaction).read(role_rules.load, member(interaction).server)
        roles = find_roles(interaction, settings, current)
        wanted = found.wanted._replace(values={**found.wanted.values, **roles.values})
        preview = await prepare(interaction, settings_files.propose, wanted)
        card = preview_card(guild, preview, settings, found.missing, roles.notes)
        await responses.show(interaction, card)


class UseButton(PersistentItem, template=template("import-apply")):
    """The *Use these settings* button for the owner who uploaded the file."""

    async def on_press(self, interaction: Interaction) -> None:
        """Apply the previewed import, or show a new preview if it is outdated."""
        guild = interaction.guild
        assert guild is not None
        channels = {channel.id for channel in guild.text_channels}
        assert isinstance(interaction.user, DiscordMember)
        roles = settable_roles(interaction.user)
        accept = settings_files.accept
        result = await act(interaction, accept, PendingId(self.subject), channels, roles)
        if isinstance(result, ImportResult):
            _tell(interaction.client, self.server, result)
            await update_message(interaction, done_card(guild, result))
        else:
            responses.set_unrecorded(interaction)
            await update_message(interaction, preview_card(guild, result))


class LeaveButton(PersistentItem, template=template("import-cancel")):
    """The *Cancel* button for the owner who uploaded the file."""

    async def on_press(self, interaction: Interaction) -> None:
        """Cancel the import."""
        await database(interaction).write(
            settings_files.discard, member(interaction), PendingId(self.subject)
        )
        await update_message(interaction, Card(text(say("import-left"))))


def _tell(bot: Client, server: ServerId, imported: ImportResult) -> None:
    """Send the same events as the commands for the imported settings."""
    new = {step.name: step.after for step in imported.steps}
    if any(SETTINGS[name].affects_streaks for name in new):
        bot.events.standings_stale()
    bot.events.outbox_changed()
    if SettingName.REMINDERS in new:
        bot.events.reminders_changed()
    if SettingName.CHECKIN_CHANNEL in new:
        bot.events.checkin_channel_changed(
            server, int(new[SettingName.CHECKIN_CHANNEL] or 0) or None
        )
    if SettingName.STREAK_ROLES in new:
        bot.events.streak_roles_changed(server)
    chosen = {each: int(new[name] or 0) or None for each, name in HOMES.items() if name in new}
    bot.state.announcement_channels[server] = bot.state.announcement_channels.get(
        server, AnnouncementChannels()
    )._replace(**chosen)


async def setup(bot: Client) -> None:
    """Load the items and add the commands to the existing `/setup` group."""
    bot.add_dynamic_items(UseButton, LeaveButton)
    group = bot.group_of("Setup")
    group.add_command(export)
    group.add_command(import_)
