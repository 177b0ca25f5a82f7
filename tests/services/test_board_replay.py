"""The leaderboards agree with a second, independent reading of the rules."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from random import Random

import pytest
from hypothesis import given, settings

from accountabot.store.in_memory import in_memory_database
from tests.domain.club_moments import clubs_and_moments
from tests.domain.oracle_cache import cache_local_days
from tests.domain.times import SECOND
from tests.oracle.board_builders import BOB, alone, club, goal, on, onwards, utc
from tests.oracle.board_model import PERIODS, Cheer, Club, Member, Row
from tests.oracle.boards import board
from tests.oracle.model import Change
from tests.services.board_replay import BoardReplay

cache_local_days()
CHEERED = Member(BOB * 10, (goal(1),))
CLUBS = {
    "someone who only cheered leaves": (
        club(Member(50, cheers=(Cheer(utc(2), 1),), left=onwards(utc(3))), CHEERED, freezes=()),
        [utc(4)],
    ),
    "the first zone of someone who only cheered": (
        club(
            Member(
                50,
                cheers=(Cheer(utc(1, "02:00"), 1),),
                zones=(Change(utc(3), "America/New_York"),),
            ),
            CHEERED,
            freezes=(),
        ),
        [utc(4)],
    ),
    "two first weekdays are chosen in one week": (
        alone(goal(1, on(5, 6)), week_starts=(Change(utc(3), 6), Change(utc(6), 4)), freezes=()),
        [utc(7, "14:00")],
    ),
    "the server moves east on a Sunday": (
        alone(goal(1, on(5, 6)), zones=(Change(utc(7, "13:00"), "Pacific/Auckland"),), freezes=()),
        [utc(7, "14:00")],
    ),
    "the last week of an ended goal leaves the 90 days": (
        alone(goal(1, on(*range(1, 15)), life={"ended_at": utc(14, "13:00")}), freezes=()),
        [utc(20), utc(14, "18:00", month=9), utc(20, month=9)],
    ),
}
Differences = list[tuple[str, str, datetime, list[Row], list[Row]]]


def differences(club: Club, moments: Iterable[datetime], seed: int = 0) -> Differences:
    """Replay a club, and list where the services and the oracle disagree."""
    found: Differences = []
    club = distinct(club)
    with in_memory_database() as tx:
        replay = BoardReplay(tx, club, Random(seed))
        for now in replay.run(moments):
            if replay.is_off(now):
                continue
            happened = replay.happened()
            found += [
                (name, period, now, rows, expected)
                for name, periods in PERIODS.items()
                for period in periods
                if (rows := replay.rows(name, period, now))
                != (expected := board(happened, name, period, now))
            ]
    return found


def distinct(club: Club) -> Club:
    """Leave out what is not decided.

    Nobody is blocked at the very instant at which they leave: one would hide the other. No edit
    names a later start: whether check-ins before it count as if they had not been made is open.
    """
    return replace(
        club,
        members=tuple(
            replace(
                one,
                goals=tuple(
                    replace(
                        goal,
                        life=replace(
                            goal.life,
                            edits=tuple(replace(edit, start=None) for edit in goal.life.edits),
                        ),
                    )
                    for goal in one.goals
                ),
                blocked=tuple(
                    (begins + SECOND if begins in dict(one.left) else begins, ends)
                    for begins, ends in one.blocked
                ),
            )
            for one in club.members
        ),
    )


@pytest.mark.parametrize(("club", "moments"), CLUBS.values(), ids=CLUBS)
def test_what_once_differed_agrees(club: Club, moments: list[datetime]) -> None:
    assert differences(club, moments) == []


# Each club takes 0.3 seconds. The usual profile tries the same clubs each time.
@settings(max_examples=settings().max_examples // 4, derandomize=settings().max_examples < 1000)
@given(clubs_and_moments())
def test_the_boards_say_what_the_rules_say(both: tuple[Club, list[datetime]]) -> None:
    club, moments = both

    assert differences(club, moments) == []
