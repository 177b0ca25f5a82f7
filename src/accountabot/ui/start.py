"""Draw the guided start: where, when, what is missing, and how it will look."""

from datetime import datetime
from typing import Any

from discord import ButtonStyle, ChannelType, Guild, SelectDefaultValue, SelectDefaultValueType, SelectOption
from discord.ui import ActionRow, Button, ChannelSelect, Item, Select

from accountabot.domain.identities import Member
from accountabot.domain.settings import Name
from accountabot.phrases import zones as known
from accountabot.services.start import PLACES, Start
from accountabot.ui import checkup, zones
from accountabot.ui.cards import GOING, Card, row, text
from accountabot.ui.controls import button, custom_id
from accountabot.ui.greetings import place
from accountabot.ui.texts import say

ELSEWHERE = "elsewhere"
_OFFERED = 24


def panel(found: Start, opener: Member, guild: Guild, now: datetime, *, hears_members: bool, each: bool) -> Card:
    """Draw all that an owner decides first, in one panel: what was chosen holds at once."""
    troubles = checkup.troubles(found.found, guild, hears_members=hears_members)
    return Card(
        text(say("start")),
        text(say("start-where"), *_where(found, guild)),
        *_choices(found, opener, each=each),
        text(say("start-zone", zone=found.zone, time=zones.clock(found.zone, now))),
        _zones(opener, now),
        text(say("start-permissions"), *(troubles or [say("checkup-well")])),
        text(say("start-look")),
        row(
            _button("start-preview", opener),
            _button("start-test", opener, style=ButtonStyle.success),
        ),
        colour=GOING,
    )


def _where(found: Start, guild: Guild) -> list[str]:
    """Say where everything happens, or where each does."""
    if found.everything:
        return [say("start-everything", channel=str(found.everything))]
    best = place(guild, None)
    by_itself = {Name.GREETINGS: best.id if best else 0}
    chosen = {name: found.found.channels.get(name, by_itself.get(name, 0)) for name in PLACES}
    return [
        say(f"start-in-{name.key}", channel=str(key)) if key else say(f"start-anywhere-{name.key}")
        for name, key in chosen.items()
    ]


def _choices(found: Start, opener: Member, *, each: bool) -> list[Item[Any]]:
    if not each:
        everything = _select("start-all", opener, say("start-pick"), found.everything)
        return [row(everything), row(_button("start-create", opener), _button("start-each", opener))]
    selects = [
        row(_select("start-one", opener, say(f"start-pick-{name.key}"), found.found.channels.get(name), name))
        for name in PLACES
    ]
    return [*selects, row(_button("start-create", opener, "each"), _button("start-together", opener))]


def _select(verb: str, opener: Member, hint: str, chosen: int | None, detail: str = "") -> ChannelSelect[Any]:
    return ChannelSelect(
        custom_id=custom_id(verb, opener.server, opener.id, detail),
        channel_types=[ChannelType.text],
        placeholder=hint,
        default_values=[SelectDefaultValue(id=chosen, type=SelectDefaultValueType.channel)] if chosen else [],
    )


def _zones(opener: Member, now: datetime) -> ActionRow[Any]:
    """Return a menu of what time it may be, and of any other place."""
    options = [SelectOption(label=label, value=zone) for zone, label in known.suggest("", now, _OFFERED)]
    other = SelectOption(label=say("start-zone-other"), value=ELSEWHERE)
    id_ = custom_id("start-zone", opener.server, opener.id)
    return row(Select(custom_id=id_, placeholder=say("start-zone-pick"), options=[other, *options]))


def _button(verb: str, opener: Member, detail: str = "", style: ButtonStyle = ButtonStyle.secondary) -> Button[Any]:
    return button(say(f"button-{verb}"), custom_id(verb, opener.server, opener.id, detail), style)
