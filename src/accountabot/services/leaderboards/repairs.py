"""Compare what leaderboards read with what follows from the record, and repair it."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.domain.leaderboards.boards import Board
from accountabot.domain.leaderboards.scores import WeekResult
from accountabot.services.leaderboards import scores
from accountabot.services.leaderboards.recounts import recount
from accountabot.services.leaderboards.server_time import CurrentSpans
from accountabot.store.leaderboards import closed_periods, member_scores, recounts, score_counts
from accountabot.store.leaderboards.closed_periods import ClosedPeriod
from accountabot.store.privacy import ownership
from accountabot.store.streaks import standings


class GoalCounts(NamedTuple):
    """The counts of a goal."""

    periods: list[ClosedPeriod]
    weeks: dict[LocalDay, WeekResult]
    days: int
    """The number of local days with a check-in."""
    recount_at: datetime | None
    """When (UTC) the goal is due to be counted again."""
    is_continuous: bool
    """Whether the next count starts from the settled totals of the goal."""

    def due_no_later_than(self, other: "GoalCounts") -> "GoalCounts":
        """Return the counts as due with others, if they are due sooner: that changes nothing."""
        is_later = other.recount_at and (
            self.recount_at is None or self.recount_at > other.recount_at
        )
        return self if is_later else self._replace(recount_at=other.recount_at)


class RepairedScores(NamedTuple):
    """The members whose scores were wrong, and the leaderboards that some members are on."""

    members: list[Member]
    boards: set[Board]


def is_due(tx: Connection, goal: Goal, now: datetime) -> bool:
    """Return whether a goal is due to be counted."""
    recount_at = recounts.get(tx, goal).recount_at
    return recount_at is not None and recount_at <= now


def current_counts(tx: Connection, goal: Goal, now: datetime) -> GoalCounts:
    """Return the counts of a goal; if it is due, count it first."""
    if is_due(tx, goal, now):
        recount(tx, goal, recounts.get(tx, goal).last, now)
    return _counts(tx, goal)


def rebuild_counts(tx: Connection, goal: Goal, now: datetime) -> GoalCounts:
    """Count a goal from its whole record."""
    standings.count_whole_again(tx, goal)
    recount(tx, goal, recounts.get(tx, goal).last, now)
    return _counts(tx, goal)


def _counts(tx: Connection, goal: Goal) -> GoalCounts:
    last, days, recount_at = recounts.get(tx, goal)
    settled = standings.get(tx, goal).settled
    totals = (settled.through, settled.closed_at, settled.tally.streak, settled.tally.freezes)
    is_continuous = last.settled is None or totals == (
        last.settled.through,
        last.settled.closed_at,
        last.settled.tally.streak,
        last.settled.tally.freezes,
    )
    return GoalCounts(
        closed_periods.of_goal(tx, goal),
        closed_periods.weeks_of_goal(tx, goal),
        days,
        recount_at,
        is_continuous,
    )


def list_members(tx: Connection) -> dict[ServerId, list[MemberId]]:
    """Return the members with data on each server."""
    return {server: ownership.members_of(tx, server) for server in ownership.servers(tx)}


def repair_scores(
    tx: Connection, server: ServerId, members: Iterable[MemberId], now: datetime
) -> RepairedScores:
    """Compute the scores of some members again; what is over is deleted, and was not wrong."""
    spans = CurrentSpans(tx, server, now)
    wrong, boards = [], set[Board]()
    for member in (Member(server, key) for key in members):
        before = member_scores.of(tx, member)
        scores.refresh(tx, member, now)
        after = member_scores.of(tx, member)
        if {board: score for board, score in before.items() if spans.has(board.span)} != after:
            wrong.append(member)
        boards |= {*before, *after}
    return RepairedScores(wrong, boards)


def list_boards(tx: Connection, server: ServerId) -> set[Board]:
    """Return the leaderboards of a server with counted scores."""
    return score_counts.boards(tx, server)


def repair_board(tx: Connection, server: ServerId, board: Board) -> bool:
    """Count the members of a leaderboard by their scores again; return whether it was wrong."""
    saved, counts = score_counts.get(tx, server, board), score_counts.compute(tx, server, board)
    if saved != counts:
        score_counts.replace(tx, server, board, counts)
    return saved != counts
