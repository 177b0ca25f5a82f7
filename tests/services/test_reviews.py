"""Reviews and profiles of random members agree with a naive reading of their whole records."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import Member, MemberId
from accountabot.domain.reviews import DeedKind, ReviewPeriod
from accountabot.domain.streaks.kept_ratio import KeptRatio, compute_kept_ratio
from accountabot.domain.streaks.outcomes import Outcome
from accountabot.services import reviews
from accountabot.services.leaderboards import recounts
from accountabot.services.people import profiles
from accountabot.services.reviews import Review
from accountabot.services.streaks import goal_status
from accountabot.store import settings
from accountabot.store.goals import goals
from accountabot.store.in_memory import in_memory_database
from accountabot.store.schema import check_ins
from tests.services.test_digest import DAYS, MEMBERS, SERVER, Server


@pytest.fixture(params=range(3))
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    with in_memory_database() as tx:
        found = Server(tx, request.param)
        found.begin()
        for day in range(DAYS):
            found.live_a_day()
            if day % 7 == 6 and day < 30:
                recounts.recount_due(tx, found.now)  # what comes later isn't counted
        yield found


def public_goals(server: Server, who: Member) -> list[Goal]:
    return [goal for goal, _ in goals.all_of(server.tx, who) if not goal.is_private]


def checked_in(server: Server, goal: Goal) -> list[tuple[LocalDay, Decimal | None]]:
    """Return the days and amounts of all check-ins on a goal."""
    rows = select(check_ins.c.day, check_ins.c.amount).where(
        check_ins.c.goal_id == goal.id, check_ins.c.undone_at.is_(None)
    )
    return [(day, amount) for day, amount in server.tx.execute(rows)]


def kept_and_longest(server: Server, goal: Goal, review: Review) -> tuple[int, int]:
    """Return how many periods were kept, and the most in a row, by the whole record."""
    days = settings.judging_rules(server.tx, goal.owner).days
    outcomes = [
        verdict.outcome
        for verdict in goal_status.verdicts(server.tx, goal, server.now)
        if verdict.closed_at
        and review.span.first <= days.day_of(verdict.closed_at) <= review.span.last
    ]
    signs = "".join("k" if o.counts_as_kept else "s" if o.is_slip else "" for o in outcomes)
    return signs.count("k"), max(map(len, signs.split("s")))


def has_gap(server: Server, goal: Goal, review: Review) -> bool:
    """Return whether a promise that came due was missed, or may still be made up for."""
    return any(
        verdict.outcome in {Outcome.MISSED, Outcome.FROZEN, Outcome.PENDING}
        and review.span.first <= (verdict.period.last or date.max) <= review.span.last
        for verdict in goal_status.verdicts(server.tx, goal, server.now)
    )


@pytest.mark.parametrize("period", ReviewPeriod)
def test_a_review_counts_what_is_in_the_record(server: Server, period: ReviewPeriod) -> None:
    for who in (Member(SERVER, MemberId(key)) for key in MEMBERS):
        for weeks in (0, 1):
            day = server.now.date().replace(day=1) if weeks else None
            review = reviews.compose(server.tx, who, period, day, server.now)

            span = review.span
            found = public_goals(server, who)
            days = {
                goal.id: [c for c in checked_in(server, goal) if span.first <= c[0] <= span.last]
                for goal in found
            }
            kept = {goal.id: kept_and_longest(server, goal, review) for goal in found}
            pairs = {(key, day) for key, each in days.items() for day, _ in each}
            assert review.calendar.total == len(pairs)
            assert review.kept == sum(number for number, _ in kept.values())
            for deed in review.deeds:
                match deed.kind, deed.goal:
                    case DeedKind.COUNT, Goal() as goal:
                        assert deed.number == len({day for day, _ in days[goal.id]})
                    case DeedKind.AMOUNT, Goal() as goal:
                        assert deed.amount == sum(amount or 0 for _, amount in days[goal.id])
                    case DeedKind.RUN, Goal() as goal:
                        assert deed.number == kept[goal.id][1]
                    case DeedKind.STAYED, Goal() as goal:
                        assert deed.number == kept[goal.id][0]
                if deed.kind is DeedKind.ALL_KEPT:
                    assert not any(has_gap(server, goal, review) for goal in found)
                assert deed.goal is None or deed.goal.id in review.goals


def test_a_profile_has_the_ratio_and_the_days_of_the_record(server: Server) -> None:
    for who in (Member(SERVER, MemberId(key)) for key in MEMBERS):
        found = public_goals(server, who)

        profile = profiles.load_profile(server.tx, who, server.now)

        ratios = [
            compute_kept_ratio(goal_status.verdicts(server.tx, goal, server.now), server.now)
            for goal in found
        ]
        kept, of = sum(each.kept for each in ratios), sum(each.of for each in ratios)
        assert profile.kept_ratio == KeptRatio(kept, of)
        pairs = {(goal.id, day) for goal in found for day, _ in checked_in(server, goal)}
        assert (profile.year.total if profile.year else 0) == len(pairs)
        assert (profile.year.days if profile.year else 0) == len({day for _, day in pairs})
