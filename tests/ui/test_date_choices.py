"""The labels of possible dates can be told apart."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from discord.ui import Button
from hypothesis import given
from hypothesis import strategies as st

from accountabot.domain.calendar.days import Calendar
from accountabot.ui.goals.date_choices import date_buttons, date_question, option_labels

BERLIN = Calendar(ZoneInfo("Europe/Berlin"))
LATE = Calendar(ZoneInfo("Europe/Berlin"), day_start=4)
NIGHT = datetime(2026, 1, 6, 0, 30, tzinfo=UTC)
instants = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)).map(
    lambda each: each.replace(second=0, microsecond=0)
)
zones = st.sampled_from(["UTC", "Europe/Berlin", "America/Chicago", "Asia/Kathmandu"]).map(ZoneInfo)


def test_days_are_labelled_as_days() -> None:
    days = (date(2026, 1, 2), date(2026, 1, 9))

    assert option_labels(days, BERLIN) == ["Fri, Jan 2, 2026", "Fri, Jan 9, 2026"]


def test_ends_of_days_are_labelled_as_days() -> None:
    ends = [LATE.last_second(date(2026, 1, day)) for day in (2, 9)]

    assert option_labels(ends, LATE) == ["Fri, Jan 2, 2026", "Fri, Jan 9, 2026"]


def test_times_are_labelled_with_day_and_time() -> None:
    chicago, shanghai = (
        datetime(2026, 1, 5, 17, tzinfo=ZoneInfo(zone)).astimezone(UTC)
        for zone in ("America/Chicago", "Asia/Shanghai")
    )

    assert option_labels((chicago, shanghai), BERLIN) == [
        "Tue, Jan 6, 2026, 00:00",
        "Mon, Jan 5, 2026, 10:00",
    ]


def test_the_end_of_a_day_has_a_time_if_another_option_has_one() -> None:
    ends = (BERLIN.last_second(date(2026, 1, 5)), NIGHT)

    assert option_labels(ends, BERLIN) == ["Mon, Jan 5, 2026, 23:59", "Tue, Jan 6, 2026, 01:30"]


def test_a_time_is_labelled_with_the_date_on_the_clock() -> None:
    assert option_labels((NIGHT,), LATE) == ["Tue, Jan 6, 2026, 01:30"]


def test_a_time_that_the_clock_shows_twice_has_its_zone() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)

    assert option_labels((first, first + timedelta(hours=1)), BERLIN) == [
        "Sun, Oct 25, 2026, 02:30 CEST",
        "Sun, Oct 25, 2026, 02:30 CET",
    ]


@given(st.lists(instants, min_size=2, max_size=10, unique=True), zones, st.integers(0, 6))
def test_no_two_times_have_the_same_label(
    options: list[datetime], zone: ZoneInfo, day_start: int
) -> None:
    labels = option_labels(options, Calendar(zone, day_start))

    assert len(set(labels)) == len(options)
    assert all(len(label) <= 80 for label in labels)


@pytest.mark.parametrize(("count", "sizes"), [(2, [2]), (5, [5]), (7, [5, 2]), (10, [5, 5])])
def test_more_than_five_options_need_more_rows(count: int, sizes: list[int]) -> None:
    options = [NIGHT + timedelta(hours=hour) for hour in range(count)]

    shown = date_buttons(options, BERLIN, [f"pick:{nth}" for nth in range(count)])

    assert [len(row.children) for row in shown] == sizes
    ids = [item.custom_id for row in shown for item in row.children if isinstance(item, Button)]
    assert ids == [f"pick:{nth}" for nth in range(count)]


def test_the_question_says_what_the_options_are() -> None:
    days = (date(2026, 1, 2), date(2026, 1, 9))

    assert "start" in date_question(days, BERLIN, "start")
    assert "Which day" in date_question(days, BERLIN, "end")
    assert "Europe/Berlin" in date_question((NIGHT, NIGHT + timedelta(hours=7)), BERLIN, "end")


def test_the_same_time_on_two_days_is_a_question_about_the_day() -> None:
    options = (NIGHT, NIGHT + timedelta(days=7))

    assert "Which day" in date_question(options, BERLIN, "end")
    assert option_labels(options, BERLIN) == [
        "Tue, Jan 6, 2026, 01:30",
        "Tue, Jan 13, 2026, 01:30",
    ]
