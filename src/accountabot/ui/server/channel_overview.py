"""Build the overview of a server's channels and their missing permissions."""

from typing import Any

from discord import ButtonStyle, ChannelType, Guild, TextChannel
from discord.ui import ActionRow, Button, ChannelSelect

from accountabot.domain.server.settings import SettingName
from accountabot.services.server.channels import GreetingChannel, ServerChannels
from accountabot.ui.cards import Card, row, text
from accountabot.ui.checkins import checkin_channel
from accountabot.ui.components import button, custom_id
from accountabot.ui.delivery import announcement_channels
from accountabot.ui.localization import say
from accountabot.ui.permissions import NEEDED, missing_permissions
from accountabot.ui.server.greeting_channel import greeting_channel_of


def channels_card(guild: Guild, chosen: ServerChannels, *, is_known: bool = False) -> Card:
    """Build the overview of a server's channels and their missing permissions."""
    already = say("setup-already") if is_known else None
    verbs = ("greetings-test", "greetings-move", "greetings-off")
    buttons = [_button(verb, guild) for verb in verbs]
    if chosen.greetings.is_off:
        buttons = [_button("greetings-on", guild, ButtonStyle.success)]
    home = announcement_channels.lines(guild, chosen.announcements)
    return Card(
        text(*greetings_line(guild, chosen.greetings)),
        row(*buttons),
        text(
            *home,
            *checkin_channel_line(guild, chosen),
            *witness_lines(guild, chosen),
            *reminder_lines(guild, chosen),
            already,
        ),
        *_leaving(guild, chosen),
    )


def ask_for_channel(server: int) -> Card:
    """Ask for the greeting channel."""
    channels: ChannelSelect[Any] = ChannelSelect(
        custom_id=custom_id("greetings-channel", server),
        channel_types=[ChannelType.text],
        placeholder=say("greetings-elsewhere-pick"),
    )
    return Card(text(say("greetings-elsewhere")), row(channels))


def greetings_line(guild: Guild, chosen: GreetingChannel) -> list[str | None]:
    """Describe the greeting channel and its missing permissions."""
    said = greeting_place_line(guild, chosen)
    if chosen.is_off:
        return [said]
    caution = say("greetings-by-message-caution") if chosen.by_message else None
    return [said, say("greetings-words"), caution, _trouble(guild, chosen)]


def checkin_channel_line(guild: Guild, chosen: ServerChannels) -> list[str]:
    """Describe the check-in channel and its missing permissions."""
    if chosen.checkin_channel is None:
        return [say("channels-counted-none")]
    channel = guild.get_channel(chosen.checkin_channel)
    if not isinstance(channel, TextChannel):
        return [say("channels-counted-gone")]
    return [
        say("channels-counted", channel=str(channel.id)),
        *checkin_channel.warnings(channel),
    ]


def witness_lines(guild: Guild, chosen: ServerChannels) -> list[str]:
    """Describe the channel for witnesses and its missing permissions."""
    return _lines(guild, "witnesses", chosen.witnesses, SettingName.WITNESSES)


def reminder_lines(guild: Guild, chosen: ServerChannels) -> list[str]:
    """Describe the channel for reminders and its missing permissions."""
    return _lines(guild, "reminders", chosen.reminders, SettingName.REMINDER_CHANNEL)


def _lines(guild: Guild, what: str, chosen: int | None, name: SettingName) -> list[str]:
    if chosen is None:
        return [say(f"channels-{what}-none")]
    channel = guild.get_channel(chosen)
    if not isinstance(channel, TextChannel):
        return [say(f"channels-{what}-gone")]
    lacks = missing_permissions(channel, NEEDED[name])
    warnings = [say(f"channels-{what}-missing", permissions=lacks)] if lacks else []
    return [say(f"channels-{what}", channel=str(channel.id)), *warnings]


def greeting_place_line(guild: Guild, chosen: GreetingChannel) -> str:
    """Describe the greeting channel."""
    if chosen.is_off:
        return say("greetings-off-by-message") if chosen.by_message else say("greetings-are-off")
    found = greeting_channel_of(guild, chosen.channel)
    if chosen.by_message:
        return (
            say("greetings-by-message", channel=str(found.id))
            if found
            else say("greetings-by-message-only")
        )
    return say("greetings-in", channel=str(found.id)) if found else say("greetings-nowhere")


def _leaving(guild: Guild, chosen: ServerChannels) -> list[ActionRow[Any]]:
    """Build the buttons that clear the channels for announcements, witnesses and reminders."""
    homes = chosen.announcements._asdict() | {
        "witnesses": chosen.witnesses,
        "reminders": chosen.reminders,
    }
    verbs = [f"announce-{name}-off" for name, home in homes.items() if home]
    return [row(*(_button(verb, guild) for verb in verbs))] if verbs else []


def _trouble(guild: Guild, chosen: GreetingChannel) -> str | None:
    asked = guild.get_channel(chosen.channel) if chosen.channel else None
    if chosen.channel and asked is None:
        return say("greetings-channel-gone")
    is_allowed = asked is None or asked == greeting_channel_of(guild, chosen.channel)
    return None if is_allowed else say("greetings-channel-closed", channel=str(chosen.channel))


def _button(verb: str, guild: Guild, style: ButtonStyle = ButtonStyle.secondary) -> Button[Any]:
    return button(say(f"button-{verb}"), custom_id(verb, guild.id), style)
