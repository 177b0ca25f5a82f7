"""Build the setup wizard's panel: channels, digest, time zone, problems and previews."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from discord import (
    ButtonStyle,
    ChannelType,
    Guild,
    SelectDefaultValue,
    SelectDefaultValueType,
    SelectOption,
    TextChannel,
)
from discord.ui import ActionRow, Button, ChannelSelect, Item, Modal, Select

from accountabot.domain.identifiers import Member
from accountabot.domain.server.settings import SettingName
from accountabot.phrases import timezones
from accountabot.phrases.timezones import Suggestion
from accountabot.services.setup.wizard import CHANNEL_SETTINGS, WizardState
from accountabot.ui import dates
from accountabot.ui.calendar import timezone_options
from accountabot.ui.cards import INFO, Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.goals import promise_text
from accountabot.ui.localization import say
from accountabot.ui.modals import text_modal
from accountabot.ui.permissions import SPEAK, missing_permissions
from accountabot.ui.server.channel_overview import greeting_place_line
from accountabot.ui.setup import diagnostics_card

ELSEWHERE, EACH = "elsewhere", "each"
"""The option to type a city, and the mode that shows one menu per channel."""
OFFERED = 24
"""Zones in one menu, besides the option to type a city."""


class ZoneMatches(NamedTuple):
    """The time zones that match an owner's input."""

    typed: str
    zones: Sequence[Suggestion]


def wizard_panel(
    found: WizardState,
    opener: Member,
    guild: Guild,
    now: datetime,
    *,
    hears_members: bool,
    mode: str = "",
    several: ZoneMatches | None = None,
) -> Card:
    """Build the panel with all of the wizard's choices; each takes effect immediately."""
    troubles = diagnostics_card.problems(found.diagnostics, guild, hears_members=hears_members)
    which = say("start-zone-which", read=escape(several.typed)) if several else None
    offered = several.zones if several else timezones.suggest("", now, OFFERED)
    return Card(
        text(say("start")),
        text(say("start-where"), *_where(found, guild), _digest(found)),
        *_choices(found, opener, guild, mode),
        text(
            say("start-zone", zone=found.zone, time=timezone_options.clock_text(found.zone, now)),
            which,
        ),
        _zones(opener, offered, mode),
        text(say("start-permissions"), *(troubles or [say("checkup-well")])),
        text(say("start-look")),
        row(
            _button("start-preview", opener),
            _button("start-test", opener, style=ButtonStyle.success),
        ),
        colour=INFO,
    )


def city_modal(opener: int, mode: str, value: str = "") -> Modal:
    """Build the modal that asks for a city."""
    labels = (say("start-place-form"), say("start-place-label"))
    hint = say("start-place-hint")
    return text_modal(
        "start-city",
        opener,
        *labels,
        limit=timezones.LIMIT,
        detail=mode,
        value=value,
        hint=hint,
    )


def purposes_without_channel(found: WizardState, guild: Guild) -> list[SettingName]:
    """Return the purposes without an existing channel, except disabled greetings."""
    needed = [
        name
        for name in CHANNEL_SETTINGS
        if found.diagnostics.greets or name is not SettingName.GREETINGS
    ]
    return [name for name in needed if _chosen(found, guild, name) is None]


def _chosen(found: WizardState, guild: Guild, name: SettingName) -> TextChannel | None:
    channel = guild.get_channel(found.diagnostics.channels.get(name, 0))
    return channel if isinstance(channel, TextChannel) else None


def _where(found: WizardState, guild: Guild) -> list[str]:
    """Describe the shared channel, or the channel for each purpose."""
    channel = _chosen(found, guild, SettingName.GREETINGS)
    if (
        channel
        and channel.id == found.shared_channel
        and not (found.greeting_channel.by_message or missing_permissions(channel, SPEAK))
    ):
        return [say("start-everything", channel=str(channel.id))]
    return [
        greeting_place_line(guild, found.greeting_channel),
        *(_home(found, guild, name) for name in (SettingName.GOALS, SettingName.CHECKINS)),
    ]


def _digest(found: WizardState) -> str:
    if found.digest.channel is None:
        return say("start-digest-off")
    return say(
        "start-digest-on",
        channel=str(found.digest.channel),
        day=promise_text.weekday_name(found.digest.day),
        hour=dates.full_hour(found.digest.hour),
    )


def _home(found: WizardState, guild: Guild, name: SettingName) -> str:
    channel = _chosen(found, guild, name)
    if channel is None:
        return say(f"start-anywhere-{name.key}")
    return say(
        f"start-closed-{name.key}"
        if missing_permissions(channel, SPEAK)
        else f"start-in-{name.key}",
        channel=str(channel.id),
    )


def _choices(found: WizardState, opener: Member, guild: Guild, mode: str) -> list[Item[Any]]:
    create = _button("start-create", opener, mode)
    create.disabled = not purposes_without_channel(found, guild)
    if not mode:
        chosen = _chosen(found, guild, SettingName.GREETINGS) if found.shared_channel else None
        return [
            row(_select("start-all", opener, say("start-pick"), chosen)),
            row(create, _button("start-each", opener), _digest_button(found, opener, mode)),
        ]
    selects = [
        row(
            _select(
                "start-one",
                opener,
                say(f"start-pick-{name.key}"),
                _chosen(found, guild, name),
                name,
            )
        )
        for name in CHANNEL_SETTINGS
    ]
    together = _button("start-together", opener)
    return [*selects, row(create, together, _digest_button(found, opener, mode))]


def _select(
    verb: str, opener: Member, hint: str, chosen: TextChannel | None, detail: str = ""
) -> ChannelSelect[Any]:
    return ChannelSelect(
        custom_id=custom_id(verb, opener.server, opener.id, detail),
        channel_types=[ChannelType.text],
        placeholder=hint,
        default_values=[SelectDefaultValue(id=chosen.id, type=SelectDefaultValueType.channel)]
        if chosen
        else [],
    )


def _zones(opener: Member, offered: Sequence[Suggestion], mode: str) -> ActionRow[Any]:
    """Build a menu of current local times, with an option to enter a city."""
    options = [SelectOption(label=label, value=zone) for zone, label in offered]
    other = SelectOption(label=say("start-zone-other"), value=ELSEWHERE)
    id_ = custom_id("start-timezone", opener.server, opener.id, mode)
    return row(Select(custom_id=id_, placeholder=say("start-zone-pick"), options=[other, *options]))


def _digest_button(found: WizardState, opener: Member, mode: str) -> Button[Any]:
    label = say(f"button-start-digest-{'off' if found.digest.channel else 'on'}")
    return button(label, custom_id("start-digest", opener.server, opener.id, mode))


def _button(
    verb: str, opener: Member, detail: str = "", style: ButtonStyle = ButtonStyle.secondary
) -> Button[Any]:
    return button(say(f"button-{verb}"), custom_id(verb, opener.server, opener.id, detail), style)
