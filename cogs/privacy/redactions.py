"""Redact messages about members who deleted their data; redraw those that are about others too."""

from functools import partial

from discord import Guild, Message, PartialMessage
from discord.ext import commands

from accountabot.domain.delivery.edits import EditPriority
from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.delivery.sent_messages import SentMessage
from accountabot.domain.identifiers import GoalId, MemberId
from accountabot.services.delivery import posts
from accountabot.services.goals.goal_views import GoalView
from accountabot.services.greetings import hellos
from accountabot.services.people import cheers
from accountabot.services.privacy import redactions
from accountabot.ui.cards import Card, text
from accountabot.ui.client import Client
from accountabot.ui.delivery.request_errors import fetched, ignore_final
from accountabot.ui.digest.digest_redraw import redraw_list
from accountabot.ui.goals.goal_card import goal_card
from accountabot.ui.greetings.greeting_cards import greeted_members, greeting_with_hellos
from accountabot.ui.leaderboards.live_board_redraw import redraw_live_board
from accountabot.ui.localization import say
from accountabot.ui.mention_tracking import goals_on
from accountabot.ui.people.cheer_cards import cheered_entries, with_cheers
from accountabot.ui.pictures.card_pictures import attachments_of
from accountabot.ui.reminders.redraws import redraw_reminder


class Redactions(commands.Cog):
    """The outbox handler for redactions."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        bot.outbox_handlers[Topic.REDACTION] = self.redact

    async def redact(self, _: Guild, entry: OutboxEntry) -> None:
        """Redact a message, or redraw it for the others in it.

        If one of them deletes their data meanwhile, the entry stays and is retried.
        """
        redact = partial(self._redact_now, entry)
        with ignore_final():
            if not await self.bot.edits.change(entry.post, redact, EditPriority.REMOVAL):
                return
        await self.bot.database.write_in_background(redactions.mark_redacted, entry)

    async def _redact_now(self, entry: OutboxEntry) -> bool:
        """Redraw a message for the others in it, or empty it; return whether it is empty."""
        database = self.bot.database
        if await redraw_live_board(self.bot, entry.server, entry.post):
            await database.write_in_background(redactions.mark_redrawn, entry)
            return False
        others = await database.read(redactions.others_in, entry)
        sent = SentMessage(entry.server, entry.post, members=others, since=self.bot.clock.now())
        message = self._partial(entry)
        if others and await self._redraw(entry, others, message):
            if not sent.is_outdated(self.bot.state.erased):
                await database.write_in_background(redactions.mark_redrawn, entry)
            return False
        await message.edit(view=Card(text(say("emptied"))), attachments=[])
        return True

    async def _redraw(
        self, entry: OutboxEntry, others: frozenset[MemberId], message: PartialMessage
    ) -> bool:
        """Redraw a message without a member; return False if that is impossible.

        It may be a leaderboard, a digest, a goal's card, a greeting or a check-in.
        """
        if await redraw_reminder(self.bot, entry.server, entry.post):
            return True
        found = await fetched(message)
        if found is None:
            return False
        if await redraw_list(self.bot, entry.server, found, message):
            return True
        if await self._redraw_check_in(entry, found):
            return True
        view = await self._goal_on(entry, found)
        card = goal_card(view) if view else await self._greeting(entry, others, found)
        if card:
            await message.edit(view=card, attachments=[])
        if view:
            await self._correct_if_hidden(entry, view.goal.id)
        return card is not None

    async def _redraw_check_in(self, entry: OutboxEntry, message: Message) -> bool:
        """Redraw check-ins without the cheers of a member, if one of them still exists."""
        check_ins = cheered_entries(message)
        if not check_ins:
            return False
        givers = await self.bot.database.read(cheers.givers_of_all, entry.server, check_ins)
        view = with_cheers(message, givers)
        if view:
            await message.edit(view=view, attachments=attachments_of(view, message))
        return view is not None

    async def _goal_on(self, entry: OutboxEntry, message: Message) -> GoalView | None:
        """Return the public goal whose card a message is, None if it is not a card."""
        read = self.bot.database.read
        for goal in goals_on(message):
            if view := await read(redactions.card, entry, GoalId(goal), self.bot.clock.now()):
                return view
        return None

    async def _correct_if_hidden(self, entry: OutboxEntry, goal: GoalId) -> None:
        """Queue another edit of a card whose goal was hidden or undone while it was drawn."""
        if not await self.bot.database.read(posts.is_public, entry.server, goal):
            write = self.bot.database.write_in_background
            await write(posts.correct_card, entry.server, goal, self.bot.clock.now())

    async def _greeting(
        self, entry: OutboxEntry, others: frozenset[MemberId], message: Message
    ) -> Card | None:
        """Draw a greeting with the remaining hellos, if everyone it greets still has data."""
        greeted = greeted_members(message)
        if greeted is None or not greeted.members <= others:
            return None
        givers = await self.bot.database.read(
            hellos.hellos_of, entry.server, greeted.newcomer, greeted.crowd
        )
        return greeting_with_hellos(message, entry.server, givers)

    def _partial(self, entry: OutboxEntry) -> PartialMessage:
        channel = self.bot.get_partial_messageable(entry.channel or 0, guild_id=entry.server)
        return channel.get_partial_message(entry.subject)


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(Redactions(bot))
