"""Examples of the leaderboards `check-ins` and `cheers`, read by the oracle."""

from typing import Any

import pytest

from tests.oracle.board_builders import (
    ALICE,
    BOB,
    CAROL,
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
from tests.oracle.board_model import ALL, CHECK_INS, CHEERS, MONTH, WEEK, Cheer, Club, Member, Row
from tests.oracle.boards import board
from tests.oracle.builders import NEW_YORK, june
from tests.oracle.model import Change, CheckIn

KIRITIMATI, PAGO_PAGO = "Pacific/Kiritimati", "Pacific/Pago_Pago"


def cheering(*cheers: Cheer, bob: dict[str, Any] | None = None, **alice: Any) -> Club:
    """Let Alice cheer Bob, who has goals 1 and 2 and checked in on them."""
    goals = (goal(1, on(1, 2, 3)), goal(2, on(1)))
    return club(Member(ALICE, cheers=cheers, **alice), Member(BOB, goals, **(bob or {})))


def test_several_check_ins_of_a_day_on_a_goal_are_one() -> None:
    twice = (*on(1, 2), *on(1, clock="13:00"))
    assert board(alone(goal(1, twice)), CHECK_INS, ALL, utc(2)) == [Row(1, ALICE, 2)]


def test_check_ins_of_a_day_on_two_goals_are_two() -> None:
    assert score(alone(goal(1, on(1, 2)), goal(2, on(1))), CHECK_INS, utc(2)) == 3


def test_an_undone_check_in_does_not_count_unless_another_one_counts_for_the_day() -> None:
    undone = CheckIn(utc(2), undone_at=utc(3))
    assert score(alone(goal(1, (*on(1), undone))), CHECK_INS, utc(3, "11:59")) == 2
    assert score(alone(goal(1, (*on(1), undone))), CHECK_INS, utc(3)) == 1
    assert score(alone(goal(1, (*on(1, 2), undone))), CHECK_INS, utc(3)) == 2
    assert score(alone(goal(1, [undone])), CHECK_INS, utc(3)) is None


def test_a_check_in_for_yesterday_counts_for_yesterday() -> None:
    late = CheckIn(utc(2, "09:00"), yesterday=True)
    assert score(alone(goal(1, (*on(2), late))), CHECK_INS, utc(2)) == 2
    assert score(alone(goal(1, (*on(1), late))), CHECK_INS, utc(2)) == 1


def test_a_bonus_counts_and_so_does_progress() -> None:
    assert score(alone(goal(1, on(1), schedule="weekly on tue")), CHECK_INS, utc(1)) == 1
    pages = goal(1, [CheckIn(utc(1), amount=5)], life={"amount": 20})
    assert score(alone(pages), CHECK_INS, utc(1)) == 1


def test_a_check_in_before_the_start_counts_as_if_it_had_not_been_made() -> None:
    found = alone(goal(1, on(1, 2, 3), life={"start": june(3)}))
    assert score(found, CHECK_INS, utc(3)) == 1


def test_after_the_end_only_what_was_pending_can_still_be_checked_in() -> None:
    late = CheckIn(utc(3, "18:00"), yesterday=True)
    today = CheckIn(utc(3, "18:00"))
    for check_in, expected in ((late, 2), (today, 1)):
        ended = goal(1, (*on(1), check_in), life={"ended_at": utc(3, "09:00")})
        assert score(alone(ended), CHECK_INS, utc(30)) == expected


def test_completed_and_dropped_goals_keep_their_check_ins() -> None:
    assert score(alone(goal(1, on(3), schedule="once")), CHECK_INS, utc(30)) == 1
    dropped = goal(1, on(1, 2), life={"ended_at": utc(3)})
    assert score(alone(dropped), CHECK_INS, utc(30)) == 2


def test_check_ins_on_private_goals_do_not_count() -> None:
    found = alone(goal(1, on(1, 2), private=onwards(utc(3))), goal(2, on(1)))
    assert (score(found, CHECK_INS, utc(3, "11:59")), score(found, CHECK_INS, utc(3))) == (3, 1)


def test_the_first_and_the_last_day_of_the_week_are_included() -> None:
    found = alone(goal(1, (*on(7, 14, clock="23:59"), *on(8, 15, clock="00:00"))))
    assert score(found, CHECK_INS, utc(7, "23:59"), WEEK) == 1
    assert score(found, CHECK_INS, utc(8, "00:00"), WEEK) == 1
    assert score(found, CHECK_INS, utc(14, "23:59"), WEEK) == 2
    assert score(found, CHECK_INS, utc(15, "00:00"), WEEK) == 1
    assert score(found, CHECK_INS, utc(15, "00:00"), MONTH) == 4


def test_the_first_and_the_last_day_of_the_month_are_included() -> None:
    check_ins = (*on(1, 30), *on(1, month=7))
    found = alone(goal(1, check_ins))
    assert score(found, CHECK_INS, utc(30), MONTH) == 2
    assert score(found, CHECK_INS, utc(1, month=7), MONTH) == 1
    assert score(found, CHECK_INS, utc(1, month=7), WEEK) == 2  # Monday was the 29th
    assert score(found, CHECK_INS, utc(1, month=7)) == 3


@pytest.mark.parametrize(
    ("zone", "instant", "counts"),
    [
        (KIRITIMATI, utc(7, "09:59"), False),  # 23:59 on Sunday
        (KIRITIMATI, utc(7, "10:00"), True),  # 00:00 on Monday
        (PAGO_PAGO, utc(8, "10:59"), False),  # 23:59 on Sunday
        (PAGO_PAGO, utc(8, "11:00"), True),  # 00:00 on Monday
        (KIRITIMATI, utc(14, "09:59"), True),  # 23:59 on Sunday
        (KIRITIMATI, utc(14, "10:00"), False),  # 00:00 on the next Monday
    ],
)
def test_a_week_is_the_members_own_days(zone: str, instant: object, *, counts: bool) -> None:
    member = Member(ALICE, (goal(1, [CheckIn(instant)]),), zones=always(zone))
    assert score(club(member), CHECK_INS, utc(14, "23:59"), WEEK) == (1 if counts else None)


def test_with_a_late_day_start_the_small_hours_of_monday_are_last_week() -> None:
    found = goal(1, on(8, clock="03:59"))
    assert score(club(Member(ALICE, (found,))), CHECK_INS, utc(8), WEEK) == 1
    night_owl = club(Member(ALICE, (found,), day_starts=always(4)))
    assert score(night_owl, CHECK_INS, utc(8), WEEK) is None
    assert score(night_owl, CHECK_INS, utc(8)) == 1


def test_a_first_zone_moves_check_ins_and_a_second_one_does_not() -> None:
    first, second = Change(utc(8, "18:00"), NEW_YORK), Change(utc(9, "18:00"), KIRITIMATI)
    member = Member(ALICE, (goal(1, on(8, clock="02:00")),), zones=(first, second))
    assert score(club(member), CHECK_INS, utc(8, "17:59"), WEEK) == 1
    assert score(club(member), CHECK_INS, utc(8, "18:00"), WEEK) is None  # 22:00 on Sunday
    assert score(club(member), CHECK_INS, utc(9, "18:00"), WEEK) is None


def test_a_cheer_counts_for_whoever_gave_it() -> None:
    found = cheering(Cheer(utc(3), goal=1), Cheer(utc(3), goal=2))
    assert scores(found, CHEERS, utc(3, "11:59")) == {}
    assert board(found, CHEERS, ALL, utc(3)) == [Row(1, ALICE, 2)]


def test_a_goal_and_each_of_its_check_ins_are_items_of_their_own() -> None:
    found = cheering(
        *(Cheer(utc(3), goal=1, check_in=n) for n in (None, 0, 1)),
        Cheer(utc(3), goal=2, check_in=0),
    )
    assert score(found, CHEERS, utc(3)) == 4


def test_a_withdrawn_cheer_does_not_count_and_one_given_again_counts_once() -> None:
    withdrawn = Cheer(utc(3), goal=1, withdrawn_at=utc(4))
    assert score(cheering(withdrawn), CHEERS, utc(4, "11:59")) == 1
    assert score(cheering(withdrawn), CHEERS, utc(4)) is None
    again = cheering(withdrawn, Cheer(utc(9), goal=1))
    assert (score(again, CHEERS, utc(8)), score(again, CHEERS, utc(9))) == (None, 1)
    assert score(again, CHEERS, utc(9), WEEK) == 1


def test_cheers_for_something_undone_still_count() -> None:
    undone = CheckIn(utc(1), undone_at=utc(4))
    cheers = (Cheer(utc(2), goal=1, check_in=1), Cheer(utc(2), goal=1))
    found = club(Member(ALICE, cheers=cheers), Member(BOB, (goal(1, (*on(1), undone)),)))
    assert (score(found, CHEERS, utc(4, "11:59")), score(found, CHEERS, utc(4))) == (2, 2)
    never = goal(1, (*on(1), undone), undone_at=utc(3))
    assert score(club(found.members[0], Member(BOB, (never,))), CHEERS, utc(3)) == 2


@pytest.mark.parametrize("how", ["private", "hidden"])
def test_a_cheer_still_counts_if_the_goal_is_no_longer_public(how: str) -> None:
    shy = Member(BOB, (goal(1, on(1), **{how: onwards(utc(4))}),))
    cheers = (Cheer(utc(3), goal=1), Cheer(utc(3), goal=1, check_in=0))
    assert scores(club(Member(ALICE, cheers=cheers), shy), CHEERS, utc(5)) == {ALICE: 2}


@pytest.mark.parametrize("how", ["opted_out", "blocked", "left"])
def test_a_cheer_counts_if_its_receiver_is_gone_but_not_if_its_giver_is(how: str) -> None:
    cheer, gone = Cheer(utc(3), goal=1), {how: onwards(utc(4))}
    assert score(cheering(cheer, bob=gone), CHEERS, utc(5)) == 1
    assert score(cheering(cheer, **gone), CHEERS, utc(5)) is None


def test_cheers_for_ended_goals_count() -> None:
    dropped = Member(BOB, (goal(1, life={"ended_at": utc(4)}),))
    assert scores(club(Member(ALICE, cheers=(Cheer(utc(3), 1),)), dropped), CHEERS, utc(5)) == {
        ALICE: 1
    }


def test_cheers_tie_like_all_scores() -> None:
    members = (
        Member(CAROL, cheers=(Cheer(utc(3), 1),)),
        Member(ALICE, cheers=(Cheer(utc(4), 1),)),
        Member(BOB, (goal(1),)),
    )
    assert board(club(*members), CHEERS, ALL, utc(5)) == [Row(1, CAROL, 1), Row(1, ALICE, 1)]


@pytest.mark.parametrize(
    ("zone", "instant", "counts"),
    [
        ("UTC", utc(7, "23:59"), False),
        ("UTC", utc(8, "00:00"), True),
        (NEW_YORK, utc(8, "03:59"), False),
        (NEW_YORK, utc(8, "04:00"), True),
        (KIRITIMATI, utc(7, "09:59"), False),
        (KIRITIMATI, utc(7, "10:00"), True),
    ],
)
def test_a_cheer_is_given_on_the_givers_local_day(
    zone: str, instant: object, *, counts: bool
) -> None:
    found = cheering(Cheer(instant, goal=1), zones=always(zone), bob={"zones": always(PAGO_PAGO)})
    assert score(found, CHEERS, utc(10), WEEK) == (1 if counts else None)
    assert score(found, CHEERS, utc(10), MONTH) == 1


def test_a_first_zone_moves_cheers_too() -> None:
    found = cheering(Cheer(utc(8, "02:00"), goal=1), zones=(Change(utc(9), NEW_YORK),))
    assert score(found, CHEERS, utc(9, "11:59"), WEEK) == 1
    assert score(found, CHEERS, utc(9), WEEK) is None
