"""A written date is that day, a period is its last day, and what is no date is never one."""

from datetime import date, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.phrases.kinds.ingredients import (
    MONTHS,
    days_from,
    end_of,
    frequencies,
    lead_ins,
    meant,
    moments,
    month_from,
    tasks,
)
from tests.phrases.kinds.reading import read

month_numbers = st.integers(1, 12)
LAST_DAYS = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}


@given(lead_ins, tasks, month_numbers, moments())
def test_a_month_alone_is_its_last_day(lead_in: str, task: str, month: int, now: datetime) -> None:
    name = MONTHS[month - 1]
    last = month_from(now.date(), month)[-1]
    for words in (name, name.title(), name[:3], f"the end of {name}"):
        reading = read(f"{lead_in}{task} by {words}", now=now)
        until = end_of(last)
        assert reading == meant(reading, title=task, schedule="once", until=until), words


@given(tasks, month_numbers, moments())
def test_before_a_month_is_the_day_before_it_begins(task: str, month: int, now: datetime) -> None:
    coming = islice(days_from(now.date()), 1, None)
    first = next(day for day in coming if (day.month, day.day) == (month, 1))
    reading = read(f"{task} before {MONTHS[month - 1]}", now=now)
    until = end_of(first - timedelta(days=1))
    understood = reading == meant(reading, title=task, schedule="once", until=until)
    assert understood or (reading.asked and now.month == month)


@given(
    tasks,
    moments(),
    st.integers(1, 200),
    st.sampled_from(("en-US", "en-GB", "de", "fr", "nl", "es-ES")),
    st.sampled_from("/-."),
    st.booleans(),
)
def test_the_locale_decides_the_order_of_a_written_date(
    task: str, now: datetime, days: int, locale: str, separator: str, with_year: bool
) -> None:
    day = now.date() + timedelta(days=days)
    order = (day.month, day.day) if locale == "en-US" else (day.day, day.month)
    is_plain = with_year or separator == "/" or (locale == "de" and separator == ".")
    numbers = (*order, day.year) if with_year else order
    reading = read(f"{task} by {separator.join(map(str, numbers))}", now=now, locale=locale)
    understood = reading == meant(reading, title=task, schedule="once", until=end_of(day))
    assert understood or (reading.asked and not is_plain)


@given(
    frequencies,
    moments(),
    st.integers(8, 700),
    st.sampled_from(("en-US", "en-GB", "de", "ja")),
    st.sampled_from("/-."),
)
def test_an_iso_date_is_the_same_in_every_locale(
    frequency: tuple[str, str], now: datetime, days: int, locale: str, separator: str
) -> None:
    words, schedule = frequency
    day = now.date() + timedelta(days=days)
    written = day.isoformat().replace("-", separator)
    reading = read(f"read {words} until {written}", now=now, locale=locale)
    assert reading == meant(reading, title="read", schedule=schedule, until=end_of(day))


@given(st.sampled_from(("finish the essay by", "read daily until")), month_numbers, st.data())
def test_an_impossible_date_is_never_another_date(
    beginning: str, month: int, data: st.DataObject
) -> None:
    day = data.draw(st.integers(LAST_DAYS.get(month, 31) + 1, 39))
    name = MONTHS[month - 1]
    for written in (
        f"{month}/{day}",
        f"2027-{month:02}-{day}",
        f"{name} {day}",
        f"{day} {name[:3]}",
        f"13/{day}",
    ):
        reading = read(f"{beginning} {written}")
        assert reading.asked or (reading.until is None and written in reading.title), written


@given(tasks, moments())
def test_next_week_ends_as_a_deadline_and_begins_as_a_start(task: str, now: datetime) -> None:
    coming = islice(days_from(now.date()), 1, None)
    monday = next(day for day in coming if day.weekday() == 0)
    *_, sunday = islice(days_from(monday), 7)
    deadline = read(f"{task} by next week", now=now)
    assert deadline == meant(deadline, title=task, schedule="once", until=end_of(sunday))
    begun = read(f"{task} every day starting next week", now=now)
    assert begun == meant(begun, title=task, schedule="daily", start=monday)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by christmas", date(2026, 12, 25)),
        ("by xmas", date(2026, 12, 25)),
        ("before next week", date(2026, 11, 29)),
        ("by the end of the month", date(2026, 11, 30)),
        ("by end of next month", date(2026, 12, 31)),
        ("by the end of feb", date(2027, 2, 28)),
        ("by the 3rd", date(2026, 12, 3)),
        ("by new years eve", date(2026, 12, 31)),
    ],
)
def test_a_day_in_words_is_understood_or_asked(words: str, day: date) -> None:
    reading = read(f"finish the essay {words}")
    until = end_of(day)
    assert reading.asked or reading == meant(reading, schedule="once", until=until)


@pytest.mark.parametrize(
    "task",
    ["call May", "ask June about rent", "read chapter five", "ship version 2.12", "march 20 km"],
)
def test_a_title_that_looks_like_a_date_is_kept(task: str) -> None:
    reading = read(f"{task} by friday")
    friday = end_of(date(2026, 11, 27))
    kept = meant(reading, title=task, schedule="once", until=friday)
    kept = kept._replace(amount=reading.amount, unit=reading.unit)
    assert reading == kept or (reading.asked and any(map(str.isdigit, task)))
