"""Read what a live leaderboard shows, and save that its message was posted or redrawn."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.delivery.outbox import EDIT_TO_RETRY, OutboxEntry, Topic
from accountabot.domain.identifiers import MessageRef, ServerId
from accountabot.domain.leaderboards.boards import next_span_at
from accountabot.domain.leaderboards.live_boards import PAUSE, BoardEnd, LiveBoard
from accountabot.services.leaderboards import board_redraws, boards, server_time
from accountabot.services.leaderboards.boards import BoardRequest, BoardView
from accountabot.services.leaderboards.live_boards import forget
from accountabot.store.delivery import mentions, outbox
from accountabot.store.leaderboards import live_boards


class BoardContents(NamedTuple):
    """A live leaderboard and what it has to show."""

    board: LiveBoard
    view: BoardView


def load(tx: Connection, server: ServerId, key: int, now: datetime) -> BoardContents | None:
    """Return a live leaderboard by its key, and what it shows now; None if it is stopped."""
    board = live_boards.get(tx, server, key)
    return BoardContents(board, read(tx, board, now)) if board else None


def find(tx: Connection, server: ServerId, message: int, now: datetime) -> BoardContents | None:
    """Return the live leaderboard in a message, and what it shows now; None if it is none."""
    board = live_boards.find(tx, server, message)
    return BoardContents(board, read(tx, board, now)) if board else None


def read(tx: Connection, board: LiveBoard, now: datetime) -> BoardView:
    """Return what a live leaderboard shows now."""
    return boards.read_public(tx, board.server, BoardRequest(board.board, board.period), now)


def wait_for_pause(tx: Connection, entry: OutboxEntry, board: LiveBoard, now: datetime) -> bool:
    """Postpone a redraw that comes less than a minute after the last; return whether it does."""
    if board.checked_at is None or now >= board.checked_at + PAUSE:
        return False
    outbox.reschedule(tx, entry, board.checked_at + PAUSE)
    return True


def mark_refused(tx: Connection, entry: OutboxEntry, board: LiveBoard, now: datetime) -> None:
    """Save that Discord refused a live leaderboard: it is tried again tomorrow, unless stopped."""
    current = live_boards.get(tx, board.server, board.key)
    if current and current.end is None:
        outbox.reschedule(tx, entry, now + EDIT_TO_RETRY)
    elif current:
        forget(tx, current)


def mark_posted(
    tx: Connection,
    entry: OutboxEntry,
    contents: BoardContents,
    post: MessageRef,
    *,
    shown: str,
    now: datetime,
) -> None:
    """Save the message of a live leaderboard; if it was stopped meanwhile, have it deleted.

    `shown` is empty if it is not known what the message says.
    """
    outbox.drop(tx, entry)
    live_boards.set_posted(tx, contents.board, post.message)
    _mark_shown(tx, contents, shown, now)


def mark_redrawn(
    tx: Connection,
    contents: BoardContents,
    *,
    shown: str,
    now: datetime,
    entry: OutboxEntry | None = None,
) -> None:
    """Save that the message of a live leaderboard shows what was read, and complete its entry."""
    if entry:
        outbox.drop(tx, entry)
    _mark_shown(tx, contents, shown, now)


def _mark_shown(tx: Connection, contents: BoardContents, shown: str, now: datetime) -> None:
    """Save who is on a live leaderboard, and plan its next redraw."""
    live_boards.set_checked(tx, contents.board, shown, now)
    board = live_boards.get(tx, contents.board.server, contents.board.key)
    if board is None or board.post is None:
        return
    current = read(tx, board, now)
    members = {rank.member for rank in contents.view.ranks}
    mentions.forget(tx, board.server, board.post.message)
    mentions.add(tx, board.server, board.post, members & {rank.member for rank in current.ranks})
    if board.end is BoardEnd.STOPPED:
        outbox.add_edits(tx, board.server, Topic.LIVE_BOARD_EDIT, [board.post], now)
    elif _lines(contents.view) - _lines(current):
        outbox.add_edits(tx, board.server, Topic.REDACTION, [board.post], now)
    elif not shown or contents.view.ranks != current.ranks:
        board_redraws.request_one(tx, board, now)
    _plan_next_span(tx, board, now)


def _lines(view: BoardView) -> set[tuple[int, str]]:
    """Return what may have to disappear at once: members, and the titles of their goals."""
    return {(rank.member, rank.title) for rank in view.ranks}


def _plan_next_span(tx: Connection, board: LiveBoard, now: datetime) -> None:
    """Queue the redraw at the beginning of the server's next week or month."""
    weeks = server_time.weeks(tx, board.server)
    due = next_span_at(board.period, now, weeks)
    if due and board.post and board.end is None:
        outbox.add_edits(tx, board.server, Topic.LIVE_BOARD_EDIT, [board.post], due)
