"""Choose the channel for greetings."""

from discord import Guild, TextChannel


def greeting_channel_of(guild: Guild, chosen: int | None) -> TextChannel | None:
    """Return the chosen channel, the system channel or the first public one.

    Channels in which the bot can't post are skipped.
    """
    ordered = sorted(guild.text_channels, key=lambda channel: channel.position)
    asked = guild.get_channel(chosen) if chosen else None
    sure = [asked if isinstance(asked, TextChannel) else None, guild.system_channel]
    for channel in filter(None, [*sure, *ordered]):
        is_open = channel in sure or channel.permissions_for(guild.default_role).send_messages
        if is_open and can_post_in(channel):
            return channel
    return None


def greeting_channels(guild: Guild, chosen: int | None) -> list[TextChannel]:
    """Return the candidate channels for a greeting, best first."""
    return [
        *dict.fromkeys(
            filter(None, (greeting_channel_of(guild, chosen), greeting_channel_of(guild, None)))
        )
    ]


def can_post_in(channel: TextChannel) -> bool:
    """Return whether the bot can post in a channel."""
    ours = channel.permissions_for(channel.guild.me)
    return ours.view_channel and ours.send_messages
