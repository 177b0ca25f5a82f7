"""Greet the members who joined while the bot was disconnected."""

from discord import Guild, Message, MessageType
from discord.ext import commands

from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.identifiers import ServerId
from accountabot.services.greetings import missed_joins
from accountabot.ui.client import Client
from accountabot.ui.greetings.joins import arrival_of, find_joined


class MissedJoins(commands.Cog):
    """Look them up after a start and after each lost session; this cog loads before Heartbeat."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        self._is_on = bot.settings.heartbeat_minutes > 0
        bot.outbox_handlers[Topic.MISSED_JOINS] = self.look_up

    async def cog_load(self) -> None:
        """Read the last contact with Discord before the heartbeat replaces it."""
        if self._is_on:
            await self.bot.database.write_in_background(missed_joins.note_start)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Queue the lookups: Discord repeats no events of an earlier session."""
        if not self._is_on:
            return
        now = self.bot.clock.now()
        servers = {
            ServerId(guild.id): guild.me.joined_at or now for guild in self.bot.guilds if guild.me
        }
        if await self.bot.database.write_in_background(missed_joins.queue_lookups, servers, now):
            self.bot.events.outbox_changed()

    @commands.Cog.listener()
    async def on_disconnect(self) -> None:
        """Store when the connection was lost."""
        if self._is_on:
            await self.bot.database.write_in_background(
                missed_joins.note_disconnection, self.bot.clock.now()
            )

    @commands.Cog.listener()
    async def on_resumed(self) -> None:
        """Record that nothing was missed: Discord has repeated every event."""
        if self._is_on:
            await self.bot.database.write_in_background(
                missed_joins.record_contact, self.bot.clock.now()
            )

    @commands.Cog.listener()
    async def on_message(self, message: Message) -> None:
        """Look up who joined if only Discord's join messages say so."""
        if self.bot.intents.members or message.type is not MessageType.new_member:
            return
        assert message.guild
        server = ServerId(message.guild.id)
        await self.bot.database.write_in_background(
            missed_joins.queue_lookup, server, message.created_at, self.bot.clock.now()
        )
        self.bot.events.outbox_changed()

    async def look_up(self, guild: Guild, entry: OutboxEntry) -> None:
        """Find out who joined since the last contact, and queue their greetings."""
        found = await find_joined(guild, entry.since, hears_members=self.bot.intents.members)
        now = self.bot.clock.now()
        arrivals = [arrival_of(one, now) for one in found]
        await self.bot.database.write_in_background(
            missed_joins.record_missed, entry, arrivals, now
        )
        if arrivals:
            self.bot.events.standings_stale()  # some of them may be back


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(MissedJoins(bot))
