"""Write a request for a page of a leaderboard into a custom_id, and read it again."""

from accountabot.domain.identifiers import MemberId
from accountabot.domain.leaderboards.boards import BoardName, BoardPeriod
from accountabot.domain.refusals import Refusal
from accountabot.services.leaderboards.boards import BoardRequest
from accountabot.store.leaderboards.ranks import BoardPlace
from accountabot.ui.components import parse_number

_BEFORE, _AFTER = "before", "after"


def to_detail(request: BoardRequest) -> str:
    """Return the detail of a custom_id for a request."""
    parts: list[str] = [request.board, request.period]
    if request.beside:
        side = _BEFORE if request.is_backwards else _AFTER
        parts += [str(request.page), side, *map(str, request.beside)]
    return " ".join(parts)


def from_detail(detail: str) -> BoardRequest:
    """Return the request in a detail; raise Refusal if it is forged.

    The key of an outbox entry may follow it.
    """
    match detail.partition(":")[0].split(" "):
        case [board, period]:
            return BoardRequest(*_names(board, period))
        case [board, period, page, side, score, member] if side in {_BEFORE, _AFTER}:
            return BoardRequest(
                *_names(board, period),
                page=parse_number(page),
                beside=BoardPlace(parse_number(score), MemberId(parse_number(member))),
                is_backwards=side == _BEFORE,
            )
    raise Refusal("control-unknown")


def _names(board: str, period: str) -> tuple[BoardName, BoardPeriod]:
    try:
        return BoardName(board), BoardPeriod(period)
    except ValueError:
        raise Refusal("control-unknown") from None
