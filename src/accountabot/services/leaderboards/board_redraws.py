"""Queue the redraws of leaderboards in messages: live ones, and those shown to everyone."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection

from accountabot.domain.delivery.outbox import Topic
from accountabot.domain.identifiers import Member, MessageRef, ServerId
from accountabot.domain.leaderboards.boards import Board, period_of
from accountabot.domain.leaderboards.live_boards import PAUSE, LiveBoard
from accountabot.store.delivery import outbox
from accountabot.store.leaderboards import live_boards


def request(tx: Connection, server: ServerId, changed: Collection[Board], now: datetime) -> None:
    """Queue the redraws of the live leaderboards on which a score changed.

    Each is redrawn at most once a minute, and only if it shows something else then.
    """
    if not changed:
        return
    found = {(board.name, period_of(board.span)) for board in changed}
    for each in live_boards.all_of(tx, server):
        if (each.board, each.period) in found:
            request_one(tx, each, now)


def request_all(tx: Connection, server: ServerId, now: datetime) -> None:
    """Queue the redraws of all live leaderboards of a server: its weeks may begin anew."""
    for each in live_boards.all_of(tx, server):
        request_one(tx, each, now)


def request_one(tx: Connection, board: LiveBoard, now: datetime) -> None:
    """Queue the redraw of a live leaderboard, unless it ended or is yet to be posted."""
    if board.post and board.end is None:
        due = max(now, board.checked_at + PAUSE) if board.checked_at else now
        outbox.add_edits(tx, board.server, Topic.LIVE_BOARD_EDIT, [board.post], due)


def redraw_without(tx: Connection, member: Member, now: datetime) -> None:
    """Queue the redraws of all leaderboards that name a member, ahead of all other edits.

    Live ones come first, then the newest messages.
    """
    live = live_boards.live_naming(tx, member)
    shared = sorted(live_boards.shared_naming(tx, member), key=_message, reverse=True)
    outbox.add_edits(tx, member.server, Topic.REDACTION, [*live, *shared], now)


def _message(post: MessageRef) -> int:
    return post.message
