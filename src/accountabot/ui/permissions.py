"""List the permissions that the bot lacks in a channel."""

from discord import TextChannel, Thread
from discord.abc import GuildChannel, Messageable

from accountabot.domain.server.settings import SettingName
from accountabot.ui.localization import say

SPEAK = ("view_channel", "send_messages")
SPEAK_IN_THREAD = ("view_channel", "send_messages_in_threads")
SHOW_FILES = (*SPEAK, "attach_files")
LISTEN = (*SPEAK, "read_message_history", "add_reactions")
"""To see messages, reply to them and react to them."""
NEEDED: dict[SettingName, tuple[str, ...]] = {
    SettingName.GREETINGS: (*SPEAK, "read_message_history"),
    SettingName.GOALS: SPEAK,
    SettingName.CHECKINS: SHOW_FILES,
    SettingName.CHECKIN_CHANNEL: LISTEN,
    SettingName.WITNESSES: (*SPEAK, "read_message_history"),
    SettingName.REMINDER_CHANNEL: (*SPEAK, "read_message_history"),
    SettingName.DIGEST: (*SPEAK, "read_message_history"),
}


def can_attach(channel: Messageable | GuildChannel | None) -> bool:
    """Return whether the bot may attach files in a channel; not if it doesn't know the channel."""
    if not isinstance(channel, TextChannel | Thread):
        return False
    return channel.permissions_for(channel.guild.me).attach_files


def missing_permissions(channel: TextChannel | Thread, needed: tuple[str, ...]) -> str:
    """List the needed permissions that the bot lacks in a channel; empty if none."""
    ours = channel.permissions_for(channel.guild.me)
    lacking = (permission for permission in needed if not getattr(ours, permission))
    return ", ".join(say(f"permission-{permission.replace('_', '-')}") for permission in lacking)
