"""Describe the check-in channel and its missing permissions."""

from discord import Guild, TextChannel

from accountabot.domain.refusals import Refusal
from accountabot.ui.localization import say
from accountabot.ui.permissions import LISTEN, missing_permissions
from accountabot.ui.server.unseen_servers import ensure_seen


def describe_channel(channel: TextChannel | None) -> str:
    """Describe the check-in channel and its missing permissions."""
    if channel is None:
        return say("setup-checkin-channel-off")
    said = say("setup-checkin-channel", channel=str(channel.id))
    return "\n".join([said, *warnings(channel)])


def warnings(channel: TextChannel) -> list[str]:
    """Warn about permissions that the bot lacks in a check-in channel."""
    lacks = missing_permissions(channel, LISTEN)
    return [say("setup-checkin-channel-missing", permissions=lacks)] if lacks else []


def ensure_channel_exists(guild: Guild | None, *channels: int) -> None:
    """Raise Refusal if a picked channel no longer exists."""
    ensure_seen(guild)
    if guild is None or not all(guild.get_channel(key) for key in channels):
        raise Refusal("channel-gone")
