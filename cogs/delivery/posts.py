"""Keep the bot's messages up to date: redraw goal cards, take down goals that became private."""

import logging
from datetime import datetime
from functools import partial

from discord import ClientUser, Guild, NotFound, PartialMessage
from discord.ext import commands

from accountabot.domain.delivery.edits import EditPriority
from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.delivery.sent_messages import SentMessage
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.record import EventKind, RecordEntry
from accountabot.domain.identifiers import GoalId, MessageRef, RecordId, ServerId
from accountabot.services.delivery import outbox, posts
from accountabot.services.goals import goal_views
from accountabot.services.goals.goal_views import GoalView
from accountabot.services.people import cheers
from accountabot.throttle import Throttle
from accountabot.ui.cards import Card, text
from accountabot.ui.checkins.reactions import COUNTED, OVER
from accountabot.ui.client import Client
from accountabot.ui.delivery.edit_queue import Postponed
from accountabot.ui.delivery.request_errors import (
    REQUEST_ERRORS,
    fetched,
    ignore_final,
    is_archived,
    is_lasting,
)
from accountabot.ui.digest.digest_redraw import redraw_list
from accountabot.ui.goals.goal_card import goal_card
from accountabot.ui.localization import say
from accountabot.ui.mention_tracking import named
from accountabot.ui.people.cheer_cards import cheered_entries, with_cheers
from accountabot.ui.pictures.card_pictures import attachments_of
from accountabot.ui.reminders.redraws import redraw_reminder

REDRAW_AFTER = 60.0
"""Seconds between two edits of the same card."""

_log = logging.getLogger(__name__)


class Posts(commands.Cog):
    """Redraws of cards are best effort, in memory; all other edits are entries of the outbox."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        self._throttle = Throttle(REDRAW_AFTER)
        bot.outbox_handlers |= {
            Topic.TAKE_DOWN: self.take_down,
            Topic.UNDONE_ACTION: self.mark_undone,
            Topic.GOAL_CARD: self.redraw_later,
        }

    async def cog_unload(self) -> None:
        """Leave cards that were redrawn a moment ago as they are."""
        self._throttle.stop()

    @commands.Cog.listener()
    async def on_goal_changed(self, server: ServerId, goal: GoalId) -> None:
        """Redraw a goal's card now, or a minute after the last time."""
        await self._throttle.run((server, goal), partial(self._redraw, server, goal))

    @commands.Cog.listener()
    async def on_goal_hidden(self, server: ServerId, goal: GoalId) -> None:
        """Take down a goal that became private while a message about it was being sent."""
        await self.bot.database.write_in_background(posts.hide, server, goal, self.bot.clock.now())
        self.bot.events.outbox_changed()
        await self.bot.sent_messages.flush()  # saving a message of a private goal queues its edit

    @commands.Cog.listener()
    async def on_action_undone(self, server: ServerId, entry: RecordEntry) -> None:
        """Redraw the card of a goal with an action less."""
        if entry.kind is not EventKind.DECLARED:
            await self.on_goal_changed(server, entry.goal)

    async def mark_undone(self, _: Guild, entry: OutboxEntry) -> None:
        """Replace the message of an undone action, or remove the reaction from a member's."""
        write = self.bot.database.write_in_background
        await self.bot.sent_messages.flush()
        found = await write(posts.of_undone, entry.server, RecordId(entry.subject))
        if found.post:
            take_back = partial(
                self._take_back, entry.server, found.post, is_shared=found.is_shared
            )
            priority = EditPriority.REMOVAL if found.is_moderated else EditPriority.UNDO
            with ignore_final():
                await self.bot.edits.change(found.post, take_back, priority)
        if found.counted and self.bot.user:
            for emoji in (COUNTED, OVER):
                with ignore_final():
                    await self._remove_reaction(found.counted, emoji, self.bot.user)
        await write(outbox.drop, entry)

    async def redraw_later(self, _: Guild, entry: OutboxEntry) -> None:
        """Redraw a card that was not redrawn at once; that drops the entry."""
        self.bot.events.goal_changed(entry.server, GoalId(entry.subject))

    async def take_down(self, _: Guild, entry: OutboxEntry) -> None:
        """Redraw a leaderboard or digest without private goals, or replace any other message."""
        write = self.bot.database.write_in_background
        hidden = await write(posts.goals_to_hide, entry)
        if not hidden:
            return
        remove = partial(self._remove, entry, hidden[0])
        with ignore_final():
            await self.bot.edits.change(entry.post, remove, EditPriority.REMOVAL)
        for goal in await write(posts.mark_taken_down, entry, hidden):
            self.bot.events.goal_changed(entry.server, goal)

    async def _redraw(self, server: ServerId, goal: GoalId) -> None:
        """Redraw a goal's card; correct it if the goal changed too much in the meantime."""
        write = self.bot.database.write_in_background
        await self.bot.sent_messages.flush()
        post, entry = await write(posts.card_of, server, goal)  # after the flush
        is_drawn = True
        if post:
            is_drawn = await self._draw(post, server, goal)
        view = await self._view(server, goal)
        if view and is_drawn and (entry or view.status.due.back_on):
            if await write(posts.mark_redrawn, view.status, entry):
                self.bot.events.outbox_changed()
        elif entry and is_drawn:
            await write(outbox.drop, entry)

    async def _view(self, server: ServerId, goal: GoalId) -> GoalView | None:
        now = self.bot.clock.now()
        return await self.bot.database.read(goal_views.find_view, server, goal, now)

    async def _draw(self, post: MessageRef, server: ServerId, goal: GoalId) -> bool:
        """Draw a card; return False if the attempt has to be repeated."""
        write = self.bot.database.write_in_background
        draw = partial(self._draw_now, post, server, goal)
        try:
            await self.bot.edits.change(post, draw, EditPriority.CARD, is_quiet=True)
        except Postponed:
            return False  # what replaced it draws the present state; the entry, if any, stays
        except REQUEST_ERRORS as error:
            _log.info("Card %s can't be edited: %s", post.message, error)
            if is_archived(error):
                await write(posts.redraw_when_opened, server, goal, self.bot.clock.now())
            elif isinstance(error, NotFound):
                await write(posts.mark_gone, server, goal, post)
            return is_lasting(error) and not is_archived(error)
        return True

    async def _draw_now(self, post: MessageRef, server: ServerId, goal: GoalId) -> None:
        """Draw a card as the goal is now; if the goal changed meanwhile, have it corrected."""
        began = self.bot.clock.now()
        view = await self._view(server, goal)
        if view is None or view.goal.is_private:
            return
        card = goal_card(view)
        try:
            await self._partial(post).edit(view=card, attachments=[])
        except REQUEST_ERRORS:
            await self._correct(post, view, card, began)  # Discord may have carried it out
            raise
        await self._correct(post, view, card, began)

    async def _correct(self, post: MessageRef, view: GoalView, card: Card, began: datetime) -> None:
        """Queue another edit of a card that may show what had to disappear while it was drawn."""
        server, goal = view.goal.owner.server, view.goal.id
        sent = SentMessage(server=server, post=post, members=named(card), since=began)
        if sent.is_outdated(self.bot.state.erased):
            self.bot.sent_messages.add(sent)
        if not await self.bot.database.read(posts.is_public, server, goal):
            write = self.bot.database.write_in_background
            await write(posts.correct_card, server, goal, self.bot.clock.now())
            self.bot.events.outbox_changed()

    async def _take_back(self, server: ServerId, post: MessageRef, *, is_shared: bool) -> None:
        """Replace the message of an undone action, or leave the action out of it."""
        if not (is_shared and await self._leave_out(server, post)):
            await self._partial(post).edit(view=Card(text(say("taken-back"))), attachments=[])

    async def _remove(self, entry: OutboxEntry, hidden: Goal) -> None:
        """Redraw a message without a private goal, or replace it."""
        if not await self._redraw_without(entry, hidden.id):
            await self._partial(entry.post).edit(view=_hidden_card(hidden), attachments=[])

    async def _leave_out(self, server: ServerId, post: MessageRef) -> bool:
        """Leave undone and hidden check-ins out of a message; return False if no other is left."""
        message = await fetched(self._partial(post))
        if message is None:
            return False  # better nothing than something outdated
        read = self.bot.database.read
        entries = cheered_entries(message)
        givers = await read(cheers.givers_of_all, server, entries)
        while view := with_cheers(message, givers):
            await message.edit(view=view, attachments=attachments_of(view, message))
            drawn, givers = givers, await read(cheers.givers_of_all, server, entries)
            if drawn.keys() == givers.keys():  # otherwise, another was undone in the meantime
                return True
        return False

    async def _redraw_without(self, entry: OutboxEntry, hidden: GoalId) -> bool:
        """Redraw a message that shows several goals without one; return False if impossible.

        That is so if it is not a leaderboard, reminder or check-in, or if nothing is left on it.
        """
        if await self.bot.database.read(posts.is_about_action, entry, hidden):
            is_shared = await self.bot.database.read(posts.is_shared, entry, hidden)
            return is_shared and await self._leave_out(entry.server, entry.post)
        if await redraw_reminder(self.bot, entry.server, entry.post):
            return True
        message = self._partial(entry.post)
        found = await fetched(message)
        return found is not None and await redraw_list(self.bot, entry.server, found, message)

    async def _remove_reaction(self, post: MessageRef, emoji: str, user: ClientUser) -> None:
        remove = partial(self._partial(post).remove_reaction, emoji, user)
        await self.bot.archived_threads.change(post.channel, remove)

    def _partial(self, post: MessageRef) -> PartialMessage:
        return self.bot.get_partial_messageable(post.channel).get_partial_message(post.message)


def _hidden_card(goal: Goal) -> Card:
    return Card(text(say("moderated-now" if goal.is_hidden else "hidden-now")))


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(Posts(bot))
