"""Examples of the leaderboards, read by the oracle: who is on them, `streak` and `longest`."""

import pytest

from tests.oracle.board_builders import (
    ALICE,
    BOB,
    CAROL,
    DAVE,
    alone,
    always,
    club,
    goal,
    on,
    onwards,
    score,
    scores,
    utc,
)
from tests.oracle.board_model import (
    ALL,
    CHECK_INS,
    CHEERS,
    KEPT,
    LONGEST,
    PERIODS,
    REGULAR,
    STREAK,
    WEEK,
    Cheer,
    Member,
    Row,
)
from tests.oracle.boards import board
from tests.oracle.builders import june
from tests.oracle.model import CheckIn, Edit, Pause

EVERY_BOARD = [(name, period) for name, periods in PERIODS.items() for period in periods]


@pytest.mark.parametrize(("name", "period"), EVERY_BOARD)
def test_a_club_with_nobody_in_it_has_empty_boards(name: str, period: str) -> None:
    assert board(club(), name, period, utc(7)) == []


@pytest.mark.parametrize(("name", "period"), EVERY_BOARD)
def test_a_member_who_did_nothing_is_on_no_board(name: str, period: str) -> None:
    assert board(club(Member(ALICE), Member(BOB, (goal(1),))), name, period, utc(4)) == []


@pytest.mark.parametrize(("name", "period"), EVERY_BOARD)
def test_somebody_busy_is_on_every_board(name: str, period: str) -> None:
    busy = Member(ALICE, (goal(1, on(1, 2, 3, 4, 5)),), cheers=(Cheer(utc(3), goal=2),))
    found = board(club(busy, Member(BOB, (goal(2),))), name, period, utc(5, "13:00"))
    assert [row.member for row in found] == [ALICE]


def test_ties_share_a_rank_and_the_next_ranks_are_skipped() -> None:
    two, three = on(2, 3), on(1, 2, 3)
    members = (
        Member(DAVE, (goal(4, two),)),
        Member(CAROL, (goal(3, on(3)),)),
        Member(ALICE, (goal(1, two),)),
        Member(BOB, (goal(2, three),)),
    )
    assert board(club(*members), STREAK, ALL, utc(3, "13:00")) == [
        Row(rank=1, member=BOB, score=3, goal=2),
        Row(rank=2, member=DAVE, score=2, goal=4),
        Row(rank=2, member=ALICE, score=2, goal=1),
        Row(rank=4, member=CAROL, score=1, goal=3),
    ]


@pytest.mark.parametrize("how", ["opted_out", "blocked", "left"])
def test_whoever_opted_out_left_or_is_blocked_is_on_no_board_until_they_are_back(how: str) -> None:
    member = Member(ALICE, (goal(1, on(1, 2)),), **{how: ((utc(3, "09:00"), utc(3, "18:00")),)})
    found = club(member, Member(BOB, (goal(2, on(1)),)))
    assert scores(found, CHECK_INS, utc(3, "08:59")) == {ALICE: 2, BOB: 1}
    assert scores(found, CHECK_INS, utc(3, "09:00")) == {BOB: 1}
    assert scores(found, CHECK_INS, utc(3, "17:59")) == {BOB: 1}
    assert scores(found, CHECK_INS, utc(3, "18:00")) == {ALICE: 2, BOB: 1}


@pytest.mark.parametrize(("how", "streak"), [("opted_out", None), ("blocked", 2), ("left", 2)])
def test_goals_are_paused_while_their_owner_is_away_but_not_if_they_opted_out(
    how: str, streak: int | None
) -> None:
    member = Member(ALICE, (goal(1, on(1, 2)),), **{how: ((utc(3), utc(20)),)})
    assert score(club(member), STREAK, utc(20, "13:00")) == streak


@pytest.mark.parametrize("how", ["private", "hidden"])
def test_a_private_or_hidden_goal_is_on_no_board_from_that_instant_until_it_is_shown_again(
    how: str,
) -> None:
    found = alone(
        goal(1, on(1, 2, 3, 4, 5), **{how: ((utc(6, "09:00"), utc(6, "18:00")),)}),
        goal(2, on(5)),
    )
    for name, before, meanwhile in (
        (STREAK, 5, 1),
        (LONGEST, 5, 1),
        (CHECK_INS, 6, 1),
        (REGULAR, None, None),  # the second goal was missed
    ):
        assert score(found, name, utc(6, "08:59")) == before
        assert score(found, name, utc(6, "09:00")) == meanwhile
        assert score(found, name, utc(6, "17:59")) == meanwhile
        assert score(found, name, utc(6, "18:00")) == before


def test_what_was_done_while_a_goal_was_private_counts_once_it_is_public() -> None:
    found = alone(goal(1, on(1, 2, 3), private=((utc(1, "00:00"), utc(4)),)))
    assert score(found, STREAK, utc(4, "11:59")) is None
    assert score(found, STREAK, utc(4)) == 3


def test_an_owner_sees_no_private_goals_of_their_own_on_a_board() -> None:
    found = alone(goal(1, on(1, 2), private=onwards(utc(1, "00:00"))), goal(2, on(2)))
    assert board(found, STREAK, ALL, utc(2), reader=ALICE) == [Row(1, ALICE, 1, goal=2)]


@pytest.mark.parametrize(("name", "period"), EVERY_BOARD)
def test_an_undone_declaration_counts_as_if_it_had_never_been_made(name: str, period: str) -> None:
    busy = Member(ALICE, (goal(1, on(1, 2, 3, 4, 5), undone_at=utc(5, "12:30")),))
    cheering = Member(BOB, cheers=(Cheer(utc(2), goal=1), Cheer(utc(3), goal=1, check_in=0)))
    assert board(club(busy, cheering), name, period, utc(5, "12:29")) != []
    left = {row.member for row in board(club(busy, cheering), name, period, utc(5, "12:30"))}
    assert left == ({BOB} if name == CHEERS else set())


def test_a_late_joiner_can_lead_this_week_but_not_yet_all_time() -> None:
    veteran = Member(ALICE, (goal(1, on(*range(1, 16)), declared=utc(1, "00:00")),))
    newcomer = Member(BOB, (goal(2, on(15, 16), declared=utc(15, "10:00")),))
    found = club(veteran, newcomer)
    assert scores(found, CHECK_INS, utc(16, "13:00"), WEEK) == {BOB: 2, ALICE: 1}
    assert scores(found, CHECK_INS, utc(16, "13:00")) == {ALICE: 15, BOB: 2}


def test_the_longest_current_streak_appears_with_its_goal() -> None:
    found = alone(goal(1, on(3)), goal(2, on(1, 2, 3)), goal(3, on(2, 3)))
    assert board(found, STREAK, ALL, utc(3)) == [Row(1, ALICE, 3, goal=2)]


def test_of_two_equal_streaks_the_goal_declared_first_appears() -> None:
    found = alone(goal(8, on(2, 3)), goal(7, on(2, 3)))
    assert board(found, STREAK, ALL, utc(3)) == [Row(1, ALICE, 2, goal=7)]


def test_a_streak_of_weeks_counts_its_weeks_and_not_their_days() -> None:
    weekly = goal(1, on(2, 9), schedule="1 per week")
    found = club(Member(ALICE, (weekly,)), Member(BOB, (goal(2, on(7, 8, 9)),)))
    assert scores(found, STREAK, utc(9)) == {BOB: 3, ALICE: 2}


def test_a_streak_lasts_until_the_grace_of_a_missed_day_ends() -> None:
    found = alone(goal(1, on(1, 2, 3)))
    assert score(found, STREAK, utc(5, "23:59")) == 3
    assert score(found, STREAK, utc(6, "00:00")) is None


def test_a_streak_passes_over_what_is_pending_frozen_or_excused() -> None:
    assert score(alone(goal(1, on(1, 3))), STREAK, utc(3)) == 2  # Tuesday is pending
    frozen = alone(goal(1, on(1, 3)), freezes=always((1, 7, 2)))
    assert score(frozen, STREAK, utc(4, "00:00")) == 2
    pause = {"pauses": (Pause(utc(2, "09:00"), until=june(3)),)}
    assert score(alone(goal(1, on(1, 3), life=pause)), STREAK, utc(4, "00:00")) == 2


def test_a_paused_goal_stays_on_the_streak_board() -> None:
    found = alone(goal(1, on(1, 2), life={"pauses": (Pause(utc(3)),)}))
    assert score(found, STREAK, utc(30)) == 2


def test_a_goal_that_was_completed_or_dropped_keeps_only_its_longest_streak() -> None:
    found = alone(goal(1, on(1, 2, 3), life={"ended_at": utc(4, "09:00")}))
    assert (score(found, STREAK, utc(4, "08:59")), score(found, LONGEST, utc(4, "08:59"))) == (3, 3)
    assert (score(found, STREAK, utc(4, "09:00")), score(found, LONGEST, utc(30))) == (None, 3)


def test_the_next_longest_streak_appears_if_a_goal_ends() -> None:
    found = alone(goal(1, on(1, 2, 3), life={"ended_at": utc(3, "13:00")}), goal(2, on(2, 3)))
    assert board(found, STREAK, ALL, utc(3, "13:00")) == [Row(1, ALICE, 2, goal=2)]


def test_a_goal_is_over_when_the_day_of_its_until_ends() -> None:
    daily = alone(goal(1, on(1, 2, 3), life={"until": june(3)}))
    assert score(daily, STREAK, utc(3, "23:59")) == 3
    assert score(daily, STREAK, utc(4, "00:00")) is None
    assert score(daily, LONGEST, utc(4, "00:00")) == 3
    tuesdays = alone(goal(1, on(2), schedule="weekly on tue", life={"until": june(5)}))
    assert score(tuesdays, STREAK, utc(5, "23:59")) == 1  # although no Tuesday is left
    assert score(tuesdays, STREAK, utc(6, "00:00")) is None


def test_the_last_day_is_over_when_it_ends_for_the_member() -> None:
    life = {"until": june(3)}
    member = Member(ALICE, (goal(1, on(1, 2, 3), life=life),), zones=always("America/New_York"))
    assert score(club(member), STREAK, utc(4, "03:59")) == 3
    assert score(club(member), STREAK, utc(4, "04:00")) is None


def test_something_to_be_done_once_is_never_a_current_streak() -> None:
    open_ended = alone(goal(1, on(3), schedule="once"))
    assert (score(open_ended, STREAK, utc(3)), score(open_ended, LONGEST, utc(3))) == (None, 1)
    late = alone(goal(1, on(5), schedule="once", life={"until": utc(5, "11:00")}))
    assert (score(late, STREAK, utc(5)), score(late, LONGEST, utc(5))) == (None, 1)


def test_a_streak_goes_on_after_an_edit_until_the_grace_period_after_the_deadline_ends() -> None:
    life = {"edits": (Edit(utc(4, "09:00"), "once", until=utc(6, "17:00")),)}
    found = alone(goal(1, on(1, 2, 3), life=life))
    assert score(found, STREAK, utc(7, "16:59")) == 3
    assert score(found, STREAK, utc(7, "17:00")) is None


def test_the_longest_streak_stays_after_it_broke() -> None:
    found = alone(goal(1, on(1, 2, 3, 6)), goal(2, on(5, 6)))
    assert (score(found, STREAK, utc(6)), score(found, LONGEST, utc(6))) == (2, 3)


def test_the_longest_streak_is_the_current_one_if_that_is_longer() -> None:
    found = alone(goal(1, on(1, 2, 4)))
    assert (score(found, STREAK, utc(4)), score(found, LONGEST, utc(4))) == (3, 3)
    late = alone(goal(1, (*on(1, 2, 4), CheckIn(utc(4, "13:00"), yesterday=True))))
    assert score(late, LONGEST, utc(4, "13:00")) == 4


def test_the_longest_streak_names_no_goal() -> None:
    assert board(alone(goal(1, on(1))), LONGEST, ALL, utc(1)) == [Row(1, ALICE, 1)]


def test_an_undone_check_in_takes_its_day_out_of_the_streaks() -> None:
    undone = CheckIn(utc(2), undone_at=utc(4))
    found = alone(goal(1, (*on(1, 3), undone)))
    assert (score(found, STREAK, utc(4, "11:59")), score(found, LONGEST, utc(4, "11:59"))) == (3, 3)
    assert (score(found, STREAK, utc(4)), score(found, LONGEST, utc(4))) == (1, 1)


def test_a_day_that_is_not_over_misses_nothing_on_any_board() -> None:
    found = alone(goal(1, on(1, 2, 3, 4, 5)))
    for now in (utc(6, "00:00"), utc(7, "23:59")):
        assert (score(found, STREAK, now), score(found, REGULAR, now)) == (5, 1)
        assert board(found, KEPT, ALL, now)[0].counts == (5, 5)
