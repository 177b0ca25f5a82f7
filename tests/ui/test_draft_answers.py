"""A member's answers about a draft, in a custom_id."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountabot.domain.goals.schedules import DAILY, WORKDAYS, Once, Per, Schedule, WeeklyOn
from accountabot.domain.refusals import Refusal
from accountabot.phrases.goals.parsed_goal import Dates
from accountabot.ui.goals.draft_answers import DraftAnswers

LENGTH = 60
"""Characters of a custom_id's detail."""
DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1))
INSTANTS = DAYS.map(lambda day: datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=UTC))
SCHEDULES: st.SearchStrategy[Schedule] = st.one_of(
    st.sampled_from([DAILY, WORKDAYS, Once(), Per(3, "week"), Per(1, "month")]),
    st.sets(st.integers(0, 6), min_size=1).map(lambda days: WeeklyOn(frozenset(days))),
)
PICKS: st.SearchStrategy[Dates] = st.fixed_dictionaries(
    {}, optional={"start": DAYS, "until": INSTANTS}
) | st.fixed_dictionaries({}, optional={"start": DAYS, "through": DAYS})
ANSWERS = (
    st.builds(
        DraftAnswers,
        picks=PICKS,
        schedule=st.none() | SCHEDULES,
    )
    | st.builds(
        DraftAnswers,
        picks=st.fixed_dictionaries({}, optional={"start": DAYS}),
        schedule=st.none() | SCHEDULES,
        end=DAYS | INSTANTS,
    )
    | st.builds(DraftAnswers, schedule=st.none() | SCHEDULES, is_endless=st.just(value=True))
)


@given(ANSWERS)
def test_answers_fit_into_a_custom_id_and_are_the_same_after_it(answers: DraftAnswers) -> None:
    detail = answers.to_detail()

    assert len(detail) <= LENGTH
    assert ":" not in detail
    assert DraftAnswers.from_detail(detail) == answers


@pytest.mark.parametrize(
    "detail",
    [
        "x",
        "/hourly",
        "//tomorrow",
        "//999999999999",
        "//-99999999999",
        "-1",
        "0",
        "s1767654000",
        "u2026-12-04",
        "s2026-12-04x",
        "t2026-02-30",
        "//2026-02-30",
    ],
)
def test_forged_answers_are_refused(detail: str) -> None:
    with pytest.raises(Refusal) as refused:
        DraftAnswers.from_detail(detail)

    assert refused.value.key == "control-unknown"
