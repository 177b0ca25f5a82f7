"""Compute what a member scores on each leaderboard, from what is counted of their goals."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import Connection

from accountabot.domain.goals.goal import Goal, GoalState
from accountabot.domain.identifiers import Member, ServerId
from accountabot.domain.leaderboards.boards import ALL_TIME, Board, BoardName, Span
from accountabot.domain.leaderboards.scores import Score, kept_score, regular_weeks
from accountabot.domain.streaks.kept_ratio import WINDOW
from accountabot.domain.streaks.outcomes import Outcome
from accountabot.domain.streaks.tallies import Standing
from accountabot.services.leaderboards import board_redraws
from accountabot.services.leaderboards.server_time import CurrentSpans
from accountabot.store import settings
from accountabot.store.checkins import check_ins
from accountabot.store.goals import goals
from accountabot.store.leaderboards import closed_periods, eligibility, member_scores, recounts
from accountabot.store.people import cheers

Scores = dict[Board, Score]


def refresh(tx: Connection, member: Member, now: datetime) -> None:
    """Save a member's current scores; there are none if they are on no leaderboard.

    Live leaderboards show them within about a minute.
    """
    after = compute(tx, member, now) if eligibility.is_on_leaderboards(tx, member) else {}
    _change(tx, member, after, now)


def withdraw(tx: Connection, member: Member, now: datetime) -> None:
    """Save a member's current scores like `refresh`, because something has to disappear.

    All leaderboards in messages that name them are redrawn at once.
    """
    refresh(tx, member, now)
    board_redraws.redraw_without(tx, member, now)


def remove(tx: Connection, member: Member, now: datetime) -> None:
    """Take a member off all leaderboards, before their data is deleted."""
    _change(tx, member, {}, now)


def _change(tx: Connection, member: Member, after: Scores, now: datetime) -> None:
    before = member_scores.of(tx, member)
    member_scores.change(tx, member, before, after)
    changed = {board for board in before.keys() | after if before.get(board) != after.get(board)}
    titled = {Board(BoardName.STREAK)} & after.keys()  # the goal's title may have changed
    board_redraws.request(tx, member.server, changed | titled, now)


def forget_over(tx: Connection, server: ServerId, now: datetime, limit: int) -> bool:
    """Delete a batch of scores of weeks and months that are over; return whether there may be more.

    Nothing shows them. Those of members who stay active are deleted when their scores change.
    """
    return member_scores.forget_over(tx, server, CurrentSpans(tx, server, now).first, limit)


def compute(tx: Connection, member: Member, now: datetime) -> Scores:
    """Return a member's scores as they follow from what is counted of their public goals."""
    public = [each for each in goals.all_of(tx, member) if not each[0].is_private]
    spans = CurrentSpans(tx, member.server, now)
    return {
        board: score
        for board, score in (
            *_streaks(public, now),
            *_check_ins(tx, member, [goal for goal, _ in public], spans),
            *_kept(tx, member, spans, now),
            *_cheers(tx, member, spans, now),
            _regular(tx, member),
        )
        if score and score.value
    }


def _streaks(
    public: Iterable[tuple[Goal, Standing]], now: datetime
) -> Iterator[tuple[Board, Score]]:
    """Yield the longest streaks, current and ever; of two goals, the first declared one counts."""
    current, longest = Score(0), Score(0)
    for goal, standing in public:
        streak = standing.tally.streak
        is_over = standing.over_at is not None and standing.over_at <= now
        if goal.state is GoalState.ACTIVE and not is_over and streak > current.value:
            current = Score(streak, goal.id)
        longest = max(longest, Score(max(streak, standing.tally.longest), goal.id), key=_value)
    yield Board(BoardName.STREAK), current
    yield Board(BoardName.LONGEST), longest


def _value(score: Score) -> int:
    return score.value


def _check_ins(
    tx: Connection, member: Member, public: Iterable[Goal], spans: CurrentSpans
) -> Iterator[tuple[Board, Score]]:
    """Yield the numbers of pairs of a goal and a local day."""
    counts: Counter[Span] = Counter()
    counts[ALL_TIME] = recounts.days_of_public_goals(tx, member)
    for goal in public:
        for day in check_ins.days_since(tx, goal, spans.since):
            counts.update(spans.of(day))
    for span, number in counts.items():
        yield Board(BoardName.CHECK_INS, span), Score(number)


def _kept(
    tx: Connection, member: Member, spans: CurrentSpans, now: datetime
) -> Iterator[tuple[Board, Score | None]]:
    """Yield the shares of kept promises."""
    closed: defaultdict[Span, list[bool]] = defaultdict(list)
    for period in closed_periods.of_public_goals(tx, member):
        if period.outcome is not Outcome.FROZEN:
            for span in spans.of(period.closed_day):
                closed[span].append(period.outcome.counts_as_kept)
            if now - WINDOW <= period.closed_at:
                closed[ALL_TIME].append(period.outcome.counts_as_kept)
    for span, results in closed.items():
        yield Board(BoardName.KEPT, span), kept_score(results.count(True), results.count(False))


def _cheers(
    tx: Connection, member: Member, spans: CurrentSpans, now: datetime
) -> Iterator[tuple[Board, Score]]:
    """Yield the numbers of cheers given, by the giver's local days."""
    given = cheers.count_given(tx, member)
    if not given:
        return
    days = settings.judging_rules(tx, member, now).days
    counts: Counter[Span] = Counter({ALL_TIME: given})
    for at in cheers.given_since(tx, member, days.begins(spans.since)):
        counts.update(spans.of(days.day_of(at)))
    for span, number in counts.items():
        yield Board(BoardName.CHEERS, span), Score(number)


def _regular(tx: Connection, member: Member) -> tuple[Board, Score]:
    weeks = closed_periods.weeks_of_public_goals(tx, member)
    return Board(BoardName.REGULAR), Score(regular_weeks(weeks))
