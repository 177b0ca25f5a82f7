"""An end is counted or found on the calendar, and an event without a date is never a guess."""

from datetime import datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.phrases.kinds.ingredients import (
    MONTHS,
    activities,
    days_from,
    end_of,
    frequencies,
    lead_ins,
    meant,
    moments,
    month_from,
    spelt_dates,
)
from tests.phrases.kinds.reading import read

UNTIL = ("until", "till", "til", "'til", "through", "thru", "up until")
EVENTS = ("my exam", "the wedding", "our trip", "my surgery", "the marathon", "grandma's party")
WEEKS = (
    "x {} weeks",
    "x {} wks",
    "\N{MULTIPLICATION SIGN} {} weeks",
    "for {} weeks",
    "over the next {} weeks",
)
DAYS = ("x {} days", "for {} days", "for the next {} days")
lengths = st.one_of(
    st.tuples(st.sampled_from(WEEKS), st.integers(2, 60), st.just(7)),
    st.tuples(st.sampled_from(DAYS), st.integers(14, 99), st.just(1)),
)


@given(lead_ins, activities, frequencies, lengths, moments())
def test_a_length_after_a_frequency_ends_on_its_last_day(
    lead_in: str,
    activity: str,
    frequency: tuple[str, str],
    length: tuple[str, int, int],
    now: datetime,
) -> None:
    words, schedule = frequency
    spelling, number, size = length
    *_, last = islice(days_from(now.date()), size * number)
    reading = read(f"{lead_in}{activity} {words} {spelling.format(number)}", now=now)
    assert reading == meant(reading, title=activity, schedule=schedule, until=end_of(last))


@given(activities, st.integers(2, 99), moments())
def test_a_bare_number_of_days_ends_a_daily_goal(activity: str, number: int, now: datetime) -> None:
    *_, last = islice(days_from(now.date()), number)
    for text in (
        f"daily {activity} {number} days",
        f"{activity} daily {number} days",
        f"{activity} every day {number} days straight",
        f"{activity} every day, {number} days in a row",
    ):
        reading = read(text, now=now)
        expected = meant(reading, title=activity, schedule="daily", until=end_of(last))
        assert reading == expected, text


@given(
    activities,
    st.integers(1, 12),
    st.sampled_from(("every day of", "every day in", "daily in")),
    moments(),
)
def test_every_day_of_a_month_is_that_month(
    activity: str, month: int, words: str, now: datetime
) -> None:
    days = month_from(now.date(), month)
    reading = read(f"{activity} {words} {MONTHS[month - 1]}", now=now)
    assert reading == meant(
        reading,
        title=activity,
        schedule="daily",
        start=None if days[0] == now.date() else days[0],
        until=end_of(days[-1]),
    )


@given(
    activities,
    frequencies,
    st.sampled_from(UNTIL),
    st.sampled_from(EVENTS),
    st.integers(8, 200),
    st.data(),
)
def test_an_event_with_its_date_ends_on_that_date(
    activity: str,
    frequency: tuple[str, str],
    until: str,
    event: str,
    days: int,
    data: st.DataObject,
) -> None:
    words, schedule = frequency
    now = data.draw(moments())
    day = now.date() + timedelta(days=days)
    written = data.draw(st.sampled_from(spelt_dates(day)))
    dated = read(f"{activity} {words} {until} {event} on {written}", now=now)
    assert dated == meant(dated, schedule=schedule, until=end_of(day))
    bare = read(f"{activity} {words} {until} {written}", now=now)
    assert bare == meant(bare, title=activity, schedule=schedule, until=end_of(day))


@given(activities, frequencies, st.sampled_from(UNTIL[:4]), st.sampled_from(EVENTS), moments())
def test_an_event_without_a_date_is_asked_or_kept(
    activity: str, frequency: tuple[str, str], until: str, event: str, now: datetime
) -> None:
    words, schedule = frequency
    reading = read(f"{activity} {words} {until} {event}", now=now)
    kept = meant(reading, title=f"{activity} {until} {event}", schedule=schedule)
    assert reading.asked or reading == kept


@pytest.mark.parametrize("end", ["until I get a job", "till it hurts", "until Rome is built"])
def test_an_end_that_is_no_date_is_asked_or_kept(end: str) -> None:
    reading = read(f"apply every day {end}")
    assert reading.asked or reading == meant(reading, title=f"apply {end}", schedule="daily")


@given(st.sampled_from(("sugar", "alcohol", "junk food", "tiktok")), st.integers(2, 99), moments())
def test_abstaining_until_an_end_is_daily(thing: str, days: int, now: datetime) -> None:
    *_, last = islice(days_from(now.date()), days)
    for end in (f"for {days} days", *(f"until {written}" for written in spelt_dates(last))):
        reading = read(f"no {thing} {end}", now=now)
        expected = meant(reading, title=f"no {thing}", schedule="daily", until=end_of(last))
        assert reading == expected, end
    *_, month_end = month_from(now.date(), now.month)
    month = read(f"no {thing} this month", now=now)
    expected = meant(month, title=f"no {thing}", schedule="daily", until=end_of(month_end))
    assert month == expected


def test_abstaining_without_an_end_asks_how_often() -> None:
    assert read("no sugar").asked
