"""Show leaderboards, without members who left."""

from datetime import datetime

from discord.app_commands import choices, command
from discord.ext import commands

from accountabot.domain.identifiers import ServerId
from accountabot.domain.leaderboards.boards import BoardName, BoardPeriod
from accountabot.services.delivery import notices
from accountabot.services.leaderboards import boards, recounts
from accountabot.services.leaderboards.boards import BoardRequest, BoardView
from accountabot.services.streaks import goal_status
from accountabot.ui import pagination, responses
from accountabot.ui.cards import Card
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.delivery.sharing import Shared, ShareItem
from accountabot.ui.leaderboards.board_card import (
    OWN,
    PAGE,
    PICK,
    SHARE,
    board_card,
    public_board_card,
)
from accountabot.ui.leaderboards.board_ids import from_detail
from accountabot.ui.leaderboards.board_picture import add_board_picture
from accountabot.ui.option_choices import choices_of
from accountabot.ui.pictures.adding import time_left
from accountabot.ui.responses import member

_TURNS = 8
"""Batches of stale goals that one request refreshes; the next request continues."""


class Leaderboards(commands.Cog):
    """The `/leaderboard` command."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot

    @command()
    @choices(board=choices_of(BoardName), period=choices_of(BoardPeriod))
    async def leaderboard(
        self,
        interaction: Interaction,
        board: BoardName = BoardName.STREAK,
        period: BoardPeriod = BoardPeriod.ALL,
    ) -> None:
        """See who's ahead, and where you are

        Args:
            board: What to compare
            period: The time to cover; streaks and weeks in a row have none
        """
        await responses.show(interaction, await _draw(interaction, BoardRequest(board, period)))


class BoardPage(PersistentItem, template=template(PAGE)):
    """A button to another page of a leaderboard."""

    async def on_press(self, interaction: Interaction) -> None:
        """Turn the page."""
        await pagination.turn_page(interaction, await _draw(interaction, from_detail(self.detail)))


class BoardMenu(PersistentItem, template=template(PICK)):
    """The menu of all leaderboards."""

    async def on_press(self, interaction: Interaction) -> None:
        """Show the chosen leaderboard in place."""
        request = from_detail(self.chosen[0])
        await pagination.turn_page(interaction, await _draw(interaction, request))


class OwnPlace(PersistentItem, template=template(OWN)):
    """The button *My place* of a public leaderboard."""

    async def on_press(self, interaction: Interaction) -> None:
        """Show the leaderboard privately, with the place of whoever pressed."""
        request = from_detail(self.detail)
        first = BoardRequest(request.board, request.period)
        await responses.show(interaction, await _draw(interaction, first))


class ShareBoard(ShareItem, template=template(SHARE)):
    """The *Show everyone* button of a leaderboard."""

    async def draw(self, interaction: Interaction) -> Shared:
        """Draw the page as it is now, without anyone's own rank."""
        view = (await _read(interaction, from_detail(self.detail))).for_everyone
        card = public_board_card(view, self.server)
        await _add_picture(interaction, card, view)
        return Shared(card, view.goals, is_board=True)


async def _draw(interaction: Interaction, request: BoardRequest) -> Card:
    view = await _read(interaction, request)
    card = board_card(view, responses.server_id(interaction), interaction.user.id)
    await _add_picture(interaction, card, view)
    return card


async def _add_picture(interaction: Interaction, card: Card, view: BoardView) -> None:
    if interaction.guild:
        await add_board_picture(
            interaction.client,
            interaction.guild,
            card,
            view,
            patience=time_left(interaction),
            known=interaction.user,
        )


async def _read(interaction: Interaction, request: BoardRequest) -> BoardView:
    """Read a page, and ask Discord whether the members on it are still here."""
    view = await _read_current(interaction, request)
    asked = {key: is_here for key, is_here in view.thought.items() if key != interaction.user.id}
    guild = interaction.guild
    if guild and await interaction.client.member_lookups.find_news(guild, asked):
        view = await _read_current(interaction, request)
    return view


async def _read_current(interaction: Interaction, request: BoardRequest) -> BoardView:
    """Read a page; if goals are due to be judged or counted, do that first."""
    asker, now = member(interaction), interaction.created_at
    read = responses.database(interaction).read
    view = await read(boards.read, asker, request, now)
    if view.is_stale:
        await _refresh(interaction, asker.server, now)
        view = await read(boards.read, asker, request, now)
    return view


async def _refresh(interaction: Interaction, server: ServerId, now: datetime) -> None:
    """Judge and count goals that are due, as far as that can be saved now."""
    for _ in range(_TURNS):
        refreshed = await responses.save_if_possible(
            interaction, notices.refresh_stale, server, now
        )
        if refreshed is None:
            return
        for goal in refreshed.goals:
            interaction.client.events.goal_changed(server, goal)
        interaction.client.state.expect_notices(refreshed.pending)
        interaction.client.events.outbox_changed()
        if len(refreshed.goals) < goal_status.BATCH_SIZE:
            break
    for _ in range(_TURNS):
        counted = await responses.save_if_possible(
            interaction, recounts.recount_due_here, server, now
        )
        interaction.client.events.outbox_changed()  # live leaderboards may be due
        if not counted:
            return


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(BoardPage, BoardMenu, OwnPlace, ShareBoard)
    await bot.add_cog(Leaderboards(bot))
