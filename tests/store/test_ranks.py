"""Ranks that are read from counts are those of a sorted list."""

from random import Random

import pytest
from sqlalchemy import Connection

from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.domain.leaderboards.boards import Board, BoardName
from accountabot.domain.leaderboards.ranks import Rank
from accountabot.domain.leaderboards.scores import Score
from accountabot.store.leaderboards import member_scores, ranks
from accountabot.store.leaderboards.ranks import BoardPlace

SERVER = ServerId(1)
BOARD = Board(BoardName.LONGEST)
HIGHEST = (3, 99, 1000, 10_000)


@pytest.mark.parametrize("highest", HIGHEST)
def test_ranks_equal_those_of_a_sorted_list(schema: Connection, highest: int) -> None:
    order = fill(schema, highest)

    for number, rank in enumerate(order):
        asker, place = Member(SERVER, rank.member), BoardPlace(rank.score.value, rank.member)
        around = order[max(0, number - 2) : number + 3]
        assert ranks.around(schema, asker, BOARD, 2) == around
        assert ranks.below(schema, SERVER, BOARD, place, 3) == order[number + 1 : number + 4]
        assert ranks.above(schema, SERVER, BOARD, place, 3) == order[max(0, number - 3) : number]
    assert ranks.top(schema, SERVER, BOARD, 10) == order[:10]
    assert ranks.around(schema, Member(SERVER, MemberId(999)), BOARD, 2) == []


def fill(tx: Connection, highest: int) -> list[Rank]:
    """Give members scores, change half of them, and return their ranks in order."""
    dice = Random(highest)
    scores = dict[int, int]()
    for member in [*range(1, 121), *range(1, 61)]:
        before = {BOARD: Score(scores[member])} if member in scores else {}
        scores[member] = dice.randint(1, highest)
        who = Member(SERVER, MemberId(member))
        member_scores.change(tx, who, before, {BOARD: Score(scores[member])})
    return [
        Rank(
            1 + sum(other > score for other in scores.values()), MemberId(member), Score(score), ""
        )
        for member, score in sorted(scores.items(), key=lambda item: item[::-1], reverse=True)
    ]
