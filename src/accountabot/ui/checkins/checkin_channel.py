"""Say where plain messages count and what the bot is not allowed to do there; refuse channels that are gone."""

from discord import Guild, TextChannel

from accountabot.domain.refusals import Refusal
from accountabot.ui.localization import say
from accountabot.ui.permissions import LISTEN, missing


def listening(channel: TextChannel | None) -> str:
    """Say in which channel plain messages count from now on, and what is missing there."""
    if channel is None:
        return say("setup-checkin-channel-off")
    said = say("setup-checkin-channel", channel=str(channel.id))
    return "\n".join([said, *trouble(channel)])


def trouble(channel: TextChannel) -> list[str]:
    """Say what the bot is not allowed to do in a check-in channel, if anything."""
    lacks = missing(channel, LISTEN)
    return [say("setup-checkin-channel-missing", permissions=lacks)] if lacks else []


def refuse_gone(guild: Guild | None, *channels: int) -> None:
    """Raise Refusal where a channel that was picked is no more."""
    if guild is None or not all(guild.get_channel(key) for key in channels):
        raise Refusal("channel-gone")
