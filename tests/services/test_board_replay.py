"""The leaderboards agree with a second, independent reading of the rules."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from random import Random

import pytest
from hypothesis import given, settings

from accountabot.store.in_memory import in_memory_database
from tests.domain.club_moments import clubs_and_moments
from tests.domain.times import SECOND
from tests.domain.oracle_cache import cache_local_days
from tests.oracle.board_model import PERIODS, Club, Row
from tests.oracle.boards import board
from tests.services.board_replay import BoardReplay

cache_local_days()
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
    """Let nobody be blocked at the very instant at which they leave: one would hide the other."""
    return replace(
        club,
        members=tuple(
            replace(
                one,
                blocked=tuple(
                    (begins + SECOND if begins in dict(one.left) else begins, ends)
                    for begins, ends in one.blocked
                ),
            )
            for one in club.members
        ),
    )


@settings(max_examples=settings().max_examples // 3)
@given(clubs_and_moments())
def test_the_boards_say_what_the_rules_say(both: tuple[Club, list[datetime]]) -> None:
    club, moments = both

    assert differences(club, moments) == []
