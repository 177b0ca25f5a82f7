"""Which deeds a review names, and which time it covers."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.schedules import DAILY, Start
from accountabot.domain.identifiers import GoalId, Member, MemberId, ServerId
from accountabot.domain.leaderboards.server_weeks import server_weeks
from accountabot.domain.reviews import Deed, DeedKind, ReviewPeriod, choose_deeds, span_with

GOAL = Goal(
    GoalId(1),
    Member(ServerId(1), MemberId(2)),
    "Run",
    DAILY,
    Start(datetime(2026, 1, 1, 9, tzinfo=UTC), date(2026, 1, 1)),
)
DEEDS = st.builds(
    Deed,
    kind=st.sampled_from(DeedKind),
    number=st.integers(1, 400),
    goal=st.none() | st.integers(1, 4).map(lambda key: replace(GOAL, id=GoalId(key))),
)


@given(st.lists(DEEDS, max_size=20, unique_by=lambda deed: (deed.kind, deed.goal_id)))
def test_the_deeds_are_few_in_order_and_not_all_about_one_goal(found: list[Deed]) -> None:
    chosen = choose_deeds(found)

    kinds = [*DeedKind]
    assert len(chosen) <= 7
    assert {*chosen} <= {*found}
    assert bool(chosen) == bool(found)
    assert [kinds.index(deed.kind) for deed in chosen] == sorted(
        kinds.index(deed.kind) for deed in chosen
    )
    assert max(Counter(deed.goal_id for deed in chosen if deed.goal).values(), default=0) <= 2


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.sampled_from(ReviewPeriod))
def test_a_span_contains_its_day_and_touches_the_next_one(day: date, period: ReviewPeriod) -> None:
    weeks = server_weeks((), ())

    span = span_with(period, day, weeks)

    after = span_with(period, date.fromordinal(span.last.toordinal() + 1), weeks)
    assert span.first <= day <= span.last
    assert after.first.toordinal() == span.last.toordinal() + 1
    assert span_with(period, span.first, weeks) == span_with(period, span.last, weeks) == span
