"""Schedules: their canonical text, other accepted forms, and refusals."""

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountabot.domain.goals.schedules import (
    DAILY,
    Every,
    EveryWeeksOn,
    Fixed,
    MonthlyOn,
    Once,
    Per,
    WeeklyOn,
    find_schedule,
    parse_schedule,
)
from accountabot.domain.refusals import Refusal
from tests import oracle

fixed = st.one_of(
    st.builds(WeeklyOn, st.frozensets(st.integers(0, 6), min_size=1)),
    st.builds(EveryWeeksOn, st.integers(2, 52), st.integers(0, 6)),
    st.builds(MonthlyOn, st.integers(1, 31)),
)
schedules = st.one_of(
    st.just(Once()),
    fixed,
    st.builds(Every, st.integers(1, 366), st.just("days")),
    st.builds(Every, st.integers(1, 52), st.just("weeks")),
    st.builds(Per, st.integers(1, 7), st.just("week")),
    st.builds(Per, st.integers(1, 31), st.just("month")),
)
dates = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@given(schedules)
def test_canonical_text_is_read_as_what_wrote_it(schedule: Once | Fixed | Every | Per) -> None:
    assert parse_schedule(str(schedule)) == schedule == find_schedule(str(schedule))


@given(fixed, dates, dates)
def test_a_fixed_date_is_due_when_the_oracle_says_so(
    schedule: Fixed, start: date, day: date
) -> None:
    assert schedule.due_on(max(start, day), start) == oracle.is_due(
        str(schedule), start, max(start, day)
    )


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("  Daily ", "daily"),
        ("weekly on mon,tue,wed,thu,fri,sat,sun", "daily"),
        ("Weekly on Thursday , tue", "weekly on tue,thu"),
        ("weekly on tuesdays", "weekly on tue"),
        ("every 1 weeks on fri", "weekly on fri"),
        ("every 2 weeks on tues", "every 2 weeks on tue"),
        ("every 1 day", "every 1 days"),
        ("every 2 week", "every 2 weeks"),
        ("monthly on the 3rd", "monthly on 3"),
        ("monthly on 31st", "monthly on 31"),
        ("monthly on the last day", "monthly on last"),
        ("3  per   week", "3 per week"),
    ],
)
def test_what_means_the_same_becomes_the_same_text(text: str, canonical: str) -> None:
    assert str(parse_schedule(text)) == canonical


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "sometimes",
            "once daily",
            "weekly on",
            "weekly on foo",
            "weekly on tue,",
            "every 2 weeks on tue,thu",
        ),
        *(
            "every 0 days",
            "every 367 days",
            "every 53 weeks",
            "every 1000 days",
            "every -1 days",
            "every ٣ days",
        ),
        *("0 per week", "8 per week", "32 per month", "3 per day", "monthly on 0", "monthly on 32"),
    ],
)
def test_what_is_no_schedule_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_schedule(text)

    assert refusal.value.key == "schedule-unreadable"
    assert find_schedule(text) is None


def test_the_last_of_a_month_is_meant_where_it_has_no_such_day() -> None:
    year = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]

    due = [day for day in year if MonthlyOn(30).due_on(day, year[0])]

    assert list(islice(due, 3)) == [date(2026, 1, 30), date(2026, 2, 28), date(2026, 3, 30)]
    assert len(due) == 12


def test_every_second_tuesday_begins_with_the_first_on_or_after_the_start() -> None:
    start = date(2026, 6, 3)  # a Wednesday

    due = [
        day
        for day in (start + timedelta(days=number) for number in range(30))
        if EveryWeeksOn(2, 1).due_on(day, start)
    ]

    assert due == [date(2026, 6, 9), date(2026, 6, 23)]
    assert all(DAILY.due_on(start + timedelta(days=number), start) for number in range(30))
