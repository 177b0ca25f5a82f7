"""Show boards: those only who are here, with the streaks that they have now."""

import asyncio
import logging
from collections.abc import Collection
from typing import Any, Literal

from discord import ClientException, Guild, Interaction
from discord.app_commands import command
from discord.ext import commands

from accountabot.bot import Accountabot
from accountabot.domain.identities import Member, ServerId
from accountabot.domain.people import Place
from accountabot.services import leaderboards, people, streaks
from accountabot.services.leaderboards import Board
from accountabot.ui import answers, pages
from accountabot.ui.answers import member
from accountabot.ui.cards import GOING, Card, text
from accountabot.ui.controls import Lasting, template
from accountabot.ui.quotes import quote
from accountabot.ui.texts import say

_log = logging.getLogger(__name__)

_MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}
_ANSWER_WITHIN = 1.0
"""Seconds that Discord is given to say who is still here."""


class Leaderboards(commands.Cog):
    """The command `/leaderboard`."""

    def __init__(self, bot: Accountabot) -> None:
        self.bot = bot

    @command()
    async def leaderboard(self, interaction: Interaction[Any], board: Literal["streak"] = "streak") -> None:
        """See who keeps their word right now

        Args:
            board: What is compared
        """
        await answers.show(interaction, await _draw(self.bot, interaction), public=True)


class BoardPage(Lasting, template=template("board")):
    """To another page of a board."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Turn the page."""
        await pages.turn(interaction, await _draw(interaction.client, interaction, int(self.detail)))


async def _draw(bot: Accountabot, interaction: Interaction[Any], page: int = 0) -> Card:
    asker, now = member(interaction), interaction.created_at
    if await bot.database.read(streaks.has_fallen, asker.server, now):
        await bot.database.write(streaks.judge_fallen, asker.server, now)
    board = await bot.database.read(leaderboards.streak_board, asker, page)
    while interaction.guild and (gone := await _gone(interaction.guild, board)):
        await bot.database.write(people.leave, gone, now)
        board = await bot.database.read(leaderboards.streak_board, asker, page)
    return _card(board, asker)


async def _gone(guild: Guild, board: Board) -> Collection[Member]:
    """Return who of a board has left, by asking Discord; nobody where it does not say in time."""
    ids = [place.member for place in board.places]
    if not ids:
        return ()
    try:
        async with asyncio.timeout(_ANSWER_WITHIN):
            here = {found.id for found in await guild.query_members(user_ids=list(ids), limit=len(ids), cache=False)}
    except (TimeoutError, ClientException) as error:
        _log.warning("Discord did not say who is still in server %s: %r", guild.id, error)
        return ()
    return [Member(ServerId(guild.id), key) for key in ids if key not in here]


def _card(board: Board, asker: Member) -> Card:
    if not board.places:
        return Card(text(say("board-title"), say("board-empty")))
    own = (
        say("board-own", rank=board.own.rank, streak=board.own.streak, title=quote(board.own.title))
        if board.own
        else say("board-own-none")
    )
    footer = say("board-page", page=board.page + 1, pages=board.pages) if board.pages > 1 else None
    return Card(
        text(say("board-title")),
        text(*map(_line, board.places)),
        text(own, footer),
        *pages.pager("board", asker.server, 0, board.page, board.pages),
        colour=GOING,
    )


def _line(place: Place) -> str:
    medal = _MEDALS.get(place.rank, f"{place.rank}.")
    return say("board-line", medal=medal, streak=place.streak, member=str(place.member), title=quote(place.title))


async def setup(bot: Accountabot) -> None:
    """Load the cog."""
    bot.add_dynamic_items(BoardPage)
    await bot.add_cog(Leaderboards(bot))
