"""A time said in a recurring goal stays in its title and is never a deadline."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.phrases.kinds.ingredients import (
    WEEKDAY_NAMES,
    WEEKDAYS,
    activities,
    clock_spellings,
    end_of,
    lead_ins,
    meant,
    moments,
    spelt_dates,
    weekly_on,
)
from tests.phrases.kinds.reading import read

times = st.builds(time, st.sampled_from((6, 7, 9, *range(13, 23))), st.sampled_from((0, 15, 30)))
ends = st.just(0) | st.integers(8, 200)


@st.composite
def spelt_times(draw: st.DrawFn) -> tuple[str, time]:
    """Draw a usual time and its wording."""
    at = draw(times)
    clock = draw(st.sampled_from((*clock_spellings(at), f"{at:%H:%M}")))
    return draw(st.sampled_from(("at ", "@ ", "@"))) + clock, at


@st.composite
def recurring_days(draw: st.DrawFn) -> tuple[str, str]:
    """Draw the wording of the days a goal recurs on, and its schedule."""
    days = draw(st.lists(st.integers(0, 6), min_size=1, max_size=3, unique=True))
    plurals = [f"{WEEKDAY_NAMES[day]}s" for day in days]
    short = [WEEKDAYS[day] for day in days]
    choices = (
        (" and ".join(plurals), weekly_on(days)),
        (f"on {' & '.join(plurals)}", weekly_on(days)),
        (f"every {'/'.join(short)}", weekly_on(days)),
        (f"each {' and '.join(short)}", weekly_on(days)),
        ("every day", "daily"),
        ("daily", "daily"),
        ("on weekdays", weekly_on(range(5))),
    )
    return draw(st.sampled_from(choices))


@given(lead_ins, activities, recurring_days(), spelt_times(), moments(), ends)
def test_a_usual_time_stays_in_the_title(
    lead_in: str,
    activity: str,
    recurring: tuple[str, str],
    usual: tuple[str, time],
    now: datetime,
    days: int,
) -> None:
    words, schedule = recurring
    clock, at = usual
    last = now.date() + timedelta(days=days)
    end = f" until {spelt_dates(last)[0]}" if days else ""
    for order in (f"{activity} {words} {clock}{end}", f"{activity} {clock} {words}{end}"):
        reading = read(lead_in + order, now=now)
        assert reading == meant(
            reading,
            title=f"{activity} {clock}",
            schedule=schedule,
            until=end_of(last) if days else None,
            usual_time=at,
        ), order


@given(
    st.sampled_from(("phone", "screens", "coffee", "snacks", "social media", "emails")),
    st.sampled_from(("before", "past", "after")),
    times,
    moments(),
    st.data(),
)
def test_abstaining_around_a_time_asks_how_often(
    thing: str, side: str, at: time, now: datetime, data: st.DataObject
) -> None:
    clock = data.draw(st.sampled_from((*clock_spellings(at), f"{at:%H:%M}")))
    text = f"no {thing} {side} {clock}"
    reading = read(text, now=now)
    assert reading == meant(reading, title=text, schedule=None)._replace(asked=True)
    daily = read(f"{text} every day", now=now)
    assert daily == meant(daily, title=text, schedule="daily")


@given(activities, recurring_days(), st.integers(1, 11))
def test_a_usual_time_that_could_be_either_is_no_deadline(
    activity: str, recurring: tuple[str, str], hour: int
) -> None:
    words, schedule = recurring
    reading = read(f"{activity} {words} at {hour}")
    assert reading.asked or (
        reading == meant(reading, title=f"{activity} at {hour}", schedule=schedule)
        and reading.usual_time in (None, time(hour), time(hour + 12))
    )


@pytest.mark.parametrize(
    ("text", "title", "schedule"),
    [
        ("be in bed by 11pm every night", None, "daily"),
        ("wake up before 7am on weekdays", "wake up before 7am", "weekly on mon,tue,wed,thu,fri"),
        ("read daily by 9pm", "read by 9pm", "daily"),
        ("yoga 6pm tuesdays", "yoga 6pm", "weekly on tue"),
        ("7am run every sat", "7am run", "weekly on sat"),
        ("gym 3x a week at 18:00", "gym at 18:00", "3 per week"),
        ("lunch walk every day at noon", "lunch walk at noon", "daily"),
    ],
)
def test_a_time_of_a_recurring_goal_is_no_deadline(
    text: str, title: str | None, schedule: str
) -> None:
    reading = read(text)
    assert reading == meant(reading, title=title, schedule=schedule)


def test_a_time_of_a_single_goal_is_its_deadline() -> None:
    reading = read("finish yoga by 6pm on tuesday")
    until = datetime.combine(date(2026, 12, 1), time(18))
    assert reading == meant(reading, title="finish yoga", schedule="once", until=until)
