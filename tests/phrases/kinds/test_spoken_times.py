"""A time that is spoken, with a part of a day or as a known end, is the moment people mean."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.phrases.kinds.ingredients import (
    WEEKDAY_NAMES,
    days_from,
    end_of,
    lead_ins,
    meant,
    moments,
    tasks,
)
from tests.phrases.kinds.reading import read

FIRST_HOURS = {"morning": (6, 11), "afternoon": (13, 17), "evening": (18, 21)}
ORDERS = ("by {clock} {part}", "{part} by {clock}", "by {part} at {clock}", "before {clock} {part}")


@st.composite
def spoken_times(draw: st.DrawFn, hours: tuple[int, int]) -> tuple[str, time]:
    """Draw a time between two hours, in words that do not tell its half of the day."""
    hour = draw(st.integers(*hours))
    minute = draw(st.sampled_from((0, 10, 15, 30, 45)))
    spoken, following = hour % 12, hour % 12 + 1
    spellings = {
        0: (f"{spoken}", f"{spoken} o'clock", f"{spoken}:00"),
        10: (f"10 past {spoken}", f"ten past {spoken}", f"{spoken}:10"),
        15: (f"quarter past {spoken}", f"a quarter past {spoken}", f"{spoken}:15"),
        30: (f"half past {spoken}", f"{spoken}:30"),
        45: (f"quarter to {following}", f"{spoken}:45"),
    }
    return draw(st.sampled_from(spellings[minute])), time(hour, minute)


@given(lead_ins, tasks, st.sampled_from(ORDERS), moments(), st.integers(1, 6), st.data())
def test_a_part_of_a_day_decides_the_half_of_a_spoken_time(
    lead_in: str, task: str, order: str, now: datetime, days: int, data: st.DataObject
) -> None:
    day = now.date() + timedelta(days=days)
    name = data.draw(
        st.sampled_from(("tomorrow",) if days == 1 else (WEEKDAY_NAMES[day.weekday()],))
    )
    part = data.draw(st.sampled_from(sorted(FIRST_HOURS)))
    clock, at = data.draw(spoken_times(FIRST_HOURS[part]))
    words = order.format(clock=clock, part=f"{name} {part}")
    reading = read(f"{lead_in}{task} {words}", now=now)
    until = datetime.combine(day, at)
    assert reading == meant(reading, title=task, schedule="once", until=until)


@given(tasks, st.sampled_from(ORDERS), moments(5, 17), spoken_times((18, 23)))
def test_a_spoken_time_tonight_is_before_midnight(
    task: str, order: str, now: datetime, spoken: tuple[str, time]
) -> None:
    clock, at = spoken
    reading = read(f"{task} {order.format(clock=clock, part='tonight')}", now=now)
    until = datetime.combine(now.date(), at)
    assert reading == meant(reading, title=task, schedule="once", until=until)


@given(tasks, moments())
def test_a_known_end_is_the_last_day_of_its_period(task: str, now: datetime) -> None:
    today = now.date()
    days = days_from(today)
    tomorrow = today + timedelta(days=1)
    last_of_week = next(day for day in days if day.weekday() == 6)
    last_of_month = next(
        day for day in days_from(today) if (day + timedelta(days=1)).month != day.month
    )
    ends = {
        "EOD": today,
        "eod": today,
        "end of day": today,
        "eod tomorrow": tomorrow,
        "EOW": last_of_week,
        "the end of the week": last_of_week,
        "eom": last_of_month,
        "EOM": last_of_month,
        "end of month": last_of_month,
        "EOY": date(today.year, 12, 31),
        "the end of the year": date(today.year, 12, 31),
    }
    for words, day in ends.items():
        reading = read(f"{task} by {words}", now=now)
        assert reading == meant(reading, title=task, schedule="once", until=end_of(day)), words


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("by half past 5", datetime(2026, 11, 25, 17, 30)),
        ("by quarter to six", datetime(2026, 11, 25, 17, 45)),
        ("by noon tomorrow", datetime(2026, 11, 26, 12)),
        ("tomorrow by noon", datetime(2026, 11, 26, 12)),
        ("by 12 noon on friday", datetime(2026, 11, 27, 12)),
        ("by 6ish tonight", datetime(2026, 11, 25, 18)),
        ("by 11:59 tonight", datetime(2026, 11, 25, 23, 59)),
        ("by tonite", end_of(date(2026, 11, 25))),
        ("by half five", datetime(2026, 11, 25, 17, 30)),
    ],
)
def test_a_casual_time_is_understood_or_asked(words: str, until: datetime) -> None:
    reading = read(f"send the invoice {words}", locale="en-GB")
    assert reading.asked or reading == meant(reading, schedule="once", until=until)


@pytest.mark.parametrize("clock", ["5:75", "half past 26", "25 past 30", "quarter to 40"])
def test_a_time_that_cannot_be_is_never_read_as_another(clock: str) -> None:
    reading = read(f"send the invoice by {clock} tonight")
    assert reading.asked or clock in reading.title


@pytest.mark.parametrize(
    "task",
    ["watch High Noon", "play Half Life", "do the quarter review", "read about the EOD unit"],
)
def test_a_title_that_sounds_like_a_time_is_kept(task: str) -> None:
    reading = read(f"{task} by friday")
    friday = end_of(date(2026, 11, 27))
    assert reading == meant(reading, title=task, schedule="once", until=friday)
