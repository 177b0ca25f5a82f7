"""Greet newcomers once they may be here, and lead them to a first goal."""

import asyncio
import logging
from collections import defaultdict
from typing import Any

import aiohttp
from discord import AllowedMentions, DiscordException, Forbidden, Guild, Interaction, NotFound, TextChannel
from discord import Member as DiscordMember
from discord.ext import commands
from discord.utils import utcnow

from accountabot.bot import Accountabot
from accountabot.domain.identities import Member, MemberId, ServerId
from accountabot.domain.texts import TITLE_LIMIT
from accountabot.services import people
from accountabot.ui.cards import GOING, Card, row, text
from accountabot.ui.controls import Lasting, button, custom_id, template
from accountabot.ui.forms import form
from accountabot.ui.quotes import quote
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

    @commands.Cog.listener()
    async def on_member_join(self, joined: DiscordMember) -> None:
        """Greet at once, or watch for the end of the rules screening."""
        if joined.bot:
            return
        await self.bot.database.write_patiently(people.arrive, _member(joined), utcnow())
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
        for member in await self.bot.database.write_patiently(people.newcomers, utcnow()):
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
            await self.bot.database.write_patiently(people.greeted, *gone)
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
        """Greet a newcomer, unless they were greeted, left or joined too long ago."""
        database = self.bot.database
        for pause in PAUSES:
            await asyncio.sleep(pause)
            if not await database.write_patiently(people.is_newcomer, member, utcnow()):  # a read could give up
                return
            if await _post(newcomer):
                await database.write_patiently(people.greeted, member)
                return


class FirstGoalButton(Lasting, template=template("first-goal")):
    """The button *My first goal*, for whoever presses it."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Ask what they will do."""
        await interaction.response.send_modal(
            form(
                "first-goal",
                0,
                say("first-goal-form"),
                say("first-goal-label"),
                limit=TITLE_LIMIT,
                hint=say("first-goal-hint"),
            )
        )


def greeting(newcomer: DiscordMember) -> Card:
    """Draw a newcomer's greeting."""
    welcome = say("greeting", member=str(newcomer.id), server=quote(newcomer.guild.name))
    first = button(say("button-first-goal"), custom_id("first-goal", newcomer.guild.id), emoji="🌱")
    return Card(text(welcome), row(first), colour=GOING)


async def _post(newcomer: DiscordMember) -> bool:
    """Post a newcomer's greeting, pinging no one else; return False where it is worth trying again."""
    channel = _channel(newcomer.guild)
    if channel is None:
        return True
    pinged = AllowedMentions(users=[newcomer])
    try:
        await channel.send(view=greeting(newcomer), allowed_mentions=pinged, nonce=str(newcomer.id))
    except _TROUBLE as error:
        _log.warning("Server %s: a greeting could not be posted: %r", newcomer.guild.id, error)
        return isinstance(error, Forbidden | NotFound)
    return True


def _channel(guild: Guild) -> TextChannel | None:
    """Return where newcomers are greeted: the system channel, else the first in which all may write."""
    candidates = [guild.system_channel, *sorted(guild.text_channels, key=lambda channel: channel.position)]
    everyone = guild.default_role
    for channel in filter(None, candidates):
        ours, theirs = channel.permissions_for(guild.me), channel.permissions_for(everyone)
        if ours.view_channel and ours.send_messages and (channel == guild.system_channel or theirs.send_messages):
            return channel
    return None


def _member(found: DiscordMember) -> Member:
    return Member(ServerId(found.guild.id), MemberId(found.id))


async def setup(bot: Accountabot) -> None:
    """Load the cog."""
    bot.add_dynamic_items(FirstGoalButton)
    await bot.add_cog(Greetings(bot))
