"""Name what the bot is not allowed to do in a channel, by what the channel is for."""

from discord import TextChannel

from accountabot.domain.server.settings import SettingName
from accountabot.ui.localization import say

SPEAK = ("view_channel", "send_messages")
SHOW_FILES = (*SPEAK, "attach_files")
LISTEN = (*SPEAK, "read_message_history", "add_reactions")
"""To hear messages, to ask below them, and to answer with a reaction."""
NEEDED: dict[SettingName, tuple[str, ...]] = {
    SettingName.GREETINGS: (*SPEAK, "read_message_history"),
    SettingName.GOALS: SPEAK,
    SettingName.CHECKINS: SHOW_FILES,
    SettingName.CHECKIN_CHANNEL: LISTEN,
}


def missing(channel: TextChannel, needed: tuple[str, ...]) -> str:
    """Name what of this the bot is not allowed to do in a channel; nothing where it may do it all."""
    ours = channel.permissions_for(channel.guild.me)
    lacking = (permission for permission in needed if not getattr(ours, permission))
    return ", ".join(say(f"permission-{permission.replace('_', '-')}") for permission in lacking)
