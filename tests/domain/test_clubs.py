"""Properties of the oracle's leaderboards in random clubs, and of these clubs."""

from dataclasses import replace
from datetime import datetime

from hypothesis import given, settings

from tests.domain.club_moments import clubs_and_moments
from tests.domain.clubs import clubs
from tests.domain.oracle_cache import cache_local_days
from tests.oracle import read
from tests.oracle.board_model import (
    ALL,
    CHECK_INS,
    CHEERS,
    KEPT,
    LONGEST,
    MONTH,
    PERIODS,
    STREAK,
    WEEK,
    Club,
    Row,
)
from tests.oracle.board_records import is_inside, is_on_boards, is_public, with_settings
from tests.oracle.board_scores import ENOUGH, wilson
from tests.oracle.boards import board
from tests.oracle.model import NEVER

cache_local_days()
Boards = dict[tuple[str, str], list[Row]]
FEWER = settings(max_examples=settings().max_examples // 2)  # each takes half a second


def read_all(club: Club, now: datetime) -> Boards:
    return {
        (name, period): board(club, name, period, now)
        for name, periods in PERIODS.items()
        for period in periods
    }


@FEWER
@given(clubs_and_moments(most=2))
def test_whatever_happens_in_a_club_its_boards_keep_to_the_rules(
    both: tuple[Club, list[datetime]],
) -> None:
    club, moments = both
    for now in moments:
        boards = read_all(club, now)
        for check in (
            each_row_is_of_someone_on_boards_who_has_something,
            ranks_follow_from_scores,
            a_week_or_a_month_has_no_more_than_all_time,
            the_streak_is_that_of_its_goal,
            kept_has_at_least_five,
            nothing_is_left_but_cheers_if_every_goal_is_hidden,
        ):
            check(club, now, boards)


def each_row_is_of_someone_on_boards_who_has_something(
    club: Club, now: datetime, boards: Boards
) -> None:
    here = {one.id for one in club.members if is_on_boards(one, now)}
    for rows in boards.values():
        assert {row.member for row in rows} <= here
        assert len({row.member for row in rows}) == len(rows)
        assert all(row.score > 0 for row in rows)


def ranks_follow_from_scores(_: Club, __: datetime, boards: Boards) -> None:
    for rows in boards.values():
        assert rows == sorted(rows, key=lambda row: (-row.score, -row.member))
        for number, row in enumerate(rows):
            is_tie = number > 0 and rows[number - 1].score == row.score
            assert row.rank == (rows[number - 1].rank if is_tie else number + 1)


def a_week_or_a_month_has_no_more_than_all_time(_: Club, __: datetime, boards: Boards) -> None:
    for name in (CHECK_INS, CHEERS):
        everything = {row.member: row.score for row in boards[name, ALL]}
        for period in (WEEK, MONTH):
            assert all(row.score <= everything[row.member] for row in boards[name, period])


def the_streak_is_that_of_its_goal(club: Club, now: datetime, boards: Boards) -> None:
    for row in boards[STREAK, ALL]:
        member = next(one for one in club.members if one.id == row.member)
        goal = next(one for one in member.goals if one.number == row.goal)
        assert is_public(goal, now)
        assert read(with_settings(club, member, goal.life), now).streak == row.score


def kept_has_at_least_five(_: Club, __: datetime, boards: Boards) -> None:
    for period in PERIODS[KEPT]:
        for row in boards[KEPT, period]:
            assert row.counts is not None
            assert row.counts[1] >= ENOUGH
            assert row.score == wilson(*row.counts)


def nothing_is_left_but_cheers_if_every_goal_is_hidden(
    club: Club, now: datetime, boards: Boards
) -> None:
    members = tuple(
        replace(one, goals=tuple(replace(goal, hidden=((now, NEVER),)) for goal in one.goals))
        for one in club.members
    )
    hidden = replace(club, members=members)
    for name, period in boards:
        if name in {STREAK, LONGEST, KEPT, CHECK_INS}:
            assert board(hidden, name, period, now) == []
    assert board(hidden, CHEERS, ALL, now) == boards[CHEERS, ALL]


@given(clubs())
def test_nobody_in_a_club_does_what_the_bot_would_refuse(club: Club) -> None:
    goals = {goal.number: (owner, goal) for owner in club.members for goal in owner.goals}
    for member in club.members:
        away = (*member.left, *member.blocked)
        for goal in member.goals:
            acts = (*goal.life.check_ins, *goal.life.pauses, *goal.life.skips, *goal.life.edits)
            assert all(not is_inside(away, act.at) for act in acts)
            assert all(not is_inside(goal.private, begins) for begins, _ in goal.hidden)
        items = [(cheer.goal, cheer.check_in) for cheer in member.cheers]
        assert len(set(items)) == len(items)
        for cheer in member.cheers:
            owner, goal = goals[cheer.goal]
            assert owner != member
            assert is_public(goal, cheer.at)
            assert not is_inside((*away, *owner.left, *owner.blocked), cheer.at)
