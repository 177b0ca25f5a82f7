"""Store live leaderboards, and which messages show a leaderboard with a member."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, insert, select, update

from accountabot.domain.identifiers import Member, MessageRef, ServerId
from accountabot.domain.leaderboards.boards import BoardName, BoardPeriod
from accountabot.domain.leaderboards.live_boards import BoardEnd, LiveBoard
from accountabot.store.dialect import insert_ignoring
from accountabot.store.parameters import member_params
from accountabot.store.prepared import Prepared
from accountabot.store.schema import live_boards, mentions, shared_boards

_here = live_boards.c.server_id == bindparam("server")
_THIS = (_here, live_boards.c.id == bindparam("key"))
_ALL = Prepared(select(live_boards).where(_here).order_by(live_boards.c.id))
_GET = select(live_boards).where(*_THIS)
_FIND = select(live_boards).where(_here, live_boards.c.message_id == bindparam("message"))
_ADD = insert(live_boards)
_POSTED = update(live_boards).where(*_THIS).values(message_id=bindparam("message"))
_CHECKED = (
    update(live_boards).where(*_THIS).values(shown=bindparam("hash"), checked_at=bindparam("now"))
)
_END = (
    update(live_boards)
    .where(*_THIS)
    .values(end_reason=bindparam("reason"), ended_at=bindparam("now"))
)
_DROP = delete(live_boards).where(*_THIS)
_SHARE = insert_ignoring(shared_boards)


def _naming(boards: Any) -> Any:  # noqa: ANN401 - one of two tables, and a query of it
    return (
        select(boards.c.channel_id, boards.c.message_id)
        .join(
            mentions,
            and_(
                mentions.c.server_id == boards.c.server_id,
                mentions.c.message_id == boards.c.message_id,
            ),
        )
        .where(
            mentions.c.server_id == bindparam("server"),
            mentions.c.member_id == bindparam("member"),
        )
    )


_LIVE_NAMING = _naming(live_boards)
_SHARED_NAMING = _naming(shared_boards)


def add(
    tx: Connection, server: ServerId, channel: int, board: BoardName, period: BoardPeriod
) -> int:
    """Store a live leaderboard that is yet to be posted; return its key."""
    row = {
        "server_id": server,
        "channel_id": channel,
        "board": board,
        "period": period,
        "shown": "",
    }
    added = tx.execute(_ADD, row).inserted_primary_key
    assert added is not None
    return int(added[0])


def all_of(tx: Connection, server: ServerId) -> list[LiveBoard]:
    """Return the live leaderboards of a server, with those that ended."""
    return [_board(row) for row in _ALL.rows(tx, {"server": server})]


def get(tx: Connection, server: ServerId, key: int) -> LiveBoard | None:
    """Return a live leaderboard by its key, or None."""
    row = tx.execute(_GET, {"server": server, "key": key}).first()
    return _board(row) if row else None


def find(tx: Connection, server: ServerId, message: int) -> LiveBoard | None:
    """Return the live leaderboard in a message, or None."""
    row = tx.execute(_FIND, {"server": server, "message": message}).first()
    return _board(row) if row else None


def set_posted(tx: Connection, board: LiveBoard, message: int) -> None:
    """Store the message of a live leaderboard."""
    tx.execute(_POSTED, _which(board) | {"message": message})


def set_checked(tx: Connection, board: LiveBoard, shown: str, now: datetime) -> None:
    """Store that a message shows what is true now; `shown` is a hash of it."""
    tx.execute(_CHECKED, _which(board) | {"hash": shown, "now": now})


def set_ended(tx: Connection, board: LiveBoard, end: BoardEnd, now: datetime) -> None:
    """Store why a live leaderboard is no longer kept up to date."""
    tx.execute(_END, _which(board) | {"reason": end, "now": now})


def drop(tx: Connection, server: ServerId, key: int) -> None:
    """Delete a live leaderboard."""
    tx.execute(_DROP, {"server": server, "key": key})


def share(tx: Connection, server: ServerId, post: MessageRef) -> None:
    """Store that a message is a leaderboard that a member showed everyone."""
    tx.execute(
        _SHARE, {"server_id": server, "message_id": post.message, "channel_id": post.channel}
    )


def live_naming(tx: Connection, member: Member) -> list[MessageRef]:
    """Return the live leaderboards that name a member."""
    return [MessageRef(*row) for row in tx.execute(_LIVE_NAMING, member_params(member))]


def shared_naming(tx: Connection, member: Member) -> list[MessageRef]:
    """Return the leaderboards that were shown to everyone and name a member."""
    return [MessageRef(*row) for row in tx.execute(_SHARED_NAMING, member_params(member))]


def _board(row: Sequence[Any]) -> LiveBoard:
    key, server, channel, board, period, message, shown, checked_at, end, _ = row
    return LiveBoard(
        key=key,
        server=ServerId(server),
        channel=channel,
        board=BoardName(board),
        period=BoardPeriod(period),
        message=message,
        shown=shown,
        checked_at=checked_at,
        end=BoardEnd(end) if end else None,
    )


def _which(board: LiveBoard) -> dict[str, object]:
    return {"server": board.server, "key": board.key}
