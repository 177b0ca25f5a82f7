"""Examples of the leaderboard `kept`, read by the oracle."""

from dataclasses import replace
from datetime import datetime, timedelta

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
    scores,
    utc,
)
from tests.oracle.board_model import (
    ALL,
    CHECK_INS,
    KEPT,
    MONTH,
    WEEK,
    Club,
    Goal,
    Member,
    Row,
    Score,
)
from tests.oracle.board_scores import wilson
from tests.oracle.boards import board, ranked
from tests.oracle.builders import NEW_YORK, june
from tests.oracle.model import Absence, Change, CheckIn, Excuse, Pause, Skip

SECOND = timedelta(seconds=1)


def counts(club: Club, now: datetime, period: str = ALL) -> tuple[int, int] | None:
    """Read Alice's counts, such as (41, 45); None if she is not on the board."""
    return {row.member: row.counts for row in board(club, KEPT, period, now)}.get(ALICE)


def five_kept_at(instant: datetime) -> tuple[Goal, ...]:
    """Declare five goals and keep them at once, so that five periods close at the instant."""
    return tuple(goal(n, [CheckIn(instant)], declared=instant) for n in (1, 2, 3, 4, 5))


@pytest.mark.parametrize(
    ("good", "counted", "hundredths"),
    [
        # z = 1.96, here 1.959964, z² = 3.841459. If all n were kept, the bound is n / (n + z²).
        (5, 5, 5655),  # 5 / 8.841459 = 0.565518
        (7, 7, 6456),  # 7 / 10.841459 = 0.645670
        (10, 10, 7224),  # 10 / 13.841459 = 0.722467
        (45, 45, 9213),  # 45 / 48.841459 = 0.921348
        # Otherwise, it is (p + z²/2n - z·√(p·(1 - p)/n + z²/4n²)) / (1 + z²/n).
        (4, 5, 3755),  # (1.184146 - 1.959964·√0.070415) / 1.768292 = 0.664059 / 1.768292
        (1, 5, 362),  # (0.584146 - 1.959964·√0.070415) / 1.768292 = 0.064059 / 1.768292
        (41, 45, 7926),  # (0.953794 - 1.959964·√0.002274) / 1.085366 = 0.860331 / 1.085366
        (99, 100, 9455),  # (1.009207 - 1.959964·√0.000195) / 1.038415 = 0.981835 / 1.038415
        (0, 5, 0),
        (0, 1000, 0),
        # The exact quantile, 1.959964, would give 0.757502 and 0.565003.
        (12, 12, 7574),
        (8, 9, 5649),
    ],
)
def test_the_lower_bound_is_rounded_down_to_hundredths_of_a_percent(
    good: int, counted: int, hundredths: int
) -> None:
    assert wilson(good, counted) == hundredths


def test_more_closed_periods_count_for_more() -> None:
    assert wilson(1, 1) < wilson(5, 5) < wilson(41, 45) < wilson(99, 100)


def test_members_with_the_same_hundredths_share_a_rank() -> None:
    assert wilson(5, 7) == wilson(19, 37) == 3589
    shared = {BOB: Score(3589, counts=(19, 37)), ALICE: Score(3589, counts=(5, 7))}
    assert ranked({**shared, CAROL: Score(3588)}) == [
        Row(1, BOB, 3589, counts=(19, 37)),
        Row(1, ALICE, 3589, counts=(5, 7)),
        Row(3, CAROL, 3588),
    ]


def test_it_takes_five_closed_periods() -> None:
    assert board(alone(goal(1, on(1, 2, 3, 4))), KEPT, ALL, utc(5)) == []
    five = board(alone(goal(1, on(1, 2, 3, 4, 5))), KEPT, ALL, utc(5))
    assert five == [Row(1, ALICE, 5655, counts=(5, 5))]


def test_missed_periods_count_against_and_towards_the_five() -> None:
    found = alone(goal(1, on(1, 2, 3, 4)))
    assert counts(found, utc(6, "23:59")) is None
    assert board(found, KEPT, ALL, utc(7, "00:00")) == [Row(1, ALICE, 3755, counts=(4, 5))]


def test_nothing_kept_of_five_is_not_ranked() -> None:
    found = club(Member(ALICE, (goal(1),)), Member(BOB, (goal(2, on(1)),)))
    assert board(found, KEPT, ALL, utc(7, "00:00")) == [
        Row(1, BOB, 362, counts=(1, 5)),
    ]


def test_late_counts_for() -> None:
    late = CheckIn(utc(4, "09:00"), yesterday=True)
    assert counts(alone(goal(1, (*on(1, 2, 4, 5), late))), utc(5)) == (5, 5)


def test_excused_and_frozen_periods_count_for_nothing() -> None:
    week = on(1, 2, 4, 5, 6)
    assert counts(alone(goal(1, week)), utc(6)) == (5, 6)
    assert counts(alone(goal(1, week), freezes=always((1, 7, 2))), utc(6)) == (5, 5)
    assert counts(alone(goal(1, week), excuses=(Excuse(june(3), utc(1)),)), utc(6)) == (5, 5)
    pause = Pause(utc(3, "10:00"), resumed_at=utc(3, "10:01"))
    assert counts(alone(goal(1, week, life={"pauses": (pause,)})), utc(6)) == (5, 5)


def test_hard_mode_and_the_bots_absence_decide_outcomes_on_boards_too() -> None:
    goals = (goal(1, on(1, 2, 4, 5, 6)),)
    freezes = always((1, 7, 2))
    hard = Member(ALICE, goals, hard_mode=always(True))
    assert counts(club(hard, freezes=freezes), utc(6)) == (5, 6)
    away = Absence(utc(3, "23:00"), utc(3, "23:16"))
    assert counts(alone(*goals, absences=(away,)), utc(6)) == (5, 5)


def test_a_skipped_day_counts_against_at_once_and_no_longer_if_it_is_superseded() -> None:
    skipped = goal(1, on(1, 2, 3, 4), life={"skips": (Skip(utc(5, "09:00")),)})
    assert counts(alone(skipped), utc(5, "09:00")) == (4, 5)
    done = replace(skipped, life=replace(skipped.life, check_ins=on(1, 2, 3, 4, 5)))
    assert counts(alone(done), utc(5)) == (5, 5)


def test_pending_and_open_periods_are_not_counted_yet() -> None:
    found = alone(goal(1, on(1, 2, 3, 4, 5)))
    assert counts(found, utc(7, "23:59")) == (5, 5)
    assert counts(found, utc(8, "00:00")) == (5, 6)


def test_all_public_goals_of_a_member_count_together() -> None:
    two = (goal(1, on(1, 2, 3)), goal(2, on(2, 3)))
    assert counts(alone(*two), utc(3)) == (5, 6)
    private = replace(two[1], private=onwards(utc(3, "13:00")))
    assert counts(alone(two[0], private), utc(3, "12:59")) == (5, 6)
    assert counts(alone(two[0], private), utc(3, "13:00")) is None


def test_a_dropped_goal_counts_and_so_does_what_was_pending_when_it_was_dropped() -> None:
    dropped = alone(goal(1, on(1, 2, 3, 4), life={"ended_at": utc(6, "09:00")}))
    assert counts(dropped, utc(6, "23:59")) is None
    assert counts(dropped, utc(7, "00:00")) == (4, 5)
    assert counts(dropped, utc(30)) == (4, 5)  # the open period was not judged


def test_an_undone_check_in_counts_against() -> None:
    undone = CheckIn(utc(1), undone_at=utc(5, "18:00"))
    found = alone(goal(1, (*on(2, 3, 4, 5), undone)))
    assert counts(found, utc(5, "17:59")) == (5, 5)
    assert counts(found, utc(5, "18:00")) == (4, 5)


def test_what_closed_exactly_90_times_24_hours_ago_still_counts() -> None:
    found = alone(goal(1, on(1, 2, 3, 4, 5), life={"ended_at": utc(5, "13:00")}))
    edge = utc(1) + timedelta(hours=90 * 24)
    assert counts(found, edge) == (5, 5)
    assert counts(found, edge + SECOND) is None


def test_the_90_days_are_hours_also_if_the_clock_changes_in_between() -> None:
    at_noon = [CheckIn(utc(day, "16:00", month=10)) for day in range(1, 6)]  # in New York
    life = {"ended_at": utc(5, "17:00", month=10)}
    member = Member(
        ALICE,
        (goal(1, at_noon, declared=utc(1, "04:00", month=10), life=life),),
        zones=always(NEW_YORK),
    )
    edge = utc(30, "16:00", month=12)  # 11:00 in New York
    assert counts(club(member), edge) == (5, 5)
    assert counts(club(member), edge + SECOND) is None


def test_a_miss_counts_in_the_week_in_which_its_grace_ended() -> None:
    found = alone(goal(1, on(1, 2, 3, 4, 5, 8, 9, 10, 11, 12)))
    assert counts(found, utc(7, "23:59"), WEEK) == (5, 5)
    assert counts(found, utc(8, "00:00"), WEEK) is None  # only Saturday's miss
    assert counts(found, utc(12), WEEK) == (5, 7)  # Sunday's closed on Tuesday
    assert counts(found, utc(12)) == (10, 12)


def test_sundays_ceiling_is_judged_on_monday() -> None:
    life = {"amount": 2, "at_most": True}
    coffees = goal(1, on(*range(1, 15)), life=life)
    assert counts(alone(coffees), utc(7, "23:59"), WEEK) == (6, 6)
    assert counts(alone(coffees), utc(14, "23:59"), WEEK) == (7, 7)  # from the 7th to the 13th


def test_a_yesterday_on_monday_is_this_weeks_kept_but_last_weeks_check_in() -> None:
    late = CheckIn(utc(8, "09:00"), yesterday=True)
    found = alone(goal(1, (*on(1, 2, 3, 4, 5, 6, 8, 9, 10, 11), late)))
    assert counts(found, utc(11), WEEK) == (5, 5)
    assert scores(found, CHECK_INS, utc(11), WEEK) == {ALICE: 4}


def test_the_first_and_the_last_day_of_the_month_are_included() -> None:
    first, last = utc(1, "00:00"), utc(30, "23:59")
    assert counts(alone(*five_kept_at(first)), utc(1, "00:01"), MONTH) == (5, 5)
    assert counts(alone(*five_kept_at(last)), last, MONTH) == (5, 5)
    assert counts(alone(*five_kept_at(last)), utc(1, "00:00", month=7), MONTH) is None
    assert counts(alone(*five_kept_at(last)), utc(1, "00:00", month=7)) == (5, 5)


def test_a_member_ahead_of_the_server_counts_when_it_reaches_their_date() -> None:
    monday = utc(7, "10:30")  # 00:30 on Monday in Kiritimati
    found = club(Member(ALICE, five_kept_at(monday), zones=always("Pacific/Kiritimati")))
    assert counts(found, utc(7, "23:59"), WEEK) is None
    assert counts(found, utc(8, "00:00"), WEEK) == (5, 5)


def test_a_member_behind_the_server_counts_for_last_week_until_their_monday() -> None:
    for instant, expected in ((utc(8, "10:59"), None), (utc(8, "11:00"), (5, 5))):
        found = club(Member(ALICE, five_kept_at(instant), zones=always("Pacific/Pago_Pago")))
        assert counts(found, utc(8, "11:00"), WEEK) == expected
        assert counts(found, utc(8, "11:00")) == (5, 5)


def test_a_first_zone_moves_what_closed_to_the_members_own_days() -> None:
    zones = (Change(utc(8, "18:00"), NEW_YORK),)
    found = club(Member(ALICE, five_kept_at(utc(8, "02:00")), zones=zones))
    assert counts(found, utc(8, "17:59"), WEEK) == (5, 5)
    assert counts(found, utc(8, "18:00"), WEEK) is None  # it was 22:00 on Sunday
    assert counts(found, utc(8, "18:00")) == (5, 5)


def test_someone_without_a_zone_lives_by_the_servers() -> None:
    found = club(Member(ALICE, five_kept_at(utc(8, "02:00"))), zones=always(NEW_YORK))
    assert counts(found, utc(8, "03:59"), WEEK) == (5, 5)  # the server has Sunday, too
    assert counts(found, utc(8, "04:00"), WEEK) is None


def test_a_servers_first_zone_reaches_back_into_nothing() -> None:
    zones = (Change(utc(8, "03:00"), NEW_YORK),)
    found = club(Member(ALICE, five_kept_at(utc(8, "02:00"))), zones=zones)
    assert counts(found, utc(9), WEEK) == (5, 5)  # it was Monday in UTC
