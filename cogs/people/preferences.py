"""Let members set their own preferences in private."""

from collections.abc import Callable
from typing import TypeVar

from discord.app_commands import Range, autocomplete, command
from discord.ext import commands

from accountabot.domain.refusals import Refusal
from accountabot.domain.reminders.reminder_preferences import QuietHours, ReminderPlace
from accountabot.phrases import timezones
from accountabot.services.people import preferences
from accountabot.services.reminders import choices, reminder_preferences
from accountabot.ui import responses
from accountabot.ui.calendar import timezone_options
from accountabot.ui.cards import Card
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import OwnedItem, PersistentItem, parse_number, template
from accountabot.ui.delivery.acknowledgements import update_message
from accountabot.ui.localization import say
from accountabot.ui.people.settings_panel import settings_panel
from accountabot.ui.reminders import trial_messages
from accountabot.ui.responses import act, member

T = TypeVar("T")


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

    works_in_messages = True
    not_yours = "settings-not-yours"

    async def on_owner_press(self, interaction: Interaction) -> None:
        """Change the preference and update the panel."""
        await self.change(interaction)
        interaction.client.events.standings_stale()
        interaction.client.events.reminders_changed()
        await update_message(interaction, await _panel(interaction))

    async def change(self, interaction: Interaction) -> None:
        """Save the choice; subclasses implement this."""
        raise NotImplementedError


class OpenSettings(PersistentItem, template=template("reminder-settings")):
    """The *Reminder settings* button of a reminder."""

    works_in_messages = True

    async def on_press(self, interaction: Interaction) -> None:
        """Show the settings."""
        await responses.show(interaction, await _panel(interaction))


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


class Place(PreferenceItem, template=template("reminder-place")):
    """The menu for where a person is reminded."""

    async def change(self, interaction: Interaction) -> None:
        """Save the place."""
        place = _known(ReminderPlace, self.chosen[0])
        await act(interaction, choices.choose_place, place)
        interaction.client.events.outbox_changed()


class Quiet(PreferenceItem, template=template("quiet-hours")):
    """The menu for a person's quiet hours."""

    async def change(self, interaction: Interaction) -> None:
        """Save the hours."""
        quiet = _known(QuietHours.parse, self.chosen[0])
        await act(interaction, reminder_preferences.set_quiet_hours, quiet)


class AtRisk(PreferenceItem, template=template("at-risk")):
    """The toggle for warnings that a long streak is about to end."""

    async def change(self, interaction: Interaction) -> None:
        """Save the choice."""
        await act(interaction, reminder_preferences.set_at_risk, on=self.detail == "on")


class TryMessages(PreferenceItem, template=template("try-messages")):
    """The *Try direct messages again* button."""

    async def change(self, interaction: Interaction) -> None:
        """Use direct messages again from now on, beginning with a trial message."""
        await act(interaction, reminder_preferences.try_messages_again)
        await trial_messages.send(interaction)


async def _panel(interaction: Interaction) -> Card:
    who = member(interaction)
    own = await responses.database(interaction).read(preferences.preferences_of, who)
    return settings_panel(who, own, interaction.created_at)


def _known(parse: Callable[[str], T], value: str) -> T:
    """Parse the value of a menu; raise Refusal if it is forged."""
    try:
        return parse(value)
    except ValueError:
        raise Refusal("control-unknown") from None


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(
        OpenSettings, DayStart, HardMode, OnBoards, Place, Quiet, AtRisk, TryMessages
    )
    await bot.add_cog(Preferences(bot))
