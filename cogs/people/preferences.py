"""Let members set their own judging preferences in private."""

from datetime import datetime
from typing import Any

from discord import SelectOption
from discord.app_commands import Range, autocomplete, command
from discord.ext import commands
from discord.ui import ActionRow, Section, Select

from accountabot.domain.identifiers import Member
from accountabot.domain.server.settings import DAY_STARTS
from accountabot.phrases import timezones
from accountabot.services.people import preferences
from accountabot.services.people.preferences import MemberPreferences
from accountabot.ui import responses
from accountabot.ui.calendar import timezone_options
from accountabot.ui.cards import Card, row, text
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import OwnedItem, button, custom_id, parse_number, template
from accountabot.ui.delivery.acknowledgements import update_message
from accountabot.ui.localization import say
from accountabot.ui.responses import act, member


class Preferences(commands.Cog):
    """The `/timezone` and `/settings` commands."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot

    @command()
    @autocomplete(zone=timezone_options.suggest_zones)
    async def timezone(
        self, interaction: Interaction, zone: Range[str, None, timezones.LIMIT]
    ) -> None:
        """Set your time zone; nobody else sees it

        Args:
            zone: A city, a time zone, or your current time: Lisbon, EST, 16:40
        """
        zone = await timezone_options.resolve_zone(interaction, zone)
        moved = await act(interaction, preferences.set_zone, zone)
        for goal in moved.goals:
            self.bot.events.goal_changed(goal.owner.server, goal.id)
        self.bot.events.standings_stale()
        now = say(
            "zone-now", zone=zone, time=timezone_options.clock_text(zone, interaction.created_at)
        )
        since = (
            ("zone-first" if moved.is_first else "zone-moved") if moved.is_new else "zone-already"
        )
        await responses.show_privately(interaction, f"{now}\n{say(since)}")

    @command()
    async def settings(self, interaction: Interaction) -> None:
        """See and change your own settings; nobody else sees them"""
        await responses.show(interaction, await _panel(interaction))


class PreferenceItem(OwnedItem, template=r"(?!)"):
    """An item of the panel; it changes one preference immediately and updates the panel."""

    not_yours = "settings-not-yours"

    async def on_owner_press(self, interaction: Interaction) -> None:
        """Change the preference and update the panel."""
        await self.change(interaction)
        interaction.client.events.standings_stale()
        await update_message(interaction, await _panel(interaction))

    async def change(self, interaction: Interaction) -> None:
        """Save the choice; subclasses implement this."""
        raise NotImplementedError


class DayStart(PreferenceItem, template=template("day-start")):
    """The menu for the hour at which a member's day starts."""

    async def change(self, interaction: Interaction) -> None:
        """Save the hour."""
        await act(interaction, preferences.set_day_start, parse_number(self.chosen[0]))


class HardMode(PreferenceItem, template=template("hard-mode")):
    """The toggle for hard mode (no freezes)."""

    async def change(self, interaction: Interaction) -> None:
        """Save the choice."""
        await act(interaction, preferences.set_hard_mode, on=self.detail == "on")


class OnBoards(PreferenceItem, template=template("on-leaderboards")):
    """The toggle for appearing on leaderboards."""

    async def change(self, interaction: Interaction) -> None:
        """Save the choice."""
        await act(interaction, preferences.set_on_leaderboards, on=self.detail == "on")


async def _panel(interaction: Interaction) -> Card:
    who = member(interaction)
    own = await responses.database(interaction).read(preferences.preferences_of, who)
    return Card(
        text(say("settings-title")),
        text(_zone(own, interaction.created_at)),
        text(say("settings-day-start", hour=_hour(own.day_start))),
        _hours(who, own.day_start),
        _switch(who, "hard-mode", on=own.hard_mode),
        _switch(who, "on-leaderboards", on=own.on_leaderboards),
    )


def _zone(own: MemberPreferences, now: datetime) -> str:
    zone = own.zone or own.servers_zone
    return say(
        "settings-zone" if own.zone else "settings-zone-none",
        zone=zone,
        time=timezone_options.clock_text(zone, now),
    )


def _hours(who: Member, chosen: int) -> ActionRow[Any]:
    options = [
        SelectOption(label=_hour(hour), value=str(hour), default=hour == chosen)
        for hour in DAY_STARTS
    ]
    id_ = custom_id("day-start", who.server, who.id)
    return row(Select(custom_id=id_, placeholder=say("settings-day-start-pick"), options=options))


def _switch(who: Member, verb: str, *, on: bool) -> Section[Any]:
    """Build a line with the current state and its toggle button."""
    now, other = ("on", "off") if on else ("off", "on")
    press = button(say(f"settings-{verb}-{other}"), custom_id(verb, who.server, who.id, other))
    return Section(text(say(f"settings-{verb}", state=now)), accessory=press)


def _hour(hour: int) -> str:
    return f"{hour:02}:00"


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(DayStart, HardMode, OnBoards)
    await bot.add_cog(Preferences(bot))
