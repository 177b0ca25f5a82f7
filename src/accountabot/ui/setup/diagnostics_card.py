"""Draw what keeps the bot from its work on a server, what that breaks, and how to mend it."""

from collections.abc import Iterator

from discord import Guild, TextChannel

from accountabot.domain.delivery.delivery_failures import DeliveryFailure
from accountabot.domain.server.settings import SettingName
from accountabot.domain.streaks.excuses import TOLERATED_ABSENCE
from accountabot.services.setup.diagnostics import Diagnostics
from accountabot.ui.cards import DONE, GOING, Card, text
from accountabot.ui.delivery import failure_text
from accountabot.ui.localization import say
from accountabot.ui.permissions import NEEDED, SPEAK, missing
from accountabot.ui.server.greeting_channel import place

MOST_FAILURES = 5


def checkup_card(found: Diagnostics, guild: Guild, *, hears_members: bool) -> Card:
    """Draw what there is to mend, or that all is well."""
    lines = [*troubles(found, guild, hears_members=hears_members), *_closed(found, guild)]
    lists = [lines, _failed(found.failures), _absence(found)]
    well = say("checkup-well-now") if found.failures else say("checkup-well")
    head = say("checkup-trouble", count=len(lines)) if lines else well
    is_well = not (lines or found.failures)
    return Card(
        text(say("checkup"), head),
        *(text(*each) for each in lists if each),
        colour=DONE if is_well else GOING,
    )


def troubles(found: Diagnostics, guild: Guild, *, hears_members: bool) -> list[str]:
    """Say what keeps the bot from its work, what that breaks, and how to mend it."""
    return [*_channels(found, guild), *([] if hears_members else [say("checkup-intent")])]


def _channels(found: Diagnostics, guild: Guild) -> Iterator[str]:
    """Say of each channel that is used what is wrong with it."""
    for name, key in found.channels.items():
        channel = guild.get_channel(key)
        if not isinstance(channel, TextChannel):
            yield say(f"checkup-gone-{name.key}")
        else:
            yield from _lacking(channel, name)
    if found.greets and SettingName.GREETINGS not in found.channels:
        yield from _greetings_by_itself(guild)


def _greetings_by_itself(guild: Guild) -> Iterator[str]:
    """Say what is wrong with the channel that the bot found best for greetings."""
    channel = place(guild, None)
    if channel is None:
        yield say("checkup-nowhere")
    else:
        yield from _lacking(channel, SettingName.GREETINGS)


def _lacking(channel: TextChannel, name: SettingName) -> Iterator[str]:
    """Say what the bot is not allowed to do in a channel, if anything, and what that breaks."""
    if lacks := missing(channel, NEEDED[name]):
        yield say(
            "checkup-missing",
            channel=str(channel.id),
            permissions=lacks,
            effect=say(f"checkup-{name.key}"),
        )


def _closed(found: Diagnostics, guild: Guild) -> Iterator[str]:
    """Say where something could not be posted of late, and could not now; of what was chosen that is said already."""
    for key in {each.channel: None for each in found.failures}:
        channel = guild.get_channel(key) if key and key not in found.channels.values() else None
        if isinstance(channel, TextChannel) and (lacks := missing(channel, SPEAK)):
            yield say(
                "checkup-missing",
                channel=str(key),
                permissions=lacks,
                effect=say("checkup-anywhere"),
            )


def _failed(failed: list[DeliveryFailure]) -> list[str]:
    """Say what could not be posted of late."""
    lines, more = (
        [failure_text.line(each) for each in failed[:MOST_FAILURES]],
        len(failed) - MOST_FAILURES,
    )
    rest = [say("checkup-failures-more", count=more)] if more > 0 else []
    return [say("checkup-failures"), *lines, *rest] if lines else []


def _absence(found: Diagnostics) -> list[str]:
    if found.absence is None:
        return []
    begins, ends = (int(at.timestamp()) for at in found.absence)
    excuses = say("checkup-absence-excuses") if ends - begins > TOLERATED_ABSENCE else ""
    return [f"{say('checkup-absence', begins=begins, ends=ends)} {excuses}".rstrip()]
