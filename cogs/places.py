"""Let owners choose where newcomers are greeted, and where goals and check-ins are made public."""

from collections.abc import Mapping
from typing import Any, Literal

from discord import Guild, Interaction, TextChannel
from discord.app_commands import command
from discord.ui import ChannelSelect

from accountabot.bot import Accountabot
from accountabot.domain.identities import ServerId
from accountabot.domain.refusals import Refusal
from accountabot.domain.settings import Name
from accountabot.services import channels as places
from accountabot.services import welcomes
from accountabot.ui import answers
from accountabot.ui.answers import action, database
from accountabot.ui.channels import refuse_gone
from accountabot.ui.controls import Lasting, template
from accountabot.ui.places import elsewhere, where
from accountabot.ui.trials import greet_on_trial


@command()
async def channels(
    interaction: Interaction[Any],
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
    named = {Name.GREETINGS: greetings, Name.GOALS: goals, Name.CHECKINS: checkins}
    chosen = {name: channel.id for name, channel in named.items() if channel}
    on = by_message == "on" if by_message else None
    await _choose(interaction, chosen, by_message=on)


class ForOwners(Lasting, template=r"(?!)"):
    """A control that also stands below the first greeting, where all see it and those use it who manage the server."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Tell everyone else kindly, and go on; whoever Discord let open a panel of their own may use it."""
        is_own = interaction.message is not None and interaction.message.flags.ephemeral
        if not (is_own or interaction.permissions.manage_guild):
            raise Refusal("greetings-not-yours")
        await self.allowed(interaction)

    async def allowed(self, interaction: Interaction[Any]) -> None:
        """Do what the control is for."""
        raise NotImplementedError


class ElsewhereButton(ForOwners, template=template("greetings-elsewhere")):
    """The button *Choose another channel*."""

    async def allowed(self, interaction: Interaction[Any]) -> None:
        """Ask for the channel."""
        await answers.show(interaction, elsewhere(self.server))


class ChannelPicked(Lasting, template=template("greetings-in")):
    """The answer to *In which channel?*."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Greet newcomers in the channel that was picked."""
        assert isinstance(self.item, ChannelSelect)
        channel = self.item.values[0]
        refuse_gone(interaction.guild, channel.id)
        await _choose(interaction, {Name.GREETINGS: channel.id})


class OffButton(ForOwners, template=template("greetings-off")):
    """The button *Turn off*."""

    async def allowed(self, interaction: Interaction[Any]) -> None:
        """Greet nobody from now on."""
        is_new = await database(interaction).write(places.turn_off, action(interaction))
        await _show_place(interaction, is_known=not is_new)


class OnButton(Lasting, template=template("greetings-on")):
    """The button *Greet newcomers again*."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Greet newcomers where the bot finds best."""
        await _choose(interaction, {Name.GREETINGS: None})


class LeaveGoals(Lasting, template=template("homes-leave-goals")):
    """The button *Goals wherever declared*."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Make goals public where they are declared."""
        await _choose(interaction, {Name.GOALS: None})


class LeaveCheckIns(Lasting, template=template("homes-leave-checkins")):
    """The button *Check-ins wherever said*."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Make check-ins public where they are said."""
        await _choose(interaction, {Name.CHECKINS: None})


class TryGreeting(Lasting, template=template("greetings-test")):
    """The button *Test* below where newcomers are greeted."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Greet the owner as a newcomer would be now."""
        await greet_on_trial(
            interaction, await database(interaction).read(welcomes.in_use, self.server)
        )


async def _choose(
    interaction: Interaction[Any],
    chosen: Mapping[Name, int | None],
    *,
    by_message: bool | None = None,
) -> None:
    """Use what an owner chose, if anything, and show what holds."""
    is_known = False
    if chosen or by_message is not None:
        write = database(interaction).write
        is_known = not await write(
            places.choose, action(interaction), chosen, by_message=by_message
        )
    await _show_place(interaction, is_known=is_known)


async def _show_place(interaction: Interaction[Any], *, is_known: bool) -> None:
    guild = interaction.guild
    assert isinstance(guild, Guild)
    found = await database(interaction).read(places.channels, ServerId(guild.id))
    interaction.client.tell_homes(ServerId(guild.id), found.homes)
    await answers.show(interaction, where(guild, found, is_known=is_known))


async def setup(bot: Accountabot) -> None:
    """Load what answers, and add the command to those of owners, which are loaded before."""
    bot.add_dynamic_items(
        ElsewhereButton, ChannelPicked, OffButton, OnButton, TryGreeting, LeaveGoals, LeaveCheckIns
    )
    bot.group_of("Setup").add_command(channels)
