"""Show owners when and where the weekly digest is posted, and how the numbers compare."""

from typing import Any

from discord import ChannelType, Guild, TextChannel
from discord.ui import ChannelSelect, Item

from accountabot.domain.server.settings import SettingName
from accountabot.services.digest.digest_settings import DigestSetting, OwnersNumbers
from accountabot.ui import dates
from accountabot.ui.cards import Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.digest.digest_card import week_dates
from accountabot.ui.goals import promise_text
from accountabot.ui.localization import say
from accountabot.ui.permissions import NEEDED, missing_permissions

PICK, TURN_OFF = "digest-channel", "digest-off"
"""The verbs of the channel menu and of the *Turn off* button."""


def digest_setting_card(
    guild: Guild, setting: DigestSetting, numbers: OwnersNumbers, *, is_known: bool = False
) -> Card:
    """Build the overview of the digest, with a way to turn it on or off."""
    already = say("setup-already") if is_known else None
    return Card(
        text(say("digest-setting"), *_lines(guild, setting), already),
        text(_numbers(numbers)),
        row(_turn_off(guild) if setting.channel else _pick(guild)),
    )


def overview_line(guild: Guild, setting: DigestSetting) -> str:
    """Describe the digest in one line."""
    if setting.channel is None:
        return say("overview-digest-off")
    if not isinstance(guild.get_channel(setting.channel), TextChannel):
        return say("overview-digest-gone")
    return say(
        "overview-digest",
        day=promise_text.weekday_name(setting.day),
        hour=dates.full_hour(setting.hour),
        channel=str(setting.channel),
    )


def _lines(guild: Guild, setting: DigestSetting) -> list[str]:
    if setting.channel is None or setting.next is None:
        return [say("digest-is-off"), say("digest-pick")]
    first, last = week_dates(setting.next.week)
    said = say(
        "digest-is-on",
        day=promise_text.weekday_name(setting.day),
        hour=dates.full_hour(setting.hour),
        zone=setting.zone,
        channel=str(setting.channel),
        next=int(setting.next.due.timestamp()),
        first=first,
        last=last,
    )
    zone = [] if setting.has_zone else [say("digest-no-zone")]
    return [said, *_warnings(guild, setting.channel), *zone]


def _warnings(guild: Guild, key: int) -> list[str]:
    channel = guild.get_channel(key)
    if not isinstance(channel, TextChannel):
        return [say("digest-channel-gone")]
    lacks = missing_permissions(channel, NEEDED[SettingName.DIGEST])
    return [say("digest-missing", permissions=lacks)] if lacks else []


def _numbers(numbers: OwnersNumbers) -> str:
    before = {f"{name}_before": count for name, count in numbers.before._asdict().items()}
    return say("digest-owners", **numbers.now._asdict(), **before)


def _pick(guild: Guild) -> Item[Any]:
    return ChannelSelect(
        custom_id=custom_id(PICK, guild.id),
        channel_types=[ChannelType.text],
        placeholder=say("digest-pick"),
    )


def _turn_off(guild: Guild) -> Item[Any]:
    return button(say("button-digest-off"), custom_id(TURN_OFF, guild.id))
