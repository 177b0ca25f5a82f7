"""Guide an owner through setup: channels, digest, time zone, permissions and previews."""

import asyncio

from discord import Guild, Thread
from discord import Member as DiscordMember
from discord.app_commands import command
from discord.ui import Modal

from accountabot.domain.identifiers import MemberId
from accountabot.domain.refusals import Refusal
from accountabot.domain.server.settings import SettingName
from accountabot.services.digest import digest_settings
from accountabot.services.greetings import greeting_templates
from accountabot.services.server import judging_rules
from accountabot.services.setup import simulation, wizard
from accountabot.ui import responses
from accountabot.ui.calendar import timezone_options
from accountabot.ui.cards import Card
from accountabot.ui.checkins.checkin_channel import ensure_channel_exists
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import OwnedItem, template
from accountabot.ui.delivery.acknowledgements import defer, send_modal, update_message
from accountabot.ui.greetings.trial_greeting import post_test_greeting
from accountabot.ui.localization import say
from accountabot.ui.modals import Submission
from accountabot.ui.responses import act, database, member
from accountabot.ui.setup.channel_creation import create_missing, save_channels
from accountabot.ui.setup.previews import previews
from accountabot.ui.setup.wizard_panel import (
    EACH,
    ELSEWHERE,
    OFFERED,
    ZoneMatches,
    city_modal,
    wizard_panel,
)


@command(name="start")
async def begin(interaction: Interaction) -> None:
    """Set this server up in two minutes, step by step"""
    await responses.show(interaction, await _panel(interaction))


class WizardStep(OwnedItem, template=r"(?!)"):
    """An item of the panel, for the owner who opened it."""

    not_yours = "start-not-yours"


class Everything(WizardStep, template=template("start-all")):
    """The *One channel for everything* menu."""

    async def on_owner_press(self, interaction: Interaction) -> None:
        """Use the picked channel for everything."""
        await _use(interaction, dict.fromkeys(wizard.CHANNEL_SETTINGS, self.chosen_channel))


class OnePurpose(WizardStep, template=template("start-one")):
    """The channel menu for one purpose."""

    async def on_owner_press(self, interaction: Interaction) -> None:
        """Use the picked channel for one purpose."""
        await _use(interaction, {self._purpose: self.chosen_channel}, EACH)

    @property
    def _purpose(self) -> SettingName:
        """The purpose in the custom_id."""
        if self.detail not in wizard.CHANNEL_SETTINGS:
            raise Refusal("control-unknown")
        return SettingName(self.detail)


class OneEach(WizardStep, template=template("start-each")):
    """The *One channel each* button."""

    async def on_owner_press(self, interaction: Interaction) -> None:
        """Show one menu per purpose."""
        await _redraw(interaction, EACH)


class Together(WizardStep, template=template("start-together")):
    """The *One for everything* button."""

    async def on_owner_press(self, interaction: Interaction) -> None:
        """Show one menu for everything."""
        await _redraw(interaction)


class CreateMissing(WizardStep, template=template("start-create")):
    """The *Create it for me* button."""

    async def on_owner_press(self, interaction: Interaction) -> None:
        """Create the missing channels, which can take a while, and use them."""
        await defer(interaction)
        refused = await create_missing(interaction, each=self.detail == EACH)
        await _redraw(interaction, self.detail)
        if refused:
            await responses.show_privately(interaction, refused)


class WeeklyDigest(WizardStep, template=template("start-digest")):
    """The *Post a weekly digest* button, and the *No weekly digest* button in its place."""

    async def on_owner_press(self, interaction: Interaction) -> None:
        """Turn the digest on, where check-ins are posted, or off."""
        who, now = member(interaction), interaction.created_at
        held = await database(interaction).read(wizard.load_state, who.server, now)
        if held.digest.channel:
            await act(interaction, digest_settings.turn_off)
        else:
            here = interaction.channel
            near = here.parent_id if isinstance(here, Thread) else interaction.channel_id
            channel = held.digest_channel(near or 0)
            await act(interaction, digest_settings.choose, channel, day=None, hour=None)
            interaction.client.events.outbox_changed()
        await _redraw(interaction, self.detail)


class Zone(WizardStep, template=template("start-timezone")):
    """The *What time is it for you?* menu."""

    async def on_owner_press(self, interaction: Interaction) -> None:
        """Set the picked time zone, or ask for a city."""
        if self.chosen == [ELSEWHERE]:
            await send_modal(interaction, city_modal(self.subject, self.detail))
        else:
            await _set_zone(interaction, self.chosen[0], self.detail)


class Preview(WizardStep, template=template("start-preview")):
    """The *See every message* button."""

    async def on_owner_press(self, interaction: Interaction) -> None:
        """Preview every message, with the owner in it."""
        owner = interaction.user
        who = member(interaction)
        now = interaction.created_at
        assert isinstance(owner, DiscordMember)
        held = await database(interaction).read(wizard.load_state, who.server, now)
        title, other, note = (say(f"start-preview-{name}") for name in ("title", "other", "note"))
        script = simulation.SimulationScript(title, other, note, held.rules)
        friend = MemberId(owner.guild.me.id)
        played = await asyncio.to_thread(simulation.simulate, who, friend, script, now)
        for message in previews(owner, held, played):
            await responses.show(interaction, message)


class Test(WizardStep, template=template("start-test")):
    """The *Send a test greeting* button."""

    async def on_owner_press(self, interaction: Interaction) -> None:
        """Greet the owner as a newcomer would be greeted now."""
        await post_test_greeting(
            interaction, await database(interaction).read(greeting_templates.in_use, self.server)
        )


async def _place_typed(interaction: Interaction, sent: Submission) -> None:
    """Set the submitted city's time zone, or offer candidates."""
    found = await timezone_options.find_zones(interaction, sent.text, OFFERED)
    if isinstance(found, str):
        await _set_zone(interaction, found, sent.detail)
    elif found:
        await _redraw(interaction, sent.detail, ZoneMatches(sent.text, found))
    else:
        raise Refusal("start-zone-unknown", read=sent.text)


async def _build_again(_: Interaction, sent: Submission) -> Modal:
    return city_modal(sent.subject, sent.detail, sent.text)


async def _set_zone(interaction: Interaction, zone: str, mode: str) -> None:
    await act(interaction, judging_rules.set_server_zone, zone)
    interaction.client.events.standings_stale()
    await _redraw(interaction, mode)


async def _use(interaction: Interaction, channels: dict[SettingName, int], mode: str = "") -> None:
    """Save the picked channels if they still exist, and update the panel."""
    ensure_channel_exists(interaction.guild, *channels.values())
    await save_channels(interaction, channels)
    await _redraw(interaction, mode)


async def _redraw(
    interaction: Interaction, mode: str = "", several: ZoneMatches | None = None
) -> None:
    drawn = await _panel(interaction, mode, several)
    await update_message(interaction, drawn)


async def _panel(
    interaction: Interaction, mode: str = "", several: ZoneMatches | None = None
) -> Card:
    guild = interaction.guild
    who = member(interaction)
    now = interaction.created_at
    assert isinstance(guild, Guild)
    found = await database(interaction).read(wizard.load_state, who.server, now)
    hears = interaction.client.intents.members
    return wizard_panel(found, who, guild, now, hears_members=hears, mode=mode, several=several)


async def setup(bot: Client) -> None:
    """Load the items and add the command to the existing `/setup` group."""
    bot.modals.register("start-city", _place_typed, _build_again)
    bot.add_dynamic_items(
        Everything, OnePurpose, OneEach, Together, CreateMissing, WeeklyDigest, Zone, Preview, Test
    )
    bot.group_of("Setup").add_command(begin)
