"""Look for messages of which it is unknown whether Discord accepted them."""

from datetime import timedelta

from discord import Guild, Message
from discord.ext import commands
from discord.utils import snowflake_time

from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.delivery.sent_messages import SentMessage
from accountabot.domain.identifiers import GoalId, MessageRef
from accountabot.services.delivery import lost_messages
from accountabot.services.delivery.lost_messages import Search
from accountabot.ui.client import Client
from accountabot.ui.mention_tracking import goals_on, named

SEARCHED = 500
"""The number of messages of a channel that are searched."""
BEFORE, AFTER = timedelta(minutes=1), timedelta(minutes=20)
"""The part of the channel that is searched, around the interaction; clocks differ a little."""


class LostMessages(commands.Cog):
    """Save those that are found, so that they can be edited and redacted like any other."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        bot.outbox_handlers[Topic.LOST_MESSAGE] = self.look_for

    async def look_for(self, guild: Guild, entry: OutboxEntry) -> None:
        """Search the channel, and save the messages that the interaction may have caused."""
        write = self.bot.database.write_in_background
        if self.bot.clock.now() - entry.since > lost_messages.GIVE_UP_AFTER:
            await write(lost_messages.end, entry)
            return
        found = await self._own_messages(guild, entry)
        read = self.bot.database.read
        search = await read(lost_messages.search, entry, [message.id for message in found])
        for message in found:
            if message.id in search.unknown and _may_be(message, entry):
                self.bot.sent_messages.add(_sent(message, entry, search))
        await self.bot.sent_messages.flush()
        await write(lost_messages.end, entry)

    async def _own_messages(self, guild: Guild, entry: OutboxEntry) -> list[Message]:
        channel = self.bot.get_partial_messageable(entry.post.channel, guild_id=guild.id)
        acted = snowflake_time(entry.subject)
        history = channel.history(limit=SEARCHED, after=acted - BEFORE, before=acted + AFTER)
        return [message async for message in history if message.author.id == guild.me.id]


def _may_be(message: Message, entry: OutboxEntry) -> bool:
    """Return whether an unknown message may be the one; one in another channel says nothing."""
    metadata = message.interaction_metadata
    return metadata is None or metadata.id == entry.subject


def _sent(message: Message, entry: OutboxEntry, search: Search) -> SentMessage:
    members = named(message)
    shows_action = message.interaction_metadata is not None or search.actor in members
    return SentMessage(
        server=entry.server,
        post=MessageRef(message.channel.id, message.id),
        entry=search.entry if shows_action else None,
        goals=frozenset(map(GoalId, goals_on(message))),
        members=members,
        since=snowflake_time(entry.subject),
    )


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(LostMessages(bot))
