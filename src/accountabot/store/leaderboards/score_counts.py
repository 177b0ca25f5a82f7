"""Compare the number of members with each score with the scores themselves."""

from collections import Counter

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from accountabot.domain.identifiers import ServerId
from accountabot.domain.leaderboards.boards import Board, BoardName
from accountabot.store.leaderboards.member_scores import WIDTHS
from accountabot.store.schema import member_scores, score_counts

Counts = dict[tuple[int, int], int]
"""How many members have a score, by width and bucket."""

_on_board = (
    score_counts.c.server_id == bindparam("server"),
    score_counts.c.board == bindparam("board"),
    score_counts.c.span == bindparam("span"),
)
_SAVED = select(score_counts.c.width, score_counts.c.bucket, score_counts.c.members).where(
    *_on_board
)
_SCORES = (
    select(member_scores.c.score, func.count())
    .where(
        member_scores.c.server_id == bindparam("server"),
        member_scores.c.board == bindparam("board"),
        member_scores.c.span == bindparam("span"),
    )
    .group_by(member_scores.c.score)
)
_BOARDS = (
    select(score_counts.c.board, score_counts.c.span)
    .distinct()
    .where(score_counts.c.server_id == bindparam("server"))
)
_FORGET = delete(score_counts).where(*_on_board)
_ADD = insert(score_counts)


def boards(tx: Connection, server: ServerId) -> set[Board]:
    """Return the leaderboards of a server that have counts."""
    found = tx.execute(_BOARDS, {"server": server})
    return {Board(BoardName(name), span) for name, span in found}


def get(tx: Connection, server: ServerId, board: Board) -> Counts:
    """Return the saved counts of a leaderboard."""
    found = tx.execute(_SAVED, _which(server, board))
    return {(width, bucket): members for width, bucket, members in found}


def compute(tx: Connection, server: ServerId, board: Board) -> Counts:
    """Count the members of a leaderboard by their scores."""
    counts: Counter[tuple[int, int]] = Counter()
    for score, members in tx.execute(_SCORES, _which(server, board)):
        for width in WIDTHS:
            counts[width, score // width] += members
    return dict(counts)


def replace(tx: Connection, server: ServerId, board: Board, counts: Counts) -> None:
    """Replace the saved counts of a leaderboard."""
    tx.execute(_FORGET, _which(server, board))
    keys = {"server_id": server, "board": board.name, "span": board.span}
    rows = [
        keys | {"width": width, "bucket": bucket, "members": members}
        for (width, bucket), members in counts.items()
    ]
    if rows:
        tx.execute(_ADD, rows)


def _which(server: ServerId, board: Board) -> dict[str, object]:
    return {"server": server, "board": board.name, "span": board.span}
