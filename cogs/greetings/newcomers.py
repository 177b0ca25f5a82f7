"""Greet newcomers after the rules screening, and invite them to declare a first goal."""

from discord import Guild, NotFound
from discord import Member as DiscordMember
from discord.ext import commands

from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.identifiers import Member, MemberId, MessageRef
from accountabot.services.greetings import arrivals, newcomers
from accountabot.services.server import channels
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.delivery import deliveries
from accountabot.ui.delivery.acknowledgements import send_modal
from accountabot.ui.delivery.deliveries import Delivery, Destination
from accountabot.ui.goals.goal_prompts import first_goal_modal
from accountabot.ui.greetings.greeting_cards import (
    BACK,
    crowd_card,
    direct_greeting_card,
    greeting_card,
)
from accountabot.ui.greetings.joins import arrival_of, member_of
from accountabot.ui.help.command_buttons import AGAIN
from accountabot.ui.localization import say
from accountabot.ui.server.greeting_channel import greeting_channels

AT_ONCE = 100
"""Discord's limit of members per request."""


class Greetings(commands.Cog):
    """Greet newcomers through the transactional outbox, so that restarts lose no one."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        self._joined: dict[Member, DiscordMember] = {}
        bot.outbox_handlers |= {
            Topic.SCREENING: self.look_for,
            Topic.GREETING: self.greet,
            Topic.CROWD_GREETING: self.greet_crowd,
        }

    @commands.Cog.listener()
    async def on_member_join(self, joined: DiscordMember) -> None:
        """Greet a newcomer, or wait until they pass the rules screening."""
        if joined.bot:
            return
        now = self.bot.clock.now()
        recorded = await self.bot.database.write_in_background(
            arrivals.record_arrival, arrival_of(joined, now), now
        )
        if recorded.was_away:
            self.bot.events.standings_stale()  # their goals go on, and leaderboards show them
        if recorded.is_due:
            self._begin(joined)

    @commands.Cog.listener()
    async def on_member_update(self, before: DiscordMember, after: DiscordMember) -> None:
        """Greet a newcomer who passed the rules screening."""
        if not before.pending or after.pending:
            return
        if await self.bot.database.write_in_background(
            arrivals.admit, member_of(after), self.bot.clock.now()
        ):
            self._begin(after)

    def _begin(self, newcomer: DiscordMember) -> None:
        """Notify the outbox of a newcomer, keeping the fresh member object."""
        if not newcomer.pending:
            self._joined[member_of(newcomer)] = newcomer
        self.bot.events.outbox_changed()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Greet newcomers who passed the rules screening while the bot was offline."""
        await self.bot.database.write_in_background(arrivals.queue_lookups, self.bot.clock.now())
        self.bot.events.outbox_changed()

    async def look_for(self, guild: Guild, entry: OutboxEntry) -> None:
        """Look up newcomers: greet those past the rules screening, forget those who left."""
        waiting = await self.bot.database.read(arrivals.pending_arrivals, entry.server)
        ids = [member.id for member in waiting]
        found: list[DiscordMember] = []
        for start in range(
            0, len(ids), AT_ONCE
        ):  # Discord's library reports updates of cached members only
            some: list[int] = [*ids[start : start + AT_ONCE]]
            found += await guild.query_members(user_ids=some, limit=len(some), cache=True)
        here = map(member_of, (one for one in found if not one.pending))
        present = {*map(member_of, found)}
        gone = {member: seen for member, seen in waiting.items() if member not in present}
        await self.bot.database.write_in_background(
            arrivals.record_lookup, entry, [*here], gone, self.bot.clock.now()
        )

    async def greet(self, guild: Guild, entry: OutboxEntry) -> Delivery | None:
        """Greet one newcomer, or drop the greeting if they left."""
        write = self.bot.database.write_in_background
        await self._note_earlier(guild, entry)
        newcomer = await self._find(guild, entry)
        if newcomer is None:
            return None
        turn = await write(newcomers.plan_greeting, entry)
        if turn is None:
            return None

        async def on_delivered(post: MessageRef | None) -> None:
            in_sight = post is not None and guild.get_channel(post.channel) is not None
            is_sent = post is not None
            await write(
                newcomers.mark_greeted,
                entry,
                self.bot.clock.now(),
                is_sent=is_sent,
                is_posted=in_sight,
            )
            self._joined.pop(member_of(newcomer), None)

        card = greeting_card(newcomer, turn, entry.dedup_key)
        private = (
            [Destination(newcomer, direct_greeting_card(newcomer, turn), [newcomer.id])]
            if turn.by_message
            else []
        )
        return Delivery(
            [
                *private,
                *(
                    Destination(place, card, [newcomer.id])
                    for place in greeting_channels(guild, turn.channel)
                ),
            ],
            on_delivered,
        )

    async def _note_earlier(self, guild: Guild, entry: OutboxEntry) -> None:
        """Note an earlier attempt that was posted, so that nobody who left is greeted again."""
        if entry.tried_at:
            target = await self.bot.database.read(channels.greeting_channel, entry.server)
            places = greeting_channels(guild, target.channel)
            if post := await deliveries.find_earlier(places, entry):
                await self.bot.database.write_in_background(
                    newcomers.note_sent, entry, post.created_at
                )

    async def _find(self, guild: Guild, entry: OutboxEntry) -> DiscordMember | None:
        """Return the newcomer of a greeting; if they left or are not admitted yet, drop it."""
        write = self.bot.database.write_in_background
        seen = self._joined.pop(Member(entry.server, MemberId(entry.subject)), None)
        if seen:
            return seen
        arrival = await self.bot.database.read(newcomers.arrival_of, entry)
        newcomer = guild.get_member(entry.subject) or await _fetch(guild, entry.subject)
        if newcomer is None:
            await write(newcomers.drop_greeting, entry, arrival, self.bot.clock.now())
        elif newcomer.pending:
            await write(newcomers.postpone_greeting, entry, self.bot.clock.now())
            return None
        return newcomer

    async def greet_crowd(self, guild: Guild, entry: OutboxEntry) -> Delivery | None:
        """Greet a group in one message, once no more members are joining."""
        write = self.bot.database.write_in_background
        found = await write(newcomers.plan_crowd_greeting, entry, self.bot.clock.now())
        if found is None:
            return None

        for member in found.members:
            self._joined.pop(member, None)

        async def on_delivered(_: MessageRef | None) -> None:
            await write(newcomers.mark_crowd_greeted, entry, found, self.bot.clock.now())

        card = crowd_card(found, guild, entry.dedup_key)
        return Delivery(
            [Destination(place, card) for place in greeting_channels(guild, found.channel)],
            on_delivered,
        )


class FirstGoalButton(PersistentItem, template=template("first-goal")):
    """The *My first goal* button, which anyone can press."""

    async def on_press(self, interaction: Interaction) -> None:
        """Ask for the first goal."""
        title = say("new-goal-form") if self.detail in {BACK, AGAIN} else say("first-goal-form")
        await send_modal(interaction, first_goal_modal(title))


async def _fetch(guild: Guild, member: int) -> DiscordMember | None:
    """Fetch a member who is not cached, or return None if they left."""
    try:
        return await guild.fetch_member(member)
    except NotFound:
        return None


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(FirstGoalButton)
    await bot.add_cog(Greetings(bot))
