"""List a server's live leaderboards for owners, and what keeps them from being updated."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from discord import Guild, TextChannel
from discord.ui import Item, Section

from accountabot.domain.checkins.attachments import message_link
from accountabot.domain.identifiers import Member
from accountabot.domain.leaderboards.live_boards import BoardEnd, LiveBoard
from accountabot.ui.cards import Card, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.leaderboards.board_card import board_title
from accountabot.ui.localization import say
from accountabot.ui.permissions import SPEAK, missing_permissions

STOP = "live-board-stop"
"""The verb of the *Stop* button."""
NEEDED = (*SPEAK, "read_message_history")


def live_boards_card(
    guild: Guild, opener: Member, boards: Sequence[LiveBoard], *said: str | None
) -> Card:
    """Build the list of live leaderboards, with a *Stop* button each, for its opener."""
    lines: list[Item[Any]] = [_line(guild, opener, board) for board in boards]
    return Card(
        text(*said, say("live-boards-title")),
        *(lines or [text(say("live-boards-none"))]),
        text(say("live-boards-how")),
    )


def title_of(board: LiveBoard) -> str:
    """Return the name of a live leaderboard and its period."""
    return board_title(board.board, board.period)


def link_to(board: LiveBoard) -> str:
    """Return a link to the message of a live leaderboard, or its channel if there is none yet."""
    if board.message is None:
        return f"<#{board.channel}>"
    return message_link(board.server, board.channel, board.message)


def overview_line(boards: Iterable[LiveBoard]) -> str:
    """Describe the live leaderboards in one line."""
    said = [
        say("live-board-in", name=title_of(board), channel=str(board.channel)) for board in boards
    ]
    if not said:
        return say("overview-live-boards-none")
    return say("overview-live-boards", boards=", ".join(said))


def live_board_problems(
    guild: Guild, boards: Iterable[LiveBoard], ended: Iterable[LiveBoard]
) -> Iterator[str]:
    """Describe which live leaderboards ended, and what keeps others from being updated."""
    for board in ended:
        yield _ending(board, board.end)
    for board in boards:
        if is_gone(guild, board):
            yield _ending(board, BoardEnd.CHANNEL_DELETED)
        elif lacks := _lacking(guild, board):
            yield say(
                "checkup-missing",
                channel=str(board.channel),
                permissions=lacks,
                effect=say("checkup-live-board", name=title_of(board)),
            )


def is_gone(guild: Guild, board: LiveBoard) -> bool:
    """Return whether the channel of a live leaderboard no longer exists."""
    return guild.get_channel(board.channel) is None


def _ending(board: LiveBoard, end: BoardEnd | None) -> str:
    if end is BoardEnd.CHANNEL_DELETED:
        return say("checkup-live-board-channel", name=title_of(board))
    return say("checkup-live-board-message", name=title_of(board), channel=str(board.channel))


def _line(guild: Guild, opener: Member, board: LiveBoard) -> Section[Card]:
    stop = button(
        say("button-live-board-stop"),
        custom_id(STOP, opener.server, opener.id, str(board.key)),
    )
    lacks = _lacking(guild, board)
    return Section(
        text(
            say("live-board-line", name=title_of(board), link=link_to(board)),
            say("live-board-missing", permissions=lacks) if lacks else None,
        ),
        accessory=stop,
    )


def _lacking(guild: Guild, board: LiveBoard) -> str:
    channel = guild.get_channel(board.channel)
    return missing_permissions(channel, NEEDED) if isinstance(channel, TextChannel) else ""
