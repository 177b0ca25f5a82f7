"""Draw what keeps the bot from its work on a server, what that breaks, and how to mend it."""

from collections.abc import Iterator

from discord import Guild, TextChannel

from accountabot.domain.settings import Name
from accountabot.services.checkup import Checkup
from accountabot.ui import failures
from accountabot.ui.cards import DONE, GOING, Card, text
from accountabot.ui.greetings import place
from accountabot.ui.texts import say

_SPEAK = ("view_channel", "send_messages")
NEEDED: dict[Name, tuple[str, ...]] = {
    Name.GREETINGS: (*_SPEAK, "read_message_history"),
    Name.GOALS: _SPEAK,
    Name.CHECKINS: (*_SPEAK, "attach_files"),
    Name.CHECKIN_CHANNEL: (*_SPEAK, "read_message_history", "add_reactions"),
}
"""What the bot has to be allowed in a channel, by what the channel is for."""
MOST_FAILURES = 5


def checkup_card(found: Checkup, guild: Guild, *, hears_members: bool) -> Card:
    """Draw what there is to mend, or that all is well."""
    missing = troubles(found, guild, hears_members=hears_members)
    failed = [failures.line(each) for each in found.failures[:MOST_FAILURES]]
    lists = [missing, [say("checkup-failures"), *failed] if failed else [], _absence(found)]
    head = say("checkup-trouble", count=len(missing)) if missing else say("checkup-well")
    return Card(
        text(say("checkup"), head), *(text(*lines) for lines in lists if lines), colour=GOING if missing else DONE
    )


def troubles(found: Checkup, guild: Guild, *, hears_members: bool) -> list[str]:
    """Say what keeps the bot from its work, what that breaks, and how to mend it."""
    return [*_channels(found, guild), *([] if hears_members else [say("checkup-intent")])]


def _channels(found: Checkup, guild: Guild) -> Iterator[str]:
    """Say of each channel that is used what is wrong with it."""
    for name, key in found.channels.items():
        channel = guild.get_channel(key)
        if not isinstance(channel, TextChannel):
            yield say(f"checkup-gone-{_key(name)}")
        elif missing := missing_in(channel, name):
            yield say("checkup-missing", channel=str(key), permissions=missing, effect=say(f"checkup-{_key(name)}"))
    if found.greets and Name.GREETINGS not in found.channels:
        yield from _greetings_by_itself(guild)


def _greetings_by_itself(guild: Guild) -> Iterator[str]:
    """Say what is wrong with the channel that the bot found best for greetings."""
    channel = place(guild, None)
    if channel is None:
        yield say("checkup-nowhere")
    elif missing := missing_in(channel, Name.GREETINGS):
        yield say("checkup-missing", channel=str(channel.id), permissions=missing, effect=say("checkup-greetings"))


def missing_in(channel: TextChannel, name: Name) -> str:
    """Name what the bot is not allowed to do in a channel, if anything, by what the channel is for."""
    ours = channel.permissions_for(channel.guild.me)
    missing = (permission for permission in NEEDED[name] if not getattr(ours, permission))
    return ", ".join(say(f"permission-{permission.replace('_', '-')}") for permission in missing)


def _absence(found: Checkup) -> list[str]:
    if found.absence is None:
        return []
    begins, ends = (int(at.timestamp()) for at in found.absence)
    return [say("checkup-absence", begins=begins, ends=ends)]


def _key(name: Name) -> str:
    return name.replace(" ", "-")
