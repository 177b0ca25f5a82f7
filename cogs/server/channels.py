"""Let owners choose where newcomers are greeted, and where goals and check-ins are made public."""

from collections.abc import Mapping
from typing import Literal

from discord import Guild, TextChannel
from discord.app_commands import command
from discord.ui import ChannelSelect

from accountabot.domain.identifiers import ServerId
from accountabot.domain.refusals import Refusal
from accountabot.domain.server.settings import SettingName
from accountabot.services.greetings import greeting_templates
from accountabot.services.server import channels
from accountabot.ui import responses
from accountabot.ui.checkins.checkin_channel import refuse_gone
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.greetings.test_greeting import greet_on_trial
from accountabot.ui.responses import act, database
from accountabot.ui.server.channel_overview import elsewhere, where


@command(name="channels")
async def choose_channels(
    interaction: Interaction,
    greetings: TextChannel | None = None,
    goals: TextChannel | None = None,
    checkins: TextChannel | None = None,
    by_message: Literal["on", "off"] | None = None,
) -> None:
    """See or choose where newcomers are greeted, and where goals and check-ins are made public

    Args:
        greetings: The channel in which newcomers are greeted; left out, it stays
        goals: The channel in which goals are made public, wherever they are declared; left out, it stays
        checkins: The channel in which check-ins are made public, wherever they are said; left out, it stays
        by_message: Greet newcomers in a direct message instead of a channel; left out, it stays
    """
    named = {
        SettingName.GREETINGS: greetings,
        SettingName.GOALS: goals,
        SettingName.CHECKINS: checkins,
    }
    chosen = {name: channel.id for name, channel in named.items() if channel}
    on = by_message == "on" if by_message else None
    await _choose(interaction, chosen, by_message=on)


class ForOwners(PersistentItem, template=r"(?!)"):
    """A control that also stands below the first greeting, where all see it and those use it who manage the server."""

    async def on_press(self, interaction: Interaction) -> None:
        """Tell everyone else kindly, and go on; whoever Discord let open a panel of their own may use it."""
        is_own = interaction.message is not None and interaction.message.flags.ephemeral
        if not (is_own or interaction.permissions.manage_guild):
            raise Refusal("greetings-not-yours")
        await self.on_owner_press(interaction)

    async def on_owner_press(self, interaction: Interaction) -> None:
        """Do what the control is for."""
        raise NotImplementedError


class ElsewhereButton(ForOwners, template=template("greetings-elsewhere")):
    """The button *Choose another channel*."""

    async def on_owner_press(self, interaction: Interaction) -> None:
        """Ask for the channel."""
        await responses.show(interaction, elsewhere(self.server))


class ChannelPicked(PersistentItem, template=template("greetings-in")):
    """The answer to *In which channel?*."""

    async def on_press(self, interaction: Interaction) -> None:
        """Greet newcomers in the channel that was picked."""
        assert isinstance(self.item, ChannelSelect)
        channel = self.item.values[0]
        refuse_gone(interaction.guild, channel.id)
        await _choose(interaction, {SettingName.GREETINGS: channel.id})


class OffButton(ForOwners, template=template("greetings-off")):
    """The button *Turn off*."""

    async def on_owner_press(self, interaction: Interaction) -> None:
        """Greet nobody from now on."""
        is_new = await act(
            interaction,
            channels.turn_off,
        )
        await _show_place(interaction, is_known=not is_new)


class OnButton(PersistentItem, template=template("greetings-on")):
    """The button *Greet newcomers again*."""

    async def on_press(self, interaction: Interaction) -> None:
        """Greet newcomers where the bot finds best."""
        await _choose(interaction, {SettingName.GREETINGS: None})


class LeaveGoals(PersistentItem, template=template("homes-leave-goals")):
    """The button *Goals wherever declared*."""

    async def on_press(self, interaction: Interaction) -> None:
        """Make goals public where they are declared."""
        await _choose(interaction, {SettingName.GOALS: None})


class LeaveCheckIns(PersistentItem, template=template("homes-leave-checkins")):
    """The button *Check-ins wherever said*."""

    async def on_press(self, interaction: Interaction) -> None:
        """Make check-ins public where they are said."""
        await _choose(interaction, {SettingName.CHECKINS: None})


class TryGreeting(PersistentItem, template=template("greetings-test")):
    """The button *Test* below where newcomers are greeted."""

    async def on_press(self, interaction: Interaction) -> None:
        """Greet the owner as a newcomer would be now."""
        await greet_on_trial(
            interaction, await database(interaction).read(greeting_templates.in_use, self.server)
        )


async def _choose(
    interaction: Interaction,
    chosen: Mapping[SettingName, int | None],
    *,
    by_message: bool | None = None,
) -> None:
    """Use what an owner chose, if anything, and show what holds."""
    is_known = False
    if chosen or by_message is not None:
        is_known = not await act(interaction, channels.choose, chosen, by_message=by_message)
    await _show_place(interaction, is_known=is_known)


async def _show_place(interaction: Interaction, *, is_known: bool) -> None:
    guild = interaction.guild
    assert isinstance(guild, Guild)
    found = await database(interaction).read(channels.channels, ServerId(guild.id))
    interaction.client.state.announcement_channels[ServerId(guild.id)] = found.homes
    await responses.show(interaction, where(guild, found, is_known=is_known))


async def setup(bot: Client) -> None:
    """Load what answers, and add the command to those of owners, which are loaded before."""
    bot.add_dynamic_items(
        ElsewhereButton, ChannelPicked, OffButton, OnButton, TryGreeting, LeaveGoals, LeaveCheckIns
    )
    bot.group_of("Setup").add_command(choose_channels)
