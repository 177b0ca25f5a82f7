"""When a goal's owner is reminded: times of day, or how long before; and its stored form."""

from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountabot.domain.refusals import Refusal
from accountabot.domain.reminders.reminder_times import (
    AUTO,
    NO_REMINDERS,
    ReminderTimes,
    at_times,
    before_due,
)

LISTS = st.lists(st.times(), min_size=1, max_size=3)
LONG_BEFORE = st.timedeltas(timedelta(minutes=5), timedelta(hours=24))
TIMES = st.one_of(
    st.sampled_from([AUTO, NO_REMINDERS]), LISTS.map(at_times), LONG_BEFORE.map(before_due)
)


@given(TIMES)
def test_the_stored_form_is_short_and_means_the_same(times: ReminderTimes) -> None:
    assert ReminderTimes.parse(times.text) == times
    assert len(times.text) <= 40


@given(LISTS)
def test_times_are_rounded_to_quarter_hours_and_never_later_than_typed(typed: list[time]) -> None:
    at = at_times(typed).at

    assert at == tuple(sorted({each.replace(minute=each.minute // 15 * 15) for each in at}))
    assert all(not (each.minute % 15 or each.second or each.microsecond) for each in at)
    for each in typed:
        earlier = [found for found in at if found <= each.replace(tzinfo=None)]
        assert each.hour * 60 + each.minute - (earlier[-1].hour * 60 + earlier[-1].minute) < 15


def test_the_stored_forms_are_legible() -> None:
    assert AUTO.text == "auto"
    assert NO_REMINDERS.text == "off"
    assert at_times([time(21), time(7, 14)]).text == "07:00 21:00"
    assert before_due(timedelta(minutes=30)).text == "before 30"


def test_each_kind_is_told_apart() -> None:
    kinds = [AUTO, NO_REMINDERS, at_times([time(0)]), before_due(timedelta(hours=1))]

    assert [each.is_auto for each in kinds] == [True, False, False, False]
    assert [each.is_off for each in kinds] == [False, True, False, False]


def test_four_times_a_day_are_too_many_unless_two_share_a_quarter_hour() -> None:
    with pytest.raises(Refusal, match="remind-too-many"):
        at_times([time(7), time(8), time(9), time(10)])
    assert at_times([time(7), time(7, 5), time(7, 10), time(7, 14)]).text == "07:00"


@pytest.mark.parametrize("minutes", [-1, 0, 4, 24 * 60 + 1])
def test_a_reminder_comes_five_minutes_to_a_day_before(minutes: int) -> None:
    with pytest.raises(Refusal, match="remind-before-range"):
        before_due(timedelta(minutes=minutes))


@pytest.mark.parametrize("text", ["", "7am", "before", "before x", "07:00  08:00", "Off"])
def test_no_other_text_is_a_stored_form(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        ReminderTimes.parse(text)
