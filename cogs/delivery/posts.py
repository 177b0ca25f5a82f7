"""Keep what the bot posted true: a goal's card follows its goal, a deed that was taken back is taken down."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from discord import PartialMessage
from discord.ext import commands
from discord.utils import utcnow

from accountabot.background import BackgroundLoop
from accountabot.domain.delivery.mentions import MessageMentions
from accountabot.domain.goals.record import EventKind, RecordEntry
from accountabot.domain.identifiers import GoalId, MessageRef, ServerId
from accountabot.services.delivery import posts
from accountabot.services.delivery.posts import SavedPosts
from accountabot.services.goals import goal_views
from accountabot.ui.cards import Card, text
from accountabot.ui.client import Client
from accountabot.ui.delivery.edit_errors import UNEDITED, fetched, is_final, is_lasting
from accountabot.ui.goals.goal_card import goal_card
from accountabot.ui.leaderboard_cards import redraw_board
from accountabot.ui.localization import say
from accountabot.ui.mention_tracking import named

_log = logging.getLogger(__name__)

Write = Callable[..., Awaitable[Any]]

BUSY = 10.0
"""Seconds for which posts are collected after they could not be written down."""
REST = 60.0
"""Seconds between two edits of the same card."""
AGAIN = 300.0
"""Seconds after which a message is tried again that is to be taken down and could not be."""
DAY = 24 * 3600.0
"""Seconds after which one is that was refused: people have to change that."""


class Posts(commands.Cog):
    """Who edits the bot's own messages, best effort; only what shows a hidden goal is tried again until it is down."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        self._gone: set[GoalId] = set()
        self._hidden: Counter[GoalId] = Counter()
        self._stale: dict[tuple[ServerId, GoalId], bool] = {}
        self._showing: set[ServerId] = set()
        self._hiding: asyncio.Task[None] | None = None
        self._daily = BackgroundLoop(self._look_again, otherwise=DAY)
        self._pause: float | None = None

    async def cog_unload(self) -> None:
        """Write down what was collected before the bot goes, if that can be done now."""
        self._daily.end()
        if self._hiding:
            self._hiding.cancel()
        try:
            await self._write_down()
        except Exception as error:  # noqa: BLE001 - nothing may hold up a stop
            _log.warning("The last posts were not written down: %s", error)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Begin to take down what should have been before, and try again whatever fails."""
        self._daily.begin()
        self._daily.ask()

    @commands.Cog.listener()
    async def on_message_posted(self) -> None:
        """Write down, before long, where deeds were made public; what can't be written waits for the next time."""
        await asyncio.sleep(self._pause or self.bot.collect_for)
        try:
            await self._write_down()
        except BaseException:
            self._pause = BUSY
            raise
        self._pause = None

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
    async def on_goals_shown(
        self, server: ServerId, shown: Iterable[GoalId], post: MessageRef
    ) -> None:
        """Write down that a message shows goals, so that it can be taken down with them."""
        found = await self.bot.database.write_in_background(posts.show, server, [*shown], post)
        if found.are_blanks:
            self.bot.events.redactions_queued()
        for _, goal in found.hidden:
            await self.on_goal_hidden(server, goal)

    @commands.Cog.listener()
    async def on_goal_hidden(self, server: ServerId, goal: GoalId) -> None:
        """Take down all that was posted of a goal that its owner keeps to themselves from now on."""
        self._hidden[goal] += 1
        await self._write_down(self.bot.database.write_in_background)
        await self.bot.database.write_in_background(posts.hide, server, goal)
        await self._take_down(server)

    @commands.Cog.listener()
    async def on_action_undone(self, server: ServerId, entry: RecordEntry) -> None:
        """Take down the message of a deed that was taken back, and redraw the card of its goal."""
        if entry.kind is EventKind.DECLARED:
            self._gone.add(entry.goal)
        await self._write_down()
        if post := await self.bot.database.write(
            posts.of, server, entry.id
        ):  # behind what is being written down
            await self._edit(post, Card(text(say("taken-back"))))
        if entry.kind is EventKind.EDITED:
            await self.on_goal_hidden(server, entry.goal)
        if entry.kind is not EventKind.DECLARED:
            await self.on_goal_changed(server, entry.goal)

    async def _redraw(self, server: ServerId, goal: GoalId) -> None:
        await self._write_down()
        hidden = self._hidden[goal]
        began = utcnow()
        post = await self.bot.database.write(posts.card_of, server, goal)  # as above
        view = (
            await self.bot.database.read(goal_views.find_view, server, goal, utcnow())
            if post
            else None
        )
        if post is None or view is None or view.goal.is_private:
            return
        card = goal_card(view)
        await self._edit(post, card)
        naming = MessageMentions(server, post, named(card), began)
        if naming.is_outdated(self.bot.state.erased):
            self.bot.events.message_mentions(naming)
        if goal in self._gone:  # taken back while it was drawn
            await self._edit(post, Card(text(say("taken-back"))))
        elif hidden != self._hidden[goal]:
            await self.on_goal_hidden(server, goal)

    async def _look_again(self) -> float:
        """Try once more to take down what is left anywhere, and return the seconds until the next time."""
        self._try_again(*(ServerId(guild.id) for guild in self.bot.guilds))
        return DAY

    def _try_again(self, *servers: ServerId) -> None:
        """Take down before long what could not be taken down on some servers."""
        self._showing |= {*servers}
        if self._hiding is None or self._hiding.done():
            self._hiding = asyncio.create_task(self._hide_all())

    async def _hide_all(self) -> None:
        while self._showing:
            servers, self._showing = self._showing, set()
            for server in servers:
                try:
                    await self._take_down(server)
                except Exception as error:  # noqa: BLE001 - whatever it was, it is tried again all the same
                    _log.warning("What is to be taken down was not: %r", error)
                    self._showing.add(server)
            if self._showing:
                await asyncio.sleep(AGAIN)

    async def _take_down(self, server: ServerId) -> None:
        """Take down what shows hidden goals; what its owner shows again meanwhile is drawn anew."""
        read, write = self.bot.database.read, self.bot.database.write_in_background
        for goal, post in await write(
            posts.coming_down, server
        ):  # behind what is being written down
            if not await read(posts.is_hidden, server, goal):
                continue
            said = "moderated-now" if await read(posts.is_moderated, server, goal) else "hidden-now"
            error = await self._let_go(server, goal, post, Card(text(say(said))))
            if error is None or is_final(error):
                await write(posts.taken_down, server, goal, post)
            elif not is_lasting(error):
                self._try_again(server)
            if not await read(posts.is_hidden, server, goal):
                self.bot.events.goal_changed(server, goal)

    async def _let_go(
        self, server: ServerId, goal: GoalId, post: MessageRef, card: Card
    ) -> Exception | None:
        """Draw a board without a goal, and let a card stand where anything else was; return what prevented it."""
        message = self._partial(post)
        try:
            is_deeds = await self.bot.database.read(posts.is_of_a_deed, server, goal, post)
            stands = None if is_deeds else await fetched(message)
            if stands and await redraw_board(self.bot, server, stands, message):
                return None
        except UNEDITED as error:
            return error
        return await self._edit(post, card)

    async def _edit(self, post: MessageRef, card: Card) -> Exception | None:
        """Edit a message; return what prevented it, if anything did."""
        try:
            await self._partial(post).edit(view=card, attachments=[])
        except UNEDITED as error:
            _log.info("Message %s can't be edited: %s", post.message, error)
            return error
        return None

    def _partial(self, post: MessageRef) -> PartialMessage:
        return self.bot.get_partial_messageable(post.channel).get_partial_message(post.message)

    async def _write_down(self, write: Write | None = None) -> None:
        made, self.bot.events.posted = self.bot.events.posted, []
        try:
            found = (
                await (write or self.bot.database.write)(posts.save_posts, made)
                if made
                else SavedPosts([], False)
            )
        except BaseException:
            for each in made:
                self.bot.events.message_posted(*each)
            raise
        if found.are_blanks:
            self.bot.events.redactions_queued()
        for server, goal in found.hidden:
            self.bot.events.goal_hidden(server, goal)


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(Posts(bot))
