"""Greet newcomers once they may be here, and lead them to a first goal."""

import asyncio
import logging
from collections import defaultdict
from http import HTTPStatus
from typing import Any

import aiohttp
from discord import AllowedMentions, DiscordException, Forbidden, Guild, HTTPException, Interaction, NotFound
from discord import Member as DiscordMember
from discord.ext import commands
from discord.utils import utcnow

from accountabot.bot import Accountabot
from accountabot.domain.errands import Errand, Later, Topic
from accountabot.domain.identities import Member, MemberId, ServerId
from accountabot.domain.record import Post
from accountabot.domain.texts import TITLE_LIMIT
from accountabot.services import greetings
from accountabot.services.greetings import Crowd, Turn
from accountabot.ui.cards import Card
from accountabot.ui.controls import Lasting, template
from accountabot.ui.forms import form
from accountabot.ui.greetings import BACK, by_message, crowd, greeting, place, places
from accountabot.ui.letters import Letter
from accountabot.ui.texts import say

PAUSES = (0, 60, 60, 60)
"""Seconds before each attempt to post a greeting; after the last, the next start tries again."""
AT_ONCE = 100
"""Members for whom one may ask Discord in one request."""

_TROUBLE = (DiscordException, aiohttp.ClientError, OSError)
"""What is raised where Discord can't be reached, does not answer in time, or refuses."""
_log = logging.getLogger(__name__)


class Greetings(commands.Cog):
    """Who joins is a row first, so that a restart forgets nobody who has yet to pass the rules screening."""

    def __init__(self, bot: Accountabot) -> None:
        self.bot = bot
        self._greeting: set[Member] = set()
        bot.carriers[Topic.CROWD] = self.greet_crowd

    @commands.Cog.listener()
    async def on_member_join(self, joined: DiscordMember) -> None:
        """Greet at once, or watch for the end of the rules screening."""
        if joined.bot:
            return
        arrive, has_been_here = greetings.arrive, joined.flags.did_rejoin
        await self.bot.database.write_patiently(arrive, _member(joined), utcnow(), has_been_here=has_been_here)
        if joined.pending:
            await self._look_for(joined.guild, [_member(joined)])
        else:
            await self._greet(joined)

    @commands.Cog.listener()
    async def on_member_update(self, before: DiscordMember, after: DiscordMember) -> None:
        """Greet whoever has passed the rules screening."""
        if before.pending and not after.pending:
            await self._greet(after)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Greet whoever passed the rules screening while the bot was away."""
        waiting: dict[Guild, list[Member]] = defaultdict(list)
        for member in await self.bot.database.write_patiently(greetings.newcomers, utcnow()):
            if guild := self.bot.get_guild(member.server):
                waiting[guild].append(member)
        await asyncio.gather(
            *(
                self._look_for(guild, members[start : start + AT_ONCE])
                for guild, members in waiting.items()
                for start in range(0, len(members), AT_ONCE)
            )
        )

    async def _look_for(self, guild: Guild, members: list[Member]) -> None:
        """Greet who has passed the rules screening, watch who has not, and forget who left."""
        ids: list[int] = [member.id for member in members]
        try:  # only a cached member's update is told
            found = await guild.query_members(user_ids=ids, limit=len(ids), cache=True)
        except _TROUBLE as error:
            _log.warning("Server %s: Discord did not say who is still here: %r", guild.id, error)
            return
        if gone := {*members}.difference(map(_member, found)):
            await self.bot.database.write_patiently(greetings.greeted, *gone)
        await asyncio.gather(*(self._greet(newcomer) for newcomer in found if not newcomer.pending))

    async def _greet(self, newcomer: DiscordMember) -> None:
        """Greet a newcomer once, however many events tell of them at the same time."""
        member = _member(newcomer)
        if member in self._greeting:
            return
        self._greeting.add(member)
        try:
            await self._keep_trying(newcomer, member)
        finally:
            self._greeting.remove(member)

    async def _keep_trying(self, newcomer: DiscordMember, member: Member) -> None:
        """Greet a newcomer in turn, unless they were greeted, left or joined too long ago, or so many come at once."""
        database = self.bot.database
        for pause in PAUSES:
            await asyncio.sleep(pause)
            turn = await database.write_patiently(greetings.take_turn, member, utcnow())
            if isinstance(turn, Later):
                self.bot.tell_errand()
            if not isinstance(turn, Turn):
                return
            if await _deliver(newcomer, turn):
                await database.write_patiently(greetings.greeted, member)
                return

    async def greet_crowd(self, guild: Guild, errand: Errand) -> Letter | Later | None:
        """Greet those who came at once in one message, when nobody else comes."""
        write = self.bot.database.write_patiently
        found = await write(greetings.take_crowd, errand.server, utcnow())
        if not isinstance(found, Crowd):
            return found

        async def said(_: Post | None) -> None:
            await write(greetings.greeted_together, errand, found, utcnow())

        return Letter(places(guild, found.channel), crowd(found, guild, errand.mark), [], said)


class FirstGoalButton(Lasting, template=template("first-goal")):
    """The button *My first goal*, for whoever presses it."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Ask what they will do."""
        await interaction.response.send_modal(
            form(
                "first-goal",
                0,
                say("new-goal-form") if self.detail == BACK else say("first-goal-form"),
                say("first-goal-label"),
                limit=TITLE_LIMIT,
                hint=say("first-goal-hint"),
            )
        )


async def _deliver(newcomer: DiscordMember, turn: Turn) -> bool:
    """Greet a newcomer as their server chose, in a channel where a message is refused; False: worth trying again."""
    nonce = str(newcomer.id)
    if turn.by_message:
        try:
            await newcomer.send(view=by_message(newcomer, turn), allowed_mentions=AllowedMentions.none(), nonce=nonce)
        except _TROUBLE as error:
            _log.info("Server %s: a newcomer could not be written to: %r", newcomer.guild.id, error)
            if not _is_refused(error):
                return False
        else:
            return True
    return await _post(newcomer, turn.channel, greeting(newcomer, turn), nonce)


def _is_refused(error: Exception) -> bool:
    return isinstance(error, HTTPException) and error.status < HTTPStatus.INTERNAL_SERVER_ERROR


async def _post(newcomer: DiscordMember, chosen: int | None, card: Card, nonce: str) -> bool:
    """Post a greeting, pinging no one but the newcomer; return False where it is worth trying again."""
    channel = place(newcomer.guild, chosen)
    if channel is None:
        return True
    try:
        await channel.send(view=card, allowed_mentions=AllowedMentions(users=[newcomer]), nonce=nonce)
    except _TROUBLE as error:
        _log.warning("Server %s: a greeting could not be posted: %r", newcomer.guild.id, error)
        if chosen and isinstance(error, Forbidden | NotFound):
            return await _post(newcomer, None, card, nonce)
        return isinstance(error, Forbidden | NotFound)
    return True


def _member(found: DiscordMember) -> Member:
    return Member(ServerId(found.guild.id), MemberId(found.id))


async def setup(bot: Accountabot) -> None:
    """Load the cog."""
    bot.add_dynamic_items(FirstGoalButton)
    await bot.add_cog(Greetings(bot))
