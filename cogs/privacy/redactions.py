"""Empty the bot's messages that speak of someone who had their data deleted, until the last of them is."""

import logging
from functools import partial

from discord import Guild, Message, PartialMessage
from discord.ext import commands
from discord.utils import utcnow

from accountabot.background import BackgroundLoop
from accountabot.domain.delivery.mentions import MessageMentions
from accountabot.domain.identifiers import GoalId, ServerId
from accountabot.services.greetings import hellos
from accountabot.services.privacy import redactions
from accountabot.services.privacy.redactions import Redaction
from accountabot.ui.cards import Card, text
from accountabot.ui.client import Client
from accountabot.ui.delivery.edit_errors import UNEDITED, fetched, is_final, is_lasting
from accountabot.ui.goals.goal_card import goal_card
from accountabot.ui.greetings.greeting_cards import greeted_members, greeting_with_hellos
from accountabot.ui.leaderboard_cards import redraw_board
from accountabot.ui.localization import say
from accountabot.ui.mention_tracking import goals_on

DONE, SOON, LATER, SOMEDAY = 0.0, 10.0, 300.0, 24 * 3600.0
"""Seconds after which a message is tried again: where it was drawn too early, not taken now, or not allowed."""

_log = logging.getLogger(__name__)


class Redactions(commands.Cog):
    """Who empties them, one after the other on each server; what is others' as well is drawn anew where it can be."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        self._rounds: dict[ServerId, BackgroundLoop] = {}

    async def cog_unload(self) -> None:
        """Empty no more; the rest is found again at the next start."""
        for rounds in self._rounds.values():
            rounds.end()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Go on with what was left when the bot went."""
        await self.on_redactions_queued()

    @commands.Cog.listener()
    async def on_guild_join(self, guild: Guild) -> None:
        """Go on where the bot is back: something may have been deleted meanwhile, by direct message."""
        await self._look(guild)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: Guild) -> None:
        """Go on where Discord had lost a server for a while."""
        await self._look(guild)

    @commands.Cog.listener()
    async def on_redactions_queued(self) -> None:
        """Go on wherever the bot is."""
        await self._look(*self.bot.guilds)

    async def _look(self, *guilds: Guild) -> None:
        """Begin where there is something to empty, or look there once more."""
        servers = [ServerId(guild.id) for guild in guilds]
        for server in await self.bot.database.read(redactions.servers_with_pending, servers):
            if server in self._rounds:
                self._rounds[server].ask()
            else:
                self._rounds[server] = BackgroundLoop(
                    partial(self._empty_all, server), otherwise=LATER
                )
                self._rounds[server].begin()

    async def _empty_all(self, server: ServerId) -> float:
        """Empty what can be on a server, and return the seconds until the rest is tried again."""
        pauses = {SOMEDAY}
        after = 0
        while found := await self.bot.database.read(redactions.take_due, server, after):
            guild = self.bot.get_guild(server)
            if guild is None or guild.unavailable:
                return SOMEDAY  # or as soon as it is there again
            after = found[-1].post.message
            pauses |= {await self._see_to(server, blank) for blank in found}
        return min(pauses - {DONE})

    async def _see_to(self, server: ServerId, blank: Redaction) -> float:
        """Empty a message, or draw it anew; return after how many seconds it is tried again."""
        place = self.bot.get_partial_messageable(blank.post.channel, guild_id=server)
        began = utcnow()
        done = redactions.mark_redacted
        try:
            if await self._edit(server, blank, place.get_partial_message(blank.post.message)):
                done = redactions.mark_redrawn
        except UNEDITED as error:
            _log.info("Message %s can't be emptied: %s", blank.post.message, error)
            if not is_final(error):
                return SOMEDAY if is_lasting(error) else LATER
        if MessageMentions(server, blank.post, blank.named, began).is_outdated(
            self.bot.state.erased
        ):  # one more of them, meanwhile
            return SOON
        await self.bot.database.write_in_background(done, server, blank.post)
        return DONE

    async def _edit(self, server: ServerId, blank: Redaction, message: PartialMessage) -> bool:
        """Edit a message so that it speaks of nobody any more, or only of others; return whether it speaks of those."""
        stands = await fetched(message) if blank.named else None
        if stands and await redraw_board(self.bot, server, stands, message):
            return True
        card = await self._drawn_anew(server, blank, stands) if stands else None
        await message.edit(view=card or Card(text(say("emptied"))), attachments=[])
        return card is not None

    async def _drawn_anew(self, server: ServerId, blank: Redaction, stands: Message) -> Card | None:
        """Draw a goal's card without a witness, or a greeting without a hello; None where nothing is left of it."""
        for goal in goals_on(stands):
            if view := await self.bot.database.read(
                redactions.card, server, GoalId(goal), blank.post, utcnow()
            ):
                return goal_card(view)
        return await self._greeting(server, blank, stands)

    async def _greeting(self, server: ServerId, blank: Redaction, stands: Message) -> Card | None:
        """Draw a greeting with the hellos that are left, where all whom it greets still want it."""
        greeted = greeted_members(stands)
        if greeted is None or not greeted.members <= blank.named:
            return None
        givers = await self.bot.database.read(
            hellos.hellos_of, server, greeted.newcomer, greeted.crowd
        )
        return greeting_with_hellos(stands, server, givers)


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(Redactions(bot))
