"""Keep what the bot posted true: a goal's card follows its goal, a deed that was taken back is taken down."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from discord import HTTPException
from discord.ext import commands
from discord.utils import utcnow

from accountabot.bot import Accountabot
from accountabot.domain.identities import GoalId, ServerId
from accountabot.domain.record import Entry, Kind, Post
from accountabot.services import goals, posts
from accountabot.ui.cards import Card, goal_card, text
from accountabot.ui.texts import say

_log = logging.getLogger(__name__)

Write = Callable[..., Awaitable[Any]]

COLLECT = 10.0
"""Seconds for which posts are collected, to be written down together."""
REST = 60.0
"""Seconds between two edits of the same card."""


class Posts(commands.Cog):
    """Who edits the bot's own messages, best effort: a message that is gone is let go."""

    def __init__(self, bot: Accountabot) -> None:
        self.bot = bot
        self._gone: set[GoalId] = set()
        self._hidden: Counter[GoalId] = Counter()
        self._stale: dict[tuple[ServerId, GoalId], bool] = {}

    async def cog_unload(self) -> None:
        """Write down what was collected before the bot goes, if that can be done now."""
        try:
            await self._write_down()
        except Exception as error:  # noqa: BLE001 - nothing may hold up a stop
            _log.warning("The last posts were not written down: %s", error)

    @commands.Cog.listener()
    async def on_posted(self) -> None:
        """Write down, before long, where deeds were made public; what can't be written waits for the next time."""
        await asyncio.sleep(COLLECT)
        await self._write_down()

    @commands.Cog.listener()
    async def on_goal_changed(self, server: ServerId, goal: GoalId) -> None:
        """Redraw a goal's card now, or when it has rested."""
        is_resting = (server, goal) in self._stale
        self._stale[server, goal] = True
        if is_resting:
            return
        try:
            while self._stale[server, goal]:
                self._stale[server, goal] = False
                await self._redraw(server, goal)
                await asyncio.sleep(REST)
        finally:
            del self._stale[server, goal]

    @commands.Cog.listener()
    async def on_goal_hidden(self, server: ServerId, goal: GoalId) -> None:
        """Take down all that was posted of a goal that its owner keeps to themselves from now on."""
        self._hidden[goal] += 1
        await self._write_down(self.bot.database.write_patiently)
        for post in await self.bot.database.write_patiently(posts.to_hide, server, goal):
            await self._edit(post, Card(text(say("hidden-now"))))

    @commands.Cog.listener()
    async def on_undone(self, server: ServerId, entry: Entry) -> None:
        """Take down the message of a deed that was taken back, and redraw the card of its goal."""
        if entry.kind is Kind.DECLARED:
            self._gone.add(entry.goal)
        await self._write_down()
        if post := await self.bot.database.write(posts.of, server, entry.id):  # behind what is being written down
            await self._edit(post, Card(text(say("taken-back"))))
        if entry.kind is Kind.EDITED:
            await self.on_goal_hidden(server, entry.goal)
        if entry.kind is not Kind.DECLARED:
            await self.on_goal_changed(server, entry.goal)

    async def _redraw(self, server: ServerId, goal: GoalId) -> None:
        await self._write_down()
        hidden = self._hidden[goal]
        post = await self.bot.database.write(posts.card_of, server, goal)  # as above
        view = await self.bot.database.read(goals.look, server, goal, utcnow()) if post else None
        if post is None or view is None or view.goal.is_private:
            return
        await self._edit(post, goal_card(view))
        if goal in self._gone:  # taken back while it was drawn
            await self._edit(post, Card(text(say("taken-back"))))
        elif hidden != self._hidden[goal]:
            await self.on_goal_hidden(server, goal)

    async def _edit(self, post: Post, card: Card) -> None:
        try:
            message = self.bot.get_partial_messageable(post.channel).get_partial_message(post.message)
            await message.edit(view=card, attachments=[])
        except HTTPException as error:
            _log.info("Message %s can't be edited any more: %s", post.message, error)

    async def _write_down(self, write: Write | None = None) -> None:
        made, self.bot.posted = self.bot.posted, []
        try:
            if made:
                await (write or self.bot.database.write)(posts.remember, made)
        except BaseException:
            for each in made:
                self.bot.tell_posted(*each)
            raise


async def setup(bot: Accountabot) -> None:
    """Load the cog."""
    await bot.add_cog(Posts(bot))
