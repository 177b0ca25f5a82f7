"""Live leaderboards: when they are redrawn, what happens at the same time, and how they end."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection

from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.identifiers import (
    Action,
    InteractionId,
    Member,
    MemberId,
    MessageRef,
    ServerId,
)
from accountabot.domain.leaderboards.boards import Board, BoardName, BoardPeriod
from accountabot.domain.leaderboards.live_boards import MOST, BoardEnd
from accountabot.domain.leaderboards.scores import Score
from accountabot.domain.refusals import Refusal
from accountabot.services.leaderboards import (
    board_redraws,
    live_board_messages,
    live_boards,
    scores,
)
from accountabot.services.leaderboards.live_board_messages import BoardContents
from accountabot.services.people import preferences
from accountabot.services.server import judging_rules
from accountabot.store.delivery import outbox
from accountabot.store.in_memory import in_memory_database
from accountabot.store.leaderboards import live_boards as stored
from accountabot.store.leaderboards import member_scores

SERVER, CHANNEL = ServerId(1), 50
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
ALICE, BOB = (Member(SERVER, MemberId(key)) for key in (101, 102))
STREAKS = Board(BoardName.STREAK)
CHECK_INS = Board(BoardName.CHECK_INS)


@pytest.fixture
def tx() -> Iterator[Connection]:
    """Return a connection to an empty database."""
    with in_memory_database() as found:
        yield found


def act(at: datetime = NOON, member: Member = ALICE) -> Action:
    return Action(member, at, InteractionId(int(at.timestamp() * 1000)))


def post(
    tx: Connection, board: BoardName = BoardName.CHECK_INS, period: BoardPeriod = BoardPeriod.ALL
) -> BoardContents:
    """Post a live leaderboard at noon, as the outbox does."""
    key = live_boards.post(tx, act(), CHANNEL, board, period).board.key
    (entry,) = outbox.claim_sends(tx, NOON, 10)
    found = live_board_messages.load(tx, SERVER, key, NOON)
    assert found is not None
    place = MessageRef(CHANNEL, 900 + key)
    live_board_messages.mark_posted(tx, entry, found, place, shown="first", now=NOON)
    return load(tx, key)


def load(tx: Connection, key: int, now: datetime = NOON) -> BoardContents:
    found = live_board_messages.load(tx, SERVER, key, now)
    assert found is not None
    return found


def score(tx: Connection, member: Member, value: int, board: Board = CHECK_INS) -> None:
    """Change a score, as counting does."""
    after = {board: Score(value)} if value else {}
    member_scores.change(tx, member, member_scores.of(tx, member), after)


def due(tx: Connection, topic: Topic, now: datetime) -> list[OutboxEntry]:
    """Claim the edits with a topic that are due."""
    return [entry for entry in outbox.claim_edits(tx, now, 100) if entry.topic is topic]


def test_a_changed_score_queues_one_redraw_a_minute_after_the_last(tx: Connection) -> None:
    board = post(tx)
    for seconds in (1, 2, 30):
        board_redraws.request(tx, SERVER, [CHECK_INS], NOON + seconds * SECOND)

    assert due(tx, Topic.LIVE_BOARD_EDIT, NOON + 59 * SECOND) == []
    (entry,) = due(tx, Topic.LIVE_BOARD_EDIT, NOON + MINUTE)
    assert entry.post == board.board.post


def test_other_boards_and_other_servers_are_left_alone(tx: Connection) -> None:
    post(tx, BoardName.CHECK_INS, BoardPeriod.WEEK)
    board_redraws.request(tx, SERVER, [CHECK_INS, STREAKS], NOON + MINUTE)
    board_redraws.request(
        tx, ServerId(2), [Board(BoardName.CHECK_INS, "2025-12-29")], NOON + MINUTE
    )

    assert due(tx, Topic.LIVE_BOARD_EDIT, NOON + DAY) == []


def test_a_redraw_that_comes_too_soon_waits_for_the_rest_of_the_minute(tx: Connection) -> None:
    contents = post(tx)
    assert contents.board.post
    outbox.add_edits(tx, SERVER, Topic.LIVE_BOARD_EDIT, [contents.board.post], NOON)
    (entry,) = due(tx, Topic.LIVE_BOARD_EDIT, NOON + SECOND)
    waits = live_board_messages.wait_for_pause(tx, entry, contents.board, NOON + SECOND)

    assert waits
    assert due(tx, Topic.LIVE_BOARD_EDIT, NOON + 59 * SECOND) == []
    assert len(due(tx, Topic.LIVE_BOARD_EDIT, NOON + MINUTE)) == 1


def test_a_member_who_leaves_while_a_board_is_drawn_is_removed_at_once(tx: Connection) -> None:
    score(tx, ALICE, 3)
    score(tx, BOB, 2)
    board = post(tx).board
    drawn = load(tx, board.key)
    preferences.set_on_leaderboards(tx, act(NOON + SECOND), on=False)
    for entry in due(tx, Topic.REDACTION, NOON + SECOND):
        outbox.drop(tx, entry)  # it was carried out before the board was drawn with old scores
    now = NOON + 2 * SECOND
    live_board_messages.mark_redrawn(tx, drawn, shown="with alice", now=now)

    (entry,) = due(tx, Topic.REDACTION, now)
    assert entry.post == board.post
    assert stored.live_naming(tx, ALICE) == []
    assert stored.live_naming(tx, BOB) == [board.post]


def test_a_score_that_changes_while_a_board_is_drawn_is_shown_a_minute_later(
    tx: Connection,
) -> None:
    score(tx, BOB, 2)
    board = post(tx).board
    drawn = load(tx, board.key)
    score(tx, BOB, 3)
    live_board_messages.mark_redrawn(tx, drawn, shown="two", now=NOON)

    assert outbox.claim_edits(tx, NOON + 59 * SECOND, 10) == []
    assert len(due(tx, Topic.LIVE_BOARD_EDIT, NOON + MINUTE)) == 1


def test_removals_are_claimed_before_edits_that_were_due_earlier(tx: Connection) -> None:
    cards = [MessageRef(CHANNEL, key) for key in range(1, 11)]
    outbox.add_edits(tx, SERVER, Topic.LIVE_BOARD_EDIT, cards, NOON - DAY)
    outbox.add_edits(tx, SERVER, Topic.REDACTION, [MessageRef(CHANNEL, 99)], NOON)

    claimed = outbox.claim_edits(tx, NOON, 3)

    assert [entry.topic for entry in claimed] == [
        Topic.REDACTION,
        Topic.LIVE_BOARD_EDIT,
        Topic.LIVE_BOARD_EDIT,
    ]


def test_two_owners_who_post_the_same_board_at_once_get_one(tx: Connection) -> None:
    one = live_boards.post(tx, act(), CHANNEL, BoardName.REGULAR, BoardPeriod.WEEK)
    two = live_boards.post(tx, act(member=BOB), CHANNEL, BoardName.REGULAR, BoardPeriod.MONTH)

    assert (one.is_new, two.is_new) == (True, False)
    assert one.board == two.board
    assert one.board.period is BoardPeriod.ALL


def test_ended_boards_make_room_for_others(tx: Connection) -> None:
    for channel in range(MOST):
        live_boards.post(tx, act(), channel, BoardName.STREAK, BoardPeriod.ALL)
    with pytest.raises(Refusal, match="live-boards-full"):
        live_boards.post(tx, act(), MOST, BoardName.STREAK, BoardPeriod.ALL)
    live_boards.end_channel(tx, SERVER, 0, NOON)

    assert live_boards.post(tx, act(), MOST, BoardName.STREAK, BoardPeriod.ALL).is_new


def test_a_board_that_is_stopped_while_it_is_posted_is_deleted(tx: Connection) -> None:
    key = live_boards.post(tx, act(), CHANNEL, BoardName.STREAK, BoardPeriod.ALL).board.key
    (entry,) = outbox.claim_sends(tx, NOON, 10)
    found = load(tx, key)
    live_boards.stop(tx, act(), key)
    live_board_messages.mark_posted(tx, entry, found, MessageRef(CHANNEL, 900), shown="", now=NOON)

    (edit,) = due(tx, Topic.LIVE_BOARD_EDIT, NOON)
    assert edit.post == MessageRef(CHANNEL, 900)
    board = stored.get(tx, SERVER, key)
    assert board is not None
    assert board.end is BoardEnd.STOPPED
    live_boards.forget(tx, board)
    assert stored.all_of(tx, SERVER) == []
    assert outbox.next_due(tx) is None


def test_a_board_that_is_stopped_before_it_is_posted_never_is(tx: Connection) -> None:
    key = live_boards.post(tx, act(), CHANNEL, BoardName.STREAK, BoardPeriod.ALL).board.key
    live_boards.stop(tx, act(), key)

    assert outbox.claim_sends(tx, NOON, 10) == []
    assert stored.all_of(tx, SERVER) == []


def test_nothing_is_due_for_an_idle_board_of_all_time(tx: Connection) -> None:
    post(tx)

    assert outbox.next_due(tx) is None


def test_a_new_time_zone_moves_the_next_redraw(tx: Connection) -> None:
    contents = post(tx, BoardName.CHEERS, BoardPeriod.MONTH)
    before = outbox.next_due(tx)
    judging_rules.set_server_zone(tx, act(NOON + MINUTE), "Asia/Tokyo")
    now = NOON + 10 * DAY  # the zone applies from the next week on
    (entry,) = due(tx, Topic.LIVE_BOARD_EDIT, now)
    live_board_messages.mark_redrawn(tx, contents, shown="first", now=now, entry=entry)

    assert before == datetime(2026, 2, 1, tzinfo=UTC)
    assert outbox.next_due(tx) == datetime(2026, 1, 31, 15, tzinfo=UTC)


def test_a_deletion_leaves_the_boards_of_its_owner(tx: Connection) -> None:
    board = post(tx).board
    scores.remove(tx, ALICE, NOON)

    assert live_boards.list_boards(tx, SERVER) == [board]
