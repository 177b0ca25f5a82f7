"""Let owners post live leaderboards in channels, see them, and stop them."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.delivery.outbox import Topic
from accountabot.domain.identifiers import Action, ServerId
from accountabot.domain.leaderboards.boards import BoardName, BoardPeriod
from accountabot.domain.leaderboards.live_boards import MOST, BoardEnd, LiveBoard
from accountabot.domain.refusals import Refusal
from accountabot.domain.server.settings import SettingName
from accountabot.services.server import settings_changes
from accountabot.store.delivery import mentions, outbox
from accountabot.store.leaderboards import live_boards


class PostedBoard(NamedTuple):
    """A live leaderboard, and whether it was just created."""

    board: LiveBoard
    is_new: bool


def post(
    tx: Connection, action: Action, channel: int, board: BoardName, period: BoardPeriod
) -> PostedBoard:
    """Have a live leaderboard posted in a channel, or return the one that is there already.

    Raises Refusal if the server has enough of them.
    """
    server = action.member.server
    period = period if board.has_periods else BoardPeriod.ALL
    current = list_boards(tx, server)
    for each in current:
        if (each.channel, each.board, each.period) == (channel, board, period):
            if each.message is None:
                outbox.sooner(tx, server, Topic.LIVE_BOARD, each.key, action.at)
            return PostedBoard(each, is_new=False)
    if len(current) >= MOST:
        raise Refusal("live-boards-full", most=MOST)
    key = live_boards.add(tx, server, channel, board, period)
    outbox.add(tx, server, Topic.LIVE_BOARD, subject=key, now=action.at, due=action.at)
    new = live_boards.get(tx, server, key)
    assert new is not None
    _log(tx, action, SettingName.BOARD_POSTED, new)
    return PostedBoard(new, is_new=True)


def stop(tx: Connection, action: Action, key: int) -> LiveBoard | None:
    """Stop a live leaderboard, and have its message deleted; return None if it has ended."""
    board = live_boards.get(tx, action.member.server, key)
    if board is None or board.end:
        return None
    _log(tx, action, SettingName.BOARD_STOPPED, board)
    if board.post:
        live_boards.set_ended(tx, board, BoardEnd.STOPPED, action.at)
        outbox.add_edits(tx, board.server, Topic.LIVE_BOARD_EDIT, [board.post], action.at)
    elif _is_being_posted(tx, board):
        live_boards.set_ended(tx, board, BoardEnd.STOPPED, action.at)
    else:
        forget(tx, board)
    return board


def list_boards(tx: Connection, server: ServerId) -> list[LiveBoard]:
    """Return the live leaderboards of a server, the oldest first."""
    return [board for board in live_boards.all_of(tx, server) if board.end is None]


def list_ended(tx: Connection, server: ServerId) -> list[LiveBoard]:
    """Return the live leaderboards that ended without an owner stopping them."""
    ends = {BoardEnd.MESSAGE_DELETED, BoardEnd.CHANNEL_DELETED}
    return [board for board in live_boards.all_of(tx, server) if board.end in ends]


def end(tx: Connection, board: LiveBoard, why: BoardEnd, now: datetime) -> None:
    """Keep a live leaderboard up to date no longer; owners are told in `/setup check`."""
    current = live_boards.get(tx, board.server, board.key)
    if current is None:
        return
    if current.end is BoardEnd.STOPPED:
        forget(tx, current)
    elif current.end is None:
        _remove_entries(tx, current)
        live_boards.set_ended(tx, current, why, now)


def end_messages(
    tx: Connection, server: ServerId, messages: Collection[int], now: datetime
) -> None:
    """End the live leaderboards whose messages someone deleted."""
    for board in list_boards(tx, server):
        if board.message in messages:
            end(tx, board, BoardEnd.MESSAGE_DELETED, now)


def end_channel(tx: Connection, server: ServerId, channel: int, now: datetime) -> None:
    """End the live leaderboards in a channel that someone deleted."""
    for board in list_boards(tx, server):
        if board.channel == channel:
            end(tx, board, BoardEnd.CHANNEL_DELETED, now)


def forget(tx: Connection, board: LiveBoard) -> None:
    """Delete a live leaderboard that ended, once its message is deleted or owners were told."""
    _remove_entries(tx, board)
    if board.message:
        mentions.forget(tx, board.server, board.message)
    live_boards.drop(tx, board.server, board.key)


def _is_being_posted(tx: Connection, board: LiveBoard) -> bool:
    entry = outbox.find(tx, board.server, Topic.LIVE_BOARD, board.key)
    return entry is not None and entry.tried_at is not None


def _remove_entries(tx: Connection, board: LiveBoard) -> None:
    outbox.remove(tx, board.server, Topic.LIVE_BOARD, board.key)
    if board.message:
        outbox.remove(tx, board.server, Topic.LIVE_BOARD_EDIT, board.message)


def _log(tx: Connection, action: Action, name: SettingName, board: LiveBoard) -> None:
    value = f"{board.channel} {board.board} {board.period}"
    settings_changes.log(tx, action, name, value)
