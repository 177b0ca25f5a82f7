"""Post the weekly digest, silently and without pings, and show members their own week."""

from discord import Guild
from discord.ext import commands

from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.delivery.sent_messages import SentMessage
from accountabot.domain.digest import Week
from accountabot.domain.identifiers import MessageRef
from accountabot.services.digest import deliveries, my_week
from accountabot.services.digest.contents import Digest
from accountabot.ui import responses
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.delivery.deliveries import Delivery, Destination
from accountabot.ui.digest.digest_card import (
    MY_WEEK,
    digest_card,
    goals_shown,
    members_shown,
)
from accountabot.ui.digest.digest_redraw import composed, first_day
from accountabot.ui.digest.my_week_card import my_week_card
from accountabot.ui.digest.week_picture import add_week_picture
from accountabot.ui.members.present_members import sync_members
from accountabot.ui.permissions import can_attach


class WeeklyDigests(commands.Cog):
    """The outbox handler for digests."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        bot.outbox_handlers[Topic.DIGEST] = self.write

    async def write(self, guild: Guild, entry: OutboxEntry) -> Delivery | None:
        """Return the digest to post, or None if it is off, too late, or empty."""
        write = self.bot.database.write_in_background
        began = self.bot.clock.now()
        due = await write(deliveries.collect, entry, began)
        if due is None:
            return None
        digest = await self._compose(guild, entry, due.week)
        if digest.is_empty:
            await write(deliveries.mark_covered, entry, due.week, self.bot.clock.now())
            return None

        async def on_delivered(post: MessageRef | None) -> None:
            members = members_shown(digest)
            sent = (
                SentMessage(
                    server=entry.server,
                    post=post,
                    goals=goals_shown(digest),
                    members=members,
                    since=began,
                    is_digest=True,
                )
                if post
                else None
            )
            erased = self.bot.state.erased
            await write(deliveries.mark_posted, entry, due.week, sent, erased, self.bot.clock.now())
            self.bot.events.outbox_changed()

        place = self.bot.get_partial_messageable(due.channel, guild_id=guild.id)
        card = digest_card(digest, entry.server, entry.dedup_key)
        if can_attach(guild.get_channel_or_thread(due.channel)):
            await add_week_picture(self.bot, guild, card, digest)
        return Delivery([Destination(place, card, is_silent=True)], on_delivered)

    async def _compose(self, guild: Guild, entry: OutboxEntry, week: Week) -> Digest:
        """Compose a digest, without members who left unnoticed."""
        digest = await composed(self.bot, entry.server, week)
        shown = dict.fromkeys(members_shown(digest), True)
        presence = await sync_members(self.bot, guild, shown)
        self.bot.member_lookups.remember(entry.server, presence.present)
        if presence.is_news:
            digest = await composed(self.bot, entry.server, week)
        return digest


class MyWeek(PersistentItem, template=template(MY_WEEK)):
    """The *My week* button below a digest."""

    async def on_press(self, interaction: Interaction) -> None:
        """Show a member their own week, for their eyes only."""
        now = interaction.created_at
        read = responses.database(interaction).read
        week = await read(deliveries.find_week, self.server, first_day(self.subject), now)
        found = await read(my_week.own_week, responses.member(interaction), week, now)
        await responses.show(interaction, my_week_card(found, week))


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(MyWeek)
    await bot.add_cog(WeeklyDigests(bot))
