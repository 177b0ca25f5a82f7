"""Let owners post live leaderboards, see them and stop them."""

from discord import Guild, TextChannel
from discord.app_commands import choices, command

from accountabot.domain.leaderboards.boards import BoardName, BoardPeriod
from accountabot.domain.refusals import Refusal
from accountabot.services.leaderboards import live_boards
from accountabot.services.leaderboards.live_boards import PostedBoard
from accountabot.ui import responses
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import OwnedItem, parse_number, template
from accountabot.ui.delivery import panels
from accountabot.ui.leaderboards.live_board_list import (
    NEEDED,
    STOP,
    link_to,
    live_boards_card,
    title_of,
)
from accountabot.ui.localization import say
from accountabot.ui.option_choices import choices_of
from accountabot.ui.permissions import missing_permissions
from accountabot.ui.responses import act, act_on_messages, database, member


@command(name="board")
@choices(board=choices_of(BoardName), period=choices_of(BoardPeriod))
async def post_board(
    interaction: Interaction,
    channel: TextChannel | None = None,
    board: BoardName = BoardName.STREAK,
    period: BoardPeriod = BoardPeriod.ALL,
) -> None:
    """Post a leaderboard that keeps itself up to date, or list and stop the ones you have

    Args:
        channel: Where to post it; leave empty to list the ones you have
        board: What to compare
        period: The time to cover; streaks and weeks in a row have none
    """
    if channel is None:
        await _show(interaction)
        return
    if problem := _problem_in(interaction, channel):
        await responses.show_privately(interaction, problem)
        return
    posted = await act(interaction, live_boards.post, channel.id, board, period)
    interaction.client.events.outbox_changed()
    has_period = board.has_periods or period is BoardPeriod.ALL
    await _show(
        interaction, _said(posted), None if has_period else say("live-board-without-period")
    )


class StopBoard(OwnedItem, template=template(STOP)):
    """The *Stop* button of a live leaderboard, for the owner who opened the list."""

    not_yours = "live-boards-not-yours"

    async def on_owner_press(self, interaction: Interaction) -> None:
        """Stop the leaderboard and delete its message."""
        key = parse_number(self.detail)
        stopped = await act_on_messages(interaction, live_boards.stop, key)
        interaction.client.events.outbox_changed()
        await _show(
            interaction,
            say("live-board-stopped", name=title_of(stopped))
            if stopped
            else say("live-board-stopped-already"),
        )


def _problem_in(interaction: Interaction, channel: TextChannel) -> str | None:
    """Describe what keeps the bot from posting; raise Refusal unless it is a channel of here."""
    guild = interaction.guild
    found = guild.get_channel(channel.id) if guild else None
    if not isinstance(found, TextChannel):
        raise Refusal("channel-gone")
    lacks = missing_permissions(found, NEEDED)
    return say("live-board-closed", channel=str(found.id), permissions=lacks) if lacks else None


def _said(posted: PostedBoard) -> str:
    board = posted.board
    if posted.is_new:
        return say("live-board-posted", name=title_of(board), channel=str(board.channel))
    if board.message is None:
        return say("live-board-waiting", name=title_of(board), channel=str(board.channel))
    return say("live-board-already", name=title_of(board), link=link_to(board))


async def _show(interaction: Interaction, *said: str | None) -> None:
    guild = interaction.guild
    assert isinstance(guild, Guild)
    opener = member(interaction)
    boards = await database(interaction).read(live_boards.list_boards, opener.server)
    await panels.show(interaction, live_boards_card(guild, opener, boards, *said))


async def setup(bot: Client) -> None:
    """Load the button and add the command to the existing `/setup` group."""
    bot.add_dynamic_items(StopBoard)
    bot.group_of("Setup").add_command(post_board)
