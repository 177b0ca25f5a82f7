"""Set a server's judging rules; Discord's command permissions apply."""

from discord import TextChannel
from discord.app_commands import Choice, Range, autocomplete, choices, command, default_permissions
from discord.ext import commands

from accountabot.domain.identifiers import ServerId
from accountabot.domain.judging_rules import FreezeRule
from accountabot.phrases import timezones
from accountabot.services.server import judging_rules
from accountabot.services.setup import overview
from accountabot.ui import responses
from accountabot.ui.calendar import timezone_options
from accountabot.ui.checkins import checkin_channel
from accountabot.ui.client import Client, Interaction
from accountabot.ui.goals import promise_text
from accountabot.ui.localization import say
from accountabot.ui.responses import act
from accountabot.ui.server.setting_text import freeze_numbers
from accountabot.ui.setup.overview_card import overview_card


@default_permissions(manage_guild=True)
class Setup(
    commands.GroupCog,
    group_name="setup",
    group_description="Change the settings for everyone on this server",
):
    """The `/setup …` commands."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot

    @command()
    @autocomplete(zone=timezone_options.suggest_zones)
    async def timezone(
        self, interaction: Interaction, zone: Range[str, None, timezones.LIMIT]
    ) -> None:
        """Set the time zone for members who haven't set their own

        Args:
            zone: A city, a time zone, or your current time: Lisbon, EST, 16:40
        """
        zone = await timezone_options.resolve_zone(interaction, zone)
        is_new = await act(interaction, judging_rules.set_server_zone, zone)
        self.bot.events.standings_stale()
        time = timezone_options.clock_text(zone, interaction.created_at)
        await responses.show_privately(
            interaction, _said(say("setup-zone", zone=zone, time=time), is_new=is_new)
        )

    @command(name="week-start")
    @choices(
        day=[Choice(name=promise_text.weekday_name(number), value=number) for number in range(7)]
    )
    async def week_start(self, interaction: Interaction, day: int) -> None:
        """Set the first day of the week

        Args:
            day: The first day of the week
        """
        is_new = await act(interaction, judging_rules.set_week_start, day)
        self.bot.events.standings_stale()
        await responses.show_privately(
            interaction,
            _said(say("setup-week-start", day=promise_text.weekday_name(day)), is_new=is_new),
        )

    @command()
    async def freezes(
        self, interaction: Interaction, to_start_with: int, earned_every: int, at_most: int
    ) -> None:
        """Set how goals get freezes, which save a day that would otherwise be missed

        Args:
            to_start_with: How many freezes a new goal starts with: 0 to 2
            earned_every: How many in a row earn a freeze: 2 to 100; 0 turns freezes off
            at_most: How many freezes a goal can save up: 1 to 10; 0 turns freezes off
        """
        rule = FreezeRule(to_start_with, earned_every, at_most)
        is_new = await act(interaction, judging_rules.set_freezes, rule)
        self.bot.events.standings_stale()
        numbers = freeze_numbers(rule)
        what = say("setup-freezes-off") if rule.is_off else say("setup-freezes", **numbers)
        await responses.show_privately(interaction, _said(what, is_new=is_new))

    @command(name="checkin-channel")
    async def checkin_channel(
        self, interaction: Interaction, channel: TextChannel | None = None
    ) -> None:
        """Let plain messages in a channel count as check-ins

        Args:
            channel: Where a message counts toward its author's one due goal; if empty, nowhere
        """
        key = channel.id if channel else None
        server = responses.server_id(interaction)
        is_new = await act(interaction, judging_rules.set_checkin_channel, key)
        self.bot.events.checkin_channel_changed(server, key)
        await responses.show_privately(
            interaction, _said(checkin_channel.describe_channel(channel), is_new=is_new)
        )

    @command()
    async def show(self, interaction: Interaction) -> None:
        """See the settings of this server"""
        assert interaction.guild is not None
        server = ServerId(interaction.guild.id)
        now = interaction.created_at
        held = await self.bot.database.read(overview.load_overview, server, now)
        await responses.show(
            interaction,
            overview_card(held, interaction.guild, timezone_options.clock_text(held.zone.key, now)),
        )


def _said(what: str, *, is_new: bool) -> str:
    return what if is_new else f"{what}\n{say('setup-already')}"


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(Setup(bot))
