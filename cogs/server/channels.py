"""Let owners choose the channels in which the bot speaks."""

from collections.abc import Mapping
from typing import Literal

from discord import Guild, TextChannel
from discord.app_commands import command

from accountabot.domain.identifiers import ServerId
from accountabot.domain.refusals import Refusal
from accountabot.domain.server.settings import SettingName
from accountabot.services.greetings import greeting_templates
from accountabot.services.server import channels
from accountabot.ui.checkins.checkin_channel import ensure_channel_exists
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.delivery import panels
from accountabot.ui.greetings.trial_greeting import post_test_greeting
from accountabot.ui.responses import act, database
from accountabot.ui.server.channel_overview import ask_for_channel, channels_card
from accountabot.ui.server.unseen_servers import ensure_seen


@command(name="channels")
async def choose_channels(
    interaction: Interaction,
    greetings: TextChannel | None = None,
    goals: TextChannel | None = None,
    checkins: TextChannel | None = None,
    witnesses: TextChannel | None = None,
    reminders: TextChannel | None = None,
    by_message: Literal["on", "off"] | None = None,
) -> None:
    """See or choose the channels for greetings, goals, check-ins, witnesses and reminders

    Args:
        greetings: Where newcomers are greeted; leave empty for no change
        goals: Where to post goals, no matter where they're declared; leave empty for no change
        checkins: Where to post check-ins, no matter where they're made; leave empty for no change
        witnesses: Where to tell witnesses about quiet goals; leave empty for no change
        reminders: Where to remind people of their goals; leave empty for no change
        by_message: Greet newcomers by direct message, not in a channel; leave empty for no change
    """
    named = {
        SettingName.GREETINGS: greetings,
        SettingName.GOALS: goals,
        SettingName.CHECKINS: checkins,
        SettingName.WITNESSES: witnesses,
        SettingName.REMINDER_CHANNEL: reminders,
    }
    chosen = {name: channel.id for name, channel in named.items() if channel}
    on = by_message == "on" if by_message else None
    await _choose(interaction, chosen, by_message=on)


class OwnersItem(PersistentItem, template=r"(?!)"):
    """An item that only owners can use, although everyone can see it."""

    async def on_press(self, interaction: Interaction) -> None:
        """Raise Refusal unless the member is an owner or the panel is their own."""
        is_own = interaction.message is not None and interaction.message.flags.ephemeral
        if not (is_own or interaction.permissions.manage_guild):
            raise Refusal("greetings-not-yours")
        ensure_seen(interaction.guild)
        await self.on_owner_press(interaction)

    async def on_owner_press(self, interaction: Interaction) -> None:
        """Handle an owner's press; subclasses implement this."""
        raise NotImplementedError


class ElsewhereButton(OwnersItem, template=template("greetings-move")):
    """The *Choose another channel* button."""

    async def on_owner_press(self, interaction: Interaction) -> None:
        """Ask for the channel."""
        await panels.show(interaction, ask_for_channel(self.server))


class ChannelPicked(PersistentItem, template=template("greetings-channel")):
    """The channel menu below *In which channel?*"""

    async def on_press(self, interaction: Interaction) -> None:
        """Greet newcomers in the picked channel."""
        channel = self.chosen_channel
        ensure_channel_exists(interaction.guild, channel)
        await _choose(interaction, {SettingName.GREETINGS: channel})


class TurnGreetingsOff(OwnersItem, template=template("greetings-off")):
    """The *Turn off* button."""

    async def on_owner_press(self, interaction: Interaction) -> None:
        """Turn greetings off."""
        is_new = await act(
            interaction,
            channels.turn_off_greetings,
        )
        await _show_place(interaction, is_known=not is_new)


class TurnGreetingsOn(PersistentItem, template=template("greetings-on")):
    """The *Greet newcomers again* button."""

    async def on_press(self, interaction: Interaction) -> None:
        """Greet newcomers in the automatically chosen channel."""
        await _choose(interaction, {SettingName.GREETINGS: None})


class StopAnnouncingGoals(PersistentItem, template=template("announce-goals-off")):
    """The *Post goals where they're declared* button."""

    async def on_press(self, interaction: Interaction) -> None:
        """Announce goals where they are declared."""
        await _choose(interaction, {SettingName.GOALS: None})


class StopAnnouncingCheckIns(PersistentItem, template=template("announce-checkins-off")):
    """The *Post check-ins where they're made* button."""

    async def on_press(self, interaction: Interaction) -> None:
        """Announce check-ins where they are made."""
        await _choose(interaction, {SettingName.CHECKINS: None})


class TellWitnessesPrivately(PersistentItem, template=template("announce-witnesses-off")):
    """The *Tell witnesses privately* button."""

    async def on_press(self, interaction: Interaction) -> None:
        """Tell witnesses in private that a goal is quiet."""
        await _choose(interaction, {SettingName.WITNESSES: None})


class RemindElsewhere(PersistentItem, template=template("announce-reminders-off")):
    """The *Remind where check-ins are* button."""

    async def on_press(self, interaction: Interaction) -> None:
        """Remind members in the channel of check-ins, or in that of their goal."""
        await _choose(interaction, {SettingName.REMINDER_CHANNEL: None})


class TestGreeting(PersistentItem, template=template("greetings-test")):
    """The *Test* button of the channel overview."""

    async def on_press(self, interaction: Interaction) -> None:
        """Greet the owner as a newcomer would be greeted now."""
        await post_test_greeting(
            interaction, await database(interaction).read(greeting_templates.in_use, self.server)
        )


async def _choose(
    interaction: Interaction,
    chosen: Mapping[SettingName, int | None],
    *,
    by_message: bool | None = None,
) -> None:
    """Save the owner's choices, if any, and show the channel overview."""
    ensure_seen(interaction.guild)
    is_known = False
    if chosen or by_message is not None:
        is_known = not await act(
            interaction, channels.choose_channels, chosen, by_message=by_message
        )
    await _show_place(interaction, is_known=is_known)


async def _show_place(interaction: Interaction, *, is_known: bool) -> None:
    guild = interaction.guild
    assert isinstance(guild, Guild)
    found = await database(interaction).read(channels.load_channels, ServerId(guild.id))
    interaction.client.state.announcement_channels[ServerId(guild.id)] = found.announcements
    await panels.show(interaction, channels_card(guild, found, is_known=is_known))


async def setup(bot: Client) -> None:
    """Load the items and add the command to the existing `/setup` group."""
    bot.add_dynamic_items(
        ElsewhereButton,
        ChannelPicked,
        TurnGreetingsOff,
        TurnGreetingsOn,
        TestGreeting,
        StopAnnouncingGoals,
        StopAnnouncingCheckIns,
        TellWitnessesPrivately,
        RemindElsewhere,
    )
    bot.group_of("Setup").add_command(choose_channels)
