"""Show leaderboards of current streaks, without members who left."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from discord import Guild
from discord.app_commands import command
from discord.ext import commands

from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.services.delivery import notices
from accountabot.services.people import departures
from accountabot.services.streaks import goal_status, leaderboards
from accountabot.services.streaks.leaderboards import Board
from accountabot.ui import pagination, responses
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, parse_number, template
from accountabot.ui.delivery.sharing import Shared, ShareItem
from accountabot.ui.leaderboard_cards import SHARE, VERB, board_card
from accountabot.ui.present_members import find_present
from accountabot.ui.responses import member

_ANSWER_WITHIN = 1.0
"""Timeout in seconds for looking up members."""
_TURNS = 8
"""Batches of stale standings that one request refreshes; the next request continues."""


class Leaderboards(commands.Cog):
    """The `/leaderboard` command."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot

    @command()
    async def leaderboard(
        self, interaction: Interaction, board: Literal["streak"] = "streak"
    ) -> None:
        """See who's keeping their word right now

        Args:
            board: What to compare
        """
        found = await _read(interaction)
        card = board_card(found, responses.server_id(interaction), interaction.user.id)
        await responses.show(interaction, card)


class BoardPage(PersistentItem, template=template(VERB)):
    """A button to another page of a leaderboard."""

    async def on_press(self, interaction: Interaction) -> None:
        """Turn the page."""
        board = await _read(interaction, parse_number(self.detail))
        await pagination.turn_page(interaction, board_card(board, self.server, interaction.user.id))


class ShareBoard(ShareItem, template=template(SHARE)):
    """The *Show everyone* button of a leaderboard; its detail is the page."""

    async def draw(self, interaction: Interaction) -> Shared:
        """Draw the page as it is now, without anyone's own rank."""
        board = await _read(interaction, parse_number(self.detail))
        board = board._replace(own_rank=None, is_hidden=True)
        return Shared(board_card(board, self.server), board.goals)


async def _read(interaction: Interaction, page: int = 0) -> Board:
    asker = member(interaction)
    now = interaction.created_at
    read = responses.database(interaction).read
    if interaction.guild:
        thought = await read(leaderboards.members_to_verify, asker.server, page, now)
        await _look_who_is_here(interaction, interaction.guild, thought)
    if await read(goal_status.has_stale, asker.server, now):
        await _judge_fallen(interaction, asker.server, now)
    return await read(leaderboards.streak_board, asker, page, now)


async def _judge_fallen(interaction: Interaction, server: ServerId, now: datetime) -> None:
    """Refresh stale standings, as far as they can be saved now."""
    for _ in range(_TURNS):
        refreshed = await responses.save_if_possible(
            interaction, notices.refresh_stale, server, now
        )
        interaction.client.events.outbox_changed()
        if refreshed is None:
            return
        for goal in refreshed.goals:
            interaction.client.events.goal_changed(server, goal)
        interaction.client.state.expect_notices(refreshed.pending)
        if len(refreshed.goals) < goal_status.BATCH_SIZE:
            return


async def _look_who_is_here(
    interaction: Interaction, guild: Guild, thought: Mapping[MemberId, bool]
) -> None:
    """Ask Discord which members are present, and record missed departures and returns."""
    server = ServerId(guild.id)
    asker = MemberId(interaction.user.id)
    found = await find_present(guild, [key for key in thought if key != asker], _ANSWER_WITHIN)
    if found is None:
        return
    here = [
        Member(server, key)
        for key, is_here in thought.items()
        if not is_here and key in {*found, asker}
    ]
    gone = [
        Member(server, key)
        for key, is_here in thought.items()
        if is_here and key not in {*found, asker}
    ]
    if here or gone:
        await responses.save_if_possible(
            interaction, departures.sync_members, here, gone, interaction.created_at
        )


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(BoardPage, ShareBoard)
    await bot.add_cog(Leaderboards(bot))
