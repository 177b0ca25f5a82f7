"""Say where plain messages count, and what the bot is not allowed to do there."""

from discord import TextChannel

from accountabot.ui.texts import say

NEEDED = ("view_channel", "send_messages", "read_message_history", "add_reactions")
"""To hear messages, to ask below them, and to answer with a reaction."""


def listening(channel: TextChannel | None) -> str:
    """Say in which channel plain messages count from now on, and what is missing there."""
    if channel is None:
        return say("setup-checkin-channel-off")
    said = say("setup-checkin-channel", channel=str(channel.id))
    return "\n".join([said, *missing(channel)])


def missing(channel: TextChannel) -> list[str]:
    """Say what the bot is not allowed to do in a check-in channel, if anything."""
    ours = channel.permissions_for(channel.guild.me)
    names = [say(f"permission-{name.replace('_', '-')}") for name in NEEDED if not getattr(ours, name)]
    return [say("setup-checkin-channel-missing", permissions=", ".join(names))] if names else []
