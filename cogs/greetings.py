"""Greet newcomers once they may be here, and lead them to a first goal."""

import logging
from collections import defaultdict
from typing import Any

from discord import AllowedMentions, ClientException, Guild, HTTPException, Interaction, TextChannel
from discord import Member as DiscordMember
from discord.ext import commands
from discord.utils import utcnow

from accountabot.bot import Accountabot
from accountabot.domain.identities import Member, MemberId, ServerId
from accountabot.services import people
from accountabot.ui.cards import GOING, Card, row, text
from accountabot.ui.controls import Lasting, button, custom_id, template
from accountabot.ui.forms import form
from accountabot.ui.quotes import quote
from accountabot.ui.texts import say

_log = logging.getLogger(__name__)


class Greetings(commands.Cog):
    """Who joins is a row first, so that a restart forgets nobody who has yet to pass the rules screening."""

    def __init__(self, bot: Accountabot) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_member_join(self, joined: DiscordMember) -> None:
        """Greet at once, or watch for the end of the rules screening."""
        if joined.bot:
            return
        await self.bot.database.write(people.arrive, _member(joined), utcnow())
        if joined.pending:
            await _ask_for(joined.guild, [joined.id])  # only a cached member's update is told
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
        waiting: dict[ServerId, list[MemberId]] = defaultdict(list)
        for member in await self.bot.database.read(people.newcomers):
            waiting[member.server].append(member.id)
        for server, members in waiting.items():
            if guild := self.bot.get_guild(server):
                for found in await _ask_for(guild, members):
                    if not found.pending:
                        await self._greet(found)

    async def _greet(self, newcomer: DiscordMember) -> None:
        member = _member(newcomer)
        if await self.bot.database.read(people.is_newcomer, member):
            await _post(newcomer)
            await self.bot.database.write(people.greeted, member)


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
                limit=300,
                hint=say("first-goal-hint"),
            )
        )


def greeting(newcomer: DiscordMember) -> Card:
    """Draw a newcomer's greeting."""
    welcome = say("greeting", member=str(newcomer.id), server=quote(newcomer.guild.name))
    first = button(say("button-first-goal"), custom_id("first-goal", newcomer.guild.id), emoji="🌱")
    return Card(text(welcome), row(first), colour=GOING)


async def _post(newcomer: DiscordMember) -> None:
    """Post a newcomer's greeting where newcomers are greeted, if there is such a place; ping no one else."""
    if channel := _channel(newcomer.guild):
        pinged = AllowedMentions(users=[newcomer])
        try:
            await channel.send(view=greeting(newcomer), allowed_mentions=pinged, nonce=str(newcomer.id))
        except HTTPException as error:
            _log.warning("Server %s: the greeting could not be posted: %s", newcomer.guild.id, error)


async def _ask_for(guild: Guild, members: list[int] | list[MemberId]) -> list[DiscordMember]:
    """Ask Discord for members by id, so that their updates are told from now on; those who left are missing."""
    try:
        return await guild.query_members(user_ids=[*members], limit=len(members), cache=True)
    except (ClientException, TimeoutError) as error:
        _log.warning("Server %s: Discord did not say who is still here: %r", guild.id, error)
        return []


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
