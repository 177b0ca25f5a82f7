"""Store what members score on the leaderboards, and how many members have each score."""

from collections import Counter
from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, select

from accountabot.domain.identifiers import GoalId, Member, MemberId, ServerId
from accountabot.domain.leaderboards.boards import ALL_TIME, Board, BoardName, Span
from accountabot.domain.leaderboards.scores import Score
from accountabot.store.dialect import insert_replacing, row_id, upsert_adding
from accountabot.store.parameters import member_params
from accountabot.store.prepared import Prepared
from accountabot.store.schema import member_scores, score_counts

WIDTHS = (1, 100)
"""How many scores are counted together; counts of both widths add up to any rank quickly."""

_theirs = (
    member_scores.c.server_id == bindparam("server"),
    member_scores.c.member_id == bindparam("member"),
)
_OF = Prepared(
    select(
        member_scores.c.board,
        member_scores.c.span,
        member_scores.c.score,
        member_scores.c.goal_id,
        member_scores.c.kept,
        member_scores.c.of,
    ).where(*_theirs)
)
_SERVERS = (
    select(member_scores.c.server_id)
    .distinct()
    .where(member_scores.c.member_id == bindparam("member"))
)
_SET = insert_replacing(member_scores)
_REMOVE = delete(member_scores).where(
    *_theirs,
    member_scores.c.board == bindparam("which"),
    member_scores.c.span == bindparam("time"),
)


def _is_over(table: Table) -> ColumnElement[bool]:
    """Return whether a row is one of some of spans that are over."""
    row = row_id(table)
    over = (
        select(row)
        .select_from(table)
        .where(
            table.c.server_id == bindparam("server"),
            table.c.board == bindparam("board"),
            table.c.span > ALL_TIME,
            table.c.span < bindparam("before"),
        )
        .limit(bindparam("limit"))
    )
    return row.in_(over)


_FORGET_OVER = (
    delete(member_scores).where(_is_over(member_scores)),
    delete(score_counts).where(_is_over(score_counts)),
)
_COUNT = upsert_adding(score_counts, "members")
_FORGET_EMPTY = delete(score_counts).where(
    score_counts.c.server_id == bindparam("server"),
    score_counts.c.board == bindparam("which"),
    score_counts.c.span == bindparam("time"),
    score_counts.c.width == bindparam("size"),
    score_counts.c.bucket == bindparam("place"),
    score_counts.c.members <= 0,
)


def of(tx: Connection, member: Member) -> dict[Board, Score]:
    """Return a member's scores."""
    return {
        Board(BoardName(board), span): Score(value, goal and GoalId(goal), kept, due)
        for board, span, value, goal, kept, due in _OF.rows(tx, member_params(member))
    }


def servers_of(tx: Connection, member: MemberId) -> list[ServerId]:
    """Return the servers on whose leaderboards a member is."""
    return [ServerId(key) for key in tx.execute(_SERVERS, {"member": member}).scalars()]


def change(
    tx: Connection, member: Member, before: Mapping[Board, Score], after: Mapping[Board, Score]
) -> None:
    """Replace a member's scores."""
    gone = [board for board in before if board not in after]
    new = {board: score for board, score in after.items() if before.get(board) != score}
    if gone:
        tx.execute(_REMOVE, [_keys(member, board) for board in gone])
    if new:
        tx.execute(_SET, [_row(member, board, score) for board, score in new.items()])
    _count(tx, member, before, after)


def forget_over(tx: Connection, server: ServerId, before: Span, limit: int) -> bool:
    """Delete up to `limit` rows of spans before one; return whether there may be more."""
    for board in BoardName:
        for statement in _FORGET_OVER if board.has_periods else ():
            which = {"server": server, "board": board, "before": before, "limit": limit}
            limit -= tx.execute(statement, which).rowcount
            if limit <= 0:
                return True
    return False


def _count(
    tx: Connection, member: Member, before: Mapping[Board, Score], after: Mapping[Board, Score]
) -> None:
    changes: Counter[tuple[Board, int, int]] = Counter()
    for scores, sign in ((before, -1), (after, 1)):
        for board, score in scores.items():
            changes.update({(board, width, score.value // width): sign for width in WIDTHS})
    changed = {each: number for each, number in changes.items() if number}
    if not changed:
        return
    tx.execute(
        _COUNT,
        [
            {
                "server_id": member.server,
                "board": board.name,
                "span": board.span,
                "width": width,
                "bucket": bucket,
                "members": number,
            }
            for (board, width, bucket), number in changed.items()
        ],
    )
    _forget_empty(tx, member, (each for each, number in changed.items() if number < 0))


def _forget_empty(tx: Connection, member: Member, fewer: Iterable[tuple[Board, int, int]]) -> None:
    if keys := [
        _keys(member, board) | {"size": width, "place": bucket} for board, width, bucket in fewer
    ]:
        tx.execute(_FORGET_EMPTY, keys)


def _keys(member: Member, board: Board) -> dict[str, object]:
    return member_params(member) | {"which": board.name, "time": board.span}


def _row(member: Member, board: Board, score: Score) -> dict[str, object]:
    return {
        "server_id": member.server,
        "member_id": member.id,
        "board": board.name,
        "span": board.span,
        "score": score.value,
        "goal_id": score.goal,
        "kept": score.kept,
        "of": score.of,
    }
