"""A day said before its time gives one moment: that time, on that day."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.phrases.kinds.ingredients import (
    WEEKDAY_NAMES,
    WEEKDAYS,
    clock_spellings,
    days_from,
    end_of,
    lead_ins,
    meant,
    moments,
    spelt_dates,
    tasks,
)
from tests.phrases.kinds.reading import read

ORDERS = ("{task} {day} by {clock}", "{task} {day} before {clock}", "{task} on {day} by {clock}")
orders = st.sampled_from(ORDERS)
clear_times = st.builds(
    time, st.sampled_from((7, 9, 10, *range(13, 24))), st.sampled_from((0, 20, 30))
)
bare_hours = st.integers(1, 11)


@given(lead_ins, tasks, orders, moments(), st.integers(1, 6), clear_times, st.data())
def test_a_weekday_before_a_time_is_the_next_one(
    lead_in: str,
    task: str,
    order: str,
    now: datetime,
    days: int,
    at: time,
    data: st.DataObject,
) -> None:
    weekday = (now + timedelta(days=days)).weekday()
    names = (WEEKDAYS[weekday], WEEKDAY_NAMES[weekday], WEEKDAY_NAMES[weekday].title())
    name = data.draw(st.sampled_from(names))
    clock = data.draw(st.sampled_from(clock_spellings(at)))
    day = next(each for each in days_from(now.date()) if each.weekday() == weekday)
    reading = read(lead_in + order.format(task=task, day=name, clock=clock), now=now)
    until = datetime.combine(day, at)
    assert reading == meant(reading, title=task, schedule="once", until=until)


@given(tasks, st.sampled_from(ORDERS[:2]), moments(), st.integers(1, 200), clear_times, st.data())
def test_a_date_before_a_time_is_that_date(
    task: str, order: str, now: datetime, days: int, at: time, data: st.DataObject
) -> None:
    day = now.date() + timedelta(days=days)
    written = data.draw(st.sampled_from((*spelt_dates(day), f"{day:%m/%d}", day.isoformat())))
    clock = data.draw(st.sampled_from((*clock_spellings(at), f"{at:%H:%M}")))
    assume(at.hour > 12 or not clock[-1].isdigit())
    reading = read(order.format(task=task, day=written, clock=clock), now=now)
    until = datetime.combine(day, at)
    assert reading == meant(reading, title=task, schedule="once", until=until)


@given(tasks, st.sampled_from(ORDERS[:2]), moments(12, 22), bare_hours)
def test_a_bare_hour_today_is_the_one_still_to_come(
    task: str, order: str, now: datetime, hour: int
) -> None:
    minutes = (now + timedelta(minutes=minute) for minute in range(1, 12 * 60))
    to_come = [
        each
        for each in minutes
        if each.date() == now.date() and each.hour % 12 == hour and each.minute == 0
    ]
    reading = read(order.format(task=task, day="today", clock=hour), now=now)
    assert (
        reading.asked
        if not to_come
        else reading == meant(reading, title=task, schedule="once", until=to_come[0])
    )


@given(tasks, moments(), bare_hours)
def test_a_bare_hour_of_another_day_is_in_the_afternoon_or_may_be_asked(
    task: str, now: datetime, hour: int
) -> None:
    tomorrow = now.date() + timedelta(days=1)
    reading = read(f"{task} tomorrow by {hour}", now=now)
    afternoon, morning = (
        meant(reading, title=task, schedule="once", until=datetime.combine(tomorrow, time(each)))
        for each in (hour + 12, hour)
    )
    if hour <= 5:
        assert reading == afternoon
    else:
        assert reading.asked or reading in (morning, afternoon)


@given(tasks, moments(14, 22), st.integers(1, 8))
def test_a_time_that_has_passed_today_is_asked(task: str, now: datetime, hours: int) -> None:
    passed = (now - timedelta(hours=hours)).time()
    for clock in clock_spellings(passed):
        assert read(f"{task} today by {clock}", now=now).asked, clock


@given(tasks, st.sampled_from(("saturday", "dec 24", "tomorrow")), st.integers(25, 99))
def test_an_impossible_time_is_never_read_as_another(task: str, day: str, hour: int) -> None:
    reading = read(f"{task} {day} by {hour}:00")
    assert reading.asked or f"{hour}:00" in reading.title


@pytest.mark.parametrize(
    ("task", "words", "until"),
    [
        ("walk by the river", "by saturday", end_of(date(2026, 11, 28))),
        ("watch Saturday by Night", "tomorrow by 5pm", datetime(2026, 11, 26, 17)),
        ("read Tuesday by the sea", "friday before noon", datetime(2026, 11, 27, 12)),
        ("stand by me", "sat by 15:00", datetime(2026, 11, 28, 15)),
    ],
)
def test_a_title_with_such_words_is_kept_or_asked(task: str, words: str, until: datetime) -> None:
    reading = read(f"{task} {words}")
    assert reading.asked or reading == meant(reading, title=task, schedule="once", until=until)
