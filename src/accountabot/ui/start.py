"""Draw the guided start: where, when, what is missing, and how it will look."""

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

from accountabot.domain.identities import Member
from accountabot.domain.settings import Name
from accountabot.phrases import zones as known
from accountabot.phrases.zones import Suggestion
from accountabot.services.start import PLACES, Start
from accountabot.ui import checkup, zones
from accountabot.ui.cards import GOING, Card, row, text
from accountabot.ui.controls import button, custom_id
from accountabot.ui.forms import form
from accountabot.ui.permissions import SPEAK, missing
from accountabot.ui.places import placed
from accountabot.ui.quotes import quote
from accountabot.ui.texts import say

ELSEWHERE, EACH = "elsewhere", "each"
"""The place that is typed, and what the controls carry while there is a menu for each channel."""
OFFERED = 24
"""Zones that one menu offers, beside any other place."""


class Several(NamedTuple):
    """The zones that somebody may mean with what they typed."""

    typed: str
    zones: Sequence[Suggestion]


def panel(
    found: Start,
    opener: Member,
    guild: Guild,
    now: datetime,
    *,
    hears_members: bool,
    mode: str = "",
    several: Several | None = None,
) -> Card:
    """Draw all that an owner decides first, in one panel: what was chosen holds at once."""
    troubles = checkup.troubles(found.found, guild, hears_members=hears_members)
    which = say("start-zone-which", read=quote(several.typed)) if several else None
    offered = several.zones if several else known.suggest("", now, OFFERED)
    return Card(
        text(say("start")),
        text(say("start-where"), *_where(found, guild)),
        *_choices(found, opener, guild, mode),
        text(say("start-zone", zone=found.zone, time=zones.clock(found.zone, now)), which),
        _zones(opener, offered, mode),
        text(say("start-permissions"), *(troubles or [say("checkup-well")])),
        text(say("start-look")),
        row(
            _button("start-preview", opener),
            _button("start-test", opener, style=ButtonStyle.success),
        ),
        colour=GOING,
    )


def place_form(opener: int, mode: str) -> Modal:
    """Return the form that asks for any other place."""
    labels, hint = (say("start-place-form"), say("start-place-label")), say("start-place-hint")
    return form("start-place", opener, *labels, limit=known.LIMIT, detail=mode, hint=hint)


def lacking(found: Start, guild: Guild) -> list[Name]:
    """Return what has no channel that still exists; greetings that are turned off need none."""
    needed = [name for name in PLACES if found.found.greets or name is not Name.GREETINGS]
    return [name for name in needed if _chosen(found, guild, name) is None]


def _chosen(found: Start, guild: Guild, name: Name) -> TextChannel | None:
    channel = guild.get_channel(found.found.channels.get(name, 0))
    return channel if isinstance(channel, TextChannel) else None


def _where(found: Start, guild: Guild) -> list[str]:
    """Say where everything happens, or where each does."""
    channel = _chosen(found, guild, Name.GREETINGS)
    if (
        channel
        and channel.id == found.everything
        and not (found.place.by_message or missing(channel, SPEAK))
    ):
        return [say("start-everything", channel=str(channel.id))]
    return [
        placed(guild, found.place),
        *(_home(found, guild, name) for name in (Name.GOALS, Name.CHECKINS)),
    ]


def _home(found: Start, guild: Guild, name: Name) -> str:
    channel = _chosen(found, guild, name)
    if channel is None:
        return say(f"start-anywhere-{name.key}")
    return say(
        f"start-closed-{name.key}" if missing(channel, SPEAK) else f"start-in-{name.key}",
        channel=str(channel.id),
    )


def _choices(found: Start, opener: Member, guild: Guild, mode: str) -> list[Item[Any]]:
    create = _button("start-create", opener, mode)
    create.disabled = not lacking(found, guild)
    if not mode:
        chosen = _chosen(found, guild, Name.GREETINGS) if found.everything else None
        return [
            row(_select("start-all", opener, say("start-pick"), chosen)),
            row(create, _button("start-each", opener)),
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
        for name in PLACES
    ]
    return [*selects, row(create, _button("start-together", opener))]


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
    """Return a menu of what time it may be, and of any other place."""
    options = [SelectOption(label=label, value=zone) for zone, label in offered]
    other = SelectOption(label=say("start-zone-other"), value=ELSEWHERE)
    id_ = custom_id("start-zone", opener.server, opener.id, mode)
    return row(Select(custom_id=id_, placeholder=say("start-zone-pick"), options=[other, *options]))


def _button(
    verb: str, opener: Member, detail: str = "", style: ButtonStyle = ButtonStyle.secondary
) -> Button[Any]:
    return button(say(f"button-{verb}"), custom_id(verb, opener.server, opener.id, detail), style)
