"""Build the report of a server's problems, with their effects and fixes."""

from collections.abc import Iterator
from datetime import timedelta

from discord import Guild, TextChannel, Thread

from accountabot.clock import ClockCheck
from accountabot.domain.delivery.delivery_failures import DeliveryFailure
from accountabot.domain.server.settings import SettingName
from accountabot.domain.streaks.excuses import TOLERATED_ABSENCE
from accountabot.services.setup.diagnostics import Diagnostics, Outage
from accountabot.ui import dates
from accountabot.ui.cards import Card, text
from accountabot.ui.delivery import failure_text
from accountabot.ui.greetings.joins import join_message_channel, lists_members
from accountabot.ui.leaderboards.live_board_list import live_board_problems
from accountabot.ui.localization import say
from accountabot.ui.permissions import NEEDED, SPEAK, SPEAK_IN_THREAD, missing_permissions
from accountabot.ui.server.greeting_channel import greeting_channel_of
from accountabot.ui.server.role_cards import role_problems

MOST_FAILURES = 5
MINUTE = timedelta(minutes=1)
_UNITS = {"days": timedelta(days=1), "hours": timedelta(hours=1), "minutes": MINUTE}


def diagnostics_card(
    found: Diagnostics, guild: Guild, *, hears_members: bool, clock: ClockCheck, invite: str
) -> Card:
    """Build the report of all problems; `invite` lets the bot give roles."""
    lines = [
        *_clock(clock),
        *problems(found, guild, hears_members=hears_members),
        *_missed_joins(found, guild, hears_members=hears_members),
        *_closed(found, guild),
        *live_board_problems(guild, found.live_boards, found.ended_boards),
        *role_problems(guild, found.roles, invite, is_used=found.uses_roles),
    ]
    lists = [lines, _failed(found.failures), _outages(found)]
    well = say("checkup-well-now") if found.failures else say("checkup-well")
    head = say("checkup-trouble", count=len(lines)) if lines else well
    return Card(
        text(say("checkup"), head),
        *(text(*each) for each in lists if each),
    )


def _clock(clock: ClockCheck) -> list[str]:
    """Describe how wrong the host's clock is, if it is."""
    if clock.is_right:
        return []
    size = abs(clock.difference)
    unit, length = next(
        ((unit, length) for unit, length in _UNITS.items() if size >= 2 * length),
        ("minutes", MINUTE),
    )
    way = "ahead" if clock.difference > timedelta() else "behind"
    return [say("checkup-clock", unit=unit, count=round(size / length), way=way)]


def problems(found: Diagnostics, guild: Guild, *, hears_members: bool) -> list[str]:
    """Describe every problem with its effect and fix."""
    return [
        *_channels(found, guild),
        *_digest_zone(found),
        *([] if hears_members else [_intent(guild)]),
    ]


def _channels(found: Diagnostics, guild: Guild) -> Iterator[str]:
    """Describe the problems of each configured channel."""
    for name, key in found.channels.items():
        channel = guild.get_channel(key)
        if not isinstance(channel, TextChannel):
            yield say(f"checkup-gone-{name.key}")
        else:
            yield from _lacking(channel, name)
    if found.greets and SettingName.GREETINGS not in found.channels:
        yield from _greetings_by_itself(guild)


def _digest_zone(found: Diagnostics) -> list[str]:
    """Say so if the digest is on, but follows no time zone that owners chose."""
    is_unknown = SettingName.DIGEST in found.channels and not found.has_zone
    return [say("checkup-digest-zone")] if is_unknown else []


def _greetings_by_itself(guild: Guild) -> Iterator[str]:
    """Describe the problems of the automatically chosen greeting channel."""
    channel = greeting_channel_of(guild, None)
    if channel is None:
        yield say("checkup-nowhere")
    else:
        yield from _lacking(channel, SettingName.GREETINGS)


def _lacking(channel: TextChannel, name: SettingName) -> Iterator[str]:
    """Describe the permissions that the bot lacks in a channel, and the effect."""
    if lacks := missing_permissions(channel, NEEDED[name]):
        yield say(
            "checkup-missing",
            channel=str(channel.id),
            permissions=lacks,
            effect=say(f"checkup-{name.key}"),
        )


def _intent(guild: Guild) -> str:
    """Describe what the bot misses without the members intent."""
    channel = join_message_channel(guild)
    return (
        say("checkup-intent-partly", channel=str(channel.id)) if channel else say("checkup-intent")
    )


def _missed_joins(found: Diagnostics, guild: Guild, *, hears_members: bool) -> list[str]:
    """Say so if members who join while the bot is offline are not greeted."""
    is_greeting = found.greets and hears_members
    is_shown = lists_members(guild, hears_members=True) or join_message_channel(guild)
    return [say("checkup-missed-joins")] if is_greeting and not is_shown else []


def _closed(found: Diagnostics, guild: Guild) -> Iterator[str]:
    """Describe other channels and threads in which posts failed and the bot can't post."""
    failed = {each.channel for each in found.failures if each.channel}
    described = {*found.channels.values(), *(board.channel for board in found.live_boards)}
    for key in sorted(failed - described):
        if lacks := _missing_to_speak(guild, key):
            yield say(
                "checkup-missing",
                channel=str(key),
                permissions=lacks,
                effect=say("checkup-anywhere"),
            )


def _missing_to_speak(guild: Guild, key: int) -> str:
    """List the permissions that the bot lacks to post; empty if it can, or doesn't know."""
    place = guild.get_channel_or_thread(key)
    if isinstance(place, Thread) and place.parent:
        return missing_permissions(place, SPEAK_IN_THREAD)
    return missing_permissions(place, SPEAK) if isinstance(place, TextChannel) else ""


def _failed(failed: list[DeliveryFailure]) -> list[str]:
    """Describe recent failures."""
    lines = [failure_text.line(each) for each in failed[:MOST_FAILURES]]
    more = len(failed) - MOST_FAILURES
    rest = [say("checkup-failures-more", count=more)] if more > 0 else []
    return [say("checkup-failures"), *lines, *rest] if lines else []


def _outages(found: Diagnostics) -> list[str]:
    """Describe the bot's last absences, and what they excused."""
    return [
        _outage(each, "checkup-absence-before" if nth else "checkup-absence")
        for nth, each in enumerate(found.outages)
    ]


def _outage(outage: Outage, key: str) -> str:
    begins, ends = outage.absence
    said = say(
        key,
        begins=int(begins.timestamp()),
        ends=int(ends.timestamp()),
        time=dates.duration(ends - begins),
    )
    if outage.excused:
        return f"{said} {say('checkup-absence-excused', count=outage.excused)}"
    is_long = (ends - begins).total_seconds() > TOLERATED_ABSENCE
    return f"{said} {say('checkup-absence-excuses') if is_long else ''}".rstrip()
