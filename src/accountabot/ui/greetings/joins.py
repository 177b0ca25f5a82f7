"""Describe members who joined, and find out who joined while the bot was disconnected."""

from datetime import datetime

from discord import Forbidden, Guild, MessageType, NotFound, TextChannel
from discord import Member as DiscordMember

from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.services.greetings.arrivals import Arrival

MAX_MEMBERS = 1000
"""The number of server members that Discord lists in one request."""
MAX_MESSAGES = 1000
"""The number of messages that are searched for Discord's join messages."""
_AT_ONCE = 100
"""Discord's limit of members per lookup."""


def member_of(found: DiscordMember) -> Member:
    """Return the identifiers of a member."""
    return Member(ServerId(found.guild.id), MemberId(found.id))


def arrival_of(joined: DiscordMember, now: datetime) -> Arrival:
    """Describe a member who joined."""
    return Arrival(
        member_of(joined), joined.joined_at or now, joined.flags.did_rejoin, joined.pending
    )


def join_message_channel(guild: Guild) -> TextChannel | None:
    """Return the channel in which Discord says who joined, if the bot can read it back."""
    channel = guild.system_channel
    if channel is None or not guild.system_channel_flags.join_notifications:
        return None
    ours = channel.permissions_for(guild.me)
    return channel if ours.view_channel and ours.read_message_history else None


def lists_members(guild: Guild, *, hears_members: bool) -> bool:
    """Return whether one request shows when each member of a server joined."""
    return hears_members and (guild.member_count or MAX_MEMBERS + 1) <= MAX_MEMBERS


async def find_joined(guild: Guild, since: datetime, *, hears_members: bool) -> list[DiscordMember]:
    """Return the people who joined since then and are still here, as far as Discord shows it."""
    try:
        found = (
            [member async for member in guild.fetch_members(limit=MAX_MEMBERS)]
            if lists_members(guild, hears_members=hears_members)
            else await _announced(guild, since)
        )
    except (Forbidden, NotFound):
        return []
    return [one for one in found if not one.bot and one.joined_at and one.joined_at > since]


async def _announced(guild: Guild, since: datetime) -> list[DiscordMember]:
    """Return the members who joined according to Discord's join messages."""
    channel = join_message_channel(guild)
    if channel is None:
        return []
    messages = channel.history(limit=MAX_MESSAGES, after=since)
    ids = list(
        {message.author.id async for message in messages if message.type is MessageType.new_member}
    )
    found: list[DiscordMember] = []
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        found += await guild.query_members(user_ids=some, limit=len(some))
    return found
