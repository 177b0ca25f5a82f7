"""A weekday with a date is that date if they agree, and a question if they do not."""

from datetime import date, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.phrases.kinds.ingredients import (
    WEEKDAY_NAMES,
    WEEKDAYS,
    days_from,
    end_of,
    frequencies,
    meant,
    moments,
    ordinal,
    spelt_dates,
    tasks,
)
from tests.phrases.kinds.reading import Reading, read

weekdays = st.integers(0, 6)
name_styles = st.sampled_from((WEEKDAYS, WEEKDAY_NAMES, tuple(map(str.title, WEEKDAY_NAMES))))
joints = st.sampled_from((" ", ", "))


def numeric(day: date, locale: str) -> str:
    return f"{day.month}/{day.day}" if locale == "en-US" else f"{day.day}/{day.month}"


@given(
    tasks,
    moments(),
    st.integers(1, 200),
    name_styles,
    joints,
    st.sampled_from(("en-US", "en-GB", "fr")),
    st.data(),
)
def test_a_weekday_that_agrees_with_its_date_changes_nothing(
    task: str,
    now: datetime,
    days: int,
    names: tuple[str, ...],
    joint: str,
    locale: str,
    data: st.DataObject,
) -> None:
    day = now.date() + timedelta(days=days)
    written = data.draw(st.sampled_from((*spelt_dates(day), numeric(day, locale), day.isoformat())))
    reading = read(f"{task} by {names[day.weekday()]}{joint}{written}", now=now, locale=locale)
    assert reading == meant(reading, title=task, schedule="once", until=end_of(day))


@given(tasks, moments(), st.integers(1, 200), weekdays, name_styles, joints, st.data())
def test_a_weekday_that_contradicts_its_date_is_asked(
    task: str,
    now: datetime,
    days: int,
    weekday: int,
    names: tuple[str, ...],
    joint: str,
    data: st.DataObject,
) -> None:
    day = now.date() + timedelta(days=days)
    written = data.draw(
        st.sampled_from((*spelt_dates(day), numeric(day, "en-US"), day.isoformat()))
    )
    reading = read(f"{task} by {names[weekday]}{joint}{written}", now=now)
    assert reading.asked is (weekday != day.weekday())


@given(tasks, moments(), st.integers(1, 27), weekdays, name_styles)
def test_a_weekday_with_a_day_of_the_month_is_a_day_that_is_both(
    task: str, now: datetime, days: int, weekday: int, names: tuple[str, ...]
) -> None:
    number = (now + timedelta(days=days)).day
    ten_years = islice(days_from(now.date()), 1, 3650)
    numbered = [day for day in ten_years if day.day == number]
    agreeing = next(day for day in numbered if day.weekday() == weekday)
    reading = read(f"{task} by {names[weekday]} the {ordinal(number)}", now=now)
    understood = reading == meant(reading, title=task, schedule="once", until=end_of(agreeing))
    assert understood or (reading.asked and agreeing != numbered[0])


@given(frequencies, moments(), st.integers(14, 200), weekdays, name_styles)
def test_an_end_with_a_weekday_and_a_date_is_kept_apart_from_the_frequency(
    frequency: tuple[str, str], now: datetime, days: int, weekday: int, names: tuple[str, ...]
) -> None:
    day = now.date() + timedelta(days=days)
    words, schedule = frequency
    reading = read(f"read {words} until {names[weekday]} {numeric(day, 'en-US')}", now=now)
    if weekday == day.weekday():
        assert reading == meant(reading, title="read", schedule=schedule, until=end_of(day))
    else:
        assert reading.asked


@pytest.mark.parametrize(
    ("words", "locale", "day"),
    [
        ("friday 12/18", "en-US", date(2026, 12, 18)),
        ("friday 12/18", "en-GB", date(2026, 12, 18)),  # no month has the number 18
        ("fri 4/12", "en-GB", date(2026, 12, 4)),
        ("fri 4/12", "en-US", None),
        ("fri 18.12.", "de", date(2026, 12, 18)),
        ("thu 31 dec 2026", "en-GB", date(2026, 12, 31)),
        ("fri 31 dec 2026", "en-GB", None),
        ("monday feb 30", "en-US", None),
    ],
)
def test_the_order_of_the_locale_decides_whether_they_agree(
    words: str, locale: str, day: date | None
) -> None:
    def is_understood(reading: Reading, day: date) -> bool:
        return reading == meant(reading, schedule="once", until=end_of(day))

    reading = read(f"finish the essay by {words}", locale=locale)
    assert reading.asked if day is None else is_understood(reading, day)


@pytest.mark.parametrize(
    "task", ["watch Friday the 13th", "finish 3/4 of the book", "read Monday 1:1 notes"]
)
def test_a_title_that_looks_like_a_date_is_kept_or_asked(task: str) -> None:
    reading = read(f"{task} by sunday")
    sunday = end_of(date(2026, 11, 29))
    assert reading.asked or reading == meant(
        reading,
        title=task,
        schedule="once",
        until=sunday,
        amount=reading.amount,
        unit=reading.unit,
    )
