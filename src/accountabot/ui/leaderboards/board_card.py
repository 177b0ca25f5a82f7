"""Build the cards of leaderboards."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from discord import SelectOption
from discord.ui import ActionRow, Item, Select

from accountabot.domain.identifiers import ServerId
from accountabot.domain.leaderboards.boards import BoardName, BoardPeriod
from accountabot.domain.leaderboards.ranks import Rank
from accountabot.services.leaderboards.boards import BoardRequest, BoardView
from accountabot.store.leaderboards.ranks import BoardPlace
from accountabot.ui.cards import OVERVIEW, Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.delivery.sharing import share_button
from accountabot.ui.escaping import escape
from accountabot.ui.leaderboards.board_ids import to_detail
from accountabot.ui.localization import say

PAGE, SHARE, PICK, OWN = "board", "share-board", "pick-board", "my-board"
"""The verbs of the page buttons, *Show everyone*, the menu of boards, and *My place*."""
MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}
CHOICES = tuple(
    (board, period)
    for board in BoardName
    for period in (BoardPeriod if board.has_periods else (BoardPeriod.ALL,))
)
"""All boards with their periods."""


def board_card(view: BoardView, server: ServerId, asker: int) -> Card:
    """Build a page of a leaderboard for the member who asked for it."""
    request = view.request
    share = share_button(SHARE, server, 0, to_detail(request))
    return Card(
        text(_title(request)),
        *_around(view, asker),
        text(*_lines(view, asker)) if view.ranks else text(say("board-empty", board=request.board)),
        *_footer(view),
        *_page_buttons(view, server),
        row(_menu(request, server)),
        *([row(share)] if view.ranks else []),
        colour=OVERVIEW,
    )


def public_board_card(view: BoardView, server: ServerId) -> Card:
    """Build a page of a leaderboard for everyone."""
    return _for_everyone(view, server, *_footer(view))


def live_board_card(view: BoardView, server: ServerId, dedup_key: str = "") -> Card:
    """Build a leaderboard that stays up to date."""
    return _for_everyone(view, server, text(say("live-board-note")), dedup_key=dedup_key)


def _for_everyone(
    view: BoardView, server: ServerId, *footer: Item[Any], dedup_key: str = ""
) -> Card:
    request = view.request
    detail = f"{to_detail(request)}:{dedup_key}" if dedup_key else to_detail(request)
    own = custom_id(OWN, server, 0, detail)
    return Card(
        text(_title(request)),
        text(*_lines(view)) if view.ranks else text(say("board-empty", board=request.board)),
        *footer,
        row(button(say("button-my-place"), own, emoji="📍")),
        colour=OVERVIEW,
    )


def _title(request: BoardRequest) -> str:
    return say("board-title", name=board_title(request.board, request.period))


def board_title(board: BoardName, period: BoardPeriod) -> str:
    """Return the name of a leaderboard and its period."""
    time = f"{board}-{period}" if board.has_periods else "none"
    return say("board-name", board=board, time=time)


def _around(view: BoardView, asker: int) -> Iterator[Item[Any]]:
    """Yield the asker's rank with the members around them, or why they have none."""
    if view.around:
        lines = (_line(rank, {}, view, asker) for rank in view.around)
        yield text(say("board-around", total=view.total), *lines)
    elif view.own:
        yield text(say("board-own", rank=view.own.rank, total=view.total))
    else:
        yield text(say("board-own-hidden" if view.is_hidden else "board-own-none"))


def _lines(view: BoardView, asker: int = 0) -> Iterator[str]:
    medals = medals_of(view)
    for rank in view.ranks:
        yield _line(rank, medals, view, asker)


def _line(rank: Rank, medals: Mapping[int, str], view: BoardView, asker: int) -> str:
    said = say(
        "board-line",
        medal=medals.get(rank.rank, f"{rank.rank}."),
        score=say(
            "board-score",
            board=view.request.board,
            score=rank.score.value,
            kept=rank.score.kept,
            of=rank.score.of,
        ),
        member=str(rank.member),
        title=escape(rank.title),
        has_title=int(view.request.board is BoardName.STREAK),
        without_freeze=int(rank.is_without_freeze),
    )
    return f"➤ {said}" if rank.member == asker else said


def medals_of(view: BoardView) -> dict[int, str]:
    """Return the medals by rank; a rank that more members share than there are left has none."""
    ties = Counter(rank.rank for rank in view.ranks)
    return {
        rank: medal
        for rank, medal in MEDALS.items()
        if view.request.page == 0 and rank + ties[rank] - 1 <= len(MEDALS)
    }


def _footer(view: BoardView) -> Iterator[Item[Any]]:
    if view.pages > 1:
        yield text(say("board-page", page=view.request.page + 1, pages=view.pages))


def _page_buttons(view: BoardView, server: ServerId) -> Iterator[ActionRow[Any]]:
    """Yield the buttons to the page before and to the one after, if there are several."""
    if view.pages <= 1 or not view.ranks:
        return
    request = view.request
    first, last = view.ranks[0], view.ranks[-1]
    back = request._replace(page=request.page - 1, beside=_place(first), is_backwards=True)
    if request.page <= 1:
        back = BoardRequest(request.board, request.period)
    more = request._replace(page=request.page + 1, beside=_place(last), is_backwards=False)
    before = button(say("button-back"), custom_id(PAGE, server, 0, to_detail(back)))
    after = button(say("button-more"), custom_id(PAGE, server, 0, to_detail(more)))
    before.disabled = request.page <= 0
    after.disabled = request.page >= view.pages - 1
    yield row(before, after)


def _place(rank: Rank) -> BoardPlace:
    return BoardPlace(rank.score.value, rank.member)


def _menu(request: BoardRequest, server: ServerId) -> Select[Any]:
    """Build the menu of all leaderboards."""
    options = [
        SelectOption(
            label=board_title(board, period),
            value=f"{board} {period}",
            default=(board, period) == (request.board, request.period),
        )
        for board, period in CHOICES
    ]
    id_ = custom_id(PICK, server)
    return Select(custom_id=id_, placeholder=say("board-pick"), options=options)
