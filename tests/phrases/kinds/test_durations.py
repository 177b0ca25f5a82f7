"""A duration counts its days one by one, and an amount in two parts is one sum."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.phrases.kinds.ingredients import (
    activities,
    days_from,
    end_of,
    frequencies,
    lead_ins,
    meant,
    moments,
    spelt_dates,
    tasks,
)
from tests.phrases.kinds.reading import read

ORDERS = (
    "{activity} {frequency} for {duration}{start}",
    "{activity} {frequency}{start} for {duration}",
    "for {duration} I will {activity} {frequency}{start}",
)


@st.composite
def durations(draw: st.DrawFn) -> tuple[str, int]:
    """Draw the wording of a duration of one or two parts, and its number of days."""
    weeks, days = draw(st.integers(2, 9)), draw(st.integers(2, 6))
    joint = draw(st.sampled_from((" and ", " ", ", ", " & ")))
    choices = (
        (f"{days + 10} days", days + 10),
        (f"{weeks} weeks", 7 * weeks),
        (f"{weeks} weeks{joint}{days} days", 7 * weeks + days),
        (f"{weeks} wks{joint}1 day", 7 * weeks + 1),
        (f"a week and {days} days", 7 + days),
        (f"1 week{joint}{days} days", 7 + days),
        ("a fortnight", 14),
        (f"{weeks} fortnights", 14 * weeks),
        (f"a fortnight and {days} days", 14 + days),
    )
    return draw(st.sampled_from(choices))


@given(activities, frequencies, st.sampled_from(ORDERS), durations(), moments(), st.data())
def test_the_first_day_of_a_duration_counts(
    activity: str,
    frequency: tuple[str, str],
    order: str,
    duration: tuple[str, int],
    now: datetime,
    data: st.DataObject,
) -> None:
    words, schedule = frequency
    written, number = duration
    wait = data.draw(st.integers(0, 40))
    start = now.date() + timedelta(days=wait) if wait else None
    starting = f" starting {data.draw(st.sampled_from(spelt_dates(start)))}" if start else ""
    text = order.format(activity=activity, frequency=words, duration=written, start=starting)
    *_, last = islice(days_from(start or now.date()), number)
    reading = read(text, now=now)
    assert reading == meant(
        reading, title=activity, schedule=schedule, start=start, until=end_of(last)
    )


@given(lead_ins, tasks, durations(), moments())
def test_a_deadline_in_a_duration_is_that_many_days_after_today(
    lead_in: str, task: str, duration: tuple[str, int], now: datetime
) -> None:
    written, number = duration
    *_, last = islice(days_from(now.date()), number + 1)
    reading = read(f"{lead_in}{task} in {written}", now=now)
    assert reading == meant(reading, title=task, schedule="once", until=end_of(last))


@given(
    st.sampled_from(("study", "swim", "practice piano")),
    frequencies,
    st.integers(2, 9),
    st.sampled_from(range(3, 60, 3)),
    st.sampled_from(
        (
            ("{}h {}m", "h"),
            ("{}h{}m", "h"),
            ("{} h {} min", "h"),
            ("{} hrs {} mins", "hrs"),
            ("{} hours {} minutes", "hours"),
            ("{} hours and {} minutes", "hours"),
        )
    ),
)
def test_an_amount_in_two_parts_is_summed_in_the_unit_of_the_first(
    activity: str, frequency: tuple[str, str], hours: int, minutes: int, spelling: tuple[str, str]
) -> None:
    words, schedule = frequency
    parts, unit = spelling
    title = f"{activity} {parts.format(hours, minutes)}"
    reading = read(f"{title} {words}")
    amount = sum((Decimal(1) / 20 for _ in range(0, 60 * hours + minutes, 3)), Decimal(0))
    assert reading == meant(reading, title=title, schedule=schedule, amount=amount, unit=unit)


@pytest.mark.parametrize(
    ("text", "title", "schedule"),
    [
        ("mow the lawn every fortnight", "mow the lawn", "every 2 weeks"),
        ("mow the lawn fortnightly", "mow the lawn", "every 2 weeks"),
        ("mow the lawn every fortnight on sat", "mow the lawn", "every 2 weeks on sat"),
        ("play fortnite every day", "play fortnite", "daily"),
        ("call my 3 month old niece every day", "call my 3 month old niece", "daily"),
    ],
)
def test_a_frequency_is_no_duration(text: str, title: str, schedule: str) -> None:
    reading = read(text)
    assert reading == meant(reading, title=title, schedule=schedule)


def test_abstaining_for_a_fortnight_is_daily() -> None:
    reading = read("no sugar for a fortnight")
    until = end_of(date(2026, 12, 8))
    assert reading == meant(reading, title="no sugar", schedule="daily", until=until)


@pytest.mark.parametrize(
    "task", ["watch 28 days later", "give two weeks notice", "do a 2 day hike"]
)
def test_a_duration_within_the_activity_is_no_end(task: str) -> None:
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
